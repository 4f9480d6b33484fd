"""What stands against an import: cells that are wrong, and units that may not be changed."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from agency.models import User
from publishing.import_plan import Choices, Comparison, Reading
from publishing.import_sentences import Sentences
from publishing.import_table import CleanTable, Refusal
from publishing.models import Publishable
from publishing.permissions import has_right
from publishing.workflow import State

NAMED = 10  # units named one by one


def hindrances_of(units: Sequence[Publishable], by: User) -> Iterator[str]:
    """Yield a sentence for each unit that is locked, or public and not this person's to correct."""
    sentences = [*_hindrances(units, by)]
    yield from sentences[:NAMED]
    if len(sentences) > NAMED:
        more = len(sentences) - NAMED
        yield _("%(count)s more are public or locked.") % {"count": f"{more:,}"}


def refusals_of(
    table: CleanTable, reading: Reading, comparison: Comparison, choices: Choices
) -> Iterator[Refusal]:
    """All that is wrong, each in a sentence with its place; the reader has said it already."""
    yield from table.refusals
    sentences = Sentences(choices.file, table.sheet, table.headers)
    for refusal in [*reading.refusals, *comparison.refusals]:
        yield sentences.placed(refusal, table.mapping)


def _hindrances(units: Sequence[Publishable], by: User) -> Iterator[str]:
    for unit in units:
        if unit.is_published:
            if not has_right(by, unit, "approve"):
                yield _("“%(unit)s” is public: only an approver may correct it.") % {"unit": unit}
        elif not unit.is_editable:
            yield _("“%(unit)s” is locked: its state is “%(state)s”.") % {
                "unit": unit,
                "state": State(unit.state).label,
            }
