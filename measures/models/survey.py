"""The surveys of a year (แบบวัด IIT และ EIT): where they are answered, how many have answered, and
what each question means. Answers never come here: only how many there are.
"""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models.assessment import Instrument, Question, refuse_no_year
from measures.survey_rules import (
    Target,
    is_of_year,
    is_official,
    minimum_of_size,
    survey_rules,
    target_of,
)
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import Problem, State
from thai.dates import date_range, long_date
from thai.fiscal import FiscalYear

ANSWERED = (Instrument.IIT, Instrument.EIT)  # OIT is no questionnaire for people
YEARS = (2540, 2700)


def check_official(url: str) -> None:
    if not is_official(url):
        hosts = ", ".join(f"https://{row.host}/…" for row in survey_rules().hosts)
        raise ValidationError(
            _("Only the official address of the survey is published: %(hosts)s."),
            code="not_official",
            params={"hosts": hosts},
        )


class SurveyQuerySet(PublishableQuerySet["Survey"]):
    def open_on(self, day: dt.date) -> Self:
        return self.filter(opens_on__lte=day, closes_on__gte=day)


class Survey(Publishable):
    """IIT or EIT of one fiscal year: its official address, its window, and whom it asks."""

    class Size(models.TextChoices):
        """The size of the agency as the Ministry of Interior classes it."""

        LARGE = "L", _("Large (L)")
        MIDDLE = "M", _("Middle (M)")
        SMALL = "S", _("Small (S)")

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year (B.E.)"), validators=[MinValueValidator(YEARS[0])]
    )
    instrument = models.CharField(
        _("survey"), max_length=3, choices=[(each.value, each.label) for each in ANSWERED]
    )
    url = models.URLField(
        _("official address"),
        validators=[check_official],
        help_text=_("As ITAS shows it, such as https://itas.nacc.go.th/go/eit/…"),
    )
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    population = models.PositiveIntegerField(
        _("how many people may answer"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("IIT: staff who have worked here for a year or more. Only the number."),
    )
    size = models.CharField(
        _("size of the agency"),
        max_length=1,
        choices=Size,
        blank=True,
        help_text=_("EIT has a least number of answers by size."),
    )
    given_target = models.PositiveIntegerField(
        _("least number of answers in ITAS"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("When ITAS shows one, it counts; else it is computed."),
    )

    objects = SurveyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("survey of ITA")
        verbose_name_plural = _("surveys of ITA")
        ordering = ["-fiscal_year", "-instrument"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["fiscal_year", "instrument"],
                condition=~Q(state=State.WITHDRAWN),
                name="survey_once_per_year",
                violation_error_message=_("This survey of the year is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_closes_after_it_opens",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=YEARS),
                name="survey_year_is_plausible",
                violation_error_message=_("Write the fiscal year in the Buddhist era."),
            ),
        ]

    def __str__(self) -> str:
        return f"แบบวัด {self.instrument} ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return f"{reverse('measures:surveys', args=[self.fiscal_year])}#{self.anchor}"

    def clean(self) -> None:
        refuse_no_year(self.fiscal_year)

    @property
    def anchor(self) -> str:
        return self.instrument.lower()

    @property
    def target(self) -> Target:
        is_eit = self.instrument == Instrument.EIT
        return target_of(
            given=self.given_target,
            population=self.population,
            size_minimum=minimum_of_size(self.fiscal_year, self.size) if is_eit else 0,
        )

    @property
    def existed_on(self) -> dt.date:
        return min(self.opens_on, super().existed_on)

    @property
    def window(self) -> str:
        """The days on which it can be answered, in Thai."""
        return date_range(self.opens_on, self.closes_on)

    def is_open_on(self, day: dt.date) -> bool:
        return self.opens_on <= day <= self.closes_on

    def public_facts(self) -> Facts:
        facts = [
            (self.label_of("instrument"), str(self)),
            (self.label_of("url"), self.url),
            (str(_("open for answers")), self.window),
        ]
        facts += [
            (self.label_of(name), f"{value:,}")
            for name in ("population", "given_target")
            if (value := getattr(self, name)) is not None
        ]
        return facts + ([(self.label_of("size"), self.get_size_display())] if self.size else [])

    def problems(self) -> list[str]:
        if is_of_year(self.fiscal_year, self.opens_on, self.closes_on):
            return []
        year = FiscalYear(self.fiscal_year)
        sentence = _(
            "A survey of fiscal year %(year)s is answered between %(first)s and %(last)s, this one "
            "%(window)s: check the fiscal year and the days."
        ) % {
            "year": year.year,
            "first": long_date(year.first_day),
            "last": long_date(year.last_day),
            "window": self.window,
        }
        return [Problem(sentence, "fiscal_year")]


class SurveyTally(models.Model):
    """How many had answered by a day, as staff read it in ITAS (จำนวนผู้ตอบสะสม); never an answer."""

    survey = models.ForeignKey(
        Survey, models.CASCADE, verbose_name=_("survey"), related_name="tallies"
    )
    day = models.DateField(_("day"))
    answered = models.PositiveIntegerField(_("answered so far"))
    reason = models.CharField(_("reason for the correction"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tally of a survey")
        verbose_name_plural = _("tallies of surveys")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "day"],
                name="survey_tally_once_a_day",
                violation_error_message=_("There is a count of this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.answered:,}"


class SurveyExplanationQuerySet(PublishableQuerySet["SurveyExplanation"]):
    def in_order(self) -> Self:
        rows = self.select_related("question__indicator__assessment")
        return rows.order_by("question__indicator__number", "question__code", "question_id")


class SurveyExplanation(Publishable):
    """A question of IIT or EIT in plain Thai, with where the portal shows what it asks about."""

    question = models.OneToOneField(
        Question, models.PROTECT, verbose_name=_("question"), related_name="explanation"
    )
    text = models.TextField(_("in plain words"))
    path = models.CharField(
        _("where the facts are published"),
        max_length=300,
        blank=True,
        help_text=_("The address on this site, such as /budget/2566/."),
    )
    path_label = models.CharField(_("words of the link"), max_length=200, blank=True)

    year_path = "question__indicator__assessment__fiscal_year"
    named_by = ("question",)

    objects = SurveyExplanationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("explanation of a question")
        verbose_name_plural = _("explanations of questions")
        ordering = ["question__indicator__number", "question__code", "question_id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(path="") | (Q(path__startswith="/") & ~Q(path__startswith="//")),
                name="survey_explanation_path_is_ours",
                violation_error_message=_(
                    "Write an address on this site: it begins with one slash."
                ),
            ),
            models.CheckConstraint(
                condition=Q(path="") | ~Q(path_label=""),
                name="survey_explanation_link_has_words",
                violation_error_message=_("Write what the link leads to."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def instrument(self) -> str:
        return self.question.indicator.instrument

    @property
    def public_title(self) -> str:
        return f"คำอธิบายข้อคำถาม: {self.question}"

    def get_absolute_url(self) -> str:
        year = self.question.indicator.assessment.fiscal_year
        return f"{reverse('measures:surveys', args=[year])}#question-{self.question_id}"

    def public_facts(self) -> Facts:
        facts = [
            (self.label_of("question"), str(self.question)),
            (self.label_of("text"), self.text),
            (self.label_of("path_label"), self.path_label),
            (self.label_of("path"), self.path),
        ]
        return [(label, text) for label, text in facts if text]
