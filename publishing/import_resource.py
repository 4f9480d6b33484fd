"""The part of django-import-export that the importers share: compare, check and write in bulk."""

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from agency.form_fields import refuse_citizen_ids
from publishing.import_plan import Change, Comparison, FieldChange, Part, Record
from publishing.import_table import Refusal
from publishing.models import Publishable
from thai.citizen_id import mask_citizen_ids
from thai.dates import long_date
from thai.money import format_baht
from thai.text import quoted

BATCH = 500  # rows written by one statement
RECORD = "record"


class RecordLoader(BaseInstanceLoader):
    """The importer has already found the row of the portal, in one query for all."""

    def get_instance(self, row: dict[str, Any]) -> models.Model | None:
        return row[RECORD].instance


class RecordResource(resources.ModelResource):
    """Base of one resource per table; its rows are `Record`s, its values Python objects.

    Without `is_writing` it only compares: rows are left as they were.
    """

    record = fields.Field(column_name=RECORD)

    class Meta:
        import_id_fields = (RECORD,)
        instance_loader_class = RecordLoader
        use_bulk = True
        batch_size = BATCH
        skip_diff = True  # its difference is HTML and costs a copy of every row; ours is below
        report_skipped = False

    def __init__(self, *, by: Any, is_writing: bool) -> None:
        super().__init__()
        self.by = by
        self.is_writing = is_writing
        self.new: list[Record] = []
        self.changed: list[Change] = []
        self.unchanged = 0
        self.refusals: list[Refusal] = []
        self.before: dict[str, Any] = {}
        self.differing: set[str] = set()
        self.written: list[tuple[Record, models.Model]] = []
        self.create_instances: list[models.Model] = []
        self.update_instances: list[models.Model] = []

    @classmethod
    def field_from_django_field(
        cls, field_name: str, django_field: Any, readonly: Any
    ) -> fields.Field:
        """Take values as they are: the reader and the importer have understood them."""
        return fields.Field(
            attribute=field_name, column_name=field_name, widget=widgets.Widget(), readonly=readonly
        )

    def take(self, records: Sequence[Record]) -> None:
        """Compare these records, or write them. Raises what the database refuses."""
        if not records:
            return
        names = list(records[0].values)
        data = tablib.Dataset(headers=[RECORD, *names])
        for record in records:
            data.append([record, *(record.values[name] for name in names)])
        # Our own transaction stands around all chunks, or there is none while comparing.
        self.import_data(data, use_transactions=False, raise_errors=True)
        if written := self.written:
            self.written = []
            _write_parts(written, by=self.by)
            self.after_written([row for _record, row in written])

    def after_written(self, rows: Sequence[Any]) -> None:
        """Do what the models do when they are saved: the rows and their parts were written in bulk."""

    def comparison(self) -> Comparison:
        return Comparison(
            tuple(self.new), tuple(self.changed), self.unchanged, tuple(self.refusals)
        )

    def after_init_instance(
        self, instance: models.Model, new: Any, row: dict[str, Any], **kwargs: Any
    ) -> None:
        names = [] if new else [name for name in row if name != RECORD]
        self.before = {name: getattr(instance, name) for name in names}

    def skip_row(
        self,
        instance: Any,
        original: Any,
        row: dict[str, Any],
        import_validation_errors: Any = None,
    ) -> bool:
        """Sort the row into new, changed and unchanged; say no to a row that breaks a rule."""
        record: Record = row[RECORD]
        changes = self._changes(instance)
        is_new = record.instance is None
        of_parts = [] if is_new else [each for part in record.parts for each in _part_changes(part)]
        if not is_new and not changes and not of_parts:
            self.unchanged += 1
            return True
        if refusal := self._refusal(instance, record):
            self.refusals.append(refusal)
        elif is_new:
            self.new.append(record)
        else:
            self.changed.append(Change(record, (*changes.values(), *of_parts)))
            self.differing |= set(changes)
        if self.is_writing:
            self._sign(instance, is_new=is_new)
            self.written.append((record, instance))
        return not self.is_writing

    def after_import_row(self, row: dict[str, Any], row_result: Any, **kwargs: Any) -> None:
        if self.is_writing:
            return
        for name, value in self.before.items():
            setattr(row[RECORD].instance, name, value)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: Any = None
    ) -> None:
        """Nothing more: `skip_row` has held the row to the rules of its fields."""

    def bulk_create(
        self,
        using_transactions: Any,
        dry_run: Any,
        raise_errors: Any,
        batch_size: int | None = None,
        result: Any = None,
    ) -> None:
        rows, self.create_instances = self.create_instances, []
        bulk_create_with_history(rows, self._meta.model, batch_size=BATCH, default_user=self.by)

    def bulk_update(
        self,
        using_transactions: Any,
        dry_run: Any,
        raise_errors: Any,
        batch_size: int | None = None,
        result: Any = None,
    ) -> None:
        rows, self.update_instances = self.update_instances, []
        if rows and self.differing:
            bulk_update_with_history(
                rows,
                self._meta.model,
                sorted(self.differing),
                batch_size=BATCH,
                default_user=self.by,
            )
        self.differing = set()

    def _sign(self, instance: models.Model, *, is_new: bool) -> None:
        """Note whose work a unit is that is itself the row."""
        if not isinstance(instance, Publishable):
            return
        instance.edited_by, instance.changed_at = self.by, timezone.now()
        if is_new:
            instance.author = self.by
        else:
            self.differing |= {"edited_by", "changed_at"}

    def _changes(self, instance: models.Model) -> dict[str, FieldChange]:
        return {
            name: _field_change(instance, name, before, after)
            for name, before in self.before.items()
            if (after := getattr(instance, name)) != before
        }

    def _refusal(self, instance: models.Model, record: Record) -> Refusal | None:
        """Hold the row to its fields and to `clean`; relations were looked up, not typed.

        No text with a citizen number becomes public, whichever way it comes.
        """
        try:
            _check(instance, record.values)
            for part in record.parts:
                _check(_filled(part), part.values)
        except ValidationError as invalid:
            label = mask_citizen_ids(record.label)
            sentence = f"{quoted(label)} {' '.join(invalid.messages)}"
            return Refusal(sentence, row=record.number, value=label)
        return None


