"""The audit chain (บันทึกการเข้าถึงแบบต่อเนื่อง): what was done to cases and keys, impossible to edit unseen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditAction(models.TextChoices):
    RECEIVED = "received", _("Case received")
    OPENED = "opened", _("Case opened")
    FILE_OPENED = "file_opened", _("File opened")
    ORIGINAL_TAKEN = "original_taken", _("Original file downloaded")
    CONTACT_OPENED = "contact_opened", _("Contact of the reporter opened")
    STATUS = "status", _("Status changed")
    FORWARDED = "forwarded", _("Case forwarded")
    ANSWERED = "answered", _("Message to the reporter")
    REPORTER_WROTE = "reporter_wrote", _("Message from the reporter")
    GRANTED = "granted", _("Access given")
    WITHDREW = "withdrew", _("Officer withdrew")
    RECOVERED = "recovered", _("Access given by the recovery ceremony")
    DELETION_ASKED = "deletion_asked", _("Deletion asked for")
    DELETED = "deleted", _("Content deleted")
    KEY_ENROLLED = "key_enrolled", _("Key enrolled")
    KEY_UNLOCKED = "key_unlocked", _("Key unlocked")
    KEY_FAILED = "key_failed", _("Wrong passphrase")
    KEY_CHANGED = "key_changed", _("Passphrase changed")
    KEY_RETIRED = "key_retired", _("Key retired")
    RECOVERY_IMPORTED = "recovery_imported", _("Recovery key imported")


class AuditEntry(models.Model):
    """One link of the chain; appended by `complaints.audit.record`, never changed.

    `hash` covers the link before, the place in the chain and everything said here. About a case of
    the restricted series everything stands in `sealed`, which only the recovery key opens.
    """

    seq = models.PositiveIntegerField(unique=True)
    day = models.DateField(_("day"))
    action = models.CharField(_("action"), max_length=20, choices=AuditAction, blank=True)
    actor = models.CharField(_("who"), max_length=150, blank=True)  # user name; empty: the reporter
    subject = models.CharField(_("case or key"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    sealed = models.BinaryField(null=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("entry of the audit chain")
        verbose_name_plural = _("audit chain")
        default_permissions = ()
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq}"
