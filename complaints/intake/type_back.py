"""The receipt code typed back (พิมพ์รหัสติดตามซ้ำ): proof that it stands on paper before it is gone."""

import hmac

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from complaints.case_actions import Receipt, receipt_of
from complaints.keyfile import keys
from complaints.sealing import tickets
from complaints.sealing.receipts import typed_code
from complaints.sealing.tickets import Ticket, TicketRefused

SHOWN_FOR = 24 * 60 * 60  # after that, an old page left open does not show the code


class Typed(models.TextChoices):
    """How the code that was typed back compares; the label is a sentence for the reporter."""

    RIGHT = "right", _("The code is right.")
    INCOMPLETE = "incomplete", _("That is not twenty digits. Please type the code once more.")
    WRONG = "wrong", _("That is another code. Please look at it again, digit by digit.")


def typed_back(data: QueryDict, now: float) -> tuple[Typed, Ticket | None, Receipt | None]:
    """Return how the typed code compares, and the receipt to show again where it is wrong."""
    try:
        ticket = tickets.read(keys().ticket, data.get("ticket", ""))
    except TicketRefused:
        return Typed.WRONG, None, None
    receipt = receipt_of(ticket) if now - ticket.issued_at < SHOWN_FOR else None
    code = typed_code(data.get("code", ""))
    if code is None:
        return Typed.INCOMPLETE, ticket, receipt
    is_right = receipt is not None and hmac.compare_digest(code, receipt.code)
    return Typed.RIGHT if is_right else Typed.WRONG, ticket, receipt
