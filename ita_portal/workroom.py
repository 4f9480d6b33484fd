"""“My work” (งานของฉัน): the first page of staff, computed from rules and never typed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agency.models import User
from agency.staff import StaffRequest
from budget.tasks import Kind, Owed, owed_on
from complaints import tasks as complaint_tasks
from ita_portal.buying_tasks import Task, buying_task
from ita_portal.question_tasks import question_task
from measures.models import MeasurePlan
from measures.readiness import gaps
from measures.tasks import SOON, Due, owed_by, recent_plans
from procurement import tasks as procurement_tasks
from publishing.models import Publishable
from publishing.unit_view import change_url
from publishing.waiting import approvable_by, count_waiting_for, written_by
from publishing.workflow import State
from thai.dates import long_date

SHOWN_OF_A_KIND = 10  # units of one kind that are named; the list has the others


@dataclass(frozen=True)
class Group:
    """Tasks of one urgency; `mark` is the class of its heading.

    `further` counts those of which only the list is named.
    """

    title: Any
    mark: str
    tasks: list[Task]
    further: int = 0

    @property
    def count(self) -> int:
        return len(self.tasks) + self.further


@dataclass(frozen=True)
class Report:
    """How far the annual report of a year is: what it lacks, and the newest edition."""

    plan: MeasurePlan
    gaps: int
    edition: int | None


def workroom(request: StaffRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Fill in the first page of the staff backend for the person who opens it."""
    user, today = request.user, timezone.localdate()
    groups = task_groups(user, today)
    may_approve = bool(approvable_by(user))
    return context | {
        "title": gettext_lazy("My work"),
        "today": today,
        "task_groups": groups,
        "has_tasks": any(group.tasks for group in groups),
        "does_tasks": user.has_perm("measures.add_activity"),
        "may_approve": may_approve,
        "waiting": count_waiting_for(user) if may_approve else 0,
        "reports": _reports(user),
    }


def task_groups(user: User, today: dt.date) -> list[Group]:
    """Return what the person owes, the most urgent first."""
    dues = owed_by(user, today) if user.has_perm("measures.add_activity") else []
    debts = owed_on(today) if user.has_perm("budget.add_spendingmonth") else []
    buying = procurement_tasks.owed_on(today) if user.has_perm("procurement.add_purchase") else []
    asked = complaint_tasks.owed_on(today) if user.has_perm("complaints.change_question") else []
    pairs = [
        *((due.day, _progress(due)) for due in dues),
        *((owed.day, _debt(owed)) for owed in debts),
        *((owed.day, buying_task(owed)) for owed in buying),
        *((owed.day, question_task(owed)) for owed in asked),
    ]
    pairs.sort(key=lambda pair: pair[0] or dt.date.max)
    overdue = [task for day, task in pairs if day and day < today]
    soon = [task for day, task in pairs if day and today <= day <= today + SOON]
    later = [task for day, task in pairs if not day or day > today + SOON]
    return [
        Group(gettext_lazy("Overdue"), "desk-bad", overdue),
        Group(gettext_lazy("Due within 7 days"), "desk-warn", soon),
        _own(gettext_lazy("Sent back to you"), "desk-warn", user, State.SENT_BACK, _repair),
        _own(gettext_lazy("Your drafts"), "", user, State.DRAFT, _finish),
        Group(gettext_lazy("Later"), "", later),
    ]


def _debt(owed: Owed) -> Task:
    """What the budget owes: verb first, the day, one button to where it is entered."""
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


def _progress(due: Due) -> Task:
    day = long_date(due.day) if due.day else "–"
    done = {"done": due.progress.done, "total": due.progress.total, "day": day}
    return Task(
        title=_("Add progress to measure %(measure)s") % {"measure": due.measure},
        note=_("%(done)s of %(total)s rounds done · due %(day)s") % done,
        url=f"{reverse('measures_staff:progress_add')}?measure={due.measure.pk}",
        button=_("Do it now"),
    )


def _own(
    title: Any, mark: str, user: User, state: State, task: Callable[[Publishable], Task]
) -> Group:
    """Name the first of each kind that the person wrote; an import leaves hundreds of drafts."""
    tasks: list[Task] = []
    further = 0
    for rows in written_by(user, state):
        units = list(rows[: SHOWN_OF_A_KIND + 1])
        tasks += map(task, units[:SHOWN_OF_A_KIND])
        if len(units) > SHOWN_OF_A_KIND:
            more = rows.count() - SHOWN_OF_A_KIND
            tasks.append(_others(rows.model, more, {"state": state, "author": user.pk}))
            further += more - 1
    return Group(title, mark, tasks, further)


def _others(model: type[Publishable], count: int, query: dict[str, Any]) -> Task:
    meta = model._meta
    address = f"admin:{meta.app_label}_{meta.model_name}_changelist"
    title = _("%(kind)s: %(count)s more")
    return Task(
        title=title % {"kind": meta.verbose_name, "count": f"{count:,}"},
        note="",
        url=reverse(address, query=query),
        button=_("Open"),
    )


def _repair(unit: Publishable) -> Task:
    title = _("Correct: %(kind)s “%(unit)s”") % {"kind": unit._meta.verbose_name, "unit": unit}
    return Task(title=title, note="", url=change_url(unit), button=_("Correct"))


def _finish(unit: Publishable) -> Task:
    title = _("Go on: %(kind)s “%(unit)s”") % {"kind": unit._meta.verbose_name, "unit": unit}
    return Task(title=title, note="", url=change_url(unit), button=_("Go on"))


def _reports(user: User) -> list[Report]:
    if not user.has_perm("measures.add_reportedition"):
        return []
    return [_report(plan) for plan in recent_plans()]


def _report(plan: MeasurePlan) -> Report:
    numbers = [edition.number for edition in plan.editions.all()]
    return Report(plan, gaps=len(gaps(plan)), edition=max(numbers, default=None))
