"""Old beside new: two readings of the same unit, compared label by label. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One label with its text before and after; empty text means it was not there."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def compare(before: Iterable[Sequence[str]], after: Iterable[Sequence[str]]) -> list[Difference]:
    """Pair two lists of (label, text); labels keep the order of `after`, then what is gone."""
    old, new = _merged(before), _merged(after)
    labels = [*new, *(label for label in old if label not in new)]
    return [Difference(label, old.get(label, ""), new.get(label, "")) for label in labels]


def _merged(facts: Iterable[Sequence[str]]) -> dict[str, str]:
    """Join the texts of a label that stands several times, such as a photo's caption."""
    merged: dict[str, str] = {}
    for label, text in facts:
        merged[label] = f"{merged[label]}\n{text}" if label in merged else text
    return merged
