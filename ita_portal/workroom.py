"""“My work” (งานของฉัน): the first page of staff, computed from rules and never typed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agency.models import User
from agency.staff import StaffRequest
from ita_portal.debts import debts_of, owes_anything
from ita_portal.situation import late_on
from ita_portal.starts import OVERVIEW, starts_of
from ita_portal.tasks import Debt, Task
from measures.models import MeasurePlan
from measures.readiness import gaps
from measures.tasks import SOON, recent_plans
from publishing.models import Publishable
from publishing.unit_view import change_url
from publishing.waiting import Written, approvable_by, count_waiting_for, many_url, written_by
from publishing.workflow import State

Finish = Callable[[Publishable], Task]

AHEAD = dt.timedelta(days=100)  # how far the next due day is looked for: every quarter has one
SHOWN_OF_A_KIND = 10  # units of one kind that are named; the list has the others


@dataclass(frozen=True)
class Group:
    """Tasks of one urgency; `mark` is the class of its heading.

    `further` counts those of which only the list is named; what is not pressing can wait; `together`
    leads to where several are done at once.
    """

    title: Any
    mark: str
    tasks: list[Task]
    further: int = 0
    is_pressing: bool = True
    together: list[Task] = field(default_factory=list)

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
    has_tasks = any(group.tasks for group in groups if group.is_pressing)
    is_free = owes_anything(user) and not has_tasks
    return context | {
        "title": gettext_lazy("My work"),
        "today": today,
        "task_groups": groups,
        "is_free": is_free,
        "next_debt": next_debt(user, today) if is_free else None,
        "late": len(late_on(today))
        if user.has_perm(OVERVIEW) and not owes_anything(user)
        else None,
        "starts": starts_of(user),
        "may_approve": may_approve,
        "waiting": count_waiting_for(user) if may_approve else 0,
        "reports": _reports(user),
    }


def task_groups(user: User, today: dt.date) -> list[Group]:
    """Return what the person owes, the most urgent first."""
    debts = debts_of(user, today)
    overdue = [debt.task for debt in debts if debt.day and debt.day < today]
    soon = [debt.task for debt in debts if debt.day and today <= debt.day <= today + SOON]
    later = [debt.task for debt in debts if not debt.day or debt.day > today + SOON]
    own = written_by(user, State.SENT_BACK, State.DRAFT)
    return [
        Group(gettext_lazy("Overdue"), "desk-bad", overdue),
        Group(gettext_lazy("Due within 7 days"), "desk-warn", soon),
        _own(gettext_lazy("Sent back to you"), "desk-warn", own[State.SENT_BACK], _repair),
        replace(
            _own(gettext_lazy("Your drafts"), "", own[State.DRAFT], _finish),
            together=[_together(each.rows.model) for each in own[State.DRAFT] if each.count > 1],
        ),
        Group(gettext_lazy("Later"), "", later, is_pressing=False),
    ]


def next_debt(user: User, today: dt.date) -> Debt | None:
    """Return what the person will owe first, as the rules will see it when its time has come."""
    until = today + AHEAD
    # What is owed on any day on which one asks has the day of the question.
    debts = (debt for debt in debts_of(user, until) if debt.day and today <= debt.day < until)
    return next(debts, None)


def _own(title: Any, mark: str, written: list[Written], task: Finish) -> Group:
    """Name the first of each kind that the person wrote; an import leaves hundreds of drafts."""
    tasks: list[Task] = []
    further = 0
    for each in written:
        tasks += map(task, each.rows[:SHOWN_OF_A_KIND])
        if (more := each.count - SHOWN_OF_A_KIND) > 0:
            tasks.append(_others(each.rows.model, more, each.query))
            further += more - 1
    return Group(title, mark, tasks, further)


def _together(model: type[Publishable]) -> Task:
    kinds = model._meta.verbose_name_plural
    button = _("Hand in several: %(kind)s") % {"kind": kinds}
    return Task(title="", note="", url=many_url("submit_many", model), button=button)


def _others(model: type[Publishable], count: int, query: dict[str, object]) -> Task:
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
