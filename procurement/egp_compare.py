"""What e-GP says beside what the portal says: missing here, missing there, and differing.

Of one fiscal year at a time, so that a page never reads all of them. Staff only.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from procurement.egp_columns import without_method
from procurement.methods import Method, NoticeKind
from procurement.models import Contract, EgpRecord, MedianPrice, Notice, Purchase
from procurement.models.purchase_query import PurchaseQuerySet
from procurement.thresholds import FLAG_LIMITS
from publishing.workflow import State
from thai.dates import short_date
from thai.money import format_baht
from thai.search import folded

AMOUNTS = {
    "allocated": _("budget allocated (baht)"),
    "median_price": _("median price (baht)"),
    "price": _("price agreed (baht)"),
}
# e-GP announces them apart from the papers that the portal keeps as notices.
_UNCOMPARED = {NoticeKind.PLAN, NoticeKind.MEDIAN_PRICE, NoticeKind.DRAFT_DOCUMENTS}
_MARKS = re.compile(r"[\s().,/\"'“”–-]")
MOST_COMPARED = 5_000  # titles on one page
NEWEST = (F("day").desc(nulls_last=True), "-pk")


@dataclass
class Project:
    """All that e-GP says of one project, the newest of each."""

    number: str
    records: list[EgpRecord] = field(default_factory=list)

    def newest(self, name: str) -> Any:
        """Return what the newest record says that says anything of it; a spreadsheet says most."""
        told = [getattr(record, name) for record in self.records]
        return next((value for value in told if value not in (None, "")), "")

    @property
    def title(self) -> str:
        return str(self.newest("title"))

    @property
    def method(self) -> str:
        return str(self.newest("method"))

    @property
    def method_label(self) -> str:
        return str(Method(self.method).label) if self.method else ""

    @property
    def agency(self) -> str:
        return str(self.newest("agency"))

    def amount(self, name: str) -> Decimal | None:
        return self.newest(name) or None

    @property
    def amounts(self) -> list[tuple[str, Decimal]]:
        """What it costs by e-GP, as far as e-GP says it."""
        named = [(label, self.amount(name)) for name, label in AMOUNTS.items()]
        return [(str(label), amount) for label, amount in named if amount is not None]

    @property
    def notices(self) -> list[EgpRecord]:
        """Its announcements, oldest first."""
        return [record for record in reversed(self.records) if record.kind]


@dataclass(frozen=True)
class Point:
    """One thing of which two sources say different things; "" where one says nothing."""

    label: str
    egp: str
    ours: str


@dataclass(frozen=True)
class Differing:
    """A purchase and the points in which e-GP differs."""

    purchase: Purchase
    points: list[Point]


def years() -> list[int]:
    """Return the fiscal years of which there is anything, the newest first."""
    records = EgpRecord.objects.exclude(fiscal_year=None).values_list("fiscal_year").order_by()
    purchases = Purchase.objects.values_list("fiscal_year").order_by()
    return sorted((year for (year,) in records.union(purchases) if year), reverse=True)


def span(year: int) -> dict[str, Any]:
    """Return how many records of a year there are, and from when to when."""
    records = EgpRecord.objects.filter(fiscal_year=year)
    return records.aggregate(count=Count("pk"), first=Min("day"), last=Max("day"))


# ------------------------------------------------------------------ in e-GP, not here
def only_in_egp(year: int) -> QuerySet[EgpRecord, Any]:
    """Return numbers of projects and plans that no purchase has, the newest first."""
    # Lists of numbers, not a look at all purchases for each record: plan numbers have no index.
    records = EgpRecord.objects.filter(fiscal_year=year)
    for name in ("egp_number", "plan_number"):
        records = records.exclude(project__in=_purchases().exclude(**{name: ""}).values(name))
    return (
        records.values("project")
        .annotate(last=Max("day"))
        .order_by(F("last").desc(nulls_last=True), "-project")
    )


def projects(numbers: Iterable[str]) -> list[Project]:
    """Return what e-GP says of these projects, in their order."""
    found = {number: Project(number) for number in numbers}
    records = EgpRecord.objects.filter(project__in=list(found))
    for record in records.order_by(*NEWEST):
        found[record.project].records.append(record)
    return list(found.values())


# ------------------------------------------------------------------ here, not in e-GP
def only_here(year: int) -> PurchaseQuerySet:
    """Return purchases with a number that e-GP does not say, and those without one though large."""
    there = EgpRecord.objects.filter(project=OuterRef("egp_number"))
    unknown = ~Q(egp_number="") & ~Exists(there)
    without = Q(egp_number="", amount__gt=FLAG_LIMITS.egp)
    found = _purchases().of_year(year).filter(unknown | without)
    # With a number first, as it may be a typing error; numbers begin with year and month.
    return found.order_by("-egp_number", "-listed_on", "-pk")


def likely_numbers(purchases: Iterable[Purchase], year: int) -> dict[int, str]:
    """Return the number that a purchase may have by e-GP: that of a missing one of its title."""
    missing = only_in_egp(year).values("project")[:MOST_COMPARED]
    titles = EgpRecord.objects.filter(project__in=missing).values_list("title", "project")
    numbers = {title_key(title): project for title, project in titles.order_by()}
    found = {each.pk: numbers.get(title_key(each.title), "") for each in purchases}
    return {pk: number for pk, number in found.items() if number}


# ------------------------------------------------------------------ differing
def differing(year: int) -> list[Differing]:
    """Return the purchases of a year of which e-GP says something else, the newest first."""
    purchases = _numbered(year).filter(
        Exists(EgpRecord.objects.filter(project=OuterRef("egp_number")))
    )
    ours = _Ours(year)
    theirs: dict[str, Project] = {}
    records = EgpRecord.objects.filter(project__in=_numbered(year).values("egp_number"))
    for record in records.order_by(*NEWEST):
        theirs.setdefault(record.project, Project(record.project)).records.append(record)
    compared = (
        Differing(each, _points(each, theirs[each.egp_number], ours))
        for each in purchases.order_by("-listed_on", "-pk")
    )
    return [each for each in compared if each.points]


class _Ours:
    """What the numbered purchases of a year have beside their own fields, drafts of stages too."""

    def __init__(self, year: int) -> None:
        kept = ~Q(stage__state=State.WITHDRAWN) | Q(stage=None)
        of_year = Q(purchase__in=_numbered(year).values("pk"))
        self.medians: dict[int, Decimal] = dict(
            MedianPrice.objects.filter(kept, of_year)
            .order_by("set_on", "pk")
            .values_list("purchase", "value")
        )
        contracts = Contract.objects.filter(kept, of_year, cancelled_on=None).order_by()
        self.prices: dict[int, Decimal] = {
            pk: Decimal(price)
            for pk, price in contracts.values_list("purchase").annotate(Sum("price"))
        }
        self.days: dict[tuple[int, str], list[dt.date]] = defaultdict(list)
        notices = Notice.objects.filter(kept, of_year).order_by("published_on")
        for pk, kind, day in notices.values_list("purchase", "kind", "published_on"):
            self.days[pk, kind].append(day)


def _points(purchase: Purchase, project: Project, ours: _Ours) -> list[Point]:
    points = []
    if not is_same_title(project.title, purchase.title):
        points.append(Point(purchase.label_of("title"), project.title, purchase.title))
    if project.method and project.method != purchase.method:
        label = Method(project.method).label
        own = str(purchase.get_method_display())
        points.append(Point(purchase.label_of("method"), str(label), own))
    price = purchase.price if purchase.price is not None else ours.prices.get(purchase.pk)
    amounts = {
        "allocated": purchase.allocated,
        "median_price": ours.medians.get(purchase.pk),
        "price": price,
    }
    for name, label in AMOUNTS.items():
        amount, said = project.amount(name), amounts[name]
        if amount is not None and amount != said:
            shown = "" if said is None else format_baht(said)
            points.append(Point(str(label), format_baht(amount), shown))
    return points + _differing_days(purchase, project, ours)


def _differing_days(purchase: Purchase, project: Project, ours: _Ours) -> list[Point]:
    """Return the kinds of notices that e-GP announced on days that the portal does not have."""
    days: dict[str, list[dt.date]] = defaultdict(list)
    for record in project.notices:
        if record.kind not in _UNCOMPARED and record.day and record.day not in days[record.kind]:
            days[record.kind].append(record.day)
    points = []
    for kind, theirs in days.items():
        own = ours.days.get((purchase.pk, kind), [])
        if set(theirs) - set(own):
            points.append(Point(str(NoticeKind(kind).label), _days(theirs), _days(own)))
    return points


def is_same_title(theirs: str, ours: str) -> bool:
    """Whether two titles differ in spelling at most; most are alike at once, and folding is slow."""
    alike = without_method(theirs) == without_method(ours)
    return alike or title_key(theirs) == title_key(ours)


def title_key(title: str) -> str:
    """Return what two spellings of a title have in common: e-GP adds the method at its ends."""
    return _MARKS.sub("", without_method(folded(title)))


def _days(days: Sequence[dt.date]) -> str:
    return ", ".join(map(short_date, days))


def _purchases() -> PurchaseQuerySet:
    return Purchase.objects.not_withdrawn()


def _numbered(year: int) -> PurchaseQuerySet:
    return _purchases().of_year(year).exclude(egp_number="")
