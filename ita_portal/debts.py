"""Everything that the office owes the public, from every app: the rules of “My work”.

A new kind of debt is one line in `SOURCES`, and a small module of its own beside this one.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agency.models import User
from ita_portal.buying_tasks import buying_debts
from ita_portal.money_tasks import money_debts, proposal_debts
from ita_portal.office_tasks import case_debts, holiday_debts
from ita_portal.outreach_tasks import outreach_debts
from ita_portal.poster_tasks import poster_debts
from ita_portal.progress_tasks import plan_debts, progress_debts
from ita_portal.question_tasks import question_debts
from ita_portal.survey_tasks import integrity_debts
from ita_portal.tasks import Debt

Find = Callable[[User | None, dt.date], list[Debt]]


@dataclass(frozen=True)
class Source:
    """A kind of debt: `find` returns what a person owes, or without a person the whole office.

    It is told to whoever holds `right`.
    """

    right: str
    find: Find


SOURCES = (
    Source("measures.add_activity", progress_debts),
    Source("measures.add_measureplan", plan_debts),
    Source("budget.add_spendingmonth", money_debts),
    Source("budget.add_budgetline", proposal_debts),
    Source("procurement.add_purchase", buying_debts),
    Source("measures.add_gift", integrity_debts),
    Source("complaints.change_question", question_debts),
    Source("publishing.add_posteredition", poster_debts),
    Source("complaints.work_case", case_debts),
    Source("agency.add_holiday", holiday_debts),
    Source("publishing.change_boardposting", outreach_debts),
)


def debts_of(user: User, today: dt.date) -> list[Debt]:
    """Return what a person owes on a day, the most urgent first."""
    sources = [source for source in SOURCES if user.has_perm(source.right)]
    return _sorted(debt for source in sources for debt in source.find(user, today))


def owes_anything(user: User) -> bool:
    """Whether any kind of debt is told to this person at all."""
    return any(user.has_perm(source.right) for source in SOURCES)


def debts_of_office(today: dt.date) -> list[Debt]:
    """Return what the office owes on a day, whoever does it, the most urgent first."""
    return _sorted(debt for source in SOURCES for debt in source.find(None, today))


def coming(debts: Iterable[Debt], today: dt.date, until: dt.date) -> list[Debt]:
    """Return what falls due from today to `until`."""
    return [debt for debt in debts if debt.day and today <= debt.day <= until]


def _sorted(debts: Iterable[Debt]) -> list[Debt]:
    return sorted(debts, key=lambda debt: debt.day or dt.date.max)
