"""Questions and challenges (เรื่องสอบถาม/ทักท้วง): asked by anybody, answered by two people."""

import datetime as dt
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import State


class QuestionKind(models.TextChoices):
    QUESTION = "question", _("Enquiry")
    CHALLENGE = "challenge", _("Challenge")


class Source(models.TextChoices):
    """How a thing reached the office (ช่องทางที่รับเรื่อง)."""

    WEB = "web", _("This website")
    COUNTER = "counter", _("Counter")
    PHONE = "phone", _("Telephone")
    LETTER = "letter", _("Letter")
    LINE = "line", "LINE"
    FACEBOOK = "facebook", "Facebook"
    EMAIL = "email", _("E-mail")


class QuestionQuerySet(PublishableQuerySet["Question"]):
    def public(self) -> Self:
        """Answered, approved, and asked by somebody who agreed that all may read it."""
        return self.published().for_everybody()

    def for_everybody(self) -> Self:
        """Asked by somebody who agreed that all may read the answer, whatever became of it."""
        return self.filter(is_public_wish=True)

    def about(self, path: str) -> Self:
        return self.filter(subject_path=path)

    def open(self) -> Self:
        """Neither answered nor set aside."""
        answered = [State.PUBLISHED, State.WITHDRAWN]
        return self.exclude(state__in=answered).filter(set_aside_on=None)


class Question(Publishable):
    """One question or challenge and its answer, approved and published as one unit.

    `subject_path` is the address of the page it is about, or empty; the page knows nothing of it.
    What was asked is kept as written for staff; the public reads `public_text`, in which personal
    data are masked. Name and contact are never public.
    """

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"), editable=False)
    number = models.PositiveIntegerField(
        _("register number"), editable=False
    )  # in its year, from 1
    kind = models.CharField(
        _("kind"), max_length=10, choices=QuestionKind, default=QuestionKind.QUESTION
    )
    source = models.CharField(_("came by"), max_length=10, choices=Source, default=Source.COUNTER)
    subject_path = models.CharField(
        _("page it is about"), max_length=200, blank=True, db_index=True
    )
    subject_title = models.CharField(_("subject"), max_length=300, blank=True)
    asked = models.TextField(_("what was asked"), max_length=4000)
    asker_name = models.CharField(_("name"), max_length=200, blank=True)
    asker_contact = models.CharField(_("contact"), max_length=200, blank=True)
    is_public_wish = models.BooleanField(
        _("may be published with its answer"),
        default=True,
        help_text=_("Otherwise only the asker reads the answer, with the receipt code."),
    )
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    due_on = models.DateField(_("answer due on"), editable=False)
    public_text = models.TextField(_("question as published"), blank=True, max_length=4000)
    answer = models.TextField(_("answer"), blank=True, max_length=8000)
    set_aside_on = models.DateField(_("set aside on"), null=True, editable=False)
    set_aside_reason = models.CharField(_("why it is set aside"), max_length=500, blank=True)
    ticket = models.CharField(max_length=64, unique=True, editable=False)
    lookup = models.CharField(max_length=64, unique=True, editable=False)

    is_judged_alone = True

    objects = QuestionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["ticket", "lookup"])

    class Meta(Publishable.Meta):
        verbose_name = _("question or challenge")
        verbose_name_plural = _("questions and challenges")
        ordering = ["-fiscal_year", "-number"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["fiscal_year", "number"], name="question_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}"

    @property
    def label(self) -> str:
        """The number as it is written: 12/2570."""
        return f"{self.number}/{self.fiscal_year}"

    @property
    def is_public(self) -> bool:
        return self.is_published and self.is_public_wish

    @property
    def is_editable(self) -> bool:
        """What was set aside is over: nobody goes on with it."""
        return super().is_editable and self.set_aside_on is None

    @property
    def is_open(self) -> bool:
        return not self.published_at and self.set_aside_on is None

    @property
    def can_be_withdrawn(self) -> bool:
        """A private answer never was on the site: a withdrawal would be its first public trace."""
        return self.is_public_wish

    @property
    def is_for_everybody(self) -> bool:
        return self.is_public_wish

    @property
    def existed_on(self) -> dt.date:
        return self.received_on

    @property
    def answered_on(self) -> dt.date | None:
        return timezone.localdate(self.published_at) if self.published_at else None

    def get_absolute_url(self) -> str:
        return reverse("complaints:question", args=[self.fiscal_year, self.number])

    def public_facts(self) -> Facts:
        """A private answer leaves no text in the record of publication."""
        if not self.is_public_wish:
            return [(self.label_of("number"), self.label)]
        names = ("subject_title", "public_text", "answer")
        return [(self.label_of(name), getattr(self, name)) for name in names]

    def review_facts(self) -> Facts:
        """Of a private answer the approver reads what its asker will, which is published nowhere."""
        if self.is_public_wish:
            return self.public_facts()
        answer = (str(_("answer, for its asker only")), self.answer)
        return [*self.public_facts(), (self.label_of("subject_title"), self.subject_title), answer]

    def internal_facts(self) -> Facts:
        return [(str(_("what was asked, as it was written (never published)")), self.asked)]

    def problems(self) -> list[str]:
        found = []
        if self.set_aside_on:
            found.append(str(_("This question is set aside already.")))
        if not self.answer.strip():
            found.append(str(_("Write the answer.")))
        if self.is_public_wish and not self.public_text.strip():
            found.append(str(_("Write the question as it is published.")))
        return found
