"""Forms for what was done: the quick entry on a phone, the full page, new photos and evidence.

Nothing that a person typed or chose is lost: a refused photo becomes a sentence, not an error that
sends the others back.
"""

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agency.form_fields import BuddhistDateField, PublicTextField, offer
from measures.models import Activity, Measure, Method
from measures.schedules import Span
from publishing.form_fields import DocumentField, PhotoField
from publishing.forms import PublishableForm
from thai.citizen_id import mask_citizen_ids
from thai.fiscal import FiscalYear, InvalidPeriod, Period, PeriodKind
from thai.text import clean, quoted

PHOTOS_AT_ONCE = 4  # with one document below DATA_UPLOAD_MAX_NUMBER_FILES
TITLE_LENGTH, PLACE_LENGTH = 500, 200

NO_PHOTO = _("“%(text)s” has no photo yet: write it again when you add the photo.")


class NewPhotoForm(forms.Form):
    """One photo to add, with what it shows."""

    photo = PhotoField(label=_("photo"), required=False)
    alt = PublicTextField(
        label=_("what the picture shows"),
        required=False,
        max_length=300,
        help_text=_("One sentence for those who cannot see it."),
    )
    caption = PublicTextField(label=_("caption"), required=False, max_length=300)

    def sentences(self) -> list[str]:
        """Return what could not be kept of this photo."""
        wrong = [str(sentence) for errors in self.errors.values() for sentence in errors]
        words = [self.cleaned_data.get("alt"), self.cleaned_data.get("caption")]
        if any(words) and not self.cleaned_data.get("photo"):
            wrong.append(str(NO_PHOTO % {"text": " / ".join(filter(None, words))}))
        return wrong


NewPhotoFormSet = forms.formset_factory(
    NewPhotoForm, extra=PHOTOS_AT_ONCE, max_num=PHOTOS_AT_ONCE, absolute_max=PHOTOS_AT_ONCE
)


class NewEvidenceForm(forms.Form):
    """One piece of evidence to add: an address elsewhere or a document."""

    evidence_title = PublicTextField(label=_("what it is"), required=False, max_length=300)
    evidence_url = forms.URLField(
        label=_("address (link)"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": _(
                "This is not a web address. Write it such as https://www.example.go.th/page."
            )
        },
    )
    document = DocumentField(
        label=_("or a document"), required=False, help_text=_("PDF, Word or Excel, at most 20 MB.")
    )

    def sentences(self) -> list[str]:
        """Return what could not be kept of the evidence, with what was typed."""
        return [
            f"{quoted(self.data[name])}: {sentence}" if name in self.data else str(sentence)
            for name, errors in self.errors.items()
            for sentence in errors
        ]


class ProgressForm(forms.Form):
    """What was done for a measure, entered in under a minute."""

    title = PublicTextField(
        label=_("What was done"),
        max_length=TITLE_LENGTH,
        help_text=_("One line, as it will stand in the report."),
        error_messages={"required": _("Write what was done.")},
    )
    text = PublicTextField(
        label=_("Details"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One to three sentences. You can speak: press the microphone on your keyboard."
        ),
    )
    day = BuddhistDateField(
        label=_("Day"), error_messages={"required": _("Write the date or choose the period.")}
    )
    until = BuddhistDateField(
        label=_("Last day"), required=False, help_text=_("Only when it took several days.")
    )
    period = forms.ChoiceField(
        label=_("Or the whole of a period"),
        required=False,
        help_text=_("For work that went on all the time; it then replaces the day."),
    )
    place = PublicTextField(label=_("Place"), required=False, max_length=PLACE_LENGTH)
    methods = forms.ModelMultipleChoiceField(
        label=_("Methods it serves"),
        required=False,
        queryset=Method.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: it serves every method of the measure."),
    )

    # The browser must not hold a draft back: what is missing is said after it was saved.
    use_required_attribute = False

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fiscal_year = measure.plan.year
        offer(self, "methods", measure.methods.all())
        cast(forms.ChoiceField, self.fields["period"]).choices = period_menu(self.fiscal_year)

    def clean_period(self) -> Period | None:
        slug = self.cleaned_data["period"]
        try:
            return Period.from_slug(self.fiscal_year.year, slug) if slug else None
        except InvalidPeriod as invalid:
            raise ValidationError(str(invalid), code="invalid") from invalid

    def clean_until(self) -> dt.date | None:
        day, until = self.cleaned_data.get("day"), self.cleaned_data["until"]
        if day and until and until < day:
            raise ValidationError(_("The last day cannot be before the first."), code="backwards")
        return until

    def clean(self) -> dict[str, Any]:
        """A period says when it was, so that no day is missing."""
        if self.cleaned_data.get("period") and not self.data.get("day"):
            self.errors.pop("day", None)
        return self.cleaned_data

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written and no file chosen."""
        typed = (str(self.data.get(name, "")).strip() for name in ("title", "text", "place"))
        return not any(typed) and not any(self.files.values())

    @property
    def span(self) -> Span | None:
        """The days that were given, where they could be read."""
        if period := self.cleaned_data.get("period"):
            return Span(period.first_day, period.last_day)
        first = self.cleaned_data.get("day") or self.cleaned_data.get("until")
        return Span(first, self.cleaned_data.get("until") or first) if first else None

    def activity(self, measure: Measure) -> Activity:
        """Return an unsaved activity with all that can be kept, citizen numbers masked."""
        title = self._kept("title")
        cut = title[:TITLE_LENGTH]
        text = self._kept("text") if cut == title else f"{title}\n{self._kept('text')}"
        return Activity(
            measure=measure,
            title=cut,
            text=text,
            place=self._kept("place")[:PLACE_LENGTH],
            starts_on=self.span.first if self.span else None,
            ends_on=self.span.last if self.span else None,
        )

    def sentences(self) -> list[str]:
        """Return what was wrong, field by field."""
        return [
            f"{self.fields[name].label}: {sentence}"
            for name, errors in self.errors.items()
            for sentence in errors
        ]

    def _kept(self, name: str) -> str:
        typed = self.cleaned_data.get(name)
        return (
            typed if typed is not None else mask_citizen_ids(clean(self.data.get(name, ""))).strip()
        )


def period_menu(year: FiscalYear) -> list[tuple[str, Any]]:
    """Return the periods of a year as a menu in groups, months first."""
    groups = [
        (_("Month"), year.months()),
        (_("Quarter"), year.quarters()),
        (_("Six months"), year.halves()),
        (_("Whole year"), (Period(year.year, PeriodKind.YEAR, 1),)),
    ]
    named = [
        (str(name), [(period.slug, period.label()) for period in periods])
        for name, periods in groups
    ]
    return [("", str(_("No, the day above"))), *named]


class ActivityForm(PublishableForm):
    """An activity on its full page; a single day needs to be written only once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "methods" in self.fields:
            offer(self, "methods", self.instance.measure.methods.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if "starts_on" not in self.errors and "ends_on" not in self.errors:
            cleaned["starts_on"], cleaned["ends_on"] = first or last, last or first
        measure = cleaned.get("measure")
        if measure and "methods" in cleaned:
            cleaned["methods"] = cleaned["methods"].filter(measure=measure)
        return cleaned


class EvidenceForm(forms.ModelForm):
    """Evidence that stands already: an address may change, a document keeps its file."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("url")) == bool(self.instance.document):
            raise ValidationError(_("Give either an address or a document."), code="evidence")
        return cleaned
