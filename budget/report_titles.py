"""What the report of a period is called, in Thai as on the paper. Pure."""

from thai.dates import month_range
from thai.fiscal import FiscalYear, Period, PeriodKind

SPENDING = "รายงานผลการใช้จ่ายงบประมาณ"
WORK_AND_SPENDING = "รายงานผลการดำเนินงานและการใช้จ่ายงบประมาณ"


def title_of(period: Period) -> str:
    """Return the official name of such a report."""
    is_long = period.kind in (PeriodKind.HALF, PeriodKind.YEAR)
    return WORK_AND_SPENDING if is_long else SPENDING


def subtitle_of(period: Period) -> str:
    """Return which period it is, as the second line of the title says it."""
    year = FiscalYear(period.year).label()
    months = month_range(period.first_day, period.last_day)
    return {
        PeriodKind.MONTH: f"ประจำเดือน{months} {year}",
        PeriodKind.QUARTER: f"ไตรมาสที่ {period.number} ({months}) {year}",
        PeriodKind.HALF: f"รอบ 6 เดือน{'แรก' if period.number == 1 else 'หลัง'} ({months}) {year}",
        PeriodKind.YEAR: f"ประจำ{year}",
    }[period.kind]
