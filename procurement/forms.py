"""Forms of the procurement desk: a purchase, a step of it, their rows, vendors, and new files."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet

from agency.form_fields import PublicTextField, keep_present, offer
from agency.models import Unit, User
from budget.form_fields import LineField
from budget.forms import WithRowsForm
from budget.models import BudgetYear
from procurement.form_fields import LongNumberField
from procurement.methods import Method
from procurement.models import (
    Bid,
    Contract,
    Instalment,
    Progress,
    Purchase,
    Stage,
    Vendor,
    VendorKind,
)
from procurement.models.notice import DocumentKind
from procurement.models.purchase import YEARS
from procurement.models.vendor import kind_with
from publishing.form_fields import DocumentField, PhotoField
from publishing.forms import PublishableForm
from thai.fiscal import FiscalYear

NEW_DOCUMENTS, NEW_PHOTOS = 2, 3  # together below DATA_UPLOAD_MAX_NUMBER_FILES


class PurchaseForm(WithRowsForm):
    """A purchase; its year and number stand once it is saved, they name its public page."""

    # Who begins a purchase; set by the admin.
    user: User | None = None

    class Meta:
        field_classes = {"egp_number": LongNumberField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "fiscal_year" not in self.fields:  # the page is only read
            return
        if not self.instance.pk:
            self.initial = {**self._proposed(), **self.initial}
        else:
            self.freeze("fiscal_year")
        self.fields["amount"].required = False
        offer(self, "unit", Unit.objects.active())
        self._offer_lines()

    def _proposed(self) -> dict[str, Any]:
        """Propose the fiscal year of today, the unit of the person, and the usual method."""
        unit = self.user.units.first() if self.user else None
        year = FiscalYear.of(timezone.localdate()).year
        usual = {"fiscal_year": year, "method": Method.SPECIFIC}
        return usual | ({"unit": unit.pk} if unit else {})

    def _offer_lines(self) -> None:
        """Let the box find the lines of the ordinance of the year that is written in the form."""
        typed = str(self.data.get("fiscal_year") or self.initial.get("fiscal_year") or "")
        year = self.instance.fiscal_year if self.instance.pk else typed
        budget = BudgetYear.objects.newest_first().filter(
            fiscal_year=year if str(year).isdecimal() and len(str(year)) < 5 else 0  # noqa: PLR2004
        )
        found = budget.not_withdrawn().first()
        field = self.fields["budget_line"]
        if found is None:
            offer(self, "budget_line", field.queryset.none())  # type: ignore[attr-defined]
            field.help_text = _("The ordinance of this fiscal year is not entered yet.")
        else:
            self.fields["budget_line"] = LineField(found, required=False)
            keep_present(self, "budget_line")
            self.fields["budget_line"].help_text = _(
                "Words of the title or the number; lines of fiscal year %(year)s are searched."
            ) % {"year": found.fiscal_year}

    def clean(self) -> dict[str, Any]:
        """Take the whole allocation for the amount to buy, where none was typed."""
        cleaned = super().clean()
        day_is_missing = not cleaned.get("cancelled_on") and "cancelled_on" not in self.errors
        if cleaned.get("cancel_reason") and day_is_missing:
            self.add_error(
                "cancelled_on", _("Write when it was cancelled, or leave out the reason.")
            )
        if cleaned.get("amount") is None and "amount" not in self.errors:
            cleaned["amount"] = cleaned.get("allocated")
        return cleaned


class StageForm(WithRowsForm):
    """A step of a purchase that was published."""

    # The purchase that a new step belongs to; set by the admin.
    purchase: Purchase | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and self.purchase is not None:
            self.instance.purchase = self.purchase


class PartPageForm(WithRowsForm):
    """A contract or progress on a page of its own; corrected with the unit it belongs to."""

    instance: Contract | Progress

    @property
    def unit(self) -> Purchase | Stage | None:
        return (self.instance.stage or self.instance.purchase) if self.instance.pk else None


class PartFormSet(PaginationInlineFormSet):
    """Rows of a purchase, or of a step: these belong to the purchase of the step too."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        if isinstance(self.instance, Stage) and not form.instance.pk:
            form.instance.purchase_id = self.instance.purchase_id
        return form

    @property
    def purchase_id(self) -> int | None:
        is_stage = isinstance(self.instance, Stage)
        return self.instance.purchase_id if is_stage else self.instance.pk


