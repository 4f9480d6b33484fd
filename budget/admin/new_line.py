"""Where a new line belongs: to a draft, to a transfer, or as a correction to what is published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.staff import StaffRequest, staff_page
from budget.admin.parts import wanted_pk
from budget.models import BudgetYear, LineProposal, Supplement, Transfer, TransferKind
from budget.models.year import Ordinance
from publishing.forms import ReasonForm
from publishing.permissions import has_right, may_edit
from publishing.unit_view import change_url
from publishing.workflow import EDITABLE
from thai.fiscal import FiscalYear

CORRECTION = "correction"  # `?way=` of a line that was forgotten


def unit_of_new(request: StaffRequest) -> Ordinance | Transfer | None:
    """Return what the address of a new line names, or else the newest year."""
    if proposal := proposal_of(request):
        return proposal.ordinance
    transfers = Transfer.objects.select_related("year").filter(kind=TransferKind.TRANSFER)
    if transfer := transfers.filter(pk=wanted_pk(request, "transfer")).first():
        return transfer
    supplements = Supplement.objects.select_related("year")
    if found := supplements.filter(pk=wanted_pk(request, "supplement")).first():
        return found
    years = BudgetYear.objects.newest_first()
    return years.filter(pk=wanted_pk(request, "year")).first() or years.first()


def proposal_of(request: StaffRequest) -> LineProposal | None:
    """Return the proposal that an address names: to its writer, and to who may decide on it."""
    rows = LineProposal.objects.with_names().exclude(state=LineProposal.State.TAKEN)
    proposal = rows.filter(pk=wanted_pk(request, "proposal")).first()
    if proposal is None:
        return None
    may_read = proposal.by_id == request.user.pk or may_edit(request.user, proposal.ordinance)
    return proposal if may_read else None


def is_proposal(request: StaffRequest, unit: Ordinance | Transfer | None) -> bool:
    """Whether what is typed here goes to an approver: the person corrects nothing that is public."""
    return isinstance(unit, Ordinance) and unit.is_published and not may_edit(request.user, unit)


def asks_for_the_way(request: HttpRequest, unit: Ordinance | Transfer | None) -> bool:
    """Whether somebody wants a line in a published year without saying how it comes there."""
    names_one = request.GET.get("way") == CORRECTION or "proposal" in request.GET
    is_public = isinstance(unit, Ordinance) and unit.is_published
    return is_public and request.method in {"GET", "HEAD"} and not names_one


def ways_page(request: StaffRequest, unit: Ordinance) -> HttpResponse:
    """Offer the ways in which a line comes into a published year, one button each."""
    year = unit.year if isinstance(unit, Supplement) else unit
    assert isinstance(year, BudgetYear)
    supplements = year.supplements.filter(state__in=EDITABLE)
    transfers = year.transfers.filter(state__in=EDITABLE, kind=TransferKind.TRANSFER)
    return staff_page(
        request,
        "admin/budget/line_ways.html",
        title=_("Add a budget line"),
        unit=unit,
        year=year,
        years=years_shown(),
        missing_year=missing_year(),
        supplements=supplements.select_related("year"),
        transfers=transfers.select_related("year"),
        proposals=year.proposals.waiting().with_names(),
        corrects=may_edit(request.user, unit),
    )


def years_shown() -> list[BudgetYear]:
    return list(BudgetYear.objects.newest_first())


def missing_year() -> int:
    """Return the first year from today on that has no ordinance here; people look for it next."""
    known = set(BudgetYear.objects.values_list("fiscal_year", flat=True))
    year = FiscalYear.of(timezone.localdate()).year
    while year in known:
        year += 1
    return year


def context_of_new(request: StaffRequest) -> dict[str, Any]:
    """What the page of a new line shows: what it is added to, and what was proposed."""
    unit = unit_of_new(request)
    if unit is None:
        return {}
    proposal = proposal_of(request)
    proposes = is_proposal(request, unit)
    return {
        "unit": unit,
        "is_locked": not proposes and not may_edit(request.user, unit),
        "change_url": change_url(unit),
        "is_new": True,
        "is_proposal": proposes,
        "of_transfer": isinstance(unit, Transfer),
        "proposal": proposal,
        "refusal": ReasonForm() if proposal and may_decide(request, proposal) else None,
        "years": years_shown(),
        "missing_year": missing_year(),
    }


def may_decide(request: StaffRequest, proposal: LineProposal) -> bool:
    is_waiting = proposal.state == LineProposal.State.WAITING
    return is_waiting and has_right(request.user, proposal.ordinance, "approve")
