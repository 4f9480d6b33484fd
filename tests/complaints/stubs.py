"""Cases as the statistics see them, without the work of sealing: days, register and outcome."""

import datetime as dt
import itertools
import secrets

from django.utils import timezone

from complaints.models import Case, Outcome, Question, Series, Statement, Status
from publishing.workflow import State
from tests.conftest import published_fields
from thai.fiscal import fiscal_year_of

_numbers = itertools.count(1)


def stub(received_on, closed_on=None, *, outcome=None, is_restricted=False):
    """Return a saved case; closed on a day it was found not true unless told."""
    number = next(_numbers)
    ended = {
        "status": Status.CLOSED,
        "closed_on": closed_on,
        "outcome": outcome or Outcome.UNSUBSTANTIATED,
    }
    return Case.objects.create(
        number=f"S{number:07}",
        series=Series.RESTRICTED if is_restricted else Series.NORMAL,
        register_year=fiscal_year_of(received_on),
        register_number=number,
        received_on=received_on,
        ticket=secrets.token_hex(32),
        lookup=secrets.token_hex(32),
        reporter_public=b"public",
        reporter_locked=b"locked",
        body=b"sealed",
        status_on=received_on,
        due_on=received_on,
        **(ended if closed_on else {}),
    )


def ask(day):
    """Return a saved question that nobody has answered yet."""
    return Question.objects.create(
        fiscal_year=fiscal_year_of(day),
        number=next(_numbers),
        asked="ทำไมจึงแพง",
        received_on=day,
        due_on=day + dt.timedelta(days=7),
        ticket=secrets.token_hex(32),
        lookup=secrets.token_hex(32),
    )


def noon(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def answered(question, day):
    """Let a question be answered on a day."""
    type(question).objects.filter(pk=question.pk).update(published_at=noon(day))


def close(case, day, outcome=Outcome.UNSUBSTANTIATED):
    Case.objects.filter(pk=case.pk).update(status=Status.CLOSED, closed_on=day, outcome=outcome)


def sign(year, slug="year", *, state=State.PUBLISHED, **fields):
    """Return a statement on a period, signed by the executive of the tests."""
    return Statement.objects.create(
        fiscal_year=year,
        slug=slug,
        signatory_name="นายตัวอย่าง ทดสอบ",
        signatory_position="นายก",
        signed_on=fields.pop("signed_on", dt.date(year - 543, 10, 5)),
        **published_fields(state),
        **fields,
    )
