"""The frame of the staff backend: its name and look, and the menu of what each person may open."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agency.models import Agency
from ita_portal.starts import OVERVIEW

Entry = dict[str, Any]


def site_name(request: HttpRequest) -> str:
    return Agency.objects.values_list("short_name", flat=True).first() or gettext("Staff")


def environment(request: HttpRequest) -> list[str] | None:
    """The label beside the title that nobody takes demonstration data for real."""
    return [gettext("Demonstration data"), "warning"] if settings.DEMO else None


def favicon(request: HttpRequest) -> str:
    return static("favicon.svg")


def stylesheet(request: HttpRequest) -> str:
    return static("css/staff.css")


def script(request: HttpRequest) -> str:
    return static("js/staff.js")


def unsaved_script(request: HttpRequest) -> str:
    return static("js/unsaved.js")


def groups(request: HttpRequest) -> list[Entry]:
    """Return the groups of the menu; entries that the person may not open are left out."""
    sections = [
        _my_work(),
        _budget(),
        _procurement(),
        _complaints(),
        _measures(),
        _surveys(),
        _gifts(),
        _assessment(),
        _publication(),
        _outreach(),
        _agency(),
    ]
    return [
        section | {"items": [entry for entry in section["items"] if _is_open(request, entry)]}
        for section in sections
    ]


def _is_open(request: HttpRequest, entry: Entry) -> bool:
    rights = entry["rights"]
    return not rights or any(request.user.has_perm(right) for right in rights)


def _section(title: Any, *items: Entry) -> Entry:
    return {"title": title, "separator": True, "items": list(items)}


def _entry(title: Any, icon: str, link: str, *rights: str) -> Entry:
    return {"title": title, "icon": icon, "link": reverse_lazy(link), "rights": rights}


def _my_work() -> Entry:
    return _section(
        _("My work"),
        _entry(_("My work"), "task_alt", "admin:index"),
        _entry(_("Overview for executives"), "monitoring", "portal_staff:overview", OVERVIEW),
        _entry(
            _("Add progress"),
            "add_a_photo",
            "measures_staff:progress_add",
            "measures.add_activity",
        ),
        _entry(
            _("Waiting for review"),
            "rate_review",
            "publishing_staff:queue",
            "measures.approve_activity",
            "budget.approve_spendingmonth",
            "procurement.approve_purchase",
        ),
        _entry(_("How to do it"), "help", "portal_staff:help"),
    )


def _budget() -> Entry:
    return _section(
        _("Budget"),
        _of_budget(_("Ordinances by year"), "menu_book", "budgetyear"),
        _of_budget(_("Budget lines"), "format_list_bulleted", "budgetline"),
        _of_budget(_("Transfers and changes"), "swap_horiz", "transfer"),
        _of_budget(_("Spending by month"), "payments", "spendingmonth"),
        _of_budget(_("Progress of projects"), "construction", "progressreport"),
        _of_budget(_("Further ordinances"), "post_add", "supplement"),
        _entry(
            _("Import lines from Excel"),
            "upload_file",
            "budget_staff:lines_import",
            "budget.add_budgetline",
        ),
        _entry(
            _("Import spending from Excel"),
            "upload_file",
            "budget_staff:spending_import",
            "budget.add_spendingmonth",
        ),
        _of_budget(_("Budget headings"), "account_tree", "heading"),
    )


def _procurement() -> Entry:
    return _section(
        _("Procurement"),
        _of_procurement(_("Purchases"), "shopping_cart", "purchase"),
        _of_procurement(_("Steps that were added"), "playlist_add", "stage"),
        _entry(
            _("Months and quarters"),
            "event_available",
            "procurement_staff:nil",
            "procurement.view_nilperiod",
        ),
        _of_procurement(_("Summaries of years"), "summarize", "yearsummary"),
        _of_procurement(_("Vendors"), "store", "vendor"),
        _entry(
            _("Import purchases from Excel"),
            "upload_file",
            "procurement_staff:purchases_import",
            "procurement.add_purchase",
        ),
        _entry(
            _("e-GP beside the portal"),
            "compare_arrows",
            "procurement_staff:egp",
            "procurement.add_purchase",
        ),
        _entry(
            _("Observations"),
            "troubleshoot",
            "procurement_staff:hints",
            "procurement.view_purchase",
        ),
    )


def _complaints() -> Entry:
    return _section(
        _("Complaints and questions"),
        _entry(_("Desk of sealed cases"), "lock", "desk:home", "complaints.work_case"),
        _of_complaints(_("Questions and challenges"), "contact_support", "question"),
        _of_complaints(_("Statements on statistics"), "signature", "statement"),
        _of_complaints(_("Channels"), "campaign", "channel"),
        _of_complaints(_("Time limits"), "timer", "timelimit"),
        _of_complaints(_("Steps of the manual"), "format_list_numbered", "handlingstep"),
    )


def _measures() -> Entry:
    return _section(
        _("Measures"),
        _list(_("Measures by year"), "event_note", "measureplan"),
        _list(_("Measures"), "checklist", "measure"),
        _list(_("Activities"), "photo_library", "activity"),
        _list(_("Results"), "fact_check", "result"),
        _list(_("Outcomes"), "trending_up", "outcome"),
        _list(_("Suggestions"), "lightbulb", "suggestion"),
    )


def _surveys() -> Entry:
    return _section(
        _("Surveys IIT and EIT"),
        _entry(
            _("Count of the day"), "how_to_vote", "measures_staff:tallies", "measures.view_survey"
        ),
        _list(_("Surveys by year"), "poll", "survey"),
        _list(_("Explanations of questions"), "help", "surveyexplanation"),
    )


def _gifts() -> Entry:
    return _section(
        _("No Gift Policy"),
        _entry(
            _("Halves and declaration"),
            "event_available",
            "measures_staff:gift_desk",
            "measures.view_giftnil",
        ),
        _list(_("Declarations"), "history_edu", "giftdeclaration"),
        _list(_("Register of gifts"), "redeem", "gift"),
    )


def _assessment() -> Entry:
    return _section(_("ITA assessment"), _list(_("Scores by year"), "grade", "assessmentyear"))


def _publication() -> Entry:
    return _section(
        _("Publication"),
        _list(_("Report editions"), "picture_as_pdf", "reportedition"),
        _entry(
            _("Record of publication"),
            "history",
            "admin:publishing_publicationstep_changelist",
            "publishing.view_publicationstep",
        ),
    )


def _outreach() -> Entry:
    return _section(
        _("Publish outwards"),
        _entry(_("Posters"), "image", "poster_staff:desk", "publishing.view_posteredition"),
        _entry(_("Posts"), "share", "publishing_staff:posts", "publishing.view_post"),
        _entry(
            _("Postings on boards"),
            "push_pin",
            "publishing_staff:postings",
            "publishing.view_boardposting",
        ),
        _entry(
            _("Messages to LINE and Facebook"),
            "outbox",
            "publishing_staff:outbox",
            "publishing.view_outboxmessage",
        ),
        _entry(
            _("Notice boards"),
            "developer_board",
            "admin:publishing_board_changelist",
            "publishing.view_board",
        ),
    )


def _agency() -> Entry:
    return _section(
        _("Agency and people"),
        _of_agency(_("Agency"), "account_balance", "agency"),
        _of_agency(_("Units"), "lan", "unit"),
        _of_agency(_("Officials"), "badge", "official"),
        _of_agency(_("People and roles"), "group", "user"),
        _of_agency(_("Villages"), "holiday_village", "village"),
        _of_agency(_("Holidays"), "calendar_month", "holiday"),
    )


def _list(title: Any, icon: str, model: str) -> Entry:
    return _entry(title, icon, f"admin:measures_{model}_changelist", f"measures.view_{model}")


def _of_budget(title: Any, icon: str, model: str) -> Entry:
    return _entry(title, icon, f"admin:budget_{model}_changelist", f"budget.view_{model}")


def _of_procurement(title: Any, icon: str, model: str) -> Entry:
    link, right = f"admin:procurement_{model}_changelist", f"procurement.view_{model}"
    return _entry(title, icon, link, right)


def _of_complaints(title: Any, icon: str, model: str) -> Entry:
    return _entry(title, icon, f"admin:complaints_{model}_changelist", f"complaints.view_{model}")


def _of_agency(title: Any, icon: str, model: str) -> Entry:
    return _entry(title, icon, f"admin:agency_{model}_changelist", f"agency.view_{model}")
