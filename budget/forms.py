"""Forms of the budget desk: ordinances, lines, transfers, months, and the tables of many rows."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet

from agency.form_fields import PublicTextField
from budget.form_fields import BahtField, LineField, offer_months
from budget.models import (
    BudgetLine,
    BudgetYear,
    DocumentKind,
    LineProgress,
    ProgressReport,
    SpendingMonth,
    Transfer,
    TransferKind,
)
from publishing.form_fields import DocumentField
from publishing.forms import PublishableForm


class WithRowsForm(PublishableForm):
    """A unit whose rows are saved after it: only then can it be held to its rules as a whole.

    `publishing.admin` and `budget.actions.settle_correction` do so, and save nothing otherwise.
    """

    # What the address of a new unit says and nobody may change; set by the admin.
    given: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial = {**self.initial, **self.given}
            self.freeze(*self.given)

    def problems_of_correction(self) -> list[str]:
        """Return nothing yet: the rows are saved after the form, and judged then."""
        return []

    def freeze(self, *names: str) -> None:
        """Show these fields without letting anybody change them."""
        for name in names:
            if name in self.fields:
                self.fields[name].disabled = True


class OrdinanceForm(WithRowsForm):
    """An annual or a further ordinance; its year and number stand once it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.freeze("fiscal_year", "year", "number")


class RevenueForm(forms.ModelForm):
    """Expected revenue of a category; the category says its group."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if category := cleaned.get("category"):
            cleaned["group"] = category.parent
        elif "group" in cleaned and not cleaned["group"]:
            self.add_error("category", _("Choose a group or a category of revenue."))
        return cleaned


class TransferForm(WithRowsForm):
    """The head of a transfer; its year and kind are given by the page it was begun on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.freeze("year", "kind")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        year, day = cleaned.get("year"), cleaned.get("date")
        if year and day and not year.year.contains(day):
            self.add_error("date", _("This day is outside %(year)s.") % {"year": year.year.label()})
        return cleaned


class TransferItemForm(forms.ModelForm):
    """One line that a transfer changes; the box finds lines of the year of the transfer."""

    def __init__(self, *args: Any, year: BudgetYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "line" in self.fields:
            self.fields["line"] = LineField(year)
            self.fields["line"].widget.attrs["aria-label"] = _("budget line")

    def clean(self) -> dict[str, Any]:
        """Take the explanation in force for the one that changes, where none was typed."""
        cleaned = super().clean() or self.cleaned_data
        line = cleaned.get("line")
        if line and "before" in cleaned and not cleaned["before"]:
            cleaned["before"] = explanation_of(line)
        if "amount" in self.fields and line and not cleaned.get("amount"):
            self.add_error("amount", _("Type how much is added, or with a minus taken."))
        return cleaned


def explanation_of(line: BudgetLine) -> str:
    """Return the explanation of a line in force: that of its newest published change."""
    changes = line.transfers.public().filter(transfer__kind=TransferKind.EXPLANATION)
    newest = changes.order_by("transfer__date", "transfer__number").last()
    return newest.after if newest else line.explanation


class TransferItemFormSet(PaginationInlineFormSet):
    """The lines of one transfer: all of its year, which cannot be chosen wrongly."""

    instance: Transfer

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"year": self.instance.year}


class MonthForm(WithRowsForm):
    """A month of spending with the totals of the signed paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "month" in self.fields:
            offer_months(self.fields["month"], is_optional=False)
        if self.instance.pk:
            self.freeze("year", "month")


class MonthTotalsForm(WithRowsForm):
    """The totals of a month on the page of its rows, so that both are corrected together."""

    class Meta:
        model = SpendingMonth
        fields = ["paper_month", "paper_to_date", "difference_explanation"]
        field_classes = {
            "paper_month": BahtField,
            "paper_to_date": BahtField,
            "difference_explanation": PublicTextField,
        }
        widgets = {"difference_explanation": forms.Textarea(attrs={"rows": 2})}


class ReasonOnlyForm(WithRowsForm):
    """Why the rows of a published report are corrected; the report itself stays as it is."""

    class Meta:
        model = ProgressReport
        fields: ClassVar[list[str]] = []


class ReportForm(WithRowsForm):
    """The progress of a period; its year and period stand once it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.freeze("year", "period_slug")


class SpendingRowForm(forms.Form):
    """What was spent on one line in the month of the page."""

    amount = BahtField(label=_("amount spent (baht)"), required=False, max_digits=15)


class ProgressRowForm(forms.Form):
    """What became of one project in the period of the page."""

    status = forms.ChoiceField(
        label=_("status"),
        required=False,
        choices=[("", _("not reported")), *LineProgress.Status.choices],
    )
    result = PublicTextField(
        label=_("result"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    problem = PublicTextField(
        label=_("problem or obstacle"), required=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    suggestion = PublicTextField(
        label=_("suggestion"), required=False, widget=forms.Textarea(attrs={"rows": 1})
    )

    WORDS = ("result", "problem", "suggestion")

    @property
    def shown(self) -> list[tuple[Any, str]]:
        """What stands there now, for those who only read: label and text."""
        status = dict(LineProgress.Status.choices).get(self.initial.get("status", ""), "")
        texts = [(self.fields[name].label, self.initial.get(name, "")) for name in self.WORDS]
        return [(label, text) for label, text in [(_("status"), status), *texts] if text]

    def clean(self) -> dict[str, Any]:
        """Who writes about a project without choosing a status means that it goes on."""
        cleaned = self.cleaned_data
        if not cleaned.get("status") and any(cleaned.get(name) for name in self.WORDS):
            cleaned["status"] = LineProgress.Status.IN_PROGRESS
        return cleaned


class NewDocumentForm(forms.Form):
    """One paper of a year to add."""

    document_title = PublicTextField(label=_("title"), required=False, max_length=300)
    document_type = forms.ChoiceField(label=_("kind"), choices=DocumentKind, required=False)
    document = DocumentField(
        label=_("document"), required=False, help_text=_("PDF, Word or Excel, at most 20 MB.")
    )

    def sentences(self) -> list[str]:
        """Return what could not be kept of the paper."""
        wrong = [str(sentence) for errors in self.errors.values() for sentence in errors]
        title = self.cleaned_data.get("document_title")
        if title and not self.cleaned_data.get("document") and not wrong:
            wrong.append(str(_("“%(text)s” was written without a document.") % {"text": title}))
        return wrong
