"""What posters tell of a budget: the same figures as its pages, one message each."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse

from agency.models import Agency
from budget.citizen import citizen_budget
from budget.citizen_content import CitizenBudget, Share
from budget.ledger import ZERO
from budget.models import BudgetYear
from budget.report import period_report
from budget.report_content import PeriodReport
from publishing.posters.content import (
    MAX_LEAD,
    MAX_NAME,
    MAX_TITLE,
    Bar,
    Figure,
    Line,
    PosterContent,
    Section,
    bar_width,
    bars_of,
    figure_of,
)
from publishing.posters.office import office_of
from thai.dates import month_label
from thai.fiscal import FiscalYear, Period
from thai.money import compact_baht
from thai.text import shortened

ORDINANCE = "ข้อบัญญัติงบประมาณรายจ่าย"
ACCOUNTS = "ข้อบัญญัติและบัญชีการเบิกจ่าย"
MILLION = Decimal(1_000_000)
CENT = Decimal("0.01")
HUNDRED = Decimal(100)


# ------------------------------------------------------------------ of a hundred baht
def hundred_baht(year: BudgetYear) -> PosterContent | None:
    """Return where a hundred baht of the budget go; None for a year without a budget."""
    content = citizen_budget(year)
    if not content.plans:
        return None
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=FiscalYear(year.fiscal_year).label(),
        title="งบ 100 บาท ไปไหน",
        lead="ถ้างบประมาณทั้งปีคือเงิน 100 บาท จะใช้กับเรื่องเหล่านี้",
        figures=_whole(content),
        sections=(
            Section(
                bars=bars_of([(each.name, each.of_hundred) for each in content.plans], unit="บาท")
            ),
        ),
        call="ดูทุกโครงการและหมู่บ้านของท่าน",
        details=reverse("budget:year", args=[year.fiscal_year]),
        source=ORDINANCE,
        as_of=content.as_of,
        moment=content.moment,
    )


def _whole(content: CitizenBudget) -> tuple[Figure, ...]:
    whole = figure_of(compact_baht(content.budget), "งบประมาณทั้งปี")
    if content.per_head is None:
        return (whole,)
    per_head = content.per_head.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return whole, figure_of(f"{per_head:,} บาท", "เฉลี่ยต่อประชากร 1\u00a0คน")


# ------------------------------------------------------------------ a half year
def half_year(year: BudgetYear, period: Period, day: dt.date) -> PosterContent | None:
    """Return how much of the budget was spent by the end of a half; None while nothing is known."""
    report = period_report(year, period, day=day)
    if "spent" in report.unknown or not report.plans.groups:
        return None
    total = report.total
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=period.label(),
        title=f"{'ครึ่งปีแรก' if period.number == 1 else 'ทั้งปี'} ใช้เงินไปแล้วเท่าไร",
        lead=shortened(_left_out(report), MAX_LEAD),
        figures=(
            _percent(total.percent, f"เบิกจ่ายแล้วถึงสิ้นเดือน{month_label(report.as_of)}"),
            figure_of(compact_baht(total.spent_to_date), "เบิกจ่ายแล้ว"),
            figure_of(compact_baht(total.after_transfers), "จากงบประมาณ"),
        ),
        sections=(Section(title="แต่ละแผนงานใช้ไปแล้ว", bars=_spent(report), add_up=False),),
        call="ดูรายงานการใช้จ่ายฉบับเต็ม",
        details=reverse("budget:report", args=[year.fiscal_year, period.slug]),
        source=ACCOUNTS,
        as_of=report.as_of,
        moment=report.moment,
    )


def _left_out(report: PeriodReport) -> str:
    """Say which months the figures do not have."""
    return " · ".join(filter(None, (report.missing_text, report.withdrawn_text)))


def _percent(part: Decimal | None, label: str, *, is_running: bool = False) -> Figure:
    value = "–" if part is None else f"{part:,}"
    return Figure(value=value, unit="%", label=label, is_running=is_running)


def _spent(report: PeriodReport) -> tuple[Bar, ...]:
    """How much of each plan was spent, the largest plans first."""
    rows = sorted(
        (group.row for group in report.plans.groups), key=lambda row: -row.after_transfers
    )
    return tuple(
        Bar(
            name=shortened(row.name, MAX_NAME),
            amount=row.percent or ZERO,
            unit="%",
            width=bar_width(row.percent or ZERO, HUNDRED),
            note=compact_baht(row.spent_to_date),
            baht=row.spent_to_date,
        )
        for row in rows
    )


# ------------------------------------------------------------------ the leaflet of a year
def leaflet(year: BudgetYear) -> PosterContent | None:
    """Return the budget of a year in one leaflet; None for a year without a budget."""
    content = citizen_budget(year)
    if not content.plans:
        return None
    figures = _whole(content)
    is_running = content.as_of < FiscalYear(year.fiscal_year).last_day
    if content.spent is not None:
        label = f"ใช้ไปแล้วถึงสิ้น {month_label(content.as_of, short=True)}"
        figures += (_percent(content.percent_spent, label, is_running=is_running),)
    sections = (
        Section(title="จัดสรรให้เรื่องใดบ้าง", bars=_in_millions(content.plans)),
        Section(title="เงินมาจากไหน", bars=_in_millions(content.revenue)),
        Section(title="โครงการที่ใช้เงินมากที่สุด", lines=_projects(content)),
    )
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=FiscalYear(year.fiscal_year).label(),
        title="งบประมาณฉบับประชาชน",
        lead=content.missing_text,
        is_lead_running=is_running,
        figures=figures,
        sections=tuple(each for each in sections if each.bars or each.lines),
        call="ดูงบประมาณทั้งหมด",
        details=reverse("budget:year", args=[year.fiscal_year]),
        source=ACCOUNTS,
        as_of=content.as_of,
        moment=content.moment,
    )


def _in_millions(shares: tuple[Share, ...]) -> tuple[Bar, ...]:
    rows = [
        (each.name, (each.amount / MILLION).quantize(CENT, rounding=ROUND_HALF_UP))
        for each in shares
    ]
    return bars_of(rows, unit="ล้านบาท")


def _projects(content: CitizenBudget) -> tuple[Line, ...]:
    rows = sorted(content.projects, key=lambda project: -project.amount)
    return tuple(
        Line(
            name=shortened(row.title, MAX_TITLE),
            detail=row.village,
            number=compact_baht(row.amount),
            baht=row.amount,
        )
        for row in rows
    )
