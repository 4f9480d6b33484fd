"""Forms of the agency and its people."""

from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.forms import UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminFileFieldWidget

from agency.models import Agency, User
from agency.roles import Role
from agency.seal import FORMATS, SealRefused, process_seal

SEAL_TYPES = ",".join(f"image/{name.lower()}" for name in FORMATS)


class SealField(forms.FileField):
    """Cleans an uploaded picture into the bytes of a small PNG."""

    widget = UnfoldAdminFileFieldWidget(attrs={"accept": SEAL_TYPES})

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return process_seal(cast(BinaryIO, upload))
        except SealRefused as refused:
            raise ValidationError(str(refused), code="refused") from refused


class AgencyForm(forms.ModelForm):
    """The organisation, with a new seal where one was chosen."""

    new_seal = SealField(
        label=_("new seal"),
        required=False,
        help_text=_("PNG, JPEG or WebP, at most 2 MB; best a square with a see-through ground."),
    )

    class Meta:
        model = Agency
        exclude = ["seal", "is_demonstration"]  # noqa: DJ006  the admin names the fields


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
