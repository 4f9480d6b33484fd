"""Filling in the form of questions as a person does: a minute after it was opened, the sum solved."""

import time

from nacl.secret import SecretBox

from complaints import guard
from complaints.keyfile import keys
from complaints.sealing import tickets

ASK = "/complaints/ask/"


def filled_in(*, age=60, ticket=None, **fields):
    """Return the fields of a form that was opened `age` seconds ago."""
    ticket = ticket or tickets.new_ticket(time.time() - age)
    opened = guard._guard_of(ticket)
    box = SecretBox(guard._bound("puzzle", ticket))
    return {
        "kind": "question",
        "asked": "ทำไมถนนสายนี้จึงแพงกว่าสายอื่น",
        "wish": "public",
        "ticket": tickets.written(keys().ticket, ticket),
        "puzzle": box.decrypt(bytes.fromhex(opened.puzzle_token)).decode(),
        "puzzle_token": opened.puzzle_token,
    } | fields
