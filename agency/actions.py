"""Changes to the agency and its people that are more than a row."""

import hashlib
from collections.abc import Collection

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from agency.models import Agency, Official, User
from agency.roles import Role


class RolesRefused(Exception):
    """A change of roles that the rules forbid; reads as a sentence."""


def set_roles(user: User, roles: Collection[Role], *, by: User) -> None:
    """Give a person exactly these roles; nobody but a superuser sets their own."""
    if set(roles) == user.roles:
        return
    if user.pk == by.pk and not by.is_superuser:
        raise RolesRefused(_("You cannot change your own roles: ask another administrator."))
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))


def set_seal(agency: Agency, png: bytes) -> None:
    """Replace the seal; the file is named by its content."""
    if agency.seal:
        agency.seal.delete(save=False)
    agency.seal.save(f"seal-{_digest(png)}.png", ContentFile(png), save=False)
    agency.save()


def set_photo(official: Official, jpeg: bytes) -> None:
    """Replace the portrait of an official; the file is named by its content."""
    if official.photo:
        official.photo.delete(save=False)
    official.photo.save(f"portrait-{_digest(jpeg)}.jpg", ContentFile(jpeg), save=False)
    official.save()


def remove_photo(official: Official) -> None:
    """Take the portrait of an official away, and its file with it."""
    if official.photo:
        official.photo.delete(save=False)
        official.save()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
