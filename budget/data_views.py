"""The open data of a budget year: what there is, each table as CSV, Excel and JSON, the package."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agency.models import Agency
from budget.data_package import LICENCE, data_package
from budget.open_data import NAMES, described, open_data
from budget.report import publisher
from budget.report_content import Publisher
from budget.report_parts import newest_publication
from budget.year_page import PAGE_SOURCES, YearPage, of_published_year
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.printed import packed
from publishing.serving import SHORTLY, stored_file
from publishing.tables import Table, to_csv, to_json

TableView = Callable[[HttpRequest, YearPage, Table], HttpResponseBase]


def of_table(view: TableView) -> Callable[..., HttpResponseBase]:
    """Give `view` the table that the address names, or answer that there is none (404)."""

    @wraps(view)
    def answer(request: HttpRequest, page: YearPage, table: str) -> HttpResponseBase:
        if table not in NAMES:
            response = _page(request, page, unknown=table)
            response.status_code = 404
            return response
        return view(request, page, open_data(page.budget, table, publisher=_publisher()))

    return answer


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def data(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show which data of a year there is and what its columns mean (ข้อมูลเปิด)."""
    return _page(request, page)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_table
def data_csv(request: HttpRequest, page: YearPage, table: Table) -> HttpResponseBase:
    """Download a table as CSV with the column names of the data package."""
    content = to_csv(table, header="keys")
    return _download(content, "text/csv; charset=utf-8", page, f"{table.name}.csv")


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_table
def data_json(request: HttpRequest, page: YearPage, table: Table) -> HttpResponseBase:
    """Download a table as JSON."""
    facts = {
        "fiscal_year": page.budget.fiscal_year,
        "as_of": page.budget.as_of(),
        "publisher": _publisher().name,
        "licence": LICENCE,
        "url": settings.SITE_URL + request.path,
    }
    content = to_json(table, facts=facts)
    return _download(content, "application/json", page, f"{table.name}.json")


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_table
def data_xlsx(request: HttpRequest, page: YearPage, table: Table) -> HttpResponseBase:
    """Download a table as Excel with Thai headings."""
    return _excel(request, page, [table], name=table.name)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def data_all(request: HttpRequest, page: YearPage) -> HttpResponseBase:
    """Download all tables as one Excel file."""
    tables = [open_data(page.budget, name, publisher=_publisher()) for name in NAMES]
    return _excel(request, page, tables, name="all")


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def package(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Describe the data of a year as a Fiscal Data Package."""
    descriptor = data_package(
        page.budget,
        _described(page),
        publisher=_publisher(),
        homepage=settings.SITE_URL + reverse("budget:data", args=[page.budget.fiscal_year]),
        created=newest_publication(page.budget),
    )
    return JsonResponse(descriptor, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _publisher() -> Publisher:
    return publisher(Agency.objects.get())


def _described(page: YearPage) -> list[Table]:
    owner = _publisher()
    return [described(page.budget, name, publisher=owner) for name in NAMES]


def _page(request: HttpRequest, page: YearPage, *, unknown: str = "") -> HttpResponse:
    return page.render(
        request, "budget/data.html", tables=_described(page), licence=LICENCE, unknown=unknown
    )


def _excel(
    request: HttpRequest, page: YearPage, tables: list[Table], *, name: str
) -> HttpResponseBase:
    return stored_file(
        request,
        packed(tables, created=newest_publication(page.budget)),
        mime=DocumentKind.XLSX.mime,
        cache=SHORTLY,
        download_as=f"budget-{page.budget.fiscal_year}-{name}.xlsx",
    )


def _download(content: bytes, mime: str, page: YearPage, name: str) -> HttpResponse:
    shown_as = f"budget-{page.budget.fiscal_year}-{name}"
    headers = {"Content-Disposition": f'attachment; filename="{shown_as}"'}
    return HttpResponse(content, content_type=mime, headers=headers)
