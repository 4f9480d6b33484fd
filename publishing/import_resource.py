"""The part of django-import-export that the importers share: compare, check and write in bulk."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import models
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from agency.form_fields import refuse_citizen_ids
from publishing.import_plan import Change, Comparison, FieldChange, Record
from publishing.import_table import Refusal
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
        if record.instance is not None and not changes:
            self.unchanged += 1
            return True
        if refusal := self._refusal(instance, record):
            self.refusals.append(refusal)
        elif record.instance is None:
            self.new.append(record)
        else:
            self.changed.append(Change(record, tuple(changes.values())))
            self.differing |= set(changes)
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
        if rows:
            bulk_update_with_history(
                rows,
                self._meta.model,
                sorted(self.differing),
                batch_size=BATCH,
                default_user=self.by,
            )
        self.differing = set()

    def _changes(self, instance: models.Model) -> dict[str, FieldChange]:
        return {
            name: FieldChange(_label(instance, name), _text(before), _text(after))
            for name, before in self.before.items()
            if (after := getattr(instance, name)) != before
        }

    def _refusal(self, instance: models.Model, record: Record) -> Refusal | None:
        """Hold the row to its fields and to `clean`; relations were looked up, not typed.

        No text with a citizen number becomes public, whichever way it comes.
        """
        relations = [each.name for each in instance._meta.fields if each.is_relation]
        try:
            instance.clean_fields(exclude=relations)
            instance.clean()
            for value in record.values.values():
                if isinstance(value, str):
                    refuse_citizen_ids(value)
        except ValidationError as invalid:
            sentence = f"{quoted(record.label)} {' '.join(invalid.messages)}"
            return Refusal(sentence, row=record.number, value=record.label)
        return None


def _label(instance: models.Model, name: str) -> str:
    field = instance._meta.get_field(name)
    return str(field.verbose_name) if isinstance(field, models.Field) else name


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format_baht(value)
    return "-" if value in (None, "") else str(value)
