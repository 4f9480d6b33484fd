"""What each person can begin from the first page, whether or not something is owed."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from agency.models import User

OVERVIEW = "publishing.view_publicationstep"  # approvers, executives, administrators


@dataclass(frozen=True)
class Start:
    """A button of the first page, for whoever holds `right`."""

    right: str
    label: Any
    url: Any


STARTS = (
    Start(
        "budget.add_spendingmonth",
        _("Enter spending"),
        reverse_lazy("admin:budget_spendingmonth_add"),
    ),
    Start(
        "procurement.add_purchase",
        _("Enter a purchase"),
        reverse_lazy("admin:procurement_purchase_add"),
    ),
    Start(
        "procurement.add_purchase",
        _("Say that a month had no purchase"),
        reverse_lazy("procurement_staff:nil"),
    ),
    Start(
        "budget.add_transfer",
        _("Enter a transfer"),
        reverse_lazy("admin:budget_transfer_add"),
    ),
    Start(
        "budget.add_progressreport",
        _("Report the progress of projects"),
        reverse_lazy("admin:budget_progressreport_add"),
    ),
    Start("measures.add_gift", _("Enter a gift"), reverse_lazy("admin:measures_gift_add")),
    Start(
        "complaints.add_question",
        _("Take in a question"),
        reverse_lazy("admin:complaints_question_add"),
    ),
    Start(OVERVIEW, _("Overview for executives"), reverse_lazy("portal_staff:overview")),
    Start("complaints.work_case", _("Open the desk of sealed cases"), reverse_lazy("desk:home")),
    Start(
        "agency.add_user",
        _("Put people and roles in order"),
        reverse_lazy("admin:agency_user_changelist"),
    ),
    Start(
        "agency.add_holiday", _("Enter holidays"), reverse_lazy("admin:agency_holiday_changelist")
    ),
)


def starts_of(user: User) -> list[Start]:
    return [start for start in STARTS if user.has_perm(start.right)]
