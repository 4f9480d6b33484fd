"""What is asked about a file of the budget: the year, the ordinance or month, the signed paper."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agency.form_fields import BuddhistDateField, WholeNumberField
from budget.form_fields import BahtField, month_names
from budget.models import BudgetYear, Supplement
from publishing.import_forms import TargetForm
from thai.dates import long_date
from thai.fiscal import fiscal_year_of

FROM_PAPER = _("Typed from the signed paper, never copied from the rows: it checks them.")

FIRST_YEAR, LAST_YEAR = 2540, 2698
LAST_SUPPLEMENT = 99  # of one year


class FiscalYearField(WholeNumberField):
    """A fiscal year of the Buddhist era."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("fiscal year"),
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            **options,
        )


def is_new(fiscal_year: int, number: int) -> bool:
    """Whether the portal does not have this further ordinance yet."""
    return (
        not Supplement.objects.not_withdrawn().of_year(fiscal_year).filter(number=number).exists()
    )


def outside_year(fiscal_year: int, effective_on: dt.date) -> str:
    """Say that a further ordinance is not in force in its fiscal year; empty where it is."""
    if fiscal_year_of(effective_on) == fiscal_year:
        return ""
    text = _("%(day)s is not in the fiscal year %(year)s: a further ordinance is in force in it.")
    return str(text) % {"day": long_date(effective_on), "year": fiscal_year}


class OrdinanceTargetForm(TargetForm):
    """An annual ordinance, or a further one of the same year."""

    year = FiscalYearField()
    supplement = WholeNumberField(
        label=_("number of the further ordinance"),
        required=False,
        min_value=1,
        max_value=LAST_SUPPLEMENT,
        help_text=_("Only for a further ordinance; leave it empty for the annual one."),
    )
    effective_on = BuddhistDateField(
        label=_("further ordinance in force from"),
        required=False,
        help_text=_("Only where that ordinance is not in the portal yet."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number, year = cleaned.get("supplement"), cleaned.get("year")
        if not (number and year and is_new(year, number)) or "effective_on" in self.errors:
            return cleaned
        if day := cleaned.get("effective_on"):
            if wrong := outside_year(year, day):
                self.add_error("effective_on", wrong)
        else:
            self.add_error("effective_on", _("Say from when the further ordinance is in force."))
        return cleaned


class LinesTargetForm(OrdinanceTargetForm):
    total_expenditure = BahtField(
        label=_("total expenditure of the signed paper"),
        required=False,
        min_value=0,
        help_text=FROM_PAPER,
    )


class RevenueTargetForm(OrdinanceTargetForm):
    total_revenue = BahtField(
        label=_("total revenue of the signed paper"),
        required=False,
        min_value=0,
        help_text=FROM_PAPER,
    )


class SpendingTargetForm(TargetForm):
    """A year that is there, and the month where the file itself does not say it."""

    year = FiscalYearField()
    month = forms.TypedChoiceField(
        label=_("month"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Leave it empty where the file has a column for each month."),
    )
    total_month = BahtField(
        label=_("spent this month according to the signed paper"),
        required=False,
        help_text=FROM_PAPER,
    )
    total_to_date = BahtField(
        label=_("spent since October according to the signed paper"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["month"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "–"), *month_names()]

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not BudgetYear.objects.filter(fiscal_year=year).exists():
            raise ValidationError(_("Import the budget of this year first: it has no lines yet."))
        return year
