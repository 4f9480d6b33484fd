"""The doors of the office: every way to reach it, what each is for, and how long things take."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.models import Unit


class ChannelKind(models.TextChoices):
    """What a channel is (ประเภทช่องทาง)."""

    CORRUPTION_FORM = "corruption_form", _("Sealed form on this website")
    QUESTION_FORM = "question_form", _("Question form on this website")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", _("Counter of the office")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    LINE = "line", "LINE"
    FACEBOOK = "facebook", "Facebook"
    TRAFFY = "traffy", "Traffy Fondue"
    DAMRONGDHAMA = "damrongdhama", _("Damrongdhama Centre 1567")
    NACC = "nacc", _("NACC 1205")
    PACC = "pacc", _("PACC 1206")
    AUDIT_OFFICE = "audit_office", _("State Audit Office")
    OTHER = "other", _("Other channel")


class ChannelQuerySet(models.QuerySet["Channel"]):
    def active(self) -> Self:
        return self.filter(is_active=True).select_related("unit")

    def outside(self) -> Self:
        """Doors of other agencies: for whoever does not trust this office."""
        return self.filter(is_outside=True)

    def for_corruption(self) -> Self:
        return self.filter(for_corruption=True)


class Channel(models.Model):
    """One way to reach the office or an agency above it (ช่องทางแจ้งเรื่อง)."""

    kind = models.CharField(_("kind"), max_length=20, choices=ChannelKind)
    name = models.CharField(_("name"), max_length=200)
    for_grievances = models.BooleanField(_("for grievances (roads, lights, water)"), default=False)
    for_questions = models.BooleanField(_("for questions and challenges"), default=False)
    for_corruption = models.BooleanField(_("for reports of corruption"), default=False)
    contact = models.CharField(
        _("number or address"),
        max_length=300,
        blank=True,
        help_text=_(
            "A telephone number of the office, a postal address, a counter. Never private."
        ),
    )
    url = models.URLField(_("web address"), blank=True)
    hours = models.CharField(_("open"), max_length=200, blank=True)
    privacy = models.CharField(_("who learns who you are"), max_length=300, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("responsible unit"),
        null=True,
        blank=True,
        related_name="+",
    )
    is_outside = models.BooleanField(
        _("belongs to another agency"),
        default=False,
        help_text=_("Shown to whoever does not trust this office."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = ChannelQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(for_grievances=True) | Q(for_questions=True) | Q(for_corruption=True),
                name="channel_is_for_something",
                violation_error_message=_("Say what the channel is for."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    """What a time limit is about (กำหนดเวลา)."""

    ANSWER = "answer", _("Answer a question or a challenge")
    ACKNOWLEDGE = "acknowledge", _("Accept a report of corruption")
    INFORM = "inform", _("Tell the reporter what is being done")
    EXAMINE = "examine", _("Examine a report of corruption")
    CONCLUDE = "conclude", _("Conclude after the examination")


class TimeLimit(models.Model):
    """How many days the office gives itself for a stage, and why (กำหนดเวลาและฐานทางกฎหมาย)."""

    class Counting(models.TextChoices):
        WORKING = "working", _("working days")
        CALENDAR = "calendar", _("days")

    stage = models.CharField(_("stage"), max_length=15, choices=Stage, unique=True)
    days = models.PositiveSmallIntegerField(_("number of days"))
    counting = models.CharField(
        _("counted in"), max_length=10, choices=Counting, default=Counting.WORKING
    )
    legal_basis = models.CharField(_("legal basis"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__range=(1, 365)),
                name="limit_is_plausible",
                violation_error_message=_("A limit is 1 to 365 days."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_stage_display())


class HandlingStep(models.Model):
    """One step of the handling manual (ขั้นตอนในคู่มือการดำเนินการต่อเรื่องร้องเรียน)."""

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what is done"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("responsible unit"),
        null=True,
        blank=True,
        related_name="+",
    )
    limit = models.ForeignKey(
        TimeLimit,
        models.PROTECT,
        verbose_name=_("time limit"),
        null=True,
        blank=True,
        related_name="steps",
    )
    for_corruption = models.BooleanField(
        _("about reports of corruption"),
        default=True,
        help_text=_("Otherwise about questions and challenges."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step of the manual")
        verbose_name_plural = _("steps of the manual")
        ordering = ["-for_corruption", "order", "id"]

    def __str__(self) -> str:
        return self.title
