"""Forms of an import: the file and what it belongs to, then how it is to be understood."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agency.form_fields import CHOOSE, PublicTextField, WholeNumberField
from publishing.import_plan import ALL, AS_NEW, UnknownName
from publishing.import_raw import FURTHEST_ROW, column_letters
from publishing.import_table import CleanTable, ImportColumn

TOTAL = "total_"  # control totals of the signed paper begin so
COLUMN = "column-"
NAME = "name-"
ACCEPT = ".xlsx,.xls,.csv,.tsv,.txt,.xlsm"
MAX_NAMES = 60  # asked at once; more would be another year or another table


class TargetForm(forms.Form):
    """Base of what an importer asks about a file: fields `total_…` are control totals in baht."""

    def target(self) -> dict[str, Any]:
        """Return what the rows belong to, as it is kept with the file."""
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in self.cleaned_data.items()
            if not name.startswith(TOTAL)
        }

    def totals(self) -> dict[str, Decimal]:
        return {
            name.removeprefix(TOTAL): value
            for name, value in self.cleaned_data.items()
            if name.startswith(TOTAL) and value is not None
        }

    @classmethod
    def filled(cls, target: Mapping[str, Any], totals: Mapping[str, Decimal]) -> dict[str, Any]:
        """Return the initial values that show a kept target again."""
        values: dict[str, Any] = {f"{TOTAL}{name}": value for name, value in totals.items()}
        for name, value in target.items():
            is_date = isinstance(cls.base_fields.get(name), forms.DateField) and value
            values[name] = dt.date.fromisoformat(value) if is_date else value
        return values


class ImportFileForm(forms.Form):
    """The file itself; what is in it is judged by the reader."""

    file = forms.FileField(
        label=_("file"),
        allow_empty_file=True,  # the reader's own sentence names the file
        help_text=_("Excel (.xlsx, .xls) or CSV, as the office keeps it. At most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class UnderstandingForm(forms.Form):
    """How a file is to be read: sheet, header row, a column for each thing, names, removal."""

    use_required_attribute = False  # a browser would stop at a menu that is folded away

    sheet = forms.ChoiceField(label=_("sheet"), required=False)
    header_row = WholeNumberField(
        label=_("header row"),
        required=False,
        min_value=1,
        max_value=FURTHEST_ROW,
        help_text=_("The row with the names of the columns, as Excel counts."),
    )
    only = forms.ChoiceField(label=_("agency in the file"), required=False)
    remove = forms.BooleanField(label=_("Remove them from the portal"), required=False)
    reason = PublicTextField(
        label=_("reason for the correction"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody can read it beside the old and the new text."),
    )
    difference_explanation = PublicTextField(
        label=_("why the rows differ from the paper"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed only where they differ. Everybody can read it."),
    )

    def __init__(
        self,
        *args: Any,
        table: CleanTable,
        columns: tuple[ImportColumn, ...],
        unknown: list[UnknownName],
        agencies: tuple[str, ...],
        may_take_all: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        self._offer("sheet", [(name, name) for name in table.sheets])
        everybody = [(ALL, _("all agencies of the file"))] if may_take_all and agencies else []
        self._offer("only", [("", "–"), *everybody, *((name, name) for name in agencies)])
        self._offer_columns(table)
        self.names = unknown[:MAX_NAMES]
        for name in self.names:
            self._offer_name(name)

    def mapping(self) -> dict[str, int]:
        """Return the column chosen for each thing, by its place in the sheet."""
        chosen = {each.name: self.cleaned_data[COLUMN + each.name] for each in self.columns}
        return {name: int(place) for name, place in chosen.items() if place}

    def chosen_names(self) -> dict[str, str]:
        chosen = {name.token: self.cleaned_data[NAME + name.token] for name in self.names}
        return {token: value for token, value in chosen.items() if value}

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[COLUMN + each.name] for each in self.columns]

    @property
    def name_fields(self) -> list[tuple[UnknownName, forms.BoundField]]:
        return [(name, self[NAME + name.token]) for name in self.names]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _offer_columns(self, table: CleanTable) -> None:
        headers = [
            (str(place), f"{column_letters(place)}: {header}" if header else column_letters(place))
            for place, header in enumerate(table.headers)
        ]
        for column in self.columns:
            place = table.mapping.get(column.name)
            self.fields[COLUMN + column.name] = forms.ChoiceField(
                label=column.label,
                choices=[("", _("not in this file")), *headers],
                required=column.required,
                initial="" if place is None else str(place),
            )

    def _offer_name(self, name: UnknownName) -> None:
        choices: list[tuple[str, Any]] = [("", CHOOSE), *name.options]
        if name.may_be_new:
            choices.insert(1, (AS_NEW, _("a new heading of this name")))
        self.fields[NAME + name.token] = forms.ChoiceField(
            label=name.text, choices=choices, required=False, initial=name.chosen
        )
