"""Builds the sample budgets of the demonstration: ordinances, transfers, months and progress, each
written by the clerk and approved by the approver."""

import csv
import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

from simple_history.utils import bulk_create_with_history

from agency.models import Unit, User, Village
from budget.models import (
    BudgetLine,
    BudgetYear,
    Heading,
    HeadingKind,
    LineProgress,
    ProgressReport,
    RevenueEstimate,
    Source,
    Spending,
    SpendingMonth,
    Supplement,
    Transfer,
    TransferItem,
)
from budget.models.year import Ordinance
from publishing.actions import approve, submit
from publishing.models import Publishable

Data = dict[str, Any]
FOLDER = Path(__file__).parent
DATES = ("council_approved_on", "district_approved_on", "announced_on", "effective_on")


def load_places() -> None:
    """Make the villages and the units that budgets name; units that are there stay as they are."""
    for village in _read("villages.json")["villages"]:
        Village.objects.create(**village)
    for order, unit in enumerate(_read("budget_years.json")["units"], Unit.objects.count() + 1):
        Unit.objects.get_or_create(name=unit["name"], defaults={"order": order, **unit})


def load_budgets(clerk: User, approver: User) -> list[BudgetYear]:
    """Load every year in one go; the portal must have no budgets yet."""
    headings = _Headings()
    return [
        _YearWriter(paper, headings, clerk, approver).write()
        for paper in _read("budget_years.json")["years"]
    ]


class _Headings:
    """The classification by the names that the files use."""

    def __init__(self) -> None:
        self.by_name = {(row.kind, row.parent_id, row.name): row for row in Heading.objects.all()}
        self.plans = {row.name: row for row in Heading.objects.of_kind(HeadingKind.PLAN)}

    def find(self, kind: HeadingKind, name: str, parent: Heading | None = None) -> Heading:
        return self.by_name[kind, parent.pk if parent else None, name]

    def of_line(self, row: Data) -> dict[str, Heading]:
        plan = self.plans[row["plan"]]
        budget_class = self.find(HeadingKind.CLASS, row["class"])
        category = self.find(HeadingKind.CATEGORY, row["category"], budget_class)
        return {
            "plan": plan,
            "work": self.find(HeadingKind.WORK, row["work"], plan),
            "budget_class": budget_class,
            "category": category,
            "expense_type": self.find(HeadingKind.TYPE, row["type"], category),
        }

    def of_revenue(self, row: Data) -> dict[str, Heading]:
        group = self.find(HeadingKind.REVENUE_GROUP, row["group"])
        category = self.find(HeadingKind.REVENUE_CATEGORY, row["category"], group)
        return {"group": group, "category": category}


