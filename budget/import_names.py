"""Names in files of offices, found among the headings of a year whatever their spelling."""

import difflib
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from budget.models import Heading, HeadingAlias, HeadingKind
from budget.models.heading import PARENT_KIND
from budget.names import name_key
from publishing.import_plan import AS_NEW, Choices, UnknownName
from publishing.import_table import Refusal
from thai.text import clean, quoted

# Words that papers leave out or write before the name itself.
PREFIXES = {
    HeadingKind.AREA: "ด้าน",
    HeadingKind.PLAN: "แผนงาน",
    HeadingKind.WORK: "งาน",
    HeadingKind.CATEGORY: "หมวด",
    HeadingKind.TYPE: "ประเภท",
    HeadingKind.REVENUE_CATEGORY: "หมวด",
}
MAY_BE_NEW = frozenset(
    {HeadingKind.WORK, HeadingKind.CATEGORY, HeadingKind.TYPE, HeadingKind.REVENUE_CATEGORY}
)
COLUMNS = {
    HeadingKind.AREA: "area",
    HeadingKind.PLAN: "plan",
    HeadingKind.WORK: "work",
    HeadingKind.CLASS: "class",
    HeadingKind.CATEGORY: "category",
    HeadingKind.TYPE: "type",
    HeadingKind.REVENUE_GROUP: "group",
    HeadingKind.REVENUE_CATEGORY: "category",
}
MAX_NAME = 200
NEAREST = 3

_NUMBERING = re.compile(r"^\(?[0-9๐-๙]{1,2}(\.[0-9๐-๙]{1,2})*[.)]?\s+|^\([0-9๐-๙]{1,2}\)\s*")
_CODE = re.compile(r"(?<![0-9])[0-9]{5,6}(?![0-9])")


@dataclass
class _Unknown:
    """A name that was met and not understood, with the rows where it stands."""

    kind: HeadingKind
    text: str
    parent: Heading | None
    rows: list[int] = field(default_factory=list)


