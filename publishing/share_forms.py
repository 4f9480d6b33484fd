"""What staff type about posts, messages and notice boards."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agency.form_fields import BuddhistDateField, ClockField, PublicTextField
from publishing.board_rules import RULES
from publishing.boards import Order
from publishing.channels.line import LONGEST_TEXT
from publishing.form_fields import PhotoField
from publishing.models import Board, BoardPhoto, Channel, Target
from publishing.share_text import length
from publishing.sharing import PostFacts
from publishing.workflow import ActionRefused

GENERAL = "general"


class RefusableForm(forms.Form):
    """A form that shows why an action was refused, each sentence at its field where it has one."""

    def refuse(self, refused: ActionRefused) -> None:
        for problem in refused.problems:
            at = getattr(problem, "at", "")
            self.add_error(at if at in self.fields else None, str(problem))


class PostForm(RefusableForm):
    """“I posted it”: where and when, and what proves it (โพสต์แล้ว)."""

    channel = forms.ChoiceField(label=_("channel"), choices=Channel.choices)
    place = PublicTextField(
        label=_("which group, page or place"),
        required=False,
        max_length=200,
        help_text=_("For example the name of the LINE group or the villages. No names of persons."),
    )
    day = BuddhistDateField(label=_("day"))
    time = ClockField(
        label=_("time"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("For example 09:30."),
    )
    link = forms.URLField(
        label=_("link to the post"), required=False, max_length=500, assume_scheme="https"
    )
    photo = PhotoField(
        label=_("screenshot or photo"),
        required=False,
        help_text=_("For the file of the office, never public. Hide names and faces of others."),
    )
    note = PublicTextField(label=_("note"), required=False, max_length=300)

    @classmethod
    def now(cls) -> dict[str, Any]:
        """Return what stands in an empty form: this moment."""
        now = timezone.localtime()
        return {"day": now.date(), "time": f"{now:%H:%M}"}

    @property
    def facts(self) -> PostFacts:
        cleaned = self.cleaned_data
        moment = dt.datetime.combine(cleaned["day"], cleaned["time"])
        return PostFacts(
            channel=Channel(cleaned["channel"]),
            posted_at=timezone.make_aware(moment),
            place=cleaned["place"],
            link=cleaned["link"],
            note=cleaned["note"],
            photo=cleaned["photo"],
        )

    def clean_day(self) -> dt.date:
        day = cast(dt.date, self.cleaned_data["day"])
        if day > timezone.localdate():
            raise ValidationError(_("This day is in the future: record a post once it is made."))
        return day


class MistakeForm(forms.Form):
    """Why a post or a posting was a mistake; for the file of the office."""

    reason = PublicTextField(
        label=_("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class MessageForm(forms.Form):
    """A message to LINE or Facebook, as it will be sent."""

    target = forms.ChoiceField(choices=Target.choices, widget=forms.HiddenInput)
    text = PublicTextField(
        label=_("text"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if (letters := length(text)) > LONGEST_TEXT:
            sentence = _("The text has %(letters)s letters; LINE takes at most %(most)s.")
            raise ValidationError(sentence % {"letters": letters, "most": LONGEST_TEXT})
        return text


class OrderForm(RefusableForm):
    """An order to post a paper on a notice board (สั่งปิดประกาศ)."""

    board = forms.ModelChoiceField(label=_("notice board"), queryset=Board.objects.none())
    rule = forms.ChoiceField(label=_("how long"), initial=GENERAL)
    starts_on = BuddhistDateField(label=_("posted from"))
    ends_on = BuddhistDateField(
        label=_("until"),
        required=False,
        help_text=_("Empty: as long as chosen above. Longer is possible, shorter is not."),
    )
    note = PublicTextField(label=_("note"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board = cast(forms.ModelChoiceField, self.fields["board"])
        board.queryset = Board.objects.filter(is_in_use=True)
        rule = cast(forms.ChoiceField, self.fields["rule"])
        rule.choices = [(each.slug, each.label) for each in RULES.values()]

    @property
    def what(self) -> Order:
        return Order(**self.cleaned_data)


class BoardPhotoForm(RefusableForm):
    """The photo of a paper on its board, at the start or at the end."""

    moment = forms.ChoiceField(choices=BoardPhoto.Moment.choices, widget=forms.HiddenInput)
    taken_on = BuddhistDateField(label=_("day of the photo"))
    photo = PhotoField(label=_("photo"))
