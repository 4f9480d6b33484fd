"""What officers type at the desk: passphrases, letters, states, and reasons."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from agency.form_fields import CHOOSE
from complaints.dialogue import MOST_LETTERS
from complaints.key_actions import as_typed, check_passphrase
from complaints.models import Channel, OfficerKey, Outcome, Status
from publishing.workflow import ActionRefused
from thai.text import clean

# Nothing is remembered by the browser, nor sent to a spelling service.
_QUIET = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class ContactReason(models.TextChoices):
    """Why the contact of a reporter is opened; chosen, because what is typed would be kept plain."""

    ASKED = "asked", _("The reporter asked to be contacted")
    STATEMENT = "statement", _("To agree on a time for a statement")
    PROTECTION = "protection", _("To protect the reporter or a witness")
    AGENCY = "agency", _("For the agency to which the case is forwarded")
    RESULT = "result", _("To tell the result")


class DeskForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class Secret(forms.CharField):
    """A passphrase: never shown again, never remembered by the browser."""

    def __init__(self, *, autocomplete: str = "off", **options: Any) -> None:
        attrs = _QUIET | {"autocomplete": autocomplete}
        widget = forms.PasswordInput(attrs=attrs)
        super().__init__(max_length=300, strip=False, widget=widget, **options)


class Code(forms.CharField):
    """The printed personal code, typed back."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs=_QUIET)
        super().__init__(max_length=60, widget=widget, **options)


class UnlockForm(DeskForm):
    passphrase = Secret(label=_("Passphrase"))


class NewPassphraseForm(DeskForm):
    passphrase = Secret(
        label=_("New passphrase"),
        help_text=_("Six words or more, or at least 15 characters. Not that of your account."),
    )
    again = Secret(label=_("The same once more"))

    def clean_passphrase(self) -> str:
        passphrase = str(self.cleaned_data["passphrase"])
        try:
            check_passphrase(passphrase)
        except ActionRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return passphrase

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        first = self.cleaned_data.get("passphrase")
        if first is not None and as_typed(first) != as_typed(again):
            raise forms.ValidationError(_("The two are not the same."))
        return again


class ChangeForm(NewPassphraseForm):
    old = Secret(label=_("Present passphrase"))
    field_order = ("old", "passphrase", "again")


class ForgotForm(NewPassphraseForm):
    code = Code(label=_("Personal recovery code"), help_text=_("From the sheet that you printed."))
    field_order = ("code", "passphrase", "again")


class CodeForm(DeskForm):
    code = Code(label=_("Type the code back from your sheet"))


class LetterForm(DeskForm):
    text = forms.CharField(
        label=_("Message to the reporter"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs=_QUIET | {"rows": 5}),
        help_text=_("The reporter reads it with the receipt code, under your position."),
    )

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"]).strip()


class StatusForm(DeskForm):
    """A new status; who closes a case says how it ended and tells the reporter why."""

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[
            (Status.RECEIVED, _("Accepted")),
            (Status.EXAMINING, Status.EXAMINING.label),
            (Status.MORE_ASKED, Status.MORE_ASKED.label),
            (Status.CLOSED, Status.CLOSED.label),
        ],
    )
    outcome = forms.ChoiceField(
        label=_("Outcome, when it is closed"),
        choices=[("", CHOOSE), *((each, each.label) for each in Outcome if each != Outcome.SPAM)],
        required=False,
    )
    text = forms.CharField(
        label=_("What the reporter is told"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs=_QUIET | {"rows": 4}),
        help_text=_("Needed when more is asked for and when the case is closed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "status_%s")  # the letter on the same page has a text too
        super().__init__(*args, **kwargs)

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"]).strip()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        status = given.get("status")
        if status == Status.CLOSED and not given.get("outcome"):
            self.add_error("outcome", _("Say how the case ended."))
        if status in {Status.CLOSED, Status.MORE_ASKED} and not given.get("text"):
            self.add_error("text", _("Write what the reporter is to be told."))
        return given


class ForwardForm(DeskForm):
    """Forwarding to an agency from the list of channels, which an approver keeps."""

    agency = forms.ChoiceField(label=_("Agency"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Channel.objects.active().outside().for_corruption().values_list("name", flat=True)
        self.fields["agency"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]


class ContactForm(DeskForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=ContactReason)


class ReaderForm(DeskForm):
    """A colleague who is to read a case."""

    reader = forms.ModelChoiceField(
        OfficerKey.objects.none(), label=_("Colleague"), empty_label=None
    )

    def __init__(self, *args: Any, keys: models.QuerySet[OfficerKey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = keys  # type: ignore[attr-defined]


class SureForm(DeskForm):
    sure = forms.BooleanField(label=_("I have read this and want it"))
