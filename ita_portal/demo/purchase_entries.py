"""The sample purchases as files have them: one row each, and what few of them have besides."""

import csv
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from thai.fiscal import fiscal_year_of

Data = dict[str, Any]
FOLDER = Path(__file__).parent
YEARS = (2565, 2566, 2567)
SATURDAY = 5


@dataclass(frozen=True)
class Entry:
    """One purchase as the file has it; `loaded_on` is where dates that are numbers count from."""

    key: str
    fiscal_year: int
    row: dict[str, str]
    loaded_on: dt.date
    more: Data = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a cell; {year} and {yy} stand for the fiscal year and the calendar year before."""
        year = self.fiscal_year
        return self.row[name].replace("{year}", str(year)).replace("{yy}", str(year - 1)[2:])

    def day(self, name: str) -> dt.date | None:
        return self.date_of(self.row[name])

    def baht(self, name: str) -> Decimal | None:
        return Decimal(self.row[name]) if self.row[name] else None

    def date_of(self, told: str | int) -> dt.date | None:
        return None if told == "" else self.known_date(told)

    def known_date(self, told: str | int) -> dt.date:
        """Return a date of the file, or the working day so many days from the loading."""
        try:
            days = int(told)
        except ValueError:
            return dt.date.fromisoformat(str(told))
        return _working_day(self.loaded_on + dt.timedelta(days))

    @property
    def bids(self) -> list[tuple[str, Decimal]]:
        """Who offered what, by the key of the vendor; a single offer is not repeated in the file."""
        if told := self.row["bids"]:
            pairs = [each.split("=") for each in told.split("|")]
            return [(vendor, Decimal(price)) for vendor, price in pairs]
        price = self.baht("price")
        return [(self.row["vendor"], price)] if self.row["vendor"] and price is not None else []


def entries(loaded_on: dt.date) -> Iterator[Entry]:
    """Read every sample purchase, those of the running fiscal year last."""
    more = rest()["purchases"]
    for year in YEARS:
        for row in table(f"purchases_{year}.csv"):
            key = f"{year}-{int(row['number']):03d}"
            yield Entry(key, year, row, loaded_on, more.get(key, {}))
    for row in table("purchases_now.csv"):
        key = f"now-{int(row['number']):03d}"
        yield Entry(key, fiscal_year_of(loaded_on), row, loaded_on, more.get(key, {}))


def rest() -> Data:
    """Read what is told of few purchases, of periods and years, and what e-GP says of them."""
    content: Data = json.loads((FOLDER / "purchases_more.json").read_text(encoding="utf-8"))
    return content


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _working_day(day: dt.date) -> dt.date:
    return day + dt.timedelta(max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
