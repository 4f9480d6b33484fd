"""The statistics of a year, gathered once for the page, its files and the annual report."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from agency.models import Agency
from budget.report import publisher
from complaints.counts import question_facts, reported_cases
from complaints.figures import (
    Blurred,
    Reported,
    counted,
    last_quarter_end,
    settled_on,
    year_blurred,
    year_figures,
)
from complaints.models import Statement
from complaints.statistics_content import HOW, Signature, Statistics
from complaints.statistics_tables import data_table, sheets
from publishing.pdf import Attachment
from publishing.printed import packed, printed
from publishing.qr import qr_code
from publishing.tables import to_csv
from thai.fiscal import Period

TEMPLATE = "complaints/statistics_document.html"


def statistics_of(year: int, today: dt.date) -> Statistics:
    """Return the statistics of a fiscal year that has begun, as they are public on a day."""
    facts, cases = question_facts(year), reported_cases(year)
    as_of, cases_as_of = settled_on(facts, year, today), last_quarter_end(today)
    return Statistics(
        year=year,
        office=publisher(Agency.objects.get()),
        as_of=as_of,
        cases_as_of=cases_as_of,
        questions=tuple(year_figures(facts, year, as_of)),
        cases=tuple(_public(cases, year, cases_as_of)),
        signatures=tuple(_signatures(year, cases, cases_as_of)),
    )


def has_changed(statement: Statement, today: dt.date) -> bool:
    """Whether the cases received in the period are no longer counted as when it was signed."""
    cases, as_of = reported_cases(statement.fiscal_year), last_quarter_end(today)
    return _signature(statement, cases, as_of).has_changed


def statistics_pdf(statistics: Statistics) -> str:
    """Return the stored name of the paper. Raises `publishing.pdf.PdfError`."""
    url = settings.SITE_URL + reverse("complaints:statistics", args=[statistics.year])
    thai = statistics.office.thai_digits
    context = {
        "statistics": statistics,
        "how": HOW,
        "thai": thai,
        "arabic_digits": not thai,
        "on_paper": True,
        "url": url,
        "qr": qr_code(url),
    }
    data = Attachment(
        name="statistics.csv",
        description="ข้อมูลสถิตินี้ในรูปแบบตาราง",
        data=statistics_csv(statistics),
        mime="text/csv",
    )
    return printed(TEMPLATE, context, attachments=[data], created=_moment(statistics))


def statistics_xlsx(statistics: Statistics) -> str:
    """Return the stored name of the Excel file: both tables and what was signed."""
    return packed(sheets(statistics), created=_moment(statistics))


def statistics_csv(statistics: Statistics) -> bytes:
    """Return both tables as one, with Thai headings."""
    return to_csv(data_table(statistics), header="labels")


def _public(cases: Sequence[Reported], year: int, as_of: dt.date) -> list[Blurred]:
    return year_blurred(counted(cases, as_of), year, as_of)


def _signatures(year: int, cases: Sequence[Reported], as_of: dt.date) -> Iterator[Signature]:
    """Return what was signed, the longest periods last, so that a row finds its own first."""
    signed = Statement.objects.published().filter(fiscal_year=year)
    for each in sorted(signed, key=lambda one: (one.period.kind.length, one.period.number)):
        yield _signature(each, cases, as_of)


def _signature(statement: Statement, cases: Sequence[Reported], as_of: dt.date) -> Signature:
    then = min(last_quarter_end(statement.signed_on), as_of)
    signed, now = (_row_of(statement.period, cases, day) for day in (then, as_of))
    return Signature(
        period=statement.period,
        name=statement.signatory_name,
        position=statement.signatory_position,
        on=statement.signed_on,
        note=statement.note,
        is_nil=signed.is_whole and signed.is_nil,
        has_changed=signed.received != now.received,
    )


def _row_of(period: Period, cases: Sequence[Reported], as_of: dt.date) -> Blurred:
    rows = _public(cases, period.year, as_of)
    return next(each for each in rows if each.period == period)


def _moment(statistics: Statistics) -> dt.datetime:
    """A moment to date the files; never the present one, which would make them anew."""
    return timezone.make_aware(dt.datetime.combine(statistics.as_of, dt.time.min))
