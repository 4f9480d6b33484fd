"""Forms of the agency and its people."""

from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.forms import UserChangeForm, UserCreationForm
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldBooleanSwitchWidget,
)

from agency.models import Agency, Official, User
from agency.pictures import FORMATS, PictureRefused, process_portrait, process_seal
from agency.roles import Role

PICTURE_TYPES = ",".join(f"image/{name.lower()}" for name in FORMATS)


class PictureField(forms.FileField):
    """Cleans an uploaded picture into the bytes of a small one; `process` says how."""

    widget = UnfoldAdminFileFieldWidget(attrs={"accept": PICTURE_TYPES})

    def __init__(self, *, process: Callable[[BinaryIO], bytes], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.process = process

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return self.process(cast(BinaryIO, upload))
        except PictureRefused as refused:
            raise ValidationError(str(refused), code="refused") from refused


class AgencyForm(forms.ModelForm):
    """The organisation, with a new seal where one was chosen."""

    new_seal = PictureField(
        process=process_seal,
        label=_("new seal"),
        help_text=_("PNG, JPEG or WebP, at most 5 MB; best a square with a see-through ground."),
    )

    class Meta:
        model = Agency
        exclude = ["seal", "is_demonstration"]  # noqa: DJ006  the admin names the fields


class OfficialForm(forms.ModelForm):
    """A person whom the public may know, with a new portrait where one was chosen."""

    new_photo = PictureField(
        process=process_portrait,
        label=_("new portrait"),
        help_text=_(
            "PNG, JPEG or WebP, at most 5 MB, upright. Place and camera are removed from the file."
        ),
    )

    remove_photo = forms.BooleanField(
        label=_("remove the portrait"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=_("A place without a picture stands there until a new one is chosen."),
    )

    class Meta:
        model = Official
        exclude = ["photo"]  # noqa: DJ006  the admin names the fields


def roles_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("roles"),
        required=False,
        choices=Role.choices,
        coerce=Role,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("A person may hold several; nobody approves what they wrote themselves."),
    )


class PersonForm(UserChangeForm):
    """A person with their roles as words, not as groups and permissions."""

    roles = roles_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["roles"] = [role.value for role in self.instance.roles]


class NewPersonForm(UserCreationForm):
    """A new account with its roles."""

    roles = roles_field()

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name"]
