"""The citizen budget on paper: two A4 pages that can be handed out."""

from django.conf import settings
from django.urls import reverse

from budget.citizen_content import CitizenBudget
from budget.glossary import GLOSSARY
from publishing.printed import printed
from publishing.qr import qr_code

TEMPLATE = "budget/citizen/document.html"


def citizen_pdf(content: CitizenBudget) -> str:
    """Return the stored name of the paper. Raises `publishing.pdf.PdfError`."""
    url = settings.SITE_URL + reverse("budget:year", args=[content.fiscal_year])
    context = {
        "content": content,
        "thai": content.publisher.thai_digits,
        "arabic_digits": not content.publisher.thai_digits,
        "central_fund": GLOSSARY["งบกลาง"].meaning,
        "url": url,
        "qr": qr_code(url),
    }
    return printed(TEMPLATE, context, created=content.moment)
