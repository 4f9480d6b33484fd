"""The props of the budget: plain functions that return saved rows, published unless told."""

import datetime as dt
from decimal import Decimal

import pytest

from budget.models import (
    BudgetLine,
    BudgetYear,
    Heading,
    Spending,
    SpendingMonth,
    Supplement,
    Transfer,
    TransferItem,
)
from publishing.workflow import State
from tests.conftest import published_fields
from thai.fiscal import FiscalYear


@pytest.fixture
def make_year(agency):
    """Return a function that makes the budget of a year."""

    def make(fiscal_year=2566, *, state=State.PUBLISHED, **fields):
        found = BudgetYear.objects.filter(fiscal_year=fiscal_year).first()
        if found:
            return found
        fields.setdefault("title", f"ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. {fiscal_year}")
        fields.setdefault("effective_on", FiscalYear(fiscal_year).first_day)
        fields.setdefault("population", 5000)
        return BudgetYear.objects.create(
            fiscal_year=fiscal_year, **published_fields(state), **fields
        )

    return make


@pytest.fixture
def heading(db):
    """Return a function that finds a heading by kind and code; the classification is loaded."""

    def find(kind, code):
        return Heading.objects.get(kind=kind, code=code)

    return find


@pytest.fixture
def make_line(make_year, heading):
    """Return a function that makes a line: roads in plan 00310, class 540000, unless told."""

    def make(amount=100_000, year=None, *, plan="00310", budget_class="540000", **fields):
        year = year or make_year()
        number = BudgetLine.objects.filter(year=year).count() + 1
        fields.setdefault("title", f"โครงการตัวอย่างที่ {number}")
        fields.setdefault("order", number)
        return BudgetLine.objects.create(
            year=year,
            plan=heading("plan", plan),
            budget_class=heading("class", budget_class),
            amount=Decimal(amount),
            **fields,
        )

    return make


@pytest.fixture
def make_supplement(make_year):
    def make(year=None, *, state=State.PUBLISHED, **fields):
        year = year or make_year()
        fields.setdefault("number", year.supplements.count() + 1)
        fields.setdefault("title", f"ข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติม ฉบับที่ {fields['number']}")
        fields.setdefault("effective_on", dt.date(year.fiscal_year - 543, 4, 1))
        return Supplement.objects.create(year=year, **published_fields(state), **fields)

    return make


@pytest.fixture
def make_spending(db):
    """Return a function that spends on a line in a fiscal month (October is 1)."""

    def make(line, amount, month=1, *, state=State.PUBLISHED):
        row, _is_new = SpendingMonth.objects.get_or_create(
            year=line.year, month=month, defaults=published_fields(state)
        )
        return Spending.objects.create(month=row, line=line, amount=Decimal(amount))

    return make


@pytest.fixture
def make_transfer(db):
    """Return a function that moves an amount from one line to another."""

    def make(source, target, amount, *, day=None, state=State.PUBLISHED, **fields):
        year = source.year
        fields.setdefault("number", year.transfers.count() + 1)
        fields.setdefault("reason", "งบประมาณที่ตั้งไว้ไม่เพียงพอ")
        transfer = Transfer.objects.create(
            year=year,
            date=day or dt.date(year.fiscal_year - 543, 2, 1),
            **published_fields(state),
            **fields,
        )
        TransferItem.objects.create(transfer=transfer, line=source, amount=-Decimal(amount))
        TransferItem.objects.create(transfer=transfer, line=target, amount=Decimal(amount))
        return transfer

    return make
