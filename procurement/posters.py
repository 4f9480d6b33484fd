"""What a poster tells of the purchases of a month: the rows of its สขร.1."""

import datetime as dt

from django.urls import reverse

from agency.models import Agency
from procurement.form_content import Form, FormKind, Standing
from procurement.form_desk import form_of
from procurement.form_rows import Row
from procurement.official_sums import known_years, month_sums, nil_periods
from publishing.posters.content import MAX_NAME, Line, PosterContent, Section, figure_of
from publishing.posters.office import office_of
from thai.fiscal import FiscalYear, Period
from thai.money import compact_baht
from thai.text import shortened

MAX_VENDOR = 60
SOURCE = "แบบ สขร.1 ประจำเดือน"
NOTHING = "หน่วยงานยืนยันแล้วว่า ไม่มีรายการจัดซื้อจัดจ้างในเดือนนี้"


def poster_months() -> list[Period]:
    """Return the months that a poster can tell of, newest first: with contracts, or surely without."""
    return [month for year in known_years() for month in reversed(_months_of(year))]


def _months_of(fiscal_year: int) -> list[Period]:
    known, nil = month_sums(fiscal_year), nil_periods(fiscal_year)
    return [
        month
        for month in FiscalYear(fiscal_year).months()
        if month.number in known or month.slug in nil
    ]


def purchases_of_month(month: Period, day: dt.date) -> PosterContent | None:
    """Return what was bought in a month; None where nothing is known of it."""
    form = form_of(FormKind.MONTHLY, month.year, month, day)
    rows = _rows(form)
    if not rows and form.standing is not Standing.NIL:
        return None
    found, is_running = form.sum, day <= month.last_day
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker="การจัดซื้อจัดจ้าง",
        title=f"{month.label()} ซื้อและจ้างอะไรบ้าง" if rows else f"{month.label()} ไม่มีการซื้อหรือจ้าง",
        figures=(
            figure_of(f"{found.contracts:,} สัญญา", "ทำสัญญาแล้ว", is_running=is_running),
            *(
                (figure_of(compact_baht(found.agreed), "รวมเป็นเงิน", is_running=is_running),)
                if rows
                else ()
            ),
        ),
        sections=(_section(rows, is_running=is_running),),
        call="ดูทุกรายการ ผู้ขาย และราคากลาง",
        details=reverse("procurement:monthly", args=[month.year, month.slug]),
        source=SOURCE,
        as_of=form.as_of or month.last_day,
        moment=form.moment,
    )


def _rows(form: Form) -> list[Row]:
    """The contracts in force, the dearest first."""
    rows = [row for row in form.rows if isinstance(row, Row) and row.counts]
    return sorted(rows, key=lambda row: -row.agreement.price if row.agreement else 0)


def _section(rows: list[Row], *, is_running: bool) -> Section:
    if not rows:
        return Section(nothing=NOTHING)
    title = "รายการที่ใช้เงินมากที่สุด" if len(rows) > 1 else ""
    return Section(title=title, lines=tuple(_line(row) for row in rows), is_running=is_running)


def _line(row: Row) -> Line:
    assert row.agreement is not None
    return Line(
        name=shortened(row.work.title, MAX_NAME),
        detail=shortened(row.agreement.vendor, MAX_VENDOR),
        number=compact_baht(row.agreement.price),
        baht=row.agreement.price,
    )
