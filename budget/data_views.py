"""The open data of a budget year: what there is, each table as CSV, Excel and JSON, the package."""

from collections.abc import Callable, Iterable
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
from publishing.caching import kept, public_page
from publishing.file_kinds import DocumentKind
from publishing.printed import packed, stored
from publishing.serving import SHORTLY, stored_file
from publishing.tables import Table, to_csv, to_json

TableView = Callable[[HttpRequest, YearPage, str], HttpResponseBase]
CSV, JSON = "text/csv; charset=utf-8", "application/json"


def of_table(view: TableView) -> Callable[..., HttpResponseBase]:
    """Give `view` the name of the table in the address, or answer that there is none (404)."""

    @wraps(view)
    def answer(request: HttpRequest, page: YearPage, table: str) -> HttpResponseBase:
        if table not in NAMES:
            response = _page(request, page, unknown=table)
            response.status_code = 404
            return response
        return view(request, page, table)

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
def data_csv(request: HttpRequest, page: YearPage, table: str) -> HttpResponseBase:
    """Download a table as CSV with the column names of the data package."""

    def make() -> str:
        return stored(to_csv(_table(page, table), header="keys"), ".csv")

    return _download(request, page, f"{table}.csv", mime=CSV, make=make)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_table
def data_json(request: HttpRequest, page: YearPage, table: str) -> HttpResponseBase:
    """Download a table as JSON."""
    facts = {
        "fiscal_year": page.budget.fiscal_year,
        "as_of": page.budget.as_of(),
        "publisher": _publisher().name,
        "licence": LICENCE,
        "url": settings.SITE_URL + request.path,
    }

    def make() -> str:
        return stored(to_json(_table(page, table), facts=facts), ".json")

    return _download(request, page, f"{table}.json", mime=JSON, make=make)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_table
def data_xlsx(request: HttpRequest, page: YearPage, table: str) -> HttpResponseBase:
    """Download a table as Excel with Thai headings."""
    return _excel(request, page, [table], name=table)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def data_all(request: HttpRequest, page: YearPage) -> HttpResponseBase:
    """Download all tables as one Excel file."""
    return _excel(request, page, NAMES, name="all")


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


def _table(page: YearPage, name: str) -> Table:
    return open_data(page.budget, name, publisher=_publisher())


def _excel(
    request: HttpRequest, page: YearPage, names: Iterable[str], *, name: str
) -> HttpResponseBase:
    def make() -> str:
        tables = [_table(page, each) for each in names]
        return packed(tables, created=newest_publication(page.budget))

    return _download(request, page, f"{name}.xlsx", mime=DocumentKind.XLSX.mime, make=make)


def _download(
    request: HttpRequest, page: YearPage, name: str, *, mime: str, make: Callable[[], str]
) -> HttpResponseBase:
    """Serve a file that is made once per publication: all lines of a year cost time and memory."""
    shown_as = f"budget-{page.budget.fiscal_year}-{name}"
    kept_as = kept(f"file:{shown_as}", PAGE_SOURCES, make)
    return stored_file(request, kept_as, mime=mime, cache=SHORTLY, download_as=shown_as)
