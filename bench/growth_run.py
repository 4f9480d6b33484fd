"""Fills a year with many budget lines; runs inside `manage.py shell`.

Years of any size are alike: the same headings, months and number of transfers, and a plan has a
tenth of the lines. So what costs more in a large one costs more because of its size.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from agency.models import Unit, Village
from bench.growth import FEW, PLANS, YEAR
from budget.models import (
    BudgetLine,
    BudgetYear,
    Heading,
    HeadingKind,
    SpendingMonth,
    Transfer,
)
from publishing.workflow import State

TRANSFERS = 100

# 200,000 lines made one by one would take half a minute; a database copies them in three seconds.
COPY_LINES = """
    INSERT INTO budget_budgetline ({fields}, "order", code)
    WITH RECURSIVE copies (number) AS
        (SELECT 1 UNION ALL SELECT number + 1 FROM copies WHERE number < %s)
    SELECT {fields}, "order" + number * %s, code || '-' || number
    FROM budget_budgetline, copies WHERE year_id = %s AND number < %s"""
SPEND_TWICE = """
    INSERT INTO budget_spending (month_id, line_id, amount)
    SELECT month.id, line.id, 12345.67
    FROM budget_budgetline line JOIN budget_spendingmonth month ON month.year_id = line.year_id
        AND (month.month = line."order" %% 12 + 1 OR month.month = (line."order" + 5) %% 12 + 1)
    WHERE line.year_id = %s"""
MOVE_SOME = """
    INSERT INTO budget_transferitem (transfer_id, line_id, amount, before, after)
    SELECT change.id, line.id, CASE line."order" %% 22 WHEN 0 THEN 100 ELSE -100 END, '', ''
    FROM budget_budgetline line JOIN budget_transfer change ON change.year_id = line.year_id
        AND change.number = line."order" / 22 %% %s + 1
    WHERE line.year_id = %s AND line."order" %% 11 = 0"""


def fill(lines: int) -> None:
    """Add a published year of so many lines (a multiple of FEW)."""
    with transaction.atomic():
        add_year(lines)
    if connection.vendor == "postgresql":  # what its autovacuum does within a minute
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def add_year(lines: int) -> BudgetYear:
    """Return a new year; on each line something was spent twice, every eleventh was changed."""
    year = empty_year()
    BudgetLine.objects.bulk_create(few_lines(year))
    copies = lines // FEW
    query = COPY_LINES.format(fields=fields_to_copy())
    with connection.cursor() as cursor:
        cursor.execute(query, [copies, FEW, year.pk, copies])
        cursor.execute(SPEND_TWICE, [year.pk])
        cursor.execute(MOVE_SOME, [TRANSFERS, year.pk])
    return year


def empty_year() -> BudgetYear:
    """Return a published year with its twelve published months and its transfers."""
    published = {"state": State.PUBLISHED, "published_at": timezone.now()}
    day = dt.date(YEAR - 543, 3, 2)
    year = BudgetYear.objects.create(
        fiscal_year=YEAR, title="ข้อบัญญัติงบประมาณรายจ่าย", effective_on=day, **published
    )
    for month in range(1, 13):
        SpendingMonth.objects.create(year=year, month=month, **published)
    for number in range(1, TRANSFERS + 1):
        Transfer.objects.create(
            year=year, number=number, date=day, reason="ค่างานสูงกว่าที่ประมาณการไว้", **published
        )
    return year


def few_lines(year: BudgetYear) -> Iterator[BudgetLine]:
    plans, categories = of_kind(HeadingKind.PLAN)[:PLANS], of_kind(HeadingKind.CATEGORY)
    villages = [None, *Village.objects.all()]
    unit = Unit.objects.first()
    for number in range(FEW):
        place = number // PLANS  # within the plan
        category = categories[place % len(categories)]
        yield BudgetLine(
            year=year,
            code=str(number),
            plan=plans[number % PLANS],
            budget_class=category.parent,
            category=category,
            title=f"โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก สายที่ {number}",
            village=villages[place % len(villages)],
            unit=unit,
            amount=Decimal(100_000 + number % 1000),
            order=number,
        )


def of_kind(kind: HeadingKind) -> list[Heading]:
    return list(Heading.objects.of_kind(kind).select_related("parent").order_by("code"))


def fields_to_copy() -> str:
    own = {"id", "order", "code"}
    columns = [str(field.column) for field in BudgetLine._meta.concrete_fields]
    return ", ".join(connection.ops.quote_name(name) for name in columns if name not in own)
