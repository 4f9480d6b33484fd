"""Sealed reports of corruption: ciphertext, who can open it, and what may be known without opening."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agency.models import User
from complaints.models.key import OfficerKey, RecoveryKey
from complaints.models.question import Source


class Status(models.TextChoices):
    """What a reporter is told (สถานะ)."""

    RECEIVED = "received", _("Received")
    EXAMINING = "examining", _("Being examined")
    MORE_ASKED = "more_asked", _("More information is asked for")
    FORWARDED = "forwarded", _("Forwarded to another agency")
    CLOSED = "closed", _("Closed")


class Outcome(models.TextChoices):
    """How a case ended (ผลการพิจารณา)."""

    SUBSTANTIATED = "substantiated", _("Found true; action was taken")
    UNSUBSTANTIATED = "unsubstantiated", _("Found not true")
    INSUFFICIENT = "insufficient", _("Not enough to examine")
    FORWARDED = "forwarded", _("In the hands of another agency")
    SPAM = "spam", _("Not a report")


class Series(models.TextChoices):
    """Registers are kept apart, so that nobody finds a gap in the one he can see."""

    NORMAL = "normal", _("Normal")
    RESTRICTED = "restricted", _("Restricted")


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        """Cases for which the person holds a key today: the only door to cases at the desk."""
        return self.filter(
            wraps__key__user=user, wraps__key__retired_on=None, body_deleted_on=None
        ).distinct()

    def open(self) -> Self:
        return self.exclude(status=Status.CLOSED)

    def overdue(self, today: dt.date) -> Self:
        return self.open().filter(due_on__lt=today)


class Case(models.Model):
    """One sealed report (เรื่องร้องเรียนการทุจริต). Dates are days, never times.

    `body` is a `contents.Body` under the key of the case; that key stands in `wraps`, once for each
    reader. `number` is random: the reporter and the officers name the case by it. A case whose
    reporter kept somebody out is in the restricted series.
    """

    number = models.CharField(_("number"), max_length=8, unique=True)
    series = models.CharField(_("register"), max_length=10, choices=Series)
    register_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    register_number = models.PositiveIntegerField(_("number in the register"))
    source = models.CharField(_("came by"), max_length=10, choices=Source, default=Source.WEB)
    received_on = models.DateField(_("received on"))
    ticket = models.CharField(max_length=64, unique=True)
    lookup = models.CharField(max_length=64, unique=True)
    reporter_public = models.BinaryField()
    reporter_locked = models.BinaryField()  # private key of the reporter, under the receipt code
    body = models.BinaryField()
    contact = models.BinaryField(null=True)  # opened apart, with a reason
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.RECEIVED)
    status_on = models.DateField(_("status since"))
    due_on = models.DateField(_("next step due on"))
    in_time = models.BooleanField(_("concluded in time"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True)
    forwarded_to = models.CharField(_("forwarded to"), max_length=200, blank=True)
    delete_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    delete_asked_on = models.DateField(null=True)
    body_deleted_on = models.DateField(_("content deleted on"), null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ()
        permissions = [("work_case", "Can work on sealed cases at the desk")]
        ordering = ["-received_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "register_year", "register_number"], name="case_registered_once"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_on__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_on__isnull=True)),
                name="closed_case_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def register_label(self) -> str:
        """The number in the register of received papers: 3/2570, in the other series ล ABCD2345/2570.

        Whoever reads two restricted cases, and was kept out of one between them, would find the gap
        in running numbers.
        """
        if self.series == Series.RESTRICTED:
            return f"ล {self.number}/{self.register_year}"
        return f"{self.register_number}/{self.register_year}"

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED


class RegisterQuerySet(models.QuerySet["Register"]):
    def next_number(self, series: str, year: int = 0) -> int:
        """Take the next number of a register; whoever comes meanwhile waits for this transaction."""
        self.get_or_create(series=series, year=year)
        register = self.select_for_update().get(series=series, year=year)
        register.last += 1
        register.save(update_fields=["last"])
        return register.last


class Register(models.Model):
    """The last number of a series: of cases, of questions, of the audit chain (ทะเบียนรับ)."""

    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="register_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"


class Wrap(models.Model):
    """The key of a case, closed for one reader: an officer, the recovery key or the reporter."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="wraps")
    key = models.ForeignKey(OfficerKey, models.PROTECT, null=True, related_name="wraps")
    recovery = models.ForeignKey(RecoveryKey, models.PROTECT, null=True, related_name="wraps")
    sealed = models.BinaryField()
    granted_on = models.DateField()
    seen_on = models.DateField(null=True)  # when this officer first opened the case

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=Q(key__isnull=False), name="one_wrap_per_officer"
            ),
            models.CheckConstraint(
                condition=Q(key__isnull=True) | Q(recovery__isnull=True), name="wrap_has_one_reader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"

    @property
    def is_reporters(self) -> bool:
        return self.key_id is None and self.recovery_id is None


class Withdrawal(models.Model):
    """An officer who left a case for good (ถอนตัว): never to be given access again."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="withdrawals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="withdrawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class Message(models.Model):
    """One message between the reporter and the officers, under the key of the case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    from_reporter = models.BooleanField()
    day = models.DateField()
    ticket = models.CharField(max_length=64, blank=True)  # of the reporter's form
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=~Q(ticket=""), name="message_ticket_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class SealedFile(models.Model):
    """A file of a case on disk, sealed; its name, kind and key stand in the sealed text."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="files")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="files")
    stored = models.CharField(max_length=64, unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.stored
