"""Names in tables of purchases that nobody knows: asked once, and what was chosen for them."""

import difflib
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from budget.names import name_key
from publishing.import_plan import Choices, UnknownName
from publishing.import_table import Refusal
from thai.text import quoted

LEAVE = "none"  # chosen for an unknown name: leave the cell empty
NEAREST = 3

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """What kind of name is asked for, in which column, and whether it may be left out."""

    kind: str | Promise
    column: str
    may_be_left: bool = False


@dataclass
class _Unknown:
    """A name that was met and not understood, with the rows where it stands."""

    question: Question
    text: str
    below: str
    options: Options
    rows: list[int] = field(default_factory=list)
    chosen: str = ""


class Names:
    """Remembers what was not understood in a file, and what a person chose for it."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.unknown: dict[str, _Unknown] = {}

    def ask(
        self,
        question: Question,
        text: str,
        row: int,
        options: Callable[[], Options],
        *,
        below: str = "",
    ) -> str | None:
        """Return the value that was chosen for a name, `LEAVE` among them; None where nobody has yet."""
        token = _token(question.column, below, text)
        if token not in self.unknown:
            self.unknown[token] = self._new(token, question, text, below, options)
        unknown = self.unknown[token]
        unknown.rows.append(row)
        return unknown.chosen or None

    def unknown_names(self) -> list[UnknownName]:
        """What was not understood, for a person to choose, as met in the file."""
        return [
            UnknownName(
                token=token,
                kind=str(each.question.kind),
                column=each.question.column,
                text=each.text,
                below=each.below,
                rows=tuple(each.rows),
                options=tuple(each.options),
                may_be_new=False,
                chosen=each.chosen,
            )
            for token, each in self.unknown.items()
        ]

    def refusals(self) -> list[Refusal]:
        """One sentence for each name that still waits for a choice."""
        return [_refusal(each) for each in self.unknown.values() if not each.chosen]

    def _new(
        self,
        token: str,
        question: Question,
        text: str,
        below: str,
        options: Callable[[], Options],
    ) -> _Unknown:
        offered = _nearest_first(text, options())
        if question.may_be_left:
            offered.append((LEAVE, _("leave it empty")))
        known = {value for value, _label in offered}
        chosen = self.choices.names.get(token, "")
        if not chosen and question.may_be_left and self.choices.leave_unknown:
            chosen = LEAVE
        return _Unknown(question, text, below, offered, chosen=chosen if chosen in known else "")


def _nearest_first(text: str, options: Options) -> list[tuple[str, str]]:
    key = name_key(text)
    ratios = {
        value: difflib.SequenceMatcher(None, key, name_key(label)).ratio()
        for value, label in options
    }
    return sorted(options, key=lambda option: -ratios[option[0]])


def _token(column: str, below: str, text: str) -> str:
    return hashlib.sha256(f"{column}|{below}|{name_key(text)}".encode()).hexdigest()[:12]


def _refusal(name: _Unknown) -> Refusal:
    rows = len(name.rows)
    labels = [label for value, label in name.options if value != LEAVE][:NEAREST]
    facts = {
        "more": _(" (%(count)s rows)") % {"count": rows} if rows > 1 else "",
        "name": quoted(name.text),
        "below": "",
        "nearest": ", ".join(f"“{label}”" for label in labels),
    }
    text = _("%(name)s is not known%(below)s%(more)s.") % facts
    if labels:
        text += " " + _("The nearest: %(nearest)s.") % facts
    return Refusal(text, row=name.rows[0], column=name.question.column, value=name.text)
