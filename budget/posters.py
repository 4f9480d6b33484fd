"""What posters tell of a budget: the same figures as its pages, one message each.

What the ordinance gives is told as approved, as on the home page; what is spent, of what may be
spent after transfers, and then the poster says so.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse

from agency.models import Agency
from budget.citizen import citizen_budget
from budget.citizen_content import CitizenBudget, of_hundred
from budget.headline import Headline, headline_of
from budget.ledger import ZERO
from budget.models import BudgetYear
from budget.overview import year_figures
from budget.report import period_report
from budget.report_content import PeriodReport
from budget.report_parts import newest_publication
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
ACCOUNTS = "ข้อบัญญัติ การโอนงบประมาณ และบัญชีการเบิกจ่าย"
PLAN = "แผนงาน"
MILLION = Decimal(1_000_000)
CENT = Decimal("0.01")
HUNDRED = Decimal(100)


# ------------------------------------------------------------------ of a hundred baht
def hundred_baht(year: BudgetYear) -> PosterContent | None:
    """Return where a hundred baht of the budget go, as approved; None for a year without a budget."""
    approved = headline_of(year, year_figures(year))
    plans = _plans(approved)
    if not plans:
        return None
    parts = of_hundred([amount for _name, amount in plans])
    rows = [(name, part) for (name, _amount), part in zip(plans, parts, strict=True)]
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=FiscalYear(year.fiscal_year).label(),
        title="งบ 100 บาท ไปไหน",
        lead="ถ้างบที่อนุมัติทั้งปีคือเงิน 100 บาท จะใช้กับเรื่องเหล่านี้",
        figures=_whole(approved),
        sections=(Section(bars=_short_named(bars_of(rows, unit="บาท"))),),
        call="ดูทุกโครงการและหมู่บ้านของท่าน",
        details=reverse("budget:year", args=[year.fiscal_year]),
        source=_ordinance(approved),
        as_of=approved.figures.as_of,
        moment=newest_publication(year),
    )


def _plans(approved: Headline) -> list[tuple[str, Decimal]]:
    """What the ordinance gives to each plan, the largest first: the figures of the home page."""
    rows = sorted(approved.plans.rows, key=lambda row: -row.approved)
    return [(row.label, row.approved) for row in rows if row.approved > 0]


def _whole(approved: Headline) -> tuple[Figure, ...]:
    whole = figure_of(compact_baht(approved.total.approved), "งบที่อนุมัติทั้งปี")
    if approved.per_head is None:
        return (whole,)
    return whole, figure_of(f"{approved.per_head:,} บาท", "เฉลี่ยต่อประชากร 1\u00a0คน")


def _ordinance(approved: Headline) -> str:
    return f"{ORDINANCE}และฉบับเพิ่มเติม" if approved.figures.supplements else ORDINANCE


def _short_named(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """Name plans without the word that all begin with, where room is short."""
    return tuple(bar.model_copy(update={"short_name": bar.name.removeprefix(PLAN)}) for bar in bars)


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
            figure_of(compact_baht(total.after_transfers), "จากงบประมาณหลังโอน"),
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
    approved = headline_of(year, year_figures(year))
    plans = _plans(approved)
    if not plans:
        return None
    content = citizen_budget(year)
    sections = (
        Section(title="อนุมัติให้เรื่องใดบ้าง", bars=_short_named(_in_millions(plans))),
        Section(
            title="เงินมาจากไหน",
            bars=_in_millions([(each.name, each.amount) for each in content.revenue]),
        ),
        Section(title="โครงการที่ใช้เงินมากที่สุด (งบหลังโอน)", lines=_projects(content)),
    )
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=FiscalYear(year.fiscal_year).label(),
        title="งบประมาณฉบับประชาชน",
        lead=content.missing_text,
        is_lead_running=_is_running(content),
        figures=_whole(approved) + _spent_of_it(approved, content),
        sections=tuple(each for each in sections if each.bars or each.lines),
        call="ดูงบประมาณทั้งหมด",
        details=reverse("budget:year", args=[year.fiscal_year]),
        source=ACCOUNTS,
        as_of=content.as_of,
        moment=content.moment,
    )


def _spent_of_it(approved: Headline, content: CitizenBudget) -> tuple[Figure, ...]:
    """How much was spent of what may be spent; nothing while no month is published."""
    if content.spent is None:
        return ()
    of_what = "ของงบหลังโอน " if content.budget != approved.total.approved else ""
    label = f"ใช้ไปแล้ว{of_what}ถึงสิ้น {month_label(content.as_of, short=True)}"
    return (_percent(content.percent_spent, label, is_running=_is_running(content)),)


def _is_running(content: CitizenBudget) -> bool:
    return content.as_of < FiscalYear(content.fiscal_year).last_day


def _in_millions(parts: list[tuple[str, Decimal]]) -> tuple[Bar, ...]:
    rows = [
        (name, (amount / MILLION).quantize(CENT, rounding=ROUND_HALF_UP)) for name, amount in parts
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
