"""What an import is about to do: the choices of a person, the rows to write, what stands against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from publishing.import_table import Refusal
from publishing.models import Publishable
from thai.money import format_baht

ZERO = Decimal("0.00")
AS_NEW = "new"  # chosen for an unknown name: make a new heading of it
ALL = "*"  # chosen among the agencies of a file: take the rows of all of them


@dataclass(frozen=True)
class Choices:
    """What a person decided about one file.

    `target` is what the rows belong to, such as {"year": 2566}; `totals` the control totals of the
    signed paper in baht; `names` says for each unknown name, by its token, which row of the portal
    is meant, or `AS_NEW`; with `new_names` every name that may be new is. `only` keeps the rows of
    one agency (`ALL` of every agency, where the importer allows it); `remove` takes away what the
    file lacks; `leave_unknown` leaves a cell empty whose name nobody knows, where it may be empty.
    `reason` is asked when something public is corrected, and `explanation` why its rows then differ
    from the signed paper.
    """

    target: Mapping[str, Any]
    by: Any  # agency.models.User
    totals: Mapping[str, Decimal] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    new_names: bool = False
    only: str = ""
    remove: bool = False
    leave_unknown: bool = False
    reason: str = ""
    explanation: str = ""
    file: str = ""  # its name, for sentences


@dataclass(frozen=True)
class Part:
    """A row that hangs on the row of a record and is written with it, such as its contract.

    `parent` is its foreign key to that row; `values` what the file says of it; `instance` the part
    that is there already.
    """

    model: type[models.Model]
    parent: str
    values: Mapping[str, Any]
    instance: models.Model | None = None

    @property
    def described(self) -> str:
        """What it is in a line: its kind, names and amounts."""
        told = [value for value in self.values.values() if isinstance(value, str | models.Model)]
        amounts = [value for value in self.values.values() if isinstance(value, Decimal)]
        words = [self.model._meta.verbose_name, *told, *map(format_baht, amounts)]
        return " ".join(filter(None, (str(getattr(word, "label", word)) for word in words)))

    @property
    def differing(self) -> set[str]:
        """The fields of the part in the portal that the file tells otherwise."""
        if self.instance is None:
            return set()
        return {
            name for name, value in self.values.items() if getattr(self.instance, name) != value
        }

    @property
    def differs(self) -> bool:
        return self.instance is None or bool(self.differing)


@dataclass(frozen=True)
class Record:
    """One row to be written into the portal, with its parts.

    `number` is its row in the file as Excel counts, `values` its fields; `instance` the row that is
    there already, and `unit` what is handed in and approved: often that row itself. All records of
    one reading have the same fields.
    """

    number: int
    label: str
    values: Mapping[str, Any]
    unit: Publishable
    instance: models.Model | None = None
    parts: Sequence[Part] = ()

    @property
    def described(self) -> list[str]:
        """The names of what the row hangs on, and its parts, as the portal has understood them."""
        related = [each for each in self.values.values() if isinstance(each, models.Model)]
        names = [str(each) for each in related if not isinstance(each, Publishable)]
        return names + [part.described for part in self.parts]


@dataclass(frozen=True)
class UnknownName:
    """A name in the file that the portal does not know, and what it could mean.

    `options` are (value, label), the likeliest first; `rows` where it stands in the file.
    """

    token: str
    kind: str
    column: str
    text: str
    below: str
    rows: tuple[int, ...]
    options: tuple[tuple[str, str], ...]
    may_be_new: bool
    chosen: str = ""


@dataclass(frozen=True)
class Missing:
    """A row of the portal that the file lacks; `removable` where nothing hangs on it."""

    row: models.Model
    unit: Publishable
    label: str
    removable: bool = False


@dataclass(frozen=True)
class Suspect:
    """A row that could cause the difference of a control total, and why."""

    label: str
    amount: Decimal
    why: str


@dataclass(frozen=True)
class PaperTotal:
    """A control total of the signed paper beside what the rows add up to, in baht."""

    label: str
    paper: Decimal
    rows: Decimal
    suspects: tuple[Suspect, ...] = ()

    @property
    def difference(self) -> Decimal:
        """Rows less paper."""
        return self.rows - self.paper

    @property
    def agrees(self) -> bool:
        return not self.difference


@dataclass
class Reading:
    """What an importer made of a table, with nothing written yet.

    `parents` are rows to be saved before the records, in this order: new units, units about which
    something was typed, new headings, new spellings. What the file lacks is taken away without
    being asked where the file `replaces` it, else only when that was chosen. `notes` are flags,
    never reasons to refuse; `refusals` say what is wrong, and the engine adds where.
    """

    records: list[Record] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    replaces: bool = False
    parents: list[models.Model] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unknown: list[UnknownName] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    totals: list[PaperTotal] = field(default_factory=list)
    agencies: Sequence[str] = ()
    may_take_all: bool = False  # the rows of all agencies together
    checks_totals: bool = True  # not where rows were left out

    @property
    def has_rows(self) -> bool:
        """Whether the file says anything at all; a month in which nothing was spent does."""
        return bool(self.records or self.parents or self.missing)

    @property
    def removable(self) -> list[Missing]:
        return [each for each in self.missing if each.removable]

    def removed(self, *, chosen: bool) -> list[Missing]:
        """The rows of the portal that go away."""
        if self.replaces:
            return self.missing
        return self.removable if chosen else []


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A row that differs from the one in the portal, field by field."""

    record: Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Comparison:
    """The rows of a file held against the portal."""

    new: tuple[Record, ...]
    changed: tuple[Change, ...]
    unchanged: int
    refusals: tuple[Refusal, ...]

    @property
    def touched(self) -> list[Record]:
        """What would be written, in the order of the file."""
        rows = [*self.new, *(change.record for change in self.changed)]
        return sorted(rows, key=lambda record: record.number)