class BidFormSet(PartFormSet):
    """The bidders, kept in the order of their rows; each stands there once."""

    def validate_unique(self) -> None:
        """Leave it to `clean`, which knows the bidders of other steps too."""

    def clean(self) -> None:
        super().clean()
        there = self._elsewhere()
        seen: set[int] = set()
        for place, form in enumerate(self.forms):
            vendor = getattr(form, "cleaned_data", {}).get("vendor")
            if vendor is None or form in self.deleted_forms:
                continue
            if vendor.pk in seen or vendor.pk in there:
                form.add_error("vendor", TWICE % {"vendor": vendor})
            seen.add(vendor.pk)
            if not form.instance.pk:
                form.instance.order = len(there) + place

    def _elsewhere(self) -> set[int]:
        """Return the vendors that bid already, on rows that this page does not show."""
        shown = [form.instance.pk for form in self.initial_forms]
        rows: QuerySet[Bid] = Bid.objects.filter(purchase=self.purchase_id).exclude(pk__in=shown)
        return set(rows.values_list("vendor", flat=True)) if self.purchase_id else set()


TWICE = _("%(vendor)s stands there twice: one bidder, one row.")


class InstalmentFormSet(PaginationInlineFormSet):
    """The instalments of a contract; Django compares the numbers of one page alone."""

    def clean(self) -> None:
        super().clean()
        shown = [form.instance.pk for form in self.initial_forms]
        rows = Instalment.objects.filter(contract=self.instance.pk).exclude(pk__in=shown)
        elsewhere = set(rows.values_list("number", flat=True))
        for form in self.forms:
            number = getattr(form, "cleaned_data", {}).get("number")
            if number in elsewhere and form not in self.deleted_forms:
                form.add_error("number", NUMBER_TWICE)


NUMBER_TWICE = _("This instalment is there already.")


class VendorForm(forms.ModelForm):
    """A vendor; one that is public asks why it is corrected."""

    correction_reason = PublishableForm.base_fields["correction_reason"]

    # Why the rules forbade what was tried; set by the admin so that nothing typed is lost.
    refusal: Sequence[str] = ()

    class Meta:
        field_classes = {"tax_number": LongNumberField}
        help_texts = {
            "kind": _(
                "A person without registration status has a number with 0 too: "
                "choose “Natural person”."
            )
        }

    @property
    def is_correction(self) -> bool:
        return bool(self.instance.pk) and self.instance.is_public

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, number = cleaned.get("name"), cleaned.get("tax_number")
        for sentence in self.refusal:
            self.add_error(None, sentence)
        if self.is_correction and not cleaned.get("correction_reason"):
            self.add_error("correction_reason", _("Write why this is corrected."))
        if number and cleaned.get("kind") and "tax_number" not in self.errors:
            cleaned["kind"] = kind_with(number, VendorKind(cleaned["kind"]))
        others = Vendor.objects.exclude(pk=self.instance.pk)
        if name and others.not_told_apart(name, number or "").exists():
            self.add_error("name", SAME_NAME)
        return cleaned


SAME_NAME = _(
    "A vendor of this name is there already. Choose that one, or enter the tax numbers of both "
    "to tell them apart."
)


class YearForm(PublishableForm):
    """What is said of a year; the year stands once it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if year := self.fields.get("fiscal_year"):
            year.disabled = bool(self.instance.pk)
            year.validators += [MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])]


class NewDocumentForm(forms.Form):
    """One paper to add."""

    document_kind = forms.ChoiceField(
        label=_("kind of document"), choices=DocumentKind, required=False
    )
    document_title = PublicTextField(label=_("title"), required=False, max_length=300)
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


class NewPhotoForm(forms.Form):
    """One photo to add, with what it shows."""

    photo = PhotoField(label=_("photo"), required=False)
    alt = PublicTextField(
        label=_("what the picture shows"),
        required=False,
        max_length=300,
        help_text=_("One sentence for those who cannot see it."),
    )

    def sentences(self) -> list[str]:
        """Return what could not be kept of this photo."""
        wrong = [str(sentence) for errors in self.errors.values() for sentence in errors]
        text = self.cleaned_data.get("alt")
        if text and not self.cleaned_data.get("photo") and not wrong:
            sentence = _("“%(text)s” has no photo yet: write it again when you add the photo.")
            wrong.append(str(sentence % {"text": text}))
        return wrong


NewDocumentFormSet = forms.formset_factory(
    NewDocumentForm, extra=NEW_DOCUMENTS, max_num=NEW_DOCUMENTS, absolute_max=NEW_DOCUMENTS
)
NewPhotoFormSet = forms.formset_factory(
    NewPhotoForm, extra=NEW_PHOTOS, max_num=NEW_PHOTOS, absolute_max=NEW_PHOTOS
)
