"""What is found of the budget: years, plans, villages, lines, changes, months, progress and papers."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import Min
from django.urls import reverse

from agency.models import Unit, Village
from budget.models import (
    BudgetDocument,
    BudgetLine,
    BudgetYear,
    Heading,
    LineProgress,
    ProgressReport,
    Spending,
    SpendingMonth,
    Supplement,
    Transfer,
    TransferItem,
)
from budget.money import baht
from ita_portal.models import Kind
from ita_portal.search.entries import LAST_RANK, Draft, Rows, Source, place_of_year
from publishing.workflow import State
from thai.money import format_baht

VILLAGES = 16  # the rank of village 0 among what tells of a year
OF_LINE = {
    BudgetLine: "pk",
    BudgetYear: "year",
    Supplement: "supplement",
    Village: "village",
    Unit: "unit",
}


def _with_headings(rows: Rows) -> Rows:
    return rows.select_related(
        "year", "supplement", "plan", "work", "budget_class", "category", "expense_type",
        "village", "unit",
    )  # fmt: skip


def first_lines(field: str) -> Callable[[], Rows]:
    """Return the first public line of each year and heading, or village: it stands for all of them."""

    def first() -> Rows:
        lines = BudgetLine.objects.public().order_by().exclude(**{field: None})
        groups = lines.values("year", field).annotate(first=Min("pk")).values("first")
        return BudgetLine.objects.public().filter(pk__in=groups)

    return first


def _year(row: BudgetYear) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, [row.title, row.ordinance_number, row.statement])),
        more="ข้อบัญญัติ รายรับ รายจ่าย ใช้จ่าย เบิกจ่าย",
        year=row.fiscal_year,
        day=row.effective_on,
        place=place_of_year(row.fiscal_year, 0),
    )


def year_page(rank: int, name: str, title: str, text: str) -> Callable[[BudgetYear], Draft]:
    """Return how a page that every year has is found."""

    def write(row: BudgetYear) -> Draft:
        return Draft(
            title=f"{title} ปีงบประมาณ พ.ศ. {row.fiscal_year}",
            url=reverse(f"budget:{name}", args=[row.fiscal_year]),
            text=text,
            year=row.fiscal_year,
            day=row.effective_on,
            place=place_of_year(row.fiscal_year, rank),
        )

    return write


def _plan(line: BudgetLine) -> Draft:
    year = line.year.fiscal_year
    return Draft(
        title=f"{line.plan} ปีงบประมาณ พ.ศ. {year}",
        url=reverse("budget:plan", args=[year, line.plan.code]),
        text=f"รายการงบประมาณทั้งหมดของ{line.plan} พร้อมยอดอนุมัติ เบิกจ่าย และคงเหลือ",
        year=year,
        day=line.year.effective_on,
    )


def _village(line: BudgetLine) -> Draft:
    year, village = line.year.fiscal_year, line.village
    number = village.number if village else 0
    return Draft(
        title=f"งบประมาณใน{village} ปีงบประมาณ พ.ศ. {year}",
        url=reverse("budget:village", args=[year, number]),
        text="ถนน รางระบายน้ำ และโครงการอื่นในหมู่บ้านนี้ พร้อมงบประมาณและความก้าวหน้า",
        year=year,
        day=line.year.effective_on,
        place=place_of_year(year, min(VILLAGES + number, LAST_RANK)),
    )


def _line(row: BudgetLine) -> Draft:
    path = [row.plan, row.work, row.budget_class, row.category, row.expense_type]
    where = " › ".join(str(heading) for heading in path if heading)
    places = [str(each) for each in (row.village, row.unit) if each]
    facts = [f"{format_baht(row.amount)} บาท", where, *places, row.explanation]
    return Draft(
        title=row.title,
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, facts)),
        more=f"{row.code} {row.get_source_display()}",
        year=row.year.fiscal_year,
        day=row.ordinance.effective_on,
    )


def _supplement(row: Supplement) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text=row.title,
        year=row.year.fiscal_year,
        day=row.effective_on,
    )


def _transfer(row: Transfer) -> Draft:
    items = row.items.all()
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text=row.reason,
        more=" ".join(item.line.title for item in items),
        year=row.year.fiscal_year,
        day=row.date,
    )


def _paper(row: BudgetDocument) -> Draft:
    return Draft(
        title=row.title,
        url=row.get_absolute_url(),
        text=" · ".join([row.get_kind_display(), row.document_kind.upper(), str(row.year)]),
        year=row.year.fiscal_year,
        day=row.year.effective_on,
    )


def _with_spent(months: Any) -> Rows:
    return months.with_spent().select_related("year")


def _month(row: Any) -> Draft:
    """Of a month as `SpendingMonth.objects.with_spent()` gives it."""
    said = f"เบิกจ่ายตามข้อบัญญัติ {format_baht(baht(row.spent))} บาท"
    nothing = "ไม่มีรายการ ไม่มีการเบิกจ่ายในเดือนนี้"
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text=" · ".join(
            filter(None, [said if row.entered else nothing, row.difference_explanation])
        ),
        more="ใช้จ่าย รายเดือน รายงาน",
        year=row.year.fiscal_year,
        day=row.period.last_day,
    )


def _progress(row: ProgressReport) -> Draft:
    lines = row.lines.all()
    counts = Counter(each.get_status_display() for each in lines)
    facts = [
        f"{len(lines):,} โครงการ",
        *(f"{status} {count:,}" for status, count in counts.items()),
    ]
    told = [text for each in lines for text in (each.result, each.problem, each.suggestion)]
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, [*facts, row.problems_text, row.suggestions_text])),
        more=" ".join(told),
        names="ความก้าวหน้าโครงการ",
        year=row.year.fiscal_year,
        day=row.period.last_day,
    )


def _years() -> Rows:
    return BudgetYear.objects.published()


def _of_years(number: int, rank: int, kind: Kind, name: str, title: str, text: str) -> Source:
    of_year: dict[type[Any], str] = {BudgetYear: "pk"}
    write = year_page(rank, name, title, text)
    return Source(number, f"year_{name}", kind, _years, write, of_year)


BUDGET_SOURCES = [
    Source(1, "budget_year", Kind.BUDGET, _years, _year, {BudgetYear: "pk"}),
    Source(
        2, "plan", Kind.BUDGET, first_lines("plan"), _plan,
        {BudgetYear: "year", Supplement: "supplement", BudgetLine: "pk", Heading: "plan"},
        _with_headings, grouped=True,
    ),
    Source(
        3, "village", Kind.BUDGET, first_lines("village"), _village,
        {BudgetYear: "year", Supplement: "supplement", BudgetLine: "pk", Village: "village"},
        _with_headings, grouped=True,
    ),
    Source(
        4, "line", Kind.BUDGET, lambda: BudgetLine.objects.public(), _line, OF_LINE,
        _with_headings,
    ),
    Source(
        5, "supplement", Kind.BUDGET,
        lambda: Supplement.objects.published().filter(year__state=State.PUBLISHED), _supplement,
        {BudgetYear: "year", Supplement: "pk"}, lambda rows: rows.select_related("year"),
    ),
    Source(
        6, "transfer", Kind.BUDGET, lambda: Transfer.objects.public(), _transfer,
        {BudgetYear: "year", Transfer: "pk", TransferItem: "items"},
        lambda rows: rows.select_related("year").prefetch_related("items__line"),
    ),
    Source(
        7, "budget_paper", Kind.DOCUMENT,
        lambda: BudgetDocument.objects.exclude(document="").filter(year__state=State.PUBLISHED),
        _paper, {BudgetYear: "year", BudgetDocument: "pk"},
        lambda rows: rows.select_related("year"),
    ),
    _of_years(
        8, 1, Kind.DOCUMENT, "reports", "รายงานการใช้จ่ายงบประมาณ",
        "รายเดือน รายไตรมาส รอบ 6 เดือน และทั้งปี เป็นหน้าเว็บ PDF XLSX และ CSV",
    ),
    _of_years(
        9, 3, Kind.BUDGET, "revenue", "ประมาณการรายรับ", "ภาษี เงินอุดหนุน และรายได้อื่นที่คาดว่าจะได้รับในปีนี้",
    ),
    _of_years(
        10, 2, Kind.BUDGET, "months", "การใช้จ่ายรายเดือน", "เบิกจ่ายแล้วเท่าใดในแต่ละเดือน เทียบกับแผน",
    ),
    _of_years(
        11, 5, Kind.DOCUMENT, "data", "ข้อมูลเปิดของงบประมาณ", "ดาวน์โหลดเป็น CSV XLSX JSON และ Data Package",
    ),
    Source(
        27, "month", Kind.BUDGET, lambda: SpendingMonth.objects.public(), _month,
        {SpendingMonth: "pk", BudgetYear: "year", Spending: "spendings"},
        _with_spent,
    ),
    Source(
        28, "progress", Kind.BUDGET, lambda: ProgressReport.objects.public(), _progress,
        {
            ProgressReport: "pk", BudgetYear: "year", LineProgress: "lines",
        },
        lambda rows: rows.select_related("year").prefetch_related("lines"),
    ),
]  # fmt: skip
