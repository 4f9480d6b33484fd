"""Which purchase of the portal the rows of a table speak of, and which rows speak of one purchase.

A purchase is known by its number here, else in e-GP, else in the plan, else by title and year: many
have the same title, so contract and amount decide between them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from budget.names import name_key
from procurement.import_rows import Told
from procurement.models import Contract, Purchase
from publishing.import_table import Refusal
from thai.text import quoted

CHUNK = 500

TitleKey = tuple[int, str]


@dataclass
class Group:
    """The rows that speak of one purchase: several where it has several contracts."""

    rows: list[Told]

    @property
    def first(self) -> Told:
        return self.rows[0]

    @property
    def values(self) -> dict[str, Any]:
        """What the rows tell of the purchase itself; the first that tells a thing counts."""
        told: dict[str, Any] = {}
        for row in reversed(self.rows):
            told |= row.values
        return told


def title_key(year: int, title: str) -> TitleKey:
    return year, name_key(title)


def grouped(rows: Iterable[Told]) -> list[Group]:
    """Put rows together that give the same number, and the same title where it is a plan number."""
    groups: dict[Any, Group] = {}
    for row in rows:
        egp, plan = row.values.get("egp_number"), row.values.get("plan_number")
        key: Any = ("row", row.number)
        if row.reference:
            key = ("reference", row.reference)
        elif egp:
            key = ("egp", egp)
        elif plan:
            key = ("plan", plan, title_key(row.year, row.title))
        if key in groups:
            groups[key].rows.append(row)
        else:
            groups[key] = Group([row])
    return list(groups.values())


class Portal:
    """The purchases of the portal of which a table may speak; each is taken by one group at most."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.titles = {title_key(group.first.year, group.first.title) for group in groups}
        self.in_file: dict[TitleKey, int] = defaultdict(int)
        for group in groups:
            self.in_file[title_key(group.first.year, group.first.title)] += 1
        self.by_reference: dict[tuple[int, int], Purchase] = {}
        self.by_egp: dict[str, Purchase] = {}
        self.by_plan: dict[tuple[int, str], list[Purchase]] = defaultdict(list)
        self.by_title: dict[TitleKey, list[Purchase]] = defaultdict(list)
        self.contracts: dict[int, list[tuple[str, Any]]] = defaultdict(list)
        wanted = self._wanted()
        for start in range(0, len(wanted), CHUNK):
            self._load(wanted[start : start + CHUNK])
        self.taken: set[int] = set()
        self.refusals: list[Refusal] = []

    def match(self) -> dict[int, Purchase | None]:
        """Return the purchase of each group by its first row; those with a number choose first."""
        found: dict[int, Purchase | None] = {}
        waiting = []
        for group in self.groups:
            purchase = self._by_number(group)
            if purchase:
                found[group.first.number] = self._take(purchase)
            else:
                waiting.append(group)
        for group in waiting:
            purchase = None if group.first.reference else self._by_title(group)
            found[group.first.number] = self._take(purchase)
        return found

    def _take(self, purchase: Purchase | None) -> Purchase | None:
        if purchase:
            self.taken.add(purchase.pk)
        return purchase

    def _by_number(self, group: Group) -> Purchase | None:
        row, values = group.first, group.values
        if row.reference:
            return self._referred(row, row.reference)
        if purchase := self._free(self.by_egp.get(values.get("egp_number", ""))):
            if purchase.fiscal_year == row.year:
                return purchase
            text = _("%(value)s is already there in the fiscal year %(year)s.")
            facts = {"value": quoted(purchase.egp_number), "year": purchase.fiscal_year}
            self._refuse(row, text % facts, "egp_number")
            return None
        plan = values.get("plan_number")
        alike = self.by_plan.get((row.year, plan), []) if plan else []
        alike = [each for each in alike if self._may_be(each, values)]
        if len(alike) > 1:
            alike = [each for each in alike if name_key(each.title) == name_key(row.title)]
        return alike[0] if len(alike) == 1 else None

    def _referred(self, row: Told, reference: tuple[int, int]) -> Purchase | None:
        purchase = self.by_reference.get(reference)
        if purchase is None:
            text = _("There is no purchase %(year)s/%(number)s in the portal: empty this cell.")
            facts = {"year": reference[0], "number": reference[1]}
            self._refuse(row, text % facts, "reference")
            return None
        number = row.values.get("egp_number")
        other = self.by_egp.get(number or "")
        if other and other.pk != purchase.pk:
            text = _("%(value)s belongs to another purchase: “%(title)s”.")
            told = {"value": quoted(other.egp_number), "title": other.title}
            self._refuse(row, text % told, "egp_number")
        return purchase

    def _by_title(self, group: Group) -> Purchase | None:
        row, values = group.first, group.values
        key = title_key(row.year, row.title)
        alike = [each for each in self.by_title.get(key, []) if self._may_be(each, values)]
        numbers = {name_key(each.contract.get("number", "")) for each in group.rows} - {""}
        days = {each.contract.get("signed_on") for each in group.rows} - {None}
        same = [each for each in alike if numbers & self._numbers_of(each)]
        if same:
            return same[0]
        # With another contract, of another number or day, it is another purchase of the same title.
        alike = [
            each
            for each in alike
            if not (numbers and self._numbers_of(each))
            and not (days and self._days_of(each) and not days & self._days_of(each))
        ]
        amount = values.get("amount", values.get("allocated"))
        exact = [each for each in alike if amount in {each.amount, each.allocated}]
        if exact:
            return next((each for each in exact if days & self._days_of(each)), exact[0])
        is_only = self.in_file[key] == 1 and len(self.by_title.get(key, [])) == 1
        return alike[0] if alike and is_only else None

    def _may_be(self, purchase: Purchase, values: dict[str, Any]) -> bool:
        """Whether it is free, and has no other number in e-GP or in the plan."""
        if purchase.pk in self.taken:
            return False
        numbers = [
            (purchase.egp_number, values.get("egp_number")),
            (purchase.plan_number, values.get("plan_number")),
        ]
        return all(not (ours and theirs) or ours == theirs for ours, theirs in numbers)

    def _free(self, purchase: Purchase | None) -> Purchase | None:
        return purchase if purchase and purchase.pk not in self.taken else None

    def _refuse(self, row: Told, text: str, column: str) -> None:
        self.refusals.append(Refusal(text, row=row.number, column=column))

    def _wanted(self) -> list[int]:
        """Return the keys of the purchases that may be meant, reading little of each of a year."""
        years = {group.first.year for group in self.groups}
        egp = {number for group in self.groups if (number := group.values.get("egp_number"))}
        plans = {number for group in self.groups if (number := group.values.get("plan_number"))}
        references = {row.reference for group in self.groups for row in group.rows}
        rows = Purchase.objects.not_withdrawn().order_by("pk")
        found = []
        names = ("pk", "fiscal_year", "number", "title", "plan_number")
        for pk, year, number, title, plan in (
            rows.filter(fiscal_year__in=years).values_list(*names).iterator(CHUNK)
        ):
            is_meant = (year, number) in references or plan in plans
            if is_meant or title_key(year, title) in self.titles:
                found.append(pk)
        numbers = sorted(egp)
        for start in range(0, len(numbers), CHUNK):
            part = numbers[start : start + CHUNK]
            found += rows.filter(egp_number__in=part).values_list("pk", flat=True)
        return sorted(set(found))

    def _load(self, pks: Sequence[int]) -> None:
        rows = Purchase.objects.select_related("budget_line", "village", "unit")
        for purchase in rows.filter(pk__in=pks).order_by("pk"):
            self._learn(purchase)
        contracts = Contract.objects.filter(purchase__in=pks)
        for pk, number, day in contracts.values_list("purchase", "number", "signed_on"):
            self.contracts[pk].append((name_key(number), day))

    def _numbers_of(self, purchase: Purchase) -> set[str]:
        return {number for number, _day in self.contracts.get(purchase.pk, [])} - {""}

    def _days_of(self, purchase: Purchase) -> set[Any]:
        return {day for _number, day in self.contracts.get(purchase.pk, [])} - {None}

    def _learn(self, purchase: Purchase) -> None:
        self.by_reference[purchase.fiscal_year, purchase.number] = purchase
        if purchase.egp_number:
            self.by_egp[purchase.egp_number] = purchase
        if purchase.plan_number:
            self.by_plan[purchase.fiscal_year, purchase.plan_number].append(purchase)
        self.by_title[title_key(purchase.fiscal_year, purchase.title)].append(purchase)
