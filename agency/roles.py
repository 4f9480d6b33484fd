"""The five roles of the portal (บทบาท) as Django groups holding the least permissions.

Each app grants its own permissions in a migration through `grant`, so a lower app never names an
upper one. Table of roles: `security.md` 3.4 and DESIGN 1.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; the value is the name of the Django group."""

    CLERK = "clerk", _("Clerk")
    APPROVER = "approver", _("Approver")
    EXECUTIVE = "executive", _("Executive")
    COMPLAINT_OFFICER = "complaint_officer", _("Complaint officer")
    ADMINISTRATOR = "administrator", _("Administrator")


NEED_SECOND_FACTOR = frozenset({Role.APPROVER, Role.COMPLAINT_OFFICER, Role.ADMINISTRATOR})


def grant(apps: Any, app_label: str, permissions: dict[Role, Iterable[str]]) -> None:
    """Give roles permissions of one app, inside a migration.

    `permissions` maps a role to codenames such as "change_unit". Django makes permissions only
    after all migrations have run, so the missing ones are made here.
    """
    group_model = apps.get_model("auth", "Group")
    every_name = dict.fromkeys(name for codenames in permissions.values() for name in codenames)
    made = {name: _permission(apps, app_label, name) for name in every_name}
    for role, codenames in permissions.items():
        group, _created = group_model.objects.get_or_create(name=role.value)
        group.permissions.add(*(made[name] for name in codenames))


def _permission(apps: Any, app_label: str, codename: str) -> Any:
    model = codename.rsplit("_", 1)[1]
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        codename=codename, content_type=content_type, defaults={"name": codename}
    )
    return permission
