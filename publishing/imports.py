"""The engine of imports: what a file would change, and changing it, all of it or nothing."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agency.models import User
from publishing.actions import record_correction
from publishing.import_hindrances import hindrances_of, refusals_of
from publishing.import_plan import Choices, Comparison, Missing, Reading
from publishing.import_resource import BATCH, RecordResource
from publishing.import_table import CleanTable, ImportColumn, Refusal
from publishing.models import Facts, ImportFile, Publishable
from publishing.workflow import ActionRefused

T = TypeVar("T")


class ImportRefused(Exception):
    """Nothing was imported; the message is a sentence for the person who tried."""


class AlreadyImported(ImportRefused):
    """The same press came twice."""


class Importer(ABC):
    """One kind of table that can be imported: its columns, and what its rows mean.

    `target_form` asks what the rows belong to and has `target()`; `totals` are the control totals
    asked for, by name; `column_of_agency` is the column that keeps several agencies apart.
    """

    slug: ClassVar[str]
    title: ClassVar[str | Promise]
    namespace: ClassVar[str]  # of the addresses in the app's staff_urls
    columns: ClassVar[tuple[ImportColumn, ...]]
    permissions: ClassVar[tuple[str, ...]]
    resource: ClassVar[type[RecordResource]]
    target_form: ClassVar[type[forms.Form]]
    totals: ClassVar[Mapping[str, str | Promise]]
    examples: ClassVar[tuple[Mapping[str, Any], ...]]  # rows of the sample file
    column_of_agency: ClassVar[str] = ""
    remembers_names: ClassVar[bool] = False  # what was chosen for a name holds for later files

    @abstractmethod
    def read(self, table: CleanTable, choices: Choices) -> Reading:
        """Understand the rows without writing anything; sentences say what is not understood."""

    @abstractmethod
    def describe(self, target: Mapping[str, Any]) -> str:
        """Return what the rows belong to, as people say it."""

    @abstractmethod
    def result_url(self, target: Mapping[str, Any]) -> str:
        """Return the address where staff go on after the import."""

    def downloads(self) -> Sequence[tuple[str, str]]:
        """Return files of what is there, in the same columns, as (label, address)."""
        return ()

    def explain(self, unit: Publishable, text: str) -> bool:
        """Note on a unit why its rows differ from the signed paper; False where they do not."""
        return False

    def label_of(self, column: str) -> str:
        return next((each.label for each in self.columns if each.name == column), column)


@dataclass(frozen=True)
class Preview:
    """What importing a table would do, and what stands against it."""

    table: CleanTable
    reading: Reading
    comparison: Comparison
    removed: tuple[Missing, ...]
    touched: tuple[Publishable, ...]  # units that are there and would change
    refusals: tuple[Refusal, ...]
    hindrances: tuple[str, ...]  # sentences about locked or public units

    @property
    def corrections(self) -> list[Publishable]:
        """Public units that would change."""
        return [unit for unit in self.touched if unit.is_published]

    @property
    def untaken(self) -> list[Publishable]:
        """Locked or public units about which something was typed, while none of their rows change.

        Such a total is not saved: a correction needs a row that changes, and a reason.
        """
        units = [row for row in self.reading.parents if isinstance(row, Publishable) and row.pk]
        return [unit for unit in units if not unit.is_editable and unit not in self.corrections]

    @property
    def is_ready(self) -> bool:
        return not self.refusals and not self.hindrances and self.reading.has_rows

    @property
    def changes_nothing(self) -> bool:
        comparison = self.comparison
        return not (comparison.new or comparison.changed or self.removed)

    @property
    def wrong_totals(self) -> list[Any]:
        """Rows of the file that state another sum than their rows have."""
        totals = self.table.totals if self.reading.checks_totals else ()
        return [row for row in totals if not row.agrees]


def preview(importer: Importer, table: CleanTable, choices: Choices) -> Preview:
    """Say what the import would do, without writing anything."""
    reading = importer.read(table, choices)
    resource = importer.resource(by=choices.by, is_writing=False)
    for chunk in _chunks(reading.records):
        resource.take(chunk)
    comparison = resource.comparison()
    removed = tuple(reading.removed(chosen=choices.remove))
    units = [record.unit for record in comparison.touched]
    touched = _touched([*units, *(gone.unit for gone in removed)])
    return Preview(
        table=table,
        reading=reading,
        comparison=comparison,
        removed=removed,
        touched=touched,
        refusals=tuple(refusals_of(table, reading, comparison, choices)),
        hindrances=tuple(hindrances_of(touched, choices.by)),
    )


def apply(
    importer: Importer, file: ImportFile, table: CleanTable, choices: Choices
) -> Iterator[int]:
    """Import the table in one transaction, yielding how many rows are done.

    A generator that is thrown away half-way saves nothing. Afterwards `file` holds what came of
    it. Raises `ImportRefused`, `AlreadyImported`.
    """
    try:
        with transaction.atomic():
            _claim(file)
            yield from _write(importer, file, table, choices)
    except ActionRefused as error:
        raise ImportRefused(str(error)) from error
    except ProtectedError as error:
        raise ImportRefused(_("A row cannot be removed: something is booked on it.")) from error
    except IntegrityError as error:
        sentence = _("Somebody changed the same rows at the same moment. Please check once more.")
        raise ImportRefused(sentence) from error
    except DatabaseError as error:
        sentence = _("The database did not take the rows, nothing was imported: %(reason)s")
        raise ImportRefused(sentence % {"reason": error}) from error


def check(plan: Preview, choices: Choices) -> None:
    """Raise `ImportRefused` where the preview allows no import."""
    if plan.refusals:
        raise ImportRefused(plan.refusals[0].sentence)
    if plan.hindrances:
        raise ImportRefused(plan.hindrances[0])
    if not plan.reading.has_rows:
        raise ImportRefused(_("There are no rows in this sheet."))
    if plan.corrections and not choices.reason.strip():
        raise ImportRefused(_("Write why this is corrected."))


def _write(
    importer: Importer, file: ImportFile, table: CleanTable, choices: Choices
) -> Iterator[int]:
    plan = preview(importer, table, choices)
    check(plan, choices)
    yield 0
    _lock(plan.touched)
    facts = [(unit, _facts(unit)) for unit in plan.corrections]
    _save_parents(plan, choices.by)
    yield from _write_records(importer, plan, choices.by)
    for gone in plan.removed:
        gone.row._history_user = choices.by  # type: ignore[attr-defined]
        gone.row.delete()
    for unit, before in facts:
        _correct(importer, unit, before, choices)
    _note(file, plan)


def _write_records(importer: Importer, plan: Preview, by: User) -> Iterator[int]:
    resource = importer.resource(by=by, is_writing=True)
    done = plan.comparison.unchanged
    for chunk in _chunks(plan.comparison.touched):
        resource.take(chunk)
        done += len(chunk)
        yield done


def _claim(file: ImportFile) -> None:
    """Take the file for this transaction; a second press finds it taken."""
    current = ImportFile.objects.select_for_update().get(pk=file.pk)
    if current.is_applied:
        raise AlreadyImported(_("This file was imported already; nothing was done twice."))


def _lock(units: Sequence[Publishable]) -> None:
    """Hold the units to the end, and stop where somebody has changed their state meanwhile."""
    for model in {type(unit) for unit in units}:
        expected = {unit.pk: unit for unit in units if type(unit) is model}
        for chunk in _chunks(sorted(expected)):
            # In one order, so that no two imports wait on each other.
            held = model._default_manager.select_for_update(no_key=True).order_by("pk")
            rows = held.filter(pk__in=chunk)
            states = dict(rows.values_list("pk", "state"))
            for pk in chunk:
                if states.get(pk) != expected[pk].state:
                    facts = {"unit": expected[pk]}
                    raise ImportRefused(_("Somebody has just changed “%(unit)s”.") % facts)


def _facts(unit: Publishable) -> Facts:
    """Return what the public reads of a unit now; the one in hand holds what was just typed."""
    return type(unit)._default_manager.get(pk=unit.pk).public_facts()


def _save_parents(plan: Preview, by: User) -> None:
    """Save what the rows belong to; a new unit is a draft of the person.

    A unit that is itself a row of the table is written with the rows.
    """
    rows = plan.comparison.touched
    written = {(type(each.unit), each.unit.pk) for each in rows if each.unit is each.instance}
    others = [unit for unit in plan.touched if (type(unit), unit.pk) not in written]
    others = [unit for unit in others if unit not in plan.reading.parents]
    for row in [*plan.reading.parents, *others]:
        if isinstance(row, Publishable):
            if row in plan.untaken:
                continue
            row.author = row.author if row.pk else by
            row.edited_by = by
        row._history_user = by  # type: ignore[attr-defined]
        row.save()


def _correct(importer: Importer, unit: Publishable, before: Facts, choices: Choices) -> None:
    """Put the correction on record; what no longer meets the rules is not saved at all."""
    fresh = type(unit)._default_manager.get(pk=unit.pk)
    if choices.explanation.strip() and importer.explain(fresh, choices.explanation.strip()):
        fresh._history_user = choices.by  # type: ignore[attr-defined]
        fresh.save()
    record_correction(fresh, by=choices.by, reason=choices.reason, before=before)
    if problems := fresh.problems():
        raise ActionRefused(" ".join(problems))


def _note(file: ImportFile, plan: Preview) -> None:
    file.state = ImportFile.State.APPLIED
    file.applied_at = timezone.now()
    file.sheet = plan.table.sheet[:100]
    file.fingerprint = plan.table.fingerprint
    file.mapping = dict(plan.table.mapping)
    file.new_rows = len(plan.comparison.new)
    file.changed_rows = len(plan.comparison.changed)
    file.unchanged_rows = plan.comparison.unchanged
    file.removed_rows = len(plan.removed)
    file.save()


def _touched(units: Iterable[Publishable]) -> tuple[Publishable, ...]:
    """Return the saved units among these, each once."""
    return tuple({(type(unit), unit.pk): unit for unit in units if unit.pk}.values())


def _chunks(records: Sequence[T]) -> Iterator[Sequence[T]]:
    return (records[start : start + BATCH] for start in range(0, len(records), BATCH))
