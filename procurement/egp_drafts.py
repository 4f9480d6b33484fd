"""A draft of a purchase from what e-GP says of it; somebody reads it before anything is public."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import User
from procurement.actions import link_notices
from procurement.egp_columns import is_project_number, plain_title, work_kind_of
from procurement.egp_compare import Project, projects
from procurement.methods import Method, WorkKind
from procurement.models import Contract, EgpRecord, Notice, Purchase
from procurement.models.purchase import refresh_list_facts
from procurement.thresholds import HINT_LIMITS
from thai.citizen_id import find_citizen_ids, mask_citizen_ids
from thai.fiscal import FiscalYear
from thai.money import format_baht

ZERO = Decimal(0)
TRIES = 5


class Draft(NamedTuple):
    """The purchase with this number, whether it was made just now, and what it still needs."""

    purchase: Purchase
    is_new: bool
    notes: tuple[str, ...] = ()


def make_draft(number: str, *, by: User) -> Draft | None:
    """Make a draft from all that e-GP says of a project; `None` where e-GP says nothing of it.

    Pressed twice it returns the same purchase: nothing is made where the number is here already.
    """
    if not by.has_perms(["procurement.add_purchase", "procurement.change_purchase"]):
        raise PermissionDenied
    for last in range(TRIES):
        try:
            return _draft(number, by)
        except IntegrityError:  # another person took the number of the year, or made this one
            if last == TRIES - 1:
                raise
    return None


@transaction.atomic
def _draft(number: str, by: User) -> Draft | None:
    # Locked: the second press waits here, and then finds what the first made.
    if not list(EgpRecord.objects.select_for_update().of_project(number)):
        return None
    known = Q(egp_number=number) | Q(plan_number=number)
    here = Purchase.objects.not_withdrawn().filter(known).first()
    if here is not None:
        return Draft(here, is_new=False)
    project = projects([number])[0]
    purchase = _purchase(project, by)
    _add_notices(purchase, project)
    if price := project.amount("price"):
        Contract.objects.create(purchase=purchase, price=price)
    refresh_list_facts(purchase.pk)
    return Draft(purchase, is_new=True, notes=tuple(_lacking(purchase, project)))


def _purchase(project: Project, by: User) -> Purchase:
    amounts = [project.amount(name) for name in ("allocated", "median_price", "price")]
    allocated = amounts[0] or next(filter(None, amounts), ZERO)
    has_number = is_project_number(project.number)
    return Purchase.objects.create(
        fiscal_year=project.newest("fiscal_year") or FiscalYear.of(timezone.localdate()).year,
        egp_number=project.number if has_number else "",
        plan_number="" if has_number else project.number,
        title=mask_citizen_ids(plain_title(project.title))[:500],
        kind=work_kind_of(str(project.newest("work")), project.title) or WorkKind.SERVICES,
        method=project.method or _likely_method(allocated),
        allocated=allocated,
        amount=allocated,
        author=by,
        edited_by=by,
    )


def _lacking(purchase: Purchase, project: Project) -> Iterator[str]:
    """Say what somebody has to enter by hand."""
    if not purchase.allocated:
        yield _("The feed of e-GP does not say the amounts: enter them.")
    if not project.method:
        yield _("e-GP does not say the method: check the one that is chosen.")
    if median := project.amount("median_price"):
        text = _("Median price by e-GP: %(value)s baht. Enter it with its day.")
        yield text % {"value": format_baht(median)}


def _likely_method(amount: Decimal) -> Method:
    return Method.SPECIFIC if amount <= HINT_LIMITS.direct else Method.E_BIDDING


def _add_notices(purchase: Purchase, project: Project) -> None:
    """Add its announcements, each change beside what it changes."""
    for record in project.notices:
        if record.day is not None:
            Notice.objects.create(
                purchase=purchase,
                kind=record.kind,
                published_on=record.day,
                title=mask_citizen_ids(record.title)[:300],
                # An address that is masked leads nowhere.
                url="" if find_citizen_ids(record.url) else record.url,
            )
    link_notices(purchase)