def _check(instance: models.Model, values: Any) -> None:
    """Raise `ValidationError` where a row breaks a rule of the fields that people fill."""
    others = [each.name for each in instance._meta.fields if each.is_relation or not each.editable]
    instance.clean_fields(exclude=others)
    instance.clean()
    for value in values.values():
        if isinstance(value, str):
            refuse_citizen_ids(value)


def _filled(part: Part) -> models.Model:
    """Return the part as it would be, leaving the one that is there as it is."""
    if part.instance is None:
        return part.model(**part.values)
    filled = copy.copy(part.instance)
    for name, value in part.values.items():
        setattr(filled, name, value)
    return filled


def _part_changes(part: Part) -> Iterable[FieldChange]:
    kind = str(part.model._meta.verbose_name)
    if part.instance is None:
        yield FieldChange(kind, _text(None), str(_filled(part)))
        return
    for name in sorted(part.differing):
        before, after = getattr(part.instance, name), part.values[name]
        change = _field_change(part.instance, name, before, after)
        yield FieldChange(f"{kind}: {change.label}", change.before, change.after)


def _write_parts(written: Sequence[tuple[Record, models.Model]], *, by: Any) -> None:
    """Write the parts of these rows that are new or differ, each table in few statements."""
    new: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    changed: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    fields: dict[type[models.Model], set[str]] = defaultdict(set)
    for record, row in written:
        for part in record.parts:
            if part.instance is None:
                new[part.model].append(part.model(**part.values, **{part.parent: row}))
            elif differing := part.differing:
                changed[part.model].append(_filled(part))
                fields[part.model] |= differing
    for model, rows in new.items():
        bulk_create_with_history(rows, model, batch_size=BATCH, default_user=by)
    for model, rows in changed.items():
        bulk_update_with_history(
            rows, model, sorted(fields[model]), batch_size=BATCH, default_user=by
        )


def _field_change(instance: models.Model, name: str, before: Any, after: Any) -> FieldChange:
    field = instance._meta.get_field(name)
    if not isinstance(field, models.Field):
        return FieldChange(name, _text(before), _text(after))
    known = dict(field.flatchoices)
    return FieldChange(
        str(field.verbose_name),
        _text(known.get(before, before) if known else before),
        _text(known.get(after, after) if known else after),
    )


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format_baht(value)
    if isinstance(value, dt.date):
        return long_date(value)
    return "-" if value in (None, "") else str(value)
