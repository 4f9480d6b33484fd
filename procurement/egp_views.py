"""e-GP beside the portal: bringing what it says, and three groups to look at. Staff only."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agency.models import Agency
from agency.staff import StaffRequest, staff_page
from procurement.egp_columns import is_record_number
from procurement.egp_compare import (
    differing,
    likely_numbers,
    only_here,
    only_in_egp,
    projects,
    span,
    years,
)
from procurement.egp_desk import Brought, EgpRefused, bring_feed, bring_file
from procurement.egp_drafts import make_draft
from procurement.egp_feed import MAX_BYTES
from procurement.egp_forms import EgpFileForm
from procurement.models import EgpRecord
from procurement.thresholds import FLAG_LIMITS
from publishing.outbound import Limits
from publishing.unit_view import change_url
from thai.fiscal import FiscalYear

ROWS_ON_A_PAGE = 25
SHOWN_NOTES = 10
PATIENCE = 60.0  # seconds in which somebody waits for a page
LIMITS = Limits(connect=5, read=5, total=12, size=MAX_BYTES)
GROUPS = {
    "egp": gettext_lazy("In e-GP, not here"),
    "here": gettext_lazy("Here, not in e-GP"),
    "differing": gettext_lazy("Different"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: StaffRequest) -> HttpResponse:
    """Show the three groups of a year, and take a file."""
    _check_permission(request)
    is_sent = request.method == "POST"
    form = EgpFileForm(request.POST, request.FILES) if is_sent else EgpFileForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        only = _own_agency() if form.cleaned_data["only_ours"] else ""
        try:
            brought = bring_file(file.read(), name=file.name, by=request.user, only=only)
        except EgpRefused as refused:
            form.add_error("file", str(refused))
        else:
            _tell(request, brought)
            return redirect(request.get_full_path())
    return _page(request, form)


@require_POST
def fetch_now(request: StaffRequest) -> HttpResponse:
    """Ask e-GP what it announces now."""
    _check_permission(request)
    try:
        brought = bring_feed(
            settings.EGP_FEED_URL, by=request.user, limits=LIMITS, patience=PATIENCE
        )
    except EgpRefused as refused:
        messages.error(request, str(refused))
    else:
        _tell(request, brought)
    return redirect("procurement_staff:egp")


@require_POST
def draft(request: StaffRequest) -> HttpResponse:
    """Make a draft of a project of e-GP, and open it; pressed twice it opens the same."""
    _check_permission(request)
    number = request.POST.get("project", "")
    made = make_draft(number, by=request.user) if is_record_number(number) else None
    if made is None:
        text = _("e-GP says nothing of the project “%(number)s”: no draft was made.")
        messages.error(request, text % {"number": number[:40]})
        return redirect("procurement_staff:egp")
    if made.is_new:
        text = _("A draft was made from what e-GP says. Check it, add what is missing, hand it in.")
        messages.success(request, text)
        for note in made.notes:
            messages.warning(request, note)
    else:
        messages.info(request, _("This purchase is here already; nothing was made twice."))
    return redirect(change_url(made.purchase))


def _check_permission(request: StaffRequest) -> None:
    if not request.user.has_perm("procurement.add_purchase"):
        raise PermissionDenied


def _own_agency() -> str:
    return Agency.objects.values_list("name", flat=True).first() or ""


def _tell(request: StaffRequest, brought: Brought) -> None:
    messages.success(request, str(brought))
    for note in brought.notes[:SHOWN_NOTES]:
        messages.warning(request, note)
    if (more := len(brought.notes) - SHOWN_NOTES) > 0:
        text = ngettext("and %(count)s further remark", "and %(count)s further remarks", more)
        messages.warning(request, text % {"count": more})


def _page(request: StaffRequest, form: EgpFileForm) -> HttpResponse:
    known = years()
    year = _year(request, known)
    group = request.GET.get("group", "egp")
    group = group if group in GROUPS else "egp"
    lists = {"egp": only_in_egp(year), "here": only_here(year), "differing": differing(year)}
    pages = {name: _paged(request, rows, is_shown=name == group) for name, rows in lists.items()}
    page = pages[group]
    if group == "egp":
        page.object_list = projects(row["project"] for row in page)
    if group == "here":
        numbers = likely_numbers(page, year)
        page.object_list = [(each, numbers.get(each.pk, "")) for each in page]
    return staff_page(
        request,
        "admin/procurement/egp.html",
        title=_("e-GP beside the portal"),
        status=422 if form.errors else 200,
        form=form,
        can_fetch=bool(settings.EGP_FEED_URL),
        year=year,
        years=known,
        span=span(year),
        group=group,
        tabs=[(name, label, pages[name].paginator.count) for name, label in GROUPS.items()],
        page=page,
        number_expected_above=FLAG_LIMITS.egp,
        query=f"&year={year}&group={group}",
        fetch_url=reverse("procurement_staff:egp_fetch"),
        draft_url=reverse("procurement_staff:egp_draft"),
    )


def _year(request: StaffRequest, known: Sequence[int]) -> int:
    """Return the year asked for, else the newest that e-GP knows, else the newest of ours."""
    asked = request.GET.get("year", "")
    if asked.isdecimal() and len(asked) == len("2566") and int(asked) in known:
        return int(asked)
    newest = EgpRecord.objects.newest_year() or next(iter(known), None)
    return newest or FiscalYear.of(timezone.localdate()).year


def _paged(request: StaffRequest, rows: Any, *, is_shown: bool) -> Page:
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page") if is_shown else 1)
