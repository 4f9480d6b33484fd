"""Periods of which there is nothing to tell (ไม่มีรายการ): one person says so, an approver confirms.

The app above has the rows and a model with `fiscal_year`, `slug` and a queryset `of(period)`.
"""

from enum import StrEnum
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agency.models import User
from publishing.actions import submit
from publishing.models import Publishable
from publishing.workflow import ActionRefused, State
from thai.fiscal import Period

NilT = TypeVar("NilT", bound=Publishable)


class Standing(StrEnum):
    """What a form of the period will say."""

    RUNNING = "running"  # the period is not over
    ROWS = "rows"  # there is something to tell
    MISSING = "missing"  # over, nothing to tell, and nobody said so
    BEGUN = "begun"  # somebody began to say so, or it was sent back
    WAITING = "waiting"  # said, waits for an approver
    NIL = "nil"  # said and confirmed
    CONTRADICTED = "contradicted"  # said, and yet there is something


def standing_of(*, is_over: bool, has_rows: bool, state: State | None) -> Standing:
    """Return where a period stands; `state` is that of what was said of it."""
    if has_rows:
        return Standing.CONTRADICTED if state is not None else Standing.ROWS
    if state is State.PUBLISHED:
        return Standing.NIL
    if state is State.IN_REVIEW:
        return Standing.WAITING
    if not is_over:
        return Standing.RUNNING
    return Standing.MISSING if state is None else Standing.BEGUN


def say_nil_of(model: type[NilT], period: Period, *, by: User) -> NilT:
    """Say that there was nothing in a period and hand it in, in one step.

    Pressed twice, the second press finds what the first one said. Raises `ActionRefused` where the
    period is not over or there is something.
    """
    rows: Any = model._default_manager
    try:
        with transaction.atomic():
            said: NilT | None = rows.of(period).not_withdrawn().select_for_update().first()
            if said is None:
                said = rows.create(
                    fiscal_year=period.year, slug=period.slug, author=by, edited_by=by
                )
            if said.is_editable:
                submit(said, by=by)
            return said
    except IntegrityError:
        raise ActionRefused(_("This was said of the period already.")) from None
