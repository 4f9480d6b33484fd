"""What one row of a table of purchases says, cell by cell, with nothing looked up but names."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget.import_places import text_of
from procurement.egp_columns import (
    day_of,
    fiscal_year_in,
    is_nothing,
    is_project_number,
    known_amount,
    project_number,
)
from procurement.import_texts import (
    Offer,
    cancelled,
    number_and_day,
    offer_in,
    offers_in,
    planned_day,
)
from procurement.import_values import Values
from procurement.methods import ReasonCode
from procurement.models.purchase import YEARS
from publishing.import_table import Refusal, TableRow
from thai.dates import InvalidDate
from thai.text import quoted

ZERO = Decimal("0.00")


@dataclass
class Told:
    """What a row tells of a purchase and its parts; what it does not tell is absent. Baht."""

    number: int  # row of the file, as Excel counts
    title: str
    year: int
    values: dict[str, Any]  # fields of the purchase
    waiting: set[str] = field(default_factory=set)  # names that somebody must choose first
    is_month: bool = False  # `planned_on` was told as a month
    reference: tuple[int, int] | None = None  # year and number of a purchase in the portal
    is_cancelled: bool = False
    median: Decimal | None = None
    median_on: dt.date | None = None
    announced_on: dt.date | None = None
    winner_on: dt.date | None = None
    offers: list[Offer] = field(default_factory=list)
    vendor: str = ""
    tax_number: str = ""
    contract: dict[str, Any] = field(default_factory=dict)  # fields of the contract

    @property
    def has_contract(self) -> bool:
        return bool(self.vendor or self.tax_number or self.contract)


class RowReader:
    """Reads the rows of a table; what is wrong is noted with its place."""

    def __init__(self, values: Values, fiscal_year: int | None) -> None:
        self.finder = values
        self.fiscal_year = fiscal_year
        self.refusals: list[Refusal] = []
        self.asks_year = False

    def read(self, row: TableRow) -> Told | None:
        """Return what a row says; None where it cannot be taken at all."""
        year = self._year(row)
        if year is None:
            return None
        told = Told(row.number, text_of(row, "title"), year, {})
        told.values = {"title": " ".join(told.title.split()), "fiscal_year": year}
        self._read_numbers(row, told)
        self._read_words(row, told)
        self._read_money(row, told)
        self._read_days(row, told)
        self._read_contract(row, told)
        return told

    def refuse(self, row: int, text: str, column: str, value: str = "") -> None:
        self.refusals.append(Refusal(text, row=row, column=column, value=value))

    def _year(self, row: TableRow) -> int | None:
        text = text_of(row, "fiscal_year")
        if is_nothing(text):
            if self.fiscal_year is None:
                self._refuse_missing_year(row)
            return self.fiscal_year
        year = fiscal_year_in(row.values, None)
        if year is None or not YEARS[0] <= year <= YEARS[1]:
            sentence = _("%(value)s is no fiscal year: write it as 2566.")
            self.refuse(row.number, sentence % {"value": quoted(text)}, "fiscal_year", text)
            return None
        return year

    def _refuse_missing_year(self, row: TableRow) -> None:
        """Say it once: where the year is missing it is missing in every row."""
        if not self.asks_year:
            text = _("The fiscal year is neither in the file nor chosen: choose it for this file.")
            self.refuse(row.number, text, "fiscal_year")
        self.asks_year = True

    def _read_numbers(self, row: TableRow, told: Told) -> None:
        told.reference = self._reference(row, told.year)
        number = project_number(text_of(row, "egp_number"))
        if number and not is_project_number(number):
            text = _("%(value)s is no project number of e-GP: it has 11 digits.")
            self.refuse(row.number, text % {"value": quoted(number)}, "egp_number", number)
        elif number:
            told.values["egp_number"] = number
        if not is_nothing(plan := text_of(row, "plan_number")):
            told.values["plan_number"] = plan

    def _reference(self, row: TableRow, year: int) -> tuple[int, int] | None:
        text = text_of(row, "reference")
        if is_nothing(text):
            return None
        first, _slash, second = text.removeprefix("#").partition("/")
        if not (first.isdigit() and second.isdigit()):
            sentence = _("%(value)s is no number of a purchase here, such as 2566/12.")
            self.refuse(row.number, sentence % {"value": quoted(text)}, "reference", text)
            return None
        if int(first) != year:
            sentence = _("%(value)s is of another fiscal year: an import cannot move a purchase.")
            self.refuse(row.number, sentence % {"value": quoted(text)}, "reference", text)
            return None
        return int(first), int(second)

    def _read_words(self, row: TableRow, told: Told) -> None:
        finder, number = self.finder, row.number
        work = text_of(row, "kind")
        found: dict[str, Any] = {
            "source": finder.source(text_of(row, "source"), number),
            "budget_line": finder.line(text_of(row, "budget_line"), told.year, number),
            "village": finder.village(text_of(row, "village"), number),
            "unit": finder.unit(text_of(row, "unit"), number),
        }
        cells = text_of(row, "method"), text_of(row, "method_group")
        if not all(map(is_nothing, cells)):
            found["method"] = finder.method(*cells, work, told.title, number)
        if not is_nothing(work):
            found["kind"] = finder.kind(work, told.title, number)
        told.waiting = {name for name in ("method", "kind") if found.get(name, "") is None}
        told.values |= {name: value for name, value in found.items() if value is not None}
        if not is_nothing(reason := text_of(row, "reason")):
            told.values["reason"] = reason
        told.offers = self._offers(row)

    def _offers(self, row: TableRow) -> list[Offer]:
        offers = offers_in(text_of(row, "bids"))
        for offer in offers:
            if offer.price is None:
                text = _("%(name)s has no price: write each bidder with the price, one on a line.")
                self.refuse(row.number, text % {"name": quoted(offer.name)}, "bids", offer.name)
        return [each for each in offers if each.price is not None]

    def _read_money(self, row: TableRow, told: Told) -> None:
        allocated, amount = self._amount(row, "allocated"), self._amount(row, "amount")
        if allocated is not None:
            told.values["allocated"] = allocated
        if amount is not None:
            told.values["amount"] = amount
        told.median = self._amount(row, "median_price")

    def _amount(self, row: TableRow, column: str) -> Decimal | None:
        """Return an amount above zero; "-" and 0 say that it is not known."""
        value = row.values.get(column)
        if isinstance(value, Decimal) and value < 0:
            text = _("The amount %(value)s is below zero.") % {"value": value}
            self.refuse(row.number, text, column, str(value))
            return None
        return known_amount(value)

    def _read_days(self, row: TableRow, told: Told) -> None:
        told.median_on = self._day(row, "median_on")
        told.announced_on = self._day(row, "announced_on")
        told.winner_on = self._day(row, "winner_on")
        text = text_of(row, "planned_on")
        try:
            planned, is_day = planned_day(text, told.year)
        except (InvalidDate, ValueError) as wrong:
            self.refuse(row.number, str(wrong), "planned_on", text)
        else:
            told.is_month = not is_day
            if planned:
                told.values["planned_on"] = planned
        self._read_cancellation(row, told)

    def _read_cancellation(self, row: TableRow, told: Told) -> None:
        why = cancelled(text_of(row, "status"))
        day, reason = self._day(row, "cancelled_on"), text_of(row, "cancel_reason")
        told.is_cancelled = why is not None or day is not None or not is_nothing(reason)
        if day:
            told.values["cancelled_on"] = day
        if text := why or "" if is_nothing(reason) else reason:
            told.values["cancel_reason"] = text

    def _day(self, row: TableRow, column: str) -> dt.date | None:
        text = text_of(row, column)
        try:
            return day_of(text)
        except InvalidDate as wrong:
            self.refuse(row.number, str(wrong), column, text)
            return None

    def _read_contract(self, row: TableRow, told: Told) -> None:
        winner = offer_in(text_of(row, "winner"))
        told.vendor = _told(text_of(row, "vendor")) or _told(winner.name)
        told.tax_number = _told(text_of(row, "tax_number"))
        told.contract = {name: value for name, value in self._contract(row, winner) if value}
        starts, ends = told.contract.get("starts_on"), told.contract.get("ends_on")
        if starts and ends and ends < starts:
            text = _("The contract ends before it begins.")
            self.refuse(row.number, text, "ends_on", text_of(row, "ends_on"))

    def _contract(self, row: TableRow, winner: Offer) -> Iterator[tuple[str, Any]]:
        joined, signed = "", None
        try:
            joined, signed = number_and_day(text_of(row, "contract"))
        except InvalidDate as wrong:
            self.refuse(row.number, str(wrong), "contract", text_of(row, "contract"))
        yield "number", _told(text_of(row, "contract_number")) or _told(joined)
        yield "signed_on", self._day(row, "contract_on") or signed
        yield "price", self._amount(row, "price") or winner.price
        for name in ("starts_on", "ends_on", "accepted_on"):
            yield name, self._day(row, name)
        code = text_of(row, "reason_code")
        if is_nothing(code):
            return
        if code in ReasonCode.values:
            yield "reason_code", ReasonCode(code)
        else:
            text = _("%(value)s is no reason of the quarterly annex: 1, 2, 3 or 4.")
            self.refuse(row.number, text % {"value": quoted(code)}, "reason_code", code)


def _told(text: str) -> str:
    """Return what a cell tells as one line, "" for "-"."""
    return "" if is_nothing(text) else " ".join(text.split())
