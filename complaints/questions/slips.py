"""The receipt of a question on A6 paper, for whoever comes to the counter or calls (ใบรับเรื่อง).

Made in memory and handed out at once: the receipt code stands nowhere but on the paper. Until then
the session of the clerk keeps the ticket, closed, from which the code is derived.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse

from agency.models import Agency
from budget.report import publisher
from budget.report_content import DEMONSTRATION
from complaints.guard import written
from complaints.keyfile import keys
from complaints.models import Question, Stage, TimeLimit
from complaints.questions.pages import page_at
from complaints.sealing.receipts import code_of, grouped
from complaints.sealing.tickets import Ticket, TicketRefused, read
from publishing.pdf import render_pdf
from publishing.qr import qr_code

TEMPLATE = "complaints/slip.html"
SESSION_KEY = "question_slips"
KEPT = 30 * 60  # seconds
MOST = 20


def keep_ticket(session: SessionBase, question: Question, ticket: Ticket, now: float) -> None:
    """Remember the ticket of a question that was just taken in."""
    slips = _fresh(session, now)
    slips[str(question.pk)] = [written(ticket), now + KEPT]
    session[SESSION_KEY] = dict(list(slips.items())[-MOST:])


def code_for(session: SessionBase, question: Question, now: float) -> str | None:
    """Return the receipt code of a question that this clerk has just taken in, or None."""
    slip = _fresh(session, now).get(str(question.pk))
    if slip is None:
        return None
    try:
        ticket = read(keys().ticket, slip[0])
    except TicketRefused:
        return None
    return code_of(keys().receipt, ticket.nonce) if ticket.digest == question.ticket else None


def slip_pdf(question: Question, code: str, now: dt.datetime) -> bytes:
    """Return the paper. Raises `publishing.pdf.PdfError`."""
    agency = Agency.objects.get()
    office = publisher(agency)
    url = settings.SITE_URL + reverse("complaints:track")
    page = page_at(question.subject_path) if question.subject_path else None
    context = {
        "question": question,
        "office": office,
        "phones": agency.phones,
        "notice": DEMONSTRATION if office.is_demonstration else "",
        "code": grouped(code),
        "subject_kind": page.kind if page else "เรื่องทั่วไป",
        "limit": TimeLimit.objects.filter(stage=Stage.ANSWER).first(),
        "now": now,
        "thai": office.thai_digits,
        "arabic_digits": not office.thai_digits,
        "url": url,
        "qr": qr_code(url),
    }
    return render_pdf(TEMPLATE, context, created=now)


def _fresh(session: SessionBase, now: float) -> dict[str, Any]:
    kept = session.get(SESSION_KEY, {})
    return {pk: slip for pk, slip in kept.items() if slip[1] > now}
