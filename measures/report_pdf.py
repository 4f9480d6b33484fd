"""The annual measures report on paper: the official PDF with its data inside."""

from dataclasses import dataclass

from measures.report_content import (
    ActivityContent,
    EvidenceContent,
    MeasureContent,
    ReportContent,
)
from measures.report_csv import report_csv
from measures.report_imprint import Imprint
from publishing.pdf import Attachment, render_pdf
from publishing.qr import qr_code

TEMPLATE = "measures/report/document.html"


@dataclass(frozen=True)
class Proof:
    """One line of the appendix: what proves which activity of which measure, with its QR code."""

    measure: MeasureContent
    activity: ActivityContent
    item: EvidenceContent
    qr: str


def report_pdf(content: ReportContent, imprint: Imprint) -> bytes:
    """Print the report; the same content and imprint give the same bytes.

    Raises `publishing.pdf.PdfError` when it cannot be printed.
    """
    context = {
        "content": content,
        "imprint": imprint,
        "thai": content.thai_digits,
        "arabic_digits": not content.thai_digits,
        "on_paper": True,
        "public_qr": qr_code(content.public_url),
        "appendix": appendix(content),
    }
    return render_pdf(TEMPLATE, context, attachments=_attachments(content), created=imprint.moment)


def appendix(content: ReportContent) -> list[Proof]:
    """Return every piece of evidence in reading order."""
    return [
        Proof(measure, activity, item, qr_code(item.url))
        for measure in content.measures
        for activity in measure.activities
        for item in activity.evidence
    ]


def _attachments(content: ReportContent) -> list[Attachment]:
    return [
        Attachment(
            name="report.json",
            description="ข้อมูลที่ใช้จัดทำรายงาน",
            data=content.json_bytes,
            mime="application/json",
        ),
        Attachment(
            name="report.csv",
            description="ข้อมูลของรายงานในรูปแบบตาราง",
            data=report_csv(content),
            mime="text/csv",
        ),
    ]
