"""Forms of the surveys and of the No Gift Policy: a count, names on paper, an explanation, a gift."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agency.form_fields import BuddhistDateField, PublicTextField, WholeNumberField, offer
from measures.models import AssessmentYear, Question, SurveyExplanation
from measures.models.assessment import Instrument
from publishing.forms import PublishableForm
from publishing.links import is_own

MOST_NAMES, NAME_LENGTH = 300, 200
MOST_ANSWERS = 1_000_000
YEARS_OFFERED = 4  # years whose questions can be explained


class TallyForm(forms.Form):
    """How many had answered by a day, as ITAS shows it."""

    answered = WholeNumberField(
        label=_("Answered so far"),
        min_value=0,
        max_value=MOST_ANSWERS,
        error_messages={
            "required": _("Write how many have answered, as ITAS shows it."),
            "invalid": _("Write a whole number, such as 42."),
        },
    )
    day = BuddhistDateField(label=_("Counted on"))
    reason = PublicTextField(
        label=_("Why it is corrected"),
        required=False,
        max_length=300,
        help_text=_("Only when the number becomes smaller. Everybody can read it."),
    )

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet: check the date."), code="future")
        return day


class NamesForm(forms.Form):
    """People who took note on paper, one in each line."""

    names = PublicTextField(
        label=_("Names, one in each line"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Only the office sees them; the public reads how many there are."),
        error_messages={"required": _("Write at least one name.")},
    )
    day = BuddhistDateField(label=_("Signed on"))

    def clean_names(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["names"].splitlines())
        names = [line for line in lines if line]
        if len(names) > MOST_NAMES or any(len(name) > NAME_LENGTH for name in names):
            raise ValidationError(
                _("At most %(names)s names at once, each of at most %(letters)s letters."),
                code="too_many",
                params={"names": MOST_NAMES, "letters": NAME_LENGTH},
            )
        return names

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet: check the date."), code="future")
        return day


class ExplanationForm(PublishableForm):
    """An explanation; its question stays once it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "question" not in self.fields:
            return
        self.fields["question"].disabled = bool(self.instance.pk)
        offer(self, "question", self._questions())

    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        if path and not is_own(path):
            raise ValidationError(
                _("Write an address on this site: it begins with one slash."), code="not_own"
            )
        return path

    def _questions(self) -> QuerySet[Question]:
        """Its own question, or those of the newest years that nobody has explained yet."""
        if self.instance.pk:
            return Question.objects.filter(pk=self.instance.question_id)
        years = AssessmentYear.objects.values_list("fiscal_year", flat=True)[:YEARS_OFFERED]
        rows = Question.objects.filter(
            explanation=None, indicator__assessment__fiscal_year__in=list(years)
        ).exclude(indicator__instrument=Instrument.OIT)
        return rows.order_by("-indicator__assessment__fiscal_year", "indicator__number", "code")

    class Meta:
        model = SurveyExplanation
        fields = ("question", "text", "path", "path_label")
