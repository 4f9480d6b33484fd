"""Forms of the measures: a measure within its year, a method with its schedule on one line."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from agency.form_fields import PublicTextField, offer
from agency.models import Unit
from measures.actions import set_schedule
from measures.models import AssessmentYear, Finding, Indicator, MeasurePlan, Method
from measures.schedule_text import InvalidSchedule, read_days, write_days
from measures.schedules import RECURRING, Entry, ScheduleKind
from publishing.forms import PublishableForm
from publishing.workflow import EDITABLE

PARKED = 10_000  # above every number a method can have


class MeasureForm(PublishableForm):
    """A measure; its indicator and findings are those of the assessment that its year answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "plan" not in self.fields:  # the page is only read
            return
        self.fields["plan"].disabled = bool(self.instance.pk)
        # The number is part of the public address, which editions print as a QR code.
        self.fields["order"].disabled = self.instance.published_at is not None
        plan = self._plan()
        assessment = plan.assessment_id if plan else None
        offer(self, "indicator", Indicator.objects.filter(assessment=assessment))
        offer(self, "findings", Finding.objects.filter(assessment=assessment))
        if plan and not self.instance.pk:
            self.initial.setdefault("plan", plan.pk)
            self.initial.setdefault("order", _next_number(plan))

    def _plan(self) -> MeasurePlan | None:
        """The year that is chosen, or was given with the address, or else the newest."""
        if self.instance.pk:
            return self.instance.plan
        chosen = str(self.data.get("plan") or self.initial.get("plan") or "")
        plans = MeasurePlan.objects.newest_first()
        plan = plans.filter(pk=chosen).first() if chosen.isdecimal() else None
        return plan or plans.first()


class MethodForm(forms.ModelForm):
    """A method with its schedule: ticks for what recurs, one line for dates and months."""

    recurring = forms.MultipleChoiceField(
        label=_("regularly"),
        required=False,
        choices=[(kind.value, kind.label) for kind in RECURRING],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    days = PublicTextField(
        label=_("on dates or in months"),
        required=False,
        max_length=500,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Several divided by commas, such as “มีนาคม 2566, 23 มีนาคม 2566”."),
    )
    own_words = PublicTextField(
        label=_("otherwise, in own words"),
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
    )

    SCHEDULE = ("recurring", "days", "own_words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False
        if "responsible" in self.fields:  # the page may only be read
            offer(self, "responsible", Unit.objects.active())
        entries = self.instance.entries if self.instance.pk else []
        self.initial = {
            **self.initial,
            "recurring": [entry.kind.value for entry in entries if entry.kind in RECURRING],
            "days": write_days(entries),
            "own_words": ", ".join(each.text for each in entries if each.kind == ScheduleKind.TEXT),
        }

    def clean_days(self) -> list[Entry]:
        try:
            return read_days(self.cleaned_data["days"])
        except InvalidSchedule as invalid:
            raise ValidationError(str(invalid), code="invalid") from invalid

    def save(self, commit: bool = True) -> Method:  # noqa: FBT001, FBT002  Django's signature
        method = super().save(commit=commit)
        if commit and set(self.SCHEDULE) & set(self.changed_data):
            set_schedule(method, self._entries())
        return method

    def _entries(self) -> list[Entry]:
        recurring = [Entry(ScheduleKind(kind)) for kind in self.cleaned_data["recurring"]]
        words = self.cleaned_data["own_words"]
        return [
            *recurring,
            *self.cleaned_data["days"],
            *([Entry(ScheduleKind.TEXT, text=words)] if words else []),
        ]


class NumberedFormSet(PaginationInlineFormSet):
    """Rows that carry a number of their own, unique below their parent."""

    number = "order"

    def save(self, commit: bool = True) -> list[Any]:  # noqa: FBT001, FBT002  Django's signature
        """Save the rows; numbers that change places are parked first, they are unique."""
        for form in self.initial_forms:
            if self.number in form.changed_data or form in self.deleted_forms:
                parked = self.model._default_manager.get(pk=form.instance.pk)
                setattr(parked, self.number, PARKED + getattr(parked, self.number))
                parked.save_without_historical_record()
        return super().save(commit=commit)


class IndicatorFormSet(NumberedFormSet):
    number = "number"


class MethodFormSet(NumberedFormSet):
    """The methods of a measure, numbered in the order of their rows where no number is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = cast(QuerySet[Method], self.queryset)  # type: ignore[has-type]
        self.queryset = rows.prefetch_related("schedules")

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if self._is_kept(form)]
        taken = [number for form in kept if (number := form.cleaned_data.get("order"))]
        for form in kept:
            if not form.cleaned_data.get("order"):
                form.instance.order = form.cleaned_data["order"] = max(taken, default=0) + 1
                taken.append(form.instance.order)

    def _is_kept(self, form: forms.ModelForm) -> bool:
        return form not in self.deleted_forms and (form.has_changed() or bool(form.instance.pk))


def _next_number(plan: MeasurePlan) -> int:
    return max(plan.measures.values_list("order", flat=True), default=0) + 1


class AssessmentYearForm(PublishableForm):
    """Scores of a year; the year itself stands once the framework was filled in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "fiscal_year" in self.fields:
            self.fields["fiscal_year"].disabled = bool(self.instance.pk)


class AssessmentPartForm(PublishableForm):
    """A row of an assessment year that has a page of its own; it stays in its year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "assessment" not in self.fields:
            return
        self.fields["assessment"].disabled = self.unit is not None
        if self.unit is None:
            offer(self, "assessment", AssessmentYear.objects.filter(state__in=EDITABLE))

    @property
    def unit(self) -> AssessmentYear | None:
        return self.instance.assessment if self.instance.pk else None
