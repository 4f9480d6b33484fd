"""Every help page: its task, for whom it is, and the screens that it explains."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from agency.models import User


@dataclass(frozen=True)
class HelpPage:
    """One task; its text is `templates/admin/help/<slug>.html`, its picture `static/help/<slug>.webp`.

    It is for whoever holds one of `rights`, for everybody where there is none. `screens` are names
    of addresses; the first is the one that the page leads to, where it needs nothing more.
    """

    slug: str
    title: Any
    rights: tuple[str, ...]
    screens: tuple[str, ...]
    start: str = ""

    @property
    def picture(self) -> str:
        return f"help/{self.slug}.webp"

    def is_for(self, user: User) -> bool:
        return not self.rights or any(user.has_perm(right) for right in self.rights)


def _all(pages: Iterable[HelpPage]) -> dict[str, HelpPage]:
    return {page.slug: page for page in pages}


def _pages(app: str, *models: str) -> tuple[str, ...]:
    """The list, the form and the empty form of models."""
    kinds = ("changelist", "change", "add")
    return tuple(f"admin:{app}_{model}_{kind}" for model in models for kind in kinds)


PAGES = _all(
    [
        HelpPage(
            "sign-in",
            _("Sign in with a second factor"),
            (),
            ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
            start="mfa_index",
        ),
        HelpPage(
            "progress",
            _("Add progress by phone"),
            ("measures.add_activity",),
            (
                "measures_staff:progress_add",
                "measures_staff:progress_saved",
                "measures_staff:progress_sent",
                *_pages("measures", "activity"),
            ),
            start="measures_staff:progress_add",
        ),
        HelpPage(
            "measures",
            _("Set the measures of a year and write their results"),
            ("measures.add_measure",),
            (
                "measures_staff:plan_start",
                *_pages("measures", "measureplan", "measure", "result", "outcome", "suggestion"),
            ),
            start="admin:measures_measureplan_changelist",
        ),
        HelpPage(
            "budget",
            _("Enter or import the budget"),
            ("budget.add_budgetyear",),
            (
                "budget_staff:lines_import",
                "budget_staff:lines_preview",
                "budget_staff:revenue_import",
                "budget_staff:revenue_preview",
                *_pages("budget", "budgetyear", "budgetline", "transfer", "supplement", "heading"),
            ),
            start="admin:budget_budgetyear_changelist",
        ),
        HelpPage(
            "spending",
            _("Enter the spending of a month"),
            ("budget.add_spendingmonth",),
            (
                "budget_staff:spending_import",
                "budget_staff:spending_preview",
                "admin:budget_spendingmonth_sheet",
                *_pages("budget", "spendingmonth"),
            ),
            start="admin:budget_spendingmonth_add",
        ),
        HelpPage(
            "projects",
            _("Report the progress of projects"),
            ("budget.add_progressreport",),
            ("admin:budget_progressreport_sheet", *_pages("budget", "progressreport")),
            start="admin:budget_progressreport_changelist",
        ),
        HelpPage(
            "purchase",
            _("Enter a purchase and its steps"),
            ("procurement.add_purchase",),
            _pages("procurement", "purchase", "stage", "contract", "vendor"),
            start="admin:procurement_purchase_add",
        ),
        HelpPage(
            "nothing-bought",
            _("Say that a month had no purchase"),
            ("procurement.add_purchase",),
            ("procurement_staff:nil", *_pages("procurement", "nilperiod")[:2]),
            start="procurement_staff:nil",
        ),
        HelpPage(
            "egp",
            _("Import purchases and compare with e-GP"),
            ("procurement.add_purchase",),
            (
                "procurement_staff:egp",
                "procurement_staff:purchases_import",
                "procurement_staff:purchases_preview",
            ),
            start="procurement_staff:egp",
        ),
        HelpPage(
            "question",
            _("Answer a question"),
            ("complaints.change_question",),
            _pages("complaints", "question"),
            start="admin:complaints_question_changelist",
        ),
        HelpPage(
            "review",
            _("Approve or send back"),
            ("measures.approve_activity",),
            (
                "publishing_staff:queue",
                "publishing_staff:review",
                "publishing_staff:review_many",
            ),
            start="publishing_staff:queue",
        ),
        HelpPage(
            "correct",
            _("Correct or withdraw what is published"),
            ("measures.approve_activity",),
            ("publishing_staff:withdraw", "admin:publishing_publicationstep_changelist"),
            start="admin:publishing_publicationstep_changelist",
        ),
        HelpPage(
            "report",
            _("Issue the annual report"),
            ("measures.view_reportedition",),
            ("measures_staff:report", "admin:measures_reportedition_changelist"),
            start="admin:measures_reportedition_changelist",
        ),
        HelpPage(
            "scores",
            _("Enter the ITA scores"),
            ("measures.add_assessmentyear",),
            _pages("measures", "assessmentyear", "indicator"),
            start="admin:measures_assessmentyear_changelist",
        ),
        HelpPage(
            "integrity",
            _("Count the surveys and keep the register of gifts"),
            ("measures.add_gift",),
            (
                "measures_staff:tallies",
                "measures_staff:gift_desk",
                *_pages("measures", "survey", "gift", "giftdeclaration", "giftnil"),
            ),
            start="measures_staff:tallies",
        ),
        HelpPage(
            "sharing",
            _("Share, post, and hang up what is published"),
            ("publishing.add_post",),
            (
                "publishing_staff:share",
                "publishing_staff:send",
                "publishing_staff:order",
                "publishing_staff:posts",
                "publishing_staff:postings",
                "publishing_staff:posting",
                "publishing_staff:outbox",
                "poster_staff:desk",
            ),
            start="publishing_staff:posts",
        ),
        HelpPage(
            "people",
            _("Put people and roles in order"),
            ("agency.add_user",),
            _pages("agency", "user", "unit", "agency", "holiday", "village"),
            start="admin:agency_user_changelist",
        ),
        HelpPage(
            "cases",
            _("Work at the desk of sealed cases"),
            ("complaints.work_case",),
            (),
            start="desk:home",
        ),
        HelpPage(
            "overview",
            _("Read the overview for executives"),
            ("publishing.view_publicationstep",),
            ("portal_staff:overview", "portal_staff:owed"),
            start="portal_staff:overview",
        ),
    ]
)
HELP_OF = {screen: page for page in PAGES.values() for screen in page.screens}


def pages_of(user: User) -> list[HelpPage]:
    return [page for page in PAGES.values() if page.is_for(user)]
