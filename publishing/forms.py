"""Forms around publication: editing a unit, deciding on it, taking it off the site."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.form_fields import PublicTextField, keep_present
from publishing.models import Facts, Publishable
from publishing.workflow import Problem

LONGEST_KEY = 20  # digits; nobody's box has more, and Python reads no number of thousands
SEND_BACK_PHRASES = [
    _("Say in more detail what was done, where and with whom."),
    _("The photos are unclear or do not show this: please choose others."),
    _("Check the date, the names and the spelling once more."),
]


class WithProblems(forms.ModelForm):
    """A form that says at each field, after a hand-in was refused, what is still missing there."""

    # Whether a hand-in was just refused; set by the admin.
    tells_problems = False

    def full_clean(self) -> None:
        super().full_clean()
        if self.tells_problems and not self.is_bound and self.instance.pk:
            self.cleaned_data: dict[str, Any] = {}
            self.tell(self.instance.problems())

    def tell(self, problems: Iterable[str]) -> None:
        """Put each sentence at its field, or above the form where it has none."""
        for problem in problems:
            at = problem.at if isinstance(problem, Problem) else ""
            self.add_error(at if at in self.fields else None, str(problem))


class PublishableForm(WithProblems):
    """A unit as staff edits it; a published one asks why it is corrected."""

    correction_reason = PublicTextField(
        label=_("reason for the correction"),
        required=False,
        max_length=500,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Everybody can read it beside the old and the new text."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    # Why the rules forbade what was tried; set by the admin so that nothing typed is lost.
    refusal: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.unit
        self.is_correction = unit is not None and unit.is_published
        self.facts_before: Facts = unit.public_facts() if unit and self.is_correction else []
        self.version = unit.changed_at.isoformat() if unit else ""
        self.fields["seen"].initial = self.version
        keep_present(self)

    @property
    def unit(self) -> Publishable | None:
        """The saved unit that is edited here; the form of a part of it says which."""
        return self.instance if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.tell(self.refusal)
        if cleaned.get("seen") and cleaned["seen"] != self.version:
            raise ValidationError(self._overtaken(), code="overtaken")
        if self.is_correction and not cleaned.get("correction_reason"):
            self.add_error("correction_reason", _("Write why this is corrected."))
        self._check_reason()
        return cleaned

    def _overtaken(self) -> str:
        """Say who was faster, and let the next save pass: the writer has been told."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("seen")] = self.version
        self.data = data
        return _(
            "%(person)s changed this while you had it open. What you typed still stands below: "
            "open the page in a second window, compare, and save again."
        ) % {"person": self.unit and self.unit.edited_by or _("Somebody")}

    def _post_clean(self) -> None:
        """Hold what is saved to all its rules: Django leaves out those on the state."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as invalid:
            self.add_error(None, invalid)
            return
        self.tell(self.problems_of_correction() if self.is_correction else [])
        self._check_reason()

    def _check_reason(self) -> None:
        """Hold the reason to what stays private, before the correction and after it."""
        reason = self.cleaned_data.get("correction_reason", "") if self.is_correction else ""
        for problem in self.unit.problems_of_reason(reason) if self.unit and reason else []:
            self.add_error("correction_reason", problem)

    def problems_of_correction(self) -> list[str]:
        """Return why the corrected unit could not stay public."""
        return self.unit.problems() if self.unit else []


class SendBackForm(forms.Form):
    """What has to change, as ready phrases, own words, or both."""

    phrases = forms.MultipleChoiceField(
        label=_("What has to change"),
        required=False,
        choices=[(str(number), phrase) for number, phrase in enumerate(SEND_BACK_PHRASES)],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = PublicTextField(
        label=_("In own words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def full_reason(self) -> str:
        """All of it as one text; empty where nothing was chosen or written."""
        chosen = [str(SEND_BACK_PHRASES[int(number)]) for number in self.cleaned_data["phrases"]]
        return "\n".join(filter(None, [*chosen, self.cleaned_data["reason"]]))


class ChosenForm(forms.Form):
    """Which of some units are meant: those whose box is ticked."""

    unit = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Tick at least one."),
            "invalid_choice": _("One of these has been decided meanwhile. Look at the list again."),
        },
    )

    def __init__(self, *args: Any, units: Sequence[Publishable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        cast(Any, self.fields["unit"]).choices = [(unit.pk, "") for unit in units]

    @property
    def ticked(self) -> list[int]:
        """The boxes that were ticked, as they were sent."""
        sent = cast(QueryDict, self.data).getlist("unit") if self.is_bound else []
        return [int(pk) for pk in sent if pk.isdecimal() and len(pk) < LONGEST_KEY]

    @property
    def chosen(self) -> list[Publishable]:
        return [unit for unit in self.units if unit.pk in self.cleaned_data["unit"]]


class ReasonForm(forms.Form):
    """Why something is taken off the site; everybody can read it."""

    reason = PublicTextField(
        label=_("reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
