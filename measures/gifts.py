"""The No Gift Policy as it stands: who signed it, who took note, what came in, what was said of nothing."""

import datetime as dt
from dataclasses import dataclass, replace

from agency.models import Agency
from measures.models import Gift, GiftDeclaration, GiftNil
from publishing.caching import kept
from publishing.nil_periods import Standing, standing_of
from publishing.workflow import State
from thai.fiscal import FiscalYear, Period


# ------------------------------------------------------------------ the declaration
def declaration_of(year: int) -> GiftDeclaration | None:
    """Return the newest public declaration of a fiscal year."""
    rows = GiftDeclaration.objects.published().of_year(year).newest_first()
    return rows.prefetch_related("photos").first()


def declarations_of(year: int) -> list[GiftDeclaration]:
    """Return every public declaration of a year, newest first: an old one stays readable."""
    rows = GiftDeclaration.objects.published().of_year(year).newest_first()
    return list(rows.prefetch_related("photos"))


@dataclass(frozen=True)
class Taken:
    """How many have taken note of a declaration, of how many; the names stay in the office."""

    people: int
    staff: int | None

    @property
    def percent(self) -> int:
        return min(100, self.people * 100 // self.staff) if self.staff else 0


def acknowledged(declaration: GiftDeclaration) -> Taken:
    """Count the people who have taken note; on paper and online is once."""
    return Taken(declaration.count_noted(), declaration.staff_count)


def must_be_signed_again(declaration: GiftDeclaration, agency: Agency) -> bool:
    """Whether somebody else is the executive now than the one who signed."""
    return not declaration.is_signed_by(agency.executive_name)


# ------------------------------------------------------------------ the register
def register_of(year: int) -> list[Gift]:
    """Return the public rows of the register of a year, oldest first."""
    return list(Gift.objects.published().of_year(year).select_related("unit").oldest_first())


def gift_years() -> list[int]:
    """Return the years of which anything about gifts is public, newest first."""
    return kept("years of gifts", (), _gift_years)


def _gift_years() -> list[int]:
    declared = GiftDeclaration.objects.published().values_list("fiscal_year", flat=True)
    nils = GiftNil.objects.published().values_list("fiscal_year", flat=True)
    days = Gift.objects.published().order_by().values_list("day", flat=True).distinct()
    found = {*declared.order_by(), *nils.order_by(), *(FiscalYear.of(day).year for day in days)}
    return sorted(found, reverse=True)


# ------------------------------------------------------------------ periods
def nil_moments(fiscal_year: int) -> dict[str, dt.datetime]:
    """Return when it was confirmed of which period that nothing came, by its address.

    A year of which both halves were confirmed is confirmed with the later of them.
    """
    rows = GiftNil.objects.published().of_year(fiscal_year).values_list("slug", "published_at")
    said = {slug: moment for slug, moment in rows if moment}
    halves = [said[each.slug] for each in FiscalYear(fiscal_year).halves() if each.slug in said]
    both = {"year": max(halves)} if len(halves) == len(FiscalYear(fiscal_year).halves()) else {}
    return both | said


@dataclass(frozen=True)
class PeriodRow:
    """A half or a year: its gifts, those not public yet among them, and what was said of it."""

    period: Period
    standing: Standing
    gifts: int = 0
    pending: int = 0
    nil: GiftNil | None = None


def periods_of(fiscal_year: int) -> tuple[Period, ...]:
    """Return both halves and the year, in the order in which they are reported."""
    year = FiscalYear(fiscal_year)
    return (*year.halves(), year.periods[0])


def periods_standing(fiscal_year: int, today: dt.date) -> list[PeriodRow]:
    """Return where both halves and the year stand."""
    said = {nil.slug: nil for nil in GiftNil.objects.of_year(fiscal_year).not_withdrawn()}
    days = list(
        Gift.objects.of_year(fiscal_year).not_withdrawn().order_by().values_list("day", "state")
    )
    rows = [_row(each, days, said.get(each.slug), today) for each in periods_of(fiscal_year)]
    return [*rows[:-1], _year_of(rows[-1], rows[:-1])]


def _year_of(year: PeriodRow, halves: list[PeriodRow]) -> PeriodRow:
    """A year of which both halves were confirmed needs no word of its own."""
    is_said = all(each.standing is Standing.NIL for each in halves)
    return replace(year, standing=Standing.NIL) if is_said and not year.nil else year


def _row(
    period: Period, days: list[tuple[dt.date, str]], nil: GiftNil | None, today: dt.date
) -> PeriodRow:
    states = [state for day, state in days if period.contains(day)]
    standing = standing_of(
        is_over=period.last_day < today,
        has_rows=bool(states),
        state=State(nil.state) if nil else None,
    )
    pending = sum(state != State.PUBLISHED for state in states)
    return PeriodRow(period, standing, len(states), pending, nil)
