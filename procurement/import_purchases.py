"""Purchases from the tables of an office or of e-GP: what each row would be in the portal."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from procurement.flags import PurchaseFacts, SignedContract, flags
from procurement.import_matching import Group, Portal, grouped, title_key
from procurement.import_names import Names
from procurement.import_parts import Parts, rows_text
from procurement.import_rows import RowReader, Told
from procurement.import_scope import Scope, scope_of
from procurement.import_values import Values
from procurement.import_vendors import Vendors
from procurement.methods import NoticeKind
from procurement.models import Contract, MedianPrice, Notice, Purchase
from procurement.thresholds import FLAG_LIMITS
from publishing.import_plan import Choices, Part, Reading, Record
from publishing.import_table import CleanTable, Refusal
from thai.money import format_baht

ZERO = Decimal("0.00")
CHUNK = 500  # purchases whose parts are in memory
PARTS = ("medianprice_set", "notice_set", "contract_set__vendor", "bid_set__vendor")
FLAGGED = 12  # flags told one by one
# What a file may tell of a purchase itself; columns that it lacks keep what the purchase has.
FIELDS = (
    "fiscal_year", "egp_number", "plan_number", "planned_on", "title", "kind", "method", "source",
    "budget_line", "village", "unit", "allocated", "amount", "reason", "cancelled_on",
    "cancel_reason",
)  # fmt: skip
# Rows of one purchase must tell the same of it.
AGREEING = ("title", "kind", "method", "allocated", "amount", "plan_number")


class PurchasesReading:
    """Understands the purchases of one file, row by row."""

    def __init__(self, table: CleanTable, choices: Choices) -> None:
        self.choices = choices
        self.scope: Scope = scope_of(table, choices)
        self.names = Names(choices)
        self.values = Values(self.names)
        self.vendors = Vendors(self.names)
        self.parts = Parts(self.vendors)
        self.reading = Reading()
        self.egp_numbers: dict[str, int] = {}  # first row of each
        self.several: list[int] = []  # rows of purchases with several contracts
        self.flagged: list[tuple[int, str, str]] = []  # row, title and what looks odd

    def result(self) -> Reading:
        reader = RowReader(self.values, self.choices.target.get("year"))
        rows = [told for row in self.scope.rows if (told := reader.read(row))]
        groups = [group for group in grouped(self._different(rows)) if self._agrees(group)]
        portal = Portal(groups)
        purchases = portal.match()
        for start in range(0, len(groups), CHUNK):
            self._add_chunk(groups[start : start + CHUNK], purchases)
        reading = self.reading
        self.scope.note(reading)
        for source in (reader, portal, self.vendors, self.parts, self.names):
            found = source.refusals
            reading.refusals += found() if callable(found) else found
        reading.unknown = self.names.unknown_names()
        reading.parents = [*self.vendors.parents]
        reading.notes += self._notes(rows)
        return reading

    def _different(self, rows: list[Told]) -> list[Told]:
        """Return the rows without those that repeat another in everything."""
        seen: dict[Any, int] = {}
        kept = []
        for row in rows:
            first = seen.setdefault(_fingerprint(row), row.number)
            if first == row.number:
                kept.append(row)
                continue
            text = _(
                "This row repeats row %(first)s. If another purchase is meant, add its e-GP number,"
                " contract number or date."
            )
            self._refuse(row, text % {"first": first}, "title")
        return kept

    def _agrees(self, group: Group) -> bool:
        """Whether the rows of one purchase tell the same of it."""
        for row in group.rows[1:]:
            for name in AGREEING:
                mine, others = row.values.get(name), group.first.values.get(name)
                if mine != others and not (mine is None or others is None):
                    text = _(
                        "%(value)s differs from row %(first)s, which has the same number: one"
                        " purchase with several contracts has it in common."
                    )
                    label = Purchase._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                    facts = {"value": f"“{label}”", "first": group.first.number}
                    self._refuse(row, text % facts, name)
                    return False
        return True

    def _add_chunk(self, groups: Sequence[Group], purchases: dict[int, Purchase | None]) -> None:
        """Add records, with the parts of no more purchases in memory than of these."""
        known = [purchase for group in groups if (purchase := purchases[group.first.number])]
        prefetch_related_objects(known, *PARTS)
        for group in groups:
            self._add(group, purchases[group.first.number])
        for purchase in known:
            purchase._prefetched_objects_cache.clear()  # type: ignore[attr-defined]

    def _add(self, group: Group, purchase: Purchase | None) -> None:
        """Add a record, unless something of it is still unknown or wrong."""
        row = group.first
        told = group.values
        values = self._changed(group, purchase) if purchase else self._new(group)
        if values is None or not self._is_cancelled_whole(group, values):
            return
        if number := values["egp_number"]:
            first = self.egp_numbers.setdefault(number, row.number)
            if first != row.number:
                text = _("The e-GP number %(number)s stands in row %(first)s already.")
                self._refuse(row, text % {"number": number, "first": first}, "egp_number")
                return
        parts = self.parts.of(group, purchase)
        unit = purchase or Purchase(title=told["title"], fiscal_year=row.year)
        if sum(part.model is Contract for part in parts) > 1:
            self.several.append(row.number)
        for flag in flags(facts_of(values, parts), FLAG_LIMITS):
            self.flagged.append((row.number, values["title"], flag.text))
        # Of a large file most is there already: what stays the same is let go at once.
        parts = [part for part in parts if part.differs]
        self.reading.records.append(
            Record(row.number, values["title"], values, unit, purchase, parts)
        )

    def _changed(self, group: Group, purchase: Purchase) -> dict[str, Any]:
        """Return the fields as they would be: an empty cell keeps what is there."""
        told = group.values
        planned = told.get("planned_on")
        before = purchase.planned_on
        if planned and before and group.first.is_month and _month(planned) == _month(before):
            del told["planned_on"]
        return {name: told.get(name, getattr(purchase, name)) for name in FIELDS}

    def _new(self, group: Group) -> dict[str, Any] | None:
        row, told = group.first, group.values
        kind = told.get("kind")
        if kind is None and "kind" not in row.waiting:
            kind = self.values.kind("", row.title, row.number)
        method = told.get("method")
        if method is None and "method" not in row.waiting:
            method = self.values.method("", "", "", row.title, row.number)
            if method is None:
                text = _("The procurement method is missing, and the title does not tell it.")
                self._refuse(row, text, "method")
        amount = told.get("amount", told.get("allocated"))
        if amount is None:
            self._refuse(row, _("The amount to buy or hire is missing."), "amount")
        if kind is None or method is None or amount is None:
            return None
        empty = {name: Purchase._meta.get_field(name).get_default() for name in FIELDS}  # type: ignore[union-attr]
        told = {"allocated": amount, "amount": amount} | told
        return empty | told | {"kind": kind, "method": method}

    def _is_cancelled_whole(self, group: Group, values: dict[str, Any]) -> bool:
        """Whether what is cancelled has a date and a reason."""
        if not any(row.is_cancelled for row in group.rows):
            return True
        row = group.first
        if not values["cancelled_on"]:
            text = _("This was cancelled, but not when: write the date.")
            self._refuse(row, text, "cancelled_on")
        if not values["cancel_reason"]:
            self._refuse(row, _("Write why it was cancelled."), "cancel_reason")
        return bool(values["cancelled_on"] and values["cancel_reason"])

    def _notes(self, rows: list[Told]) -> Iterator[str]:
        if rows:
            yield _totals(rows)
        if self.several:
            text = _("One purchase with several contracts: %(rows)s")
            yield text % {"rows": rows_text(self.several)}
        yield from self.vendors.notes()
        yield from self.parts.notes.sentences()
        yield from self._flags()

    def _flags(self) -> Iterator[str]:
        """Say what looks odd in new and changed purchases, with their rows."""
        for row, title, flag in self.flagged[:FLAGGED]:
            facts = {"row": row, "title": title[:60], "flag": flag}
            yield _("Row %(row)s “%(title)s”: %(flag)s") % facts
        if len(self.flagged) > FLAGGED:
            text = _("%(count)s more look odd: they stand on the page of each purchase.")
            yield text % {"count": f"{len(self.flagged) - FLAGGED:,}"}

    def _refuse(self, row: Told, text: str, column: str) -> None:
        self.reading.refusals.append(Refusal(text, row=row.number, column=column))


def facts_of(values: dict[str, Any], parts: Sequence[Part]) -> PurchaseFacts:
    """Return what the rules for odd purchases need to know of the rows of a file."""
    medians = [part.values["value"] for part in parts if part.model is MedianPrice]
    days = {
        part.values.get("kind", getattr(part.instance, "kind", "")): part.values["published_on"]
        for part in parts
        if part.model is Notice
    }
    contracts = [part for part in parts if part.model is Contract]
    return PurchaseFacts(
        fiscal_year=values["fiscal_year"],
        allocated=values["allocated"],
        amount=values["amount"],
        egp_number=values["egp_number"],
        median_price=medians[-1] if medians else None,
        is_announced=bool(days),
        first_invitation=days.get(NoticeKind.INVITATION),
        first_winner=days.get(NoticeKind.WINNER),
        contracts=tuple(
            SignedContract(
                label=f"สัญญา {number}" if (number := part.values.get("number")) else "สัญญา",
                signed_on=part.values.get("signed_on"),
                price=part.values.get("price", getattr(part.instance, "price", ZERO)),
            )
            for part in contracts
        ),
    )


def _totals(rows: list[Told]) -> str:
    """Say what the rows add up to, to be held against the paper. Baht."""
    sums = (
        (_("budget allocated"), sum((row.values.get("allocated", ZERO) for row in rows), ZERO)),
        (_("to buy or hire"), sum((row.values.get("amount", ZERO) for row in rows), ZERO)),
        (_("median prices"), sum((row.median or ZERO for row in rows), ZERO)),
        (_("prices agreed"), sum((row.contract.get("price", ZERO) for row in rows), ZERO)),
    )
    told = ", ".join(f"{label} {format_baht(total)}" for label, total in sums if total)
    text = _("%(count)s rows; sums in baht: %(sums)s")
    return text % {"count": f"{len(rows):,}", "sums": told or "-"}


def _fingerprint(row: Told) -> Any:
    """Return everything that a row tells, however its title is spaced."""
    told = [(name, str(value)) for name, value in sorted(row.values.items()) if name != "title"]
    contract = [(name, str(value)) for name, value in sorted(row.contract.items())]
    days = (row.median, row.median_on, row.announced_on, row.winner_on)
    offers = tuple((offer.name, offer.price) for offer in row.offers)
    key = title_key(row.year, row.title)
    return (
        key,
        row.reference,
        tuple(told),
        tuple(contract),
        days,
        row.vendor,
        row.tax_number,
        offers,
    )


def _month(day: Any) -> tuple[int, int]:
    return day.year, day.month
