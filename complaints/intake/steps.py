"""The questions to a reporter (แบบแจ้งเรื่องร้องเรียนการทุจริต), one form for each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.models import OfficerKey
from thai.text import clean

LONG, MIDDLE, SHORT = 8000, 2000, 500
# Nothing is remembered by the browser, nor sent to a spelling service.
_QUIET = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class TypedField(forms.CharField):
    """Text as the reporter meant it; what no keyboard writes (NUL) is refused."""

    def __init__(self, *, rows: int = 0, inputmode: str = "text", **options: Any) -> None:
        attrs: dict[str, Any] = dict(_QUIET)
        widget: forms.Widget = forms.TextInput(attrs | {"inputmode": inputmode})
        if rows:
            widget = forms.Textarea(attrs | {"rows": rows})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        # A browser counts a line break as one character and sends two.
        return super().to_python(value.replace("\r\n", "\n") if value else value)

    def clean(self, value: Any) -> str:
        return clean(super().clean(value)).strip()


class StepForm(forms.Form):
    """The fields of one page; `readers` are the keys to which the report would be sealed."""

    def __init__(self, *args: Any, readers: Sequence[OfficerKey], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.readers = readers


class WhoForm(StepForm):
    who = TypedField(
        label=_("Name or post"),
        max_length=SHORT,
        help_text=_("If you do not know the name, write the post, the division or the task."),
    )


class InvolvedForm(StepForm):
    """Whoever is ticked gets no key to the report (ผู้ที่ผู้แจ้งกันออก)."""

    excluded = forms.MultipleChoiceField(
        label=_("Tick everybody who is involved, or close to who is involved"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key.pk), named(key)) for key in self.readers]
        self.fields["excluded"].choices = choices  # type: ignore[attr-defined]


class WhatForm(StepForm):
    what = TypedField(
        label=_("What was done, and how"),
        max_length=LONG,
        rows=9,
        help_text=_(
            "In your own words. Leave out what only you can know, if nobody may guess you."
        ),
    )


class WhenForm(StepForm):
    when = TypedField(
        label=_("Day and time"),
        max_length=SHORT,
        required=False,
        help_text=_("A day, a month, or since when. About is enough."),
    )
    where = TypedField(label=_("Place where it happened"), max_length=SHORT, required=False)


class EvidenceForm(StepForm):
    evidence = TypedField(
        label=_("Papers, photos, accounts, numbers of contracts; people who saw it"),
        max_length=MIDDLE,
        rows=6,
        required=False,
        help_text=_("Files are chosen on the last page. You may also say where evidence is found."),
    )


class BeforeForm(StepForm):
    before = TypedField(
        label=_("Which agency, when, and what came of it"),
        max_length=MIDDLE,
        rows=4,
        required=False,
        help_text=_("Leave empty if this is the first time."),
    )


class ContactForm(StepForm):
    contact_name = TypedField(label=_("Your name"), max_length=200, required=False)
    contact_phone = TypedField(
        label=_("Telephone"), max_length=100, required=False, inputmode="tel"
    )
    contact_email = TypedField(label=_("E-mail"), max_length=200, required=False, inputmode="email")
    contact_address = TypedField(label=_("Address"), max_length=SHORT, required=False, rows=3)


class SendForm(StepForm):
    """The last page has files, which are judged by themselves, and the guard."""


@dataclass(frozen=True)
class Step:
    """One page: its question, a sentence below it, and its form."""

    name: str
    title: str | Promise
    lead: str | Promise
    form: type[StepForm]
    multiple: ClassVar[frozenset[str]] = frozenset({"excluded"})

    @property
    def fields(self) -> list[str]:
        return list(self.form.base_fields)


STEPS = (
    Step("who", _("Who is it about?"), _("The person who did it, as far as you know."), WhoForm),
    Step(
        "involved",
        _("Is one of these people involved?"),
        _(
            "They would read your report. Whoever you tick cannot open it and does not learn that "
            "it exists: not from lists, not from numbers, not by e-mail."
        ),
        InvolvedForm,
    ),
    Step("what", _("What happened?"), "", WhatForm),
    Step(
        "when",
        _("When and where was it?"),
        _("Without day and place a report is hard to follow up. Leave empty what you do not know."),
        WhenForm,
    ),
    Step("evidence", _("What evidence or which witnesses are there?"), "", EvidenceForm),
    Step("before", _("Have you reported it elsewhere before?"), "", BeforeForm),
    Step(
        "contact",
        _("May the officers know who you are?"),
        _("You need not say it: leave everything empty and you stay anonymous."),
        ContactForm,
    ),
    Step("send", _("Check your answers and send"), "", SendForm),
)
FIRST, LAST = STEPS[0], STEPS[-1]
BY_NAME = {step.name: step for step in STEPS}
INVOLVED = BY_NAME["involved"]
CONTACT = "contact_"
# What stands in the sealed body, by the name under which it stands there.
LABELS = {
    name: step.title if len(step.fields) == 1 else field.label
    for step in STEPS
    for name, field in step.form.base_fields.items()
    if name != "excluded" and not name.startswith(CONTACT)
}


def place_of(step: Step) -> int:
    """Return which page of the form this is, from 1."""
    return STEPS.index(step) + 1


def before(step: Step) -> Step | None:
    """Return the page before this one; None where that is the first screen."""
    return STEPS[place_of(step) - 2] if step is not FIRST else None


def after(step: Step) -> Step:
    return STEPS[place_of(step)] if step is not LAST else LAST


def named(key: OfficerKey) -> str:
    """Return post and name of an officer, as people of the place know him."""
    return " · ".join(part for part in (key.user.position, str(key.user)) if part)