class Names:
    """The headings of a year; remembers what it did not know and what was chosen for that."""

    def __init__(self, fiscal_year: int, choices: Choices, *, makes_new: bool = True) -> None:
        self.choices = choices
        self.makes_new = makes_new
        self.by_kind: dict[HeadingKind, list[Heading]] = defaultdict(list)
        self.by_key: dict[tuple[HeadingKind, str], list[Heading]] = defaultdict(list)
        self.by_code: dict[tuple[HeadingKind, str], Heading] = {}
        self.known: dict[tuple[HeadingKind, str, str], Heading | None] = {}
        self.unknown: dict[str, _Unknown] = {}
        self.made: list[Heading] = []
        self.spelled: list[HeadingAlias] = []
        self._load(fiscal_year)

    def find(
        self, kind: HeadingKind, text: str, *, below: Heading | None = None, row: int
    ) -> Heading | None:
        """Return the heading that a name means; None, and noted, where nobody can tell."""
        if heading := self.peek(kind, text, below=below):
            return heading
        if not name_key(text):
            return None
        return self._chosen(kind, text, below, row)

    def peek(self, kind: HeadingKind, text: str, *, below: Heading | None = None) -> Heading | None:
        """Return the one heading that a name means below another, or anywhere; else None."""
        memory = (kind, text, identity(below))
        if memory not in self.known:
            self.known[memory] = self._look_up(kind, text, below)
        return self.known[memory]

    def unknown_names(self) -> list[UnknownName]:
        """What was not understood, for a person to choose, as met in the file."""
        return [self._question(token, each) for token, each in self.unknown.items()]

    def refusals(self) -> list[Refusal]:
        """One sentence for each name that still waits for a choice."""
        waiting = [name for name in self.unknown_names() if not name.chosen]
        return [_refusal(name) for name in waiting]

    def _load(self, fiscal_year: int) -> None:
        headings = list(Heading.objects.in_year(fiscal_year).prefetch_related("aliases"))
        by_pk = {heading.pk: heading for heading in headings}
        for heading in headings:
            if heading.parent_id in by_pk:
                heading.parent = by_pk[heading.parent_id]
            spellings = [heading.name, *(alias.text for alias in heading.aliases.all())]
            self._learn(heading, spellings)

    def _learn(self, heading: Heading, spellings: list[str]) -> None:
        kind = HeadingKind(heading.kind)
        self.by_kind[kind].append(heading)
        self.by_code[kind, heading.code] = heading
        for key in {key for text in spellings for key in _keys(kind, text)}:
            self.by_key[kind, key].append(heading)

    def _look_up(self, kind: HeadingKind, text: str, below: Heading | None) -> Heading | None:
        if heading := self._by_code(kind, text, below):
            return heading
        for key in _keys(kind, text):
            found = [each for each in self.by_key[kind, key] if _is_below(each, below)]
            exact = [each for each in found if name_key(each.name) == key]
            for candidates in (exact, found):
                if len(candidates) == 1:
                    return candidates[0]
        return None

    def _by_code(self, kind: HeadingKind, text: str, below: Heading | None) -> Heading | None:
        for code in _CODE.findall(text):
            heading = self.by_code.get((kind, code))
            if heading and _is_below(heading, below):
                return heading
        return None

    def _chosen(
        self, kind: HeadingKind, text: str, below: Heading | None, row: int
    ) -> Heading | None:
        token = _token(kind, text, below)
        unknown = self.unknown.setdefault(token, _Unknown(kind, text, below))
        unknown.rows.append(row)
        heading = self._decided(token, unknown)
        if heading:
            self.known[kind, text, identity(below)] = heading
        return heading

    def _decided(self, token: str, unknown: _Unknown) -> Heading | None:
        choice = self.choices.names.get(token, "")
        if choice == AS_NEW or (not choice and self.choices.new_names):
            return self._make(unknown) if self._may_be_new(unknown) else None
        for heading in self.by_kind[unknown.kind]:
            if choice and str(heading.pk) == choice:
                self._remember(heading, unknown)
                return heading
        return None

    def _remember(self, heading: Heading, unknown: _Unknown) -> None:
        """Note the spelling for the next file, unless it is known and only ambiguous."""
        if heading not in self.by_key[unknown.kind, name_key(unknown.text)]:
            self.spelled.append(HeadingAlias(heading=heading, text=unknown.text[:MAX_NAME]))

    def _make(self, unknown: _Unknown) -> Heading:
        name = " ".join(clean(unknown.text).split())[:MAX_NAME]
        code = self._free_code(unknown.kind, unknown.parent)
        heading = Heading(kind=unknown.kind, code=code, name=name, parent=unknown.parent)
        self.made.append(heading)
        self._learn(heading, [name])
        return heading

    def _free_code(self, kind: HeadingKind, parent: Heading | None) -> str:
        stem = parent.code if parent else ""
        number = 1
        while (kind, f"{stem}-{number}") in self.by_code:
            number += 1
        return f"{stem}-{number}"

    def _question(self, token: str, unknown: _Unknown) -> UnknownName:
        decided = self.known.get((unknown.kind, unknown.text, identity(unknown.parent)))
        chosen = (self.choices.names.get(token) or AS_NEW) if decided else ""
        return UnknownName(
            token=token,
            kind=str(unknown.kind.label),
            column=COLUMNS[unknown.kind],
            text=unknown.text,
            below=str(unknown.parent or ""),
            rows=tuple(unknown.rows),
            options=tuple((str(each.pk), each.name) for each in self._nearest_first(unknown)),
            may_be_new=self._may_be_new(unknown),
            chosen=chosen,
        )

    def _may_be_new(self, unknown: _Unknown) -> bool:
        has_place = PARENT_KIND.get(unknown.kind) is None or unknown.parent is not None
        return self.makes_new and unknown.kind in MAY_BE_NEW and has_place

    def _nearest_first(self, unknown: _Unknown) -> list[Heading]:
        wanted = name_key(unknown.text)
        offered = [
            each
            for each in self.by_kind[unknown.kind]
            if each.pk and _is_below(each, unknown.parent)
        ]
        ratios = {
            each.pk: difflib.SequenceMatcher(None, wanted, name_key(each.name)).ratio()
            for each in offered
        }
        return sorted(offered, key=lambda each: -ratios[each.pk])


def identity(heading: Heading | None) -> str:
    """Return what tells a heading from others, also before it is saved."""
    return f"{heading.kind}:{heading.code}" if heading else ""


def _keys(kind: HeadingKind, text: str) -> list[str]:
    """The forms under which a name is looked for, the fullest first."""
    without_number = _NUMBERING.sub("", text)
    without_code = _CODE.sub("", without_number)
    keys = [name_key(text), name_key(without_number), name_key(without_code)]
    prefix = name_key(PREFIXES.get(kind, ""))
    if prefix:
        keys += [key.removeprefix(prefix) for key in keys]
    return list(dict.fromkeys(key for key in keys if key))


def _is_below(heading: Heading, parent: Heading | None) -> bool:
    return parent is None or identity(heading.parent) == identity(parent)


def _token(kind: HeadingKind, text: str, parent: Heading | None) -> str:
    place = f"{kind}|{identity(parent)}|{name_key(text)}"
    return hashlib.sha256(place.encode()).hexdigest()[:12]


def _refusal(name: UnknownName) -> Refusal:
    facts = {
        "more": _(" (%(count)s rows)") % {"count": len(name.rows)} if len(name.rows) > 1 else "",
        "name": quoted(name.text),
        "below": _(" below “%(heading)s”") % {"heading": name.below} if name.below else "",
        "nearest": ", ".join(f"“{label}”" for _value, label in name.options[:NEAREST]),
    }
    text = _("%(name)s is not known%(below)s%(more)s.") % facts
    if name.options:
        text += " " + _("The nearest: %(nearest)s.") % facts
    return Refusal(text, row=name.rows[0], column=name.column, value=name.text)
