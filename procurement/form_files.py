"""An official form as files: the paper with its data inside, Excel and CSV."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.form_cells import printed_form
from procurement.form_content import Form
from procurement.form_tables import form_table
from procurement.form_words import (
    SHORT_TITLES,
    full_title,
    notes,
    nothing_text,
    period_text,
    standing_text,
    sum_text,
    title_lines,
)
from publishing.pdf import Attachment, PdfFailed
from publishing.printed import packed, printed
from publishing.qr import qr_code
from publishing.tables import to_csv

TEMPLATE = "procurement/forms/document.html"
MOST_ROWS = 1000  # a paper with more takes the engine longer than it may
TOO_LONG = _("This form has %(rows)s rows, too many for a PDF. Take its Excel or CSV file.")


def form_pdf(form: Form) -> str:
    """Return the stored name of the paper. Raises `publishing.pdf.PdfError`."""
    if not is_printable(form):
        raise PdfFailed(TOO_LONG % {"rows": f"{len(form.rows):,}"})
    url = settings.SITE_URL + form_url(form)
    thai = form.office.publisher.thai_digits
    context = said_of(form) | {
        "form": form,
        "table": printed_form(form),
        "thai": thai,
        "arabic_digits": not thai,
        "on_paper": True,
        "url": url,
        "qr": qr_code(url),
    }
    data = Attachment(
        name="form.csv",
        description="ข้อมูลของแบบนี้ในรูปแบบตาราง",
        data=form_csv(form),
        mime="text/csv",
    )
    return printed(TEMPLATE, context, attachments=[data], created=form.moment)


def is_printable(form: Form) -> bool:
    return len(form.rows) <= MOST_ROWS


def form_xlsx(form: Form) -> str:
    """Return the stored name of the Excel file: the form, and what its columns mean."""
    return packed([form_table(form)], created=form.moment)


def form_csv(form: Form) -> bytes:
    """Return the rows with their official headings."""
    return to_csv(form_table(form), header="labels")


def form_url(form: Form) -> str:
    parts = [form.year, *([form.period.slug] if form.period else [])]
    return reverse(f"procurement:{form.kind}", args=parts)


def said_of(form: Form) -> dict[str, object]:
    """Return the sentences around the table, as page and paper say them."""
    return {
        "title_lines": title_lines(form),
        "full_title": full_title(form),
        "short_title": SHORT_TITLES[form.kind],
        "period_text": period_text(form),
        "nothing_text": nothing_text(form),
        "standing_text": standing_text(form),
        "sum_text": sum_text(form),
        "notes": notes(form),
    }
