"""The parts of a purchase that the rows of a table tell: median price, notices, bids, contracts."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from budget.names import name_key
from procurement.import_matching import Group
from procurement.import_rows import Told
from procurement.import_vendors import Vendors
from procurement.methods import NoticeKind
from procurement.models import Bid, Contract, MedianPrice, Notice, Purchase, Vendor
from publishing.import_plan import Part
from publishing.import_table import Refusal

NAMED = 5  # rows named in one note


@dataclass
class PartNotes:
    """What was taken for granted or left out; rows of the file."""

    dated: list[int] = field(default_factory=list)  # median price dated by another paper
    undated: list[int] = field(default_factory=list)  # median price left out: no date at all
    in_stages: list[int] = field(default_factory=list)  # stands in a step that is not approved

    def sentences(self) -> Iterator[str]:
        told = [
            (
                _(
                    "The file does not say when the median price was set: taken is the day of the"
                    " notice or contract (%(rows)s). Put it right before handing in."
                ),
                self.dated,
            ),
            (
                _(
                    "The median price was left out, as no day of it, of a notice or of a contract is"
                    " known (%(rows)s)."
                ),
                self.undated,
            ),
            (
                _("Left as it is, as it stands in a step that is not approved yet (%(rows)s)."),
                self.in_stages,
            ),
        ]
        for text, rows in told:
            if rows:
                yield text % {"rows": rows_text(rows)}


def rows_text(rows: Sequence[int]) -> str:
    """Return "rows 5, 9 and 12 more" for notes."""
    shown = ", ".join(str(row) for row in rows[:NAMED])
    if len(rows) > NAMED:
        facts = {"rows": shown, "count": f"{len(rows) - NAMED:,}"}
        return _("rows %(rows)s and %(count)s more") % facts
    return (
        _("rows %(rows)s") % {"rows": shown} if len(rows) > 1 else _("row %(row)s") % {"row": shown}
    )


class Parts:
    """Turns what rows tell into parts of purchases."""

    def __init__(self, vendors: Vendors) -> None:
        self.vendors = vendors
        self.notes = PartNotes()
        self.refusals: list[Refusal] = []

    def of(self, group: Group, purchase: Purchase | None) -> list[Part]:
        """Return the parts of one purchase, each with the row of the portal that it is."""
        contracts = list(self._contracts(group, purchase))
        selected = [part.values["vendor"] for part in contracts if "vendor" in part.values]
        parts = [
            *self._median(group, purchase),
            *self._notices(group, purchase),
            *self._bids(group, purchase, selected),
            *contracts,
        ]
        return [part for part in parts if not self._is_in_a_stage(part, group.first.number)]

    def _is_in_a_stage(self, part: Part, row: int) -> bool:
        """Whether it belongs to a step that somebody still writes; noted where it would change."""
        stage = getattr(part.instance, "stage", None)
        if stage is None or stage.is_published:
            return False
        if part.differs:
            self.notes.in_stages.append(row)
        return True

    def _median(self, group: Group, purchase: Purchase | None) -> Iterator[Part]:
        told = next((row for row in group.rows if row.median is not None), None)
        if told is None:
            return
        known = [*purchase.medianprice_set.all()] if purchase else []
        values: dict[str, Any] = {"value": told.median}
        same = [each for each in known if each.value == told.median]
        instance = (same or known)[-1] if known else None
        if told.median_on:
            values["set_on"] = told.median_on
        elif instance is None:
            if day := _first_day(group):
                values["set_on"] = day
                self.notes.dated.append(told.number)
            else:
                self.notes.undated.append(told.number)
                return
        yield Part(MedianPrice, "purchase", values, instance)

    def _notices(self, group: Group, purchase: Purchase | None) -> Iterator[Part]:
        for kind, name in (
            (NoticeKind.INVITATION, "announced_on"),
            (NoticeKind.WINNER, "winner_on"),
        ):
            day = next((getattr(row, name) for row in group.rows if getattr(row, name)), None)
            if day is None:
                continue
            notices = purchase.notice_set.all() if purchase else []
            known = [each for each in notices if each.kind == kind]
            if any(each.published_on == day for each in known):
                continue
            # A second notice of one kind stands beside the first: which one is meant is not told.
            instance = known[0] if len(known) == 1 else None
            values = {"published_on": day}
            yield Part(
                Notice, "purchase", values if instance else values | {"kind": kind}, instance
            )

    def _bids(
        self, group: Group, purchase: Purchase | None, selected: Sequence[Vendor]
    ) -> Iterator[Part]:
        known = [*purchase.bid_set.all()] if purchase else []
        prefer = tuple(each.vendor for each in known)
        seen: dict[int, Any] = {}
        for row in group.rows:
            for offer in row.offers:
                vendor = self.vendors.find(
                    offer.name, "", row.number, prefer=(*prefer, *selected), column="bids"
                )
                if vendor is None or seen.get(id(vendor)) == offer.price:
                    continue
                if id(vendor) in seen:
                    text = _("“%(name)s” stands here with two prices.") % {"name": vendor}
                    self._refuse(row, text, "bids")
                    continue
                seen[id(vendor)] = offer.price
                instance = next((each for each in known if each.vendor == vendor), None)
                values: dict[str, Any] = {"price": offer.price}
                if instance is None:
                    values |= {
                        "vendor": vendor,
                        "is_selected": vendor in selected,
                        "order": len(seen) - 1,
                    }
                yield Part(Bid, "purchase", values, instance)

    def _contracts(self, group: Group, purchase: Purchase | None) -> Iterator[Part]:
        known = [*purchase.contract_set.all()] if purchase else []
        prefer = tuple(each.vendor for each in known if each.vendor)
        bidders = tuple(each.vendor for each in purchase.bid_set.all()) if purchase else ()
        rows = [row for row in group.rows if row.has_contract]
        for row in rows:
            values = dict(row.contract)
            if row.vendor or row.tax_number:
                vendor = self.vendors.find(
                    row.vendor, row.tax_number, row.number, prefer=(*prefer, *bidders)
                )
                if vendor is None:
                    continue  # asked or refused already
                values["vendor"] = vendor
            instance = _same_contract(values, known, is_only=len(rows) == 1)
            if instance:
                known.remove(instance)
            elif "price" not in values:
                text = _("The price agreed is missing: a contract is told, but not at what price.")
                self._refuse(row, text, "price")
                continue
            yield Part(Contract, "purchase", values, instance)

    def _refuse(self, row: Told, text: str, column: str) -> None:
        self.refusals.append(Refusal(text, row=row.number, column=column))


def _first_day(group: Group) -> dt.date | None:
    days = [row.announced_on for row in group.rows]
    days += [row.contract.get("signed_on") for row in group.rows]
    return min((day for day in days if day), default=None)


def _same_contract(
    values: dict[str, Any], known: Sequence[Contract], *, is_only: bool
) -> Contract | None:
    """Return the contract of the portal that a row means: by its number, else by day and vendor."""
    number = name_key(values.get("number", ""))
    if number and (same := [each for each in known if name_key(each.number) == number]):
        return same[0]
    # A contract of another number is another one, unless day, price and vendor say the same.
    alike = [each for each in known if not (number and each.number)]
    for candidates, names in (
        (alike, ("signed_on", "vendor", "price")),
        (alike, ("signed_on", "vendor")),
        (known, ("signed_on", "vendor", "price")),
    ):
        if same := list(_agreeing(candidates, values, names)):
            return same[0]
    days = values.get("signed_on")
    alike = [each for each in alike if not (days and each.signed_on) or each.signed_on == days]
    return alike[0] if is_only and len(alike) == 1 and len(known) == 1 else None


def _agreeing(
    contracts: Iterable[Contract], values: dict[str, Any], names: Sequence[str]
) -> Iterator[Contract]:
    for contract in contracts:
        told = [name for name in names if name in values]
        if "signed_on" in told and all(getattr(contract, name) == values[name] for name in told):
            yield contract