class _YearWriter:
    """The clerk at work on one year: each unit is handed in as soon as it is written."""

    def __init__(self, paper: Data, headings: _Headings, clerk: User, approver: User) -> None:
        self.paper, self.headings, self.clerk, self.approver = paper, headings, clerk, approver
        self.fiscal_year: int = paper["fiscal_year"]
        self.units = {unit.name: unit for unit in Unit.objects.all()}
        self.villages = {str(village.number): village for village in Village.objects.all()}
        self.lines: dict[str, BudgetLine] = {}
        self.rows: list[Data] = []

    def write(self) -> BudgetYear:
        self.budget = self._annual()
        for each in _read("supplements.json")["supplements"]:
            if each["fiscal_year"] == self.fiscal_year:
                self._supplement(each)
        for event in _read("transfers.json")["years"][str(self.fiscal_year)]:
            self._transfer(event)
        self._months()
        for period, told in _read(f"progress_{self.fiscal_year}.json")["reports"].items():
            self._progress(period, told)
        return self.budget

    def _annual(self) -> BudgetYear:
        names = ("fiscal_year", "ordinance_number", "population", "statement")
        year = BudgetYear.objects.create(
            **{name: self.paper[name] for name in names}, **self._ordinance(self.paper)
        )
        self._enact(
            year,
            lines=_table(f"budget_{self.fiscal_year}.csv"),
            revenue=_table(f"revenue_{self.fiscal_year}.csv"),
            year=year,
        )
        return year

    def _supplement(self, paper: Data) -> None:
        supplement = Supplement.objects.create(
            year=self.budget, number=paper["number"], **self._ordinance(paper)
        )
        self._enact(
            supplement,
            lines=paper["lines"],
            revenue=paper["revenue"],
            year=self.budget,
            supplement=supplement,
        )

    def _ordinance(self, paper: Data) -> Data:
        """What annual and further ordinances have in common; the two totals are the same."""
        return {
            "title": paper["title"],
            "paper_expenditure": Decimal(paper["paper_total"]),
            "paper_revenue": Decimal(paper["paper_total"]),
            **{name: dt.date.fromisoformat(paper[name]) for name in DATES},
            **self._written(),
        }

    def _enact(
        self, ordinance: Ordinance, *, lines: list[Data], revenue: list[Data], **belongs_to: Any
    ) -> None:
        first = len(self.lines) + 1
        made = [self._line(row, order, belongs_to) for order, row in enumerate(lines, start=first)]
        self._keep(made)
        self.lines |= {line.code: line for line in made}
        self.rows += lines
        self._keep(
            [
                RevenueEstimate(
                    title=row["title"],
                    amount=Decimal(row["amount"]),
                    order=order,
                    **self.headings.of_revenue(row),
                    **belongs_to,
                )
                for order, row in enumerate(revenue, start=1)
            ]
        )
        self._publish(ordinance)

    def _line(self, row: Data, order: int, belongs_to: Data) -> BudgetLine:
        return BudgetLine(
            source=row["source"] or Source.ORDINANCE,
            code=row["code"],
            title=row["title"],
            explanation=row["explanation"],
            village=self.villages[row["village"]] if row["village"] else None,
            unit=self.units[row["unit"]],
            amount=Decimal(row["amount"]),
            starts=int(row["starts"]),
            ends=int(row["ends"]),
            order=order,
            **self.headings.of_line(row),
            **belongs_to,
        )

    def _transfer(self, event: Data) -> None:
        names = ("kind", "number", "approved_by", "reason")
        transfer = Transfer.objects.create(
            year=self.budget,
            date=dt.date.fromisoformat(event["date"]),
            **{name: event[name] for name in names},
            **self._written(),
        )
        self._keep(
            [
                TransferItem(
                    transfer=transfer,
                    line=self.lines[item["line"]],
                    amount=Decimal(item.get("amount", 0)),
                    before=item.get("before", ""),
                    after=item.get("after", ""),
                )
                for item in event["items"]
            ]
        )
        self._publish(transfer)

    def _months(self) -> None:
        papers = [Decimal(amount) for amount in self.paper["paper_months"]]
        for number, (month, to_date) in enumerate(
            zip(papers, accumulate(papers), strict=True), start=1
        ):
            spent = SpendingMonth.objects.create(
                year=self.budget,
                month=number,
                paper_month=month,
                paper_to_date=to_date,
                **self._written(),
            )
            self._keep(list(self._spendings(spent)))
            self._publish(spent)

    def _spendings(self, month: SpendingMonth) -> Iterator[Spending]:
        for row in self.rows:
            if amount := row[f"m{month.month}"]:
                yield Spending(month=month, line=self.lines[row["code"]], amount=Decimal(amount))

    def _progress(self, period: str, told: list[Data]) -> None:
        report = ProgressReport.objects.create(
            year=self.budget, period_slug=period, **self._written()
        )
        names = ("status", "result", "problem", "suggestion")
        self._keep(
            [
                LineProgress(
                    report=report,
                    line=self.lines[row["code"]],
                    **{name: row[name] for name in names},
                )
                for row in told
            ]
        )
        self._publish(report)

    def _written(self) -> Data:
        return {"author": self.clerk, "edited_by": self.clerk}

    def _keep(self, made: list[Any]) -> None:
        """Save many rows at once, each with its history."""
        if made:
            bulk_create_with_history(made, type(made[0]), default_user=self.clerk)

    def _publish(self, unit: Publishable) -> None:
        submit(unit, by=self.clerk)
        approve(unit, by=self.approver)


def _read(name: str) -> Data:
    content: Data = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return content


def _table(name: str) -> list[Data]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
