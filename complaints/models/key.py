"""Who can open sealed cases: keys of officers and the recovery key. No private key is in the clear."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agency.roles import Role


class OfficerKeyQuerySet(models.QuerySet["OfficerKey"]):
    def active(self) -> Self:
        """Keys to which new cases are sealed: of people who are complaint officers today."""
        role = Role.COMPLAINT_OFFICER.value
        officers = self.filter(retired_on=None, user__is_active=True, user__groups__name=role)
        return officers.select_related("user").order_by("id")


class OfficerKey(models.Model):
    """The key pair of one officer (กุญแจของเจ้าหน้าที่ผู้รับเรื่อง).

    The private half is closed with the officer's passphrase, and a second time with a personal
    recovery code that is printed once. A new pair never opens what was sealed to the old one.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("officer"), related_name="keys"
    )
    public = models.BinaryField()
    locked = models.BinaryField()  # under the passphrase
    locked_again = models.BinaryField()  # under the printed personal code
    enrolled_on = models.DateField(_("enrolled on"))
    retired_on = models.DateField(_("retired on"), null=True)

    objects = OfficerKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of an officer")
        verbose_name_plural = _("keys of officers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(retired_on=None), name="officer_has_one_key"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class RecoveryKeyQuerySet(models.QuerySet["RecoveryKey"]):
    def active(self) -> Self:
        return self.filter(retired_on=None)


class RecoveryKey(models.Model):
    """The public half of a key whose private half is split into three printed sheets (กุญแจกู้คืน).

    Two sheets together open; they are brought together only on an offline machine.
    """

    public = models.BinaryField()
    fingerprint = models.CharField(_("fingerprint"), max_length=20, unique=True)
    imported_on = models.DateField(_("imported on"))
    retired_on = models.DateField(_("retired on"), null=True)

    objects = RecoveryKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("recovery key")
        verbose_name_plural = _("recovery keys")
        default_permissions = ()

    def __str__(self) -> str:
        return self.fingerprint
