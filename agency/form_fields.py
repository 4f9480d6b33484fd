"""Form fields for what Thai offices type: text without citizen numbers, figures, Buddhist dates."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from thai.citizen_id import find_citizen_ids, mask_citizen_ids
from thai.dates import InvalidDate, long_date, parse_date
from thai.digits import to_arabic
from thai.text import clean

CHOOSE = _("choose…")  # what a menu says before anything is chosen
CITIZEN_ID = _(
    "This text holds a citizen number (%(number)s). Personal data must not be published: remove it."
)

_WITH_COMMAS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")


def refuse_citizen_ids(text: str) -> None:
    """Raise `ValidationError` where a text that may become public holds a citizen number."""
    if numbers := find_citizen_ids(text):
        number = mask_citizen_ids(numbers[0])
        raise ValidationError(CITIZEN_ID, code="citizen_id", params={"number": number})


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let the menu `name` of a form offer these rows, and what stands there already."""
    cast(forms.ModelChoiceField, form.fields[name]).queryset = rows
    keep_present(form, name)


def keep_present(form: forms.BaseForm, *names: str) -> None:
    """Let the menus (all, or `names`) of a saved row offer what it has there already.

    A unit that is no longer in use would else be an empty box, and saving would take it away.
    """
    row: Model | None = getattr(form, "instance", None)
    if row is None or not row.pk:
        return
    own = {field.name: field for field in (*row._meta.fields, *row._meta.many_to_many)}
    for name in own.keys() & set(names or form.fields):
        menu = form.fields.get(name)
        rows = menu.queryset if isinstance(menu, forms.ModelChoiceField) else None
        if rows is not None and rows.query.where:
            there = _present(row, own[name])
            cast(Any, menu).queryset = rows | rows.model._default_manager.filter(pk__in=there)


def _present(row: Model, field: Field) -> Any:
    """Return the keys of what a row has in one field."""
    if field.many_to_many:
        return getattr(row, field.name).values("pk")
    key = getattr(row, field.attname)
    return [] if key is None else [key]


def ask_to_choose(field: forms.Field) -> None:
    """Let a menu that begins with nothing say what to do, the same on every form of staff."""
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = field.empty_label and CHOOSE
    elif isinstance(field, forms.ChoiceField):
        menu = cast(Any, field.choices)
        field.choices = [(value, CHOOSE if value in {"", None} else label) for value, label in menu]


class PublicTextField(forms.CharField):
    """Text that may become public: one spelling of Thai, nothing invisible, no citizen number."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return clean(text).strip() if isinstance(text, str) else text

    def validate(self, value: Any) -> None:
        super().validate(value)
        refuse_citizen_ids(value or "")


class WholeNumberField(forms.IntegerField):
    """A whole number as offices type it: "๔๒", "1,250"."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_plain(value))


class FigureField(forms.DecimalField):
    """A figure with decimals as offices type it: "๘๕.๓๓", "1,234.50"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as Django has it
        return super().to_python(_plain(value))


def _plain(value: Any) -> Any:
    """Return typed figures as Python reads them; commas fall away where they stand at thousands."""
    if not isinstance(value, str):
        return value
    text = to_arabic(clean(value)).strip()
    return text.replace(",", "") if _WITH_COMMAS.fullmatch(text) else text


class BuddhistDateField(forms.DateField):
    """A date typed as people write it ("7 ธ.ค. 65", "07/12/2565"), shown as "7 ธันวาคม 2565"."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        return long_date(value) if isinstance(value, dt.date) else value

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        try:
            return parse_date(str(value))
        except InvalidDate as invalid:
            raise ValidationError(str(invalid), code="invalid") from invalid


class ClockField(forms.TimeField):
    """A time of day as people write it: "09:30", "9.30 น.", "๐๙.๓๐"."""

    widget = forms.TextInput
    input_formats = ["%H:%M", "%H.%M"]
    default_error_messages = {"invalid": _("This is not a time of day. Write it such as 09:30.")}

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str):
            value = to_arabic(clean(value)).strip().removesuffix(".").removesuffix("น").strip()
        return super().to_python(value)
