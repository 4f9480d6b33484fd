"""What citizens and clerks type about a question."""

import datetime as dt
import time
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.guard import ticket_in, written
from complaints.models import QuestionKind, Source
from complaints.questions.pages import page_at
from complaints.sealing import tickets
from publishing.forms import PublishableForm
from thai.text import clean

LONGEST = 4000
OLDEST = dt.timedelta(days=2 * 366)
SUBJECT_HELP = _("Its address, copied from the browser. Empty: a general question.")
PUBLIC, PRIVATE = "public", "private"
WISHES = [
    (PUBLIC, _("Publish the question and the answer on this website, without my name")),
    (PRIVATE, _("Only I read the answer, with the receipt code")),
]


class PrivateTextField(forms.CharField):
    """Text for the office alone: one spelling of Thai, nothing invisible; numbers stay as typed."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return clean(text).strip() if isinstance(text, str) else text


class AskForm(forms.Form):
    """A question or a challenge; only the text must be written."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (QuestionKind.QUESTION, _("A question: I want to know or to understand something")),
            (QuestionKind.CHALLENGE, _("A challenge: I think that something is wrong")),
        ],
        widget=forms.RadioSelect,
        initial=QuestionKind.QUESTION,
    )
    asked = PrivateTextField(
        label=_("What do you want to ask or challenge?"),
        max_length=LONGEST,
        help_text=_("Leave out names and telephone numbers of persons."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    wish = forms.ChoiceField(
        label=_("Who may read the answer?"),
        choices=WISHES,
        widget=forms.RadioSelect,
        initial=PUBLIC,
    )
    name = PrivateTextField(
        label=_("Your name"), max_length=200, required=False, help_text=_("Never published.")
    )
    contact = PrivateTextField(
        label=_("Telephone or e-mail"),
        max_length=200,
        required=False,
        help_text=_("Only if you want a call. Never published."),
    )


class QuestionForm(PublishableForm):
    """A question at the desk: taken in on behalf of somebody, or answered."""

    form_ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["form_ticket"].initial = written(tickets.new_ticket(time.time()))
        if "subject_path" in self.fields:
            self.fields["subject_path"].help_text = SUBJECT_HELP
        if "source" in self.fields:  # what came by this website has come by itself
            choices = [choice for choice in Source.choices if choice[0] != Source.WEB]
            cast(forms.ChoiceField, self.fields["source"]).choices = choices

    def clean_form_ticket(self) -> tickets.Ticket:
        """The ticket of this form; whoever presses twice has registered once."""
        return ticket_in({"ticket": self.cleaned_data["form_ticket"]}, time.time())

    def clean_subject_path(self) -> str:
        """Accept the address of a published page, and take its title along."""
        address = self.cleaned_data["subject_path"]
        if address and address == self.instance.subject_path:
            return address  # perhaps withdrawn meanwhile: it was asked all the same
        page = page_at(address) if address else None
        if address and page is None:
            raise ValidationError(
                _("“%(address)s” is no published page of this portal that can be asked about."),
                params={"address": address},
            )
        self.instance.subject_title = page.title[:300] if page else ""
        return page.path if page else ""

    def clean_received_on(self) -> dt.date:
        day, today = self.cleaned_data["received_on"], timezone.localdate()
        if day > today:
            raise ValidationError(_("This day is still to come."))
        if day < today - OLDEST:
            raise ValidationError(_("This is more than two years ago. Please check the year."))
        return day
