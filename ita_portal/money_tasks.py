"""What the budget owes, as tasks of “My work”: verb first, the day, one button."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import Unit, User
from budget.models import LineProposal
from budget.proposal_desk import proposal_url
from budget.tasks import Kind, Owed, owed_on
from ita_portal.tasks import Debt, Task
from thai.dates import long_date


def money_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return what the budget owes; it is owed by the unit that keeps the accounts."""
    owner = str(Unit.objects.of_accounts() or "")
    return [Debt(owed.day, _task(owed), owner, _seen(owed)) for owed in owed_on(today)]


ANSWER_WITHIN = dt.timedelta(days=7)


def proposal_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return the lines that were proposed: to who may add them, and what came back to its writer."""
    rows = LineProposal.objects.with_names()
    is_judge = user is None or user.has_perm("budget.approve_budgetyear")
    found = [_decide(row) for row in rows.waiting()] if is_judge else []
    return found + [_propose_again(row) for row in rows.refused().filter(by=user)]


def _decide(row: LineProposal) -> Debt:
    day = timezone.localdate(row.at) + ANSWER_WITHIN
    task = Task(
        title=_("Decide on a proposed budget line: %(line)s") % {"line": row},
        note=_("%(year)s · due %(day)s") % {"year": row.ordinance, "day": long_date(day)},
        url=proposal_url(row),
        button=_("Check it"),
    )
    return Debt(day, task, seen=task.url, right="budget.approve_budgetyear")


def _propose_again(row: LineProposal) -> Debt:
    task = Task(
        title=_("Correct: %(kind)s “%(unit)s”") % {"kind": row._meta.verbose_name, "unit": row},
        note=row.answer,
        url=proposal_url(row),
        button=_("Correct"),
    )
    return Debt(timezone.localdate(row.at) + ANSWER_WITHIN, task)


def _task(owed: Owed) -> Task:
    title, url = _debt_of(owed)
    note = _("due %(day)s") % {"day": long_date(owed.day)}
    if owed.more:
        more = _("and %(count)s later months") % {"count": owed.more}
        note = f"{note} · {more}"
    return Task(title=title, note=note, url=url, button=_("Do it now"))


def _debt_of(owed: Owed) -> tuple[str, str]:
    year, period = owed.fiscal_year, owed.period
    if owed.kind == Kind.YEAR:
        title = _("Enter the budget ordinance of fiscal year %(year)s") % {"year": year}
        return title, reverse("admin:budget_budgetyear_add")
    if owed.kind == Kind.PAPER or period is None:
        title = _("Attach the signed ordinance of fiscal year %(year)s") % {"year": year}
        return title, reverse("admin:budget_budgetyear_change", args=[owed.year_pk])
    if owed.kind == Kind.MONTH:
        title = _("Enter the spending of %(month)s") % {"month": period.label()}
        model = "spendingmonth"
        query: dict[str, int | str] = {"year": owed.year_pk, "month": period.number}
    else:
        title = _("Report the progress of projects, %(period)s") % {"period": period.label()}
        model = "progressreport"
        query = {"year": owed.year_pk, "period_slug": period.slug}
    if owed.begun:
        return title, reverse(f"admin:budget_{model}_change", args=[owed.begun])
    return title, reverse(f"admin:budget_{model}_add", query=query)


def _seen(owed: Owed) -> str:
    """The public page on which the gap shows."""
    if owed.kind == Kind.YEAR:
        return reverse("budget:latest")
    if owed.kind == Kind.MONTH:
        return reverse("budget:months", args=[owed.fiscal_year])
    if owed.period is not None:
        return reverse("budget:report", args=[owed.fiscal_year, owed.period.slug])
    return reverse("budget:year", args=[owed.fiscal_year])
