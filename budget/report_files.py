"""The report of a period as files: the official PDF with its data inside, Excel and CSV."""

from django.conf import settings
from django.urls import reverse

from budget.report_content import PeriodReport
from budget.report_tables import money_table, report_tables
from publishing.pdf import Attachment
from publishing.printed import packed, printed
from publishing.tables import to_csv

TEMPLATE = "budget/report/document.html"


def report_pdf(report: PeriodReport) -> str:
    """Return the stored name of the paper. Raises `publishing.pdf.PdfError`."""
    context = {
        "report": report,
        "thai": report.publisher.thai_digits,
        "arabic_digits": not report.publisher.thai_digits,
        "on_paper": True,
        "url": settings.SITE_URL + report_url(report),
    }
    data = Attachment(
        name="report.csv",
        description="ข้อมูลของรายงานในรูปแบบตาราง",
        data=report_csv(report),
        mime="text/csv",
    )
    return printed(TEMPLATE, context, attachments=[data], created=report.moment)


def report_xlsx(report: PeriodReport) -> str:
    """Return the stored name of the Excel file: a sheet for each table of the report."""
    return packed(report_tables(report), created=report.moment)


def report_csv(report: PeriodReport) -> bytes:
    """Return the ordinance by plan and class, with Thai headings."""
    return to_csv(money_table(report), header="labels")


def report_url(report: PeriodReport) -> str:
    return reverse("budget:report", args=[report.period.year, report.period.slug])
