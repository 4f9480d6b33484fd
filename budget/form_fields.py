"""Form fields for what the budget desk types: amounts as in Thai tables, lines found by words."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from agency.form_fields import CHOOSE
from agency.staff_admin import FORMFIELDS, DecimalInput
from budget.models import BudgetLine, BudgetYear, TransferItem
from thai.fiscal import FiscalYear
from thai.money import InvalidAmount, format_baht, parse_amount


class BahtInput(DecimalInput):
    """A line for an amount, which a script writes with commas."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-amount": ""} | (attrs or {}))


class BahtField(forms.DecimalField):
    """An amount in baht as offices type it: "๑,๒๓๔.๕๐", "1,500.-", "(20)", "-" for nothing."""

    widget = BahtInput

    def prepare_value(self, value: Any) -> Any:
        return format_baht(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return parse_amount(str(value), dash_is_zero=True)
        except InvalidAmount as invalid:
            raise ValidationError(str(invalid), code="invalid") from invalid


BUDGET_FORMFIELDS: dict[type[models.Field], dict[str, Any]] = FORMFIELDS | {
    models.DecimalField: {"form_class": BahtField, "widget": BahtInput}
}


class LineSearch(AutocompleteSelect):
    """A box that finds lines of one year by words of their title or their number."""

    def __init__(self, year: BudgetYear, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(TransferItem._meta.get_field("line"), admin.site, attrs)
        self.year = year

    def get_url(self) -> str:
        return f"{reverse('admin:budget_budgetline_find')}?{urlencode({'year': self.year.pk})}"


class LineField(forms.ModelChoiceField):
    """A line of one year, shown with the headings above it."""

    def __init__(self, year: BudgetYear, **options: Any) -> None:
        lines = BudgetLine.objects.filter(year=year).with_headings()
        super().__init__(lines, widget=LineSearch(year), label=_("budget line"), **options)

    def label_from_instance(self, obj: Any) -> str:
        return label_of_line(obj)


def label_of_line(line: BudgetLine) -> str:
    """The title first, which a narrow box shows, then what tells it from others of its name."""
    above = line.full_title.removesuffix(line.title).removesuffix(" › ")
    return f"{line.title} ({format_baht(line.amount)}) {above}"


def month_names() -> list[tuple[int, str]]:
    """The fiscal months by number, October first, as a menu."""
    return [(each.number, each.label().rsplit(" ", 1)[0]) for each in FiscalYear(2566).months()]


def offer_months(field: forms.Field, *, is_optional: bool) -> None:
    """Let a field for a fiscal month be a menu of their names."""
    empty = [("", CHOOSE)] if is_optional else []
    field.widget = UnfoldAdminSelectWidget(choices=[*empty, *month_names()])
    field.help_text = ""
