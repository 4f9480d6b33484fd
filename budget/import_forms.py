"""What is asked about a file of the budget: the year, the ordinance or month, the signed paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agency.form_fields import BuddhistDateField
from budget.form_fields import BahtField, month_names
from budget.models import BudgetYear, Supplement
from publishing.import_forms import TargetForm
from thai.digits import to_arabic

FROM_PAPER = _("Typed from the signed paper, never copied from the rows: it checks them.")


class FiscalYearField(forms.IntegerField):
    """A fiscal year of the Buddhist era; Thai digits are fine."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("fiscal year"),
            min_value=2540,
            max_value=2698,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            **options,
        )

    def to_python(self, value: Any) -> int | None:
        return super().to_python(to_arabic(value) if isinstance(value, str) else value)


def is_new(fiscal_year: int, number: int) -> bool:
    """Whether the portal does not have this further ordinance yet."""
    return (
        not Supplement.objects.not_withdrawn().of_year(fiscal_year).filter(number=number).exists()
    )


class OrdinanceTargetForm(TargetForm):
    """An annual ordinance, or a further one of the same year."""

    year = FiscalYearField()
    supplement = forms.IntegerField(
        label=_("number of the further ordinance"),
        required=False,
        min_value=1,
        max_value=99,
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
        if number and year and not cleaned.get("effective_on") and is_new(year, number):
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
