"""Which posters there are, and of which periods each can tell.

A new poster is one line in `TEMPLATES`, and a function of its app that returns its content.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from budget.models import BudgetYear, SpendingMonth
from budget.posters import half_year, hundred_baht, leaflet
from budget.year_page import PAGE_SOURCES as BUDGET_SOURCES
from complaints.models import Channel
from complaints.posters import channels
from measures.models import (
    Gift,
    GiftAcknowledgement,
    GiftDeclaration,
    GiftNil,
    Measure,
    MeasurePlan,
    Survey,
)
from measures.posters import eit_poster, iit_poster, measure_poster, no_gift_poster
from measures.surveys import eit_of, iit_of
from procurement.pages import PAGE_SOURCES as PURCHASE_SOURCES
from procurement.posters import poster_months, purchases_of_month
from publishing.caching import kept
from publishing.models import Publishable
from publishing.posters.content import PosterContent
from thai.fiscal import FIRST_MONTH, FiscalYear, Period, PeriodKind, newest_year_on

SOURCES = (
    *BUDGET_SOURCES,
    *PURCHASE_SOURCES,
    Channel.history.model,
    MeasurePlan.history.model,
    Survey.history.model,
    GiftDeclaration.history.model,
    GiftAcknowledgement.history.model,
)
EVERYBODY = _("For everybody")
NOW = "now"  # the key of a poster that belongs to no period

Keys = Callable[[dt.date], list[str]]
Make = Callable[[str, dt.date], PosterContent | None]


@dataclass(frozen=True)
class Template:
    """A kind of poster: `keys` are the periods it can tell of on a day, newest first.

    `name` says a key in words.
    """

    slug: str
    title: Any
    use: Any
    keys: Keys
    make: Make
    name: Callable[[str], str] = str
    is_public: bool = True


def _years(_today: dt.date) -> list[str]:
    years = BudgetYear.objects.published().newest_first()
    return [str(year) for year in years.values_list("fiscal_year", flat=True)]


def _year_name(key: str) -> str:
    return FiscalYear(int(key)).label()


def _of_year(make: Callable[[BudgetYear], PosterContent | None]) -> Make:
    def content(key: str, _today: dt.date) -> PosterContent | None:
        year = BudgetYear.objects.published().filter(fiscal_year=int(key)).first()
        return make(year) if year else None

    return content


def _halves(_today: dt.date) -> list[str]:
    """Halves of which the spending of a month is published."""
    months = SpendingMonth.objects.public().order_by()
    rows = set(months.values_list("year__fiscal_year", "month"))
    length = PeriodKind.HALF.length
    found = {(year, (month - 1) // length + 1) for year, month in rows}
    return [f"{year}-h{number}" for year, number in sorted(found, reverse=True)]


def _half(key: str, today: dt.date) -> PosterContent | None:
    fiscal_year, slug = key.split("-")
    year = BudgetYear.objects.published().filter(fiscal_year=int(fiscal_year)).first()
    return half_year(year, Period.from_slug(int(fiscal_year), slug), today) if year else None


def _months(_today: dt.date) -> list[str]:
    return kept("poster-months", SOURCES, lambda: [month.slug for month in poster_months()])


def _month(key: str, today: dt.date) -> PosterContent | None:
    return purchases_of_month(_period(key), today)


def _period(key: str) -> Period:
    """Return the month that is written as `2565-12`."""
    year, month = map(int, key.split("-"))
    return Period.from_slug(year + (month >= FIRST_MONTH), key)


def _month_name(key: str) -> str:
    return _period(key).label()


def _half_name(key: str) -> str:
    fiscal_year, slug = key.split("-")
    return Period.from_slug(int(fiscal_year), slug).label()


def _measure_name(key: str) -> str:
    year, number = key.split("-")
    return f"มาตรการที่ {number} ปีงบประมาณ พ.ศ. {year}"


def _always(_today: dt.date) -> list[str]:
    return [NOW]


def _eit(today: dt.date) -> list[str]:
    return [str(found.survey.fiscal_year) for found in [eit_of(today)] if found]


def _iit(today: dt.date) -> list[str]:
    return [str(found.survey.fiscal_year) for found in [iit_of(today)] if found]


def _declared(today: dt.date) -> list[str]:
    declared = GiftDeclaration.objects.published().filter(fiscal_year__lte=newest_year_on(today))
    years = declared.order_by("-fiscal_year")
    return list(dict.fromkeys(map(str, years.values_list("fiscal_year", flat=True))))


def _measures(today: dt.date) -> list[str]:
    told = Measure.objects.published().filter(plan__fiscal_year__lte=newest_year_on(today))
    rows = told.order_by("-plan__fiscal_year", "order")
    return [f"{year}-{order}" for year, order in rows.values_list("plan__fiscal_year", "order")]


def _measure(key: str, today: dt.date) -> PosterContent | None:
    year, number = map(int, key.split("-"))
    rows = Measure.objects.published().of_year(year).with_report()
    row = rows.filter(order=number).first()
    return measure_poster(row, today) if row else None


TEMPLATES = (
    Template(
        "hundred-baht",
        _("Where 100 baht go"),
        EVERYBODY,
        _years,
        _of_year(hundred_baht),
        _year_name,
    ),
    Template("half-year", _("Spending of half a year"), EVERYBODY, _halves, _half, _half_name),
    Template("purchases", _("Purchases of a month"), EVERYBODY, _months, _month, _month_name),
    Template(
        "channels",
        _("Ways to complain and to ask"),
        _("For counters and notice boards"),
        _always,
        lambda _key, _today: channels(),
    ),
    Template(
        "eit",
        _("Survey of citizens (EIT)"),
        _("For whoever dealt with the office"),
        _eit,
        lambda _key, today: eit_poster(today),
        _year_name,
    ),
    Template(
        "no-gift",
        _("No Gift Policy"),
        _("For counters and notice boards"),
        _declared,
        lambda key, _today: no_gift_poster(int(key)),
        _year_name,
    ),
    Template(
        "measure", _("A promise and its result"), EVERYBODY, _measures, _measure, _measure_name
    ),
    Template(
        "leaflet",
        _("Leaflet of the budget"),
        _("For printing and handing out"),
        _years,
        _of_year(leaflet),
        _year_name,
    ),
    Template(
        "iit",
        _("Reminder of the survey of staff (IIT)"),
        _("For staff only"),
        _iit,
        lambda _key, today: iit_poster(today),
        _year_name,
        is_public=False,
    ),
)
BY_SLUG = {template.slug: template for template in TEMPLATES}


def template_about(unit: Publishable) -> Template | None:
    """Return the kind of poster that tells of a unit, in its fiscal year, beside what is posted."""
    if isinstance(unit, Survey):
        return BY_SLUG[unit.instrument.lower()]
    if isinstance(unit, GiftDeclaration | Gift | GiftNil):
        return BY_SLUG["no-gift"]
    return None
