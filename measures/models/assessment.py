"""The ITA assessment of one year (การประเมิน ITA): framework, scores and what they teach."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.scoring import Level, grade_of
from publishing.models import Facts, Publishable, PublishableQuerySet
from thai.fiscal import FiscalYear, InvalidFiscalYear

SCORE_RANGE = [MinValueValidator(0), MaxValueValidator(100)]


def fiscal_year_field(label: Any) -> models.PositiveSmallIntegerField:
    """A fiscal year in the Buddhist era, such as 2566; each has one row."""
    return models.PositiveSmallIntegerField(
        label, unique=True, validators=[MinValueValidator(2540), MaxValueValidator(2700)]
    )


def refuse_no_year(fiscal_year: int | None) -> None:
    """Refuse a year that has no halves: its page could not be shown."""
    if fiscal_year is not None:
        try:
            FiscalYear(fiscal_year)
        except InvalidFiscalYear as invalid:
            raise ValidationError({"fiscal_year": str(invalid)}) from invalid


def score_field(label: Any) -> models.DecimalField:
    """A score of 0 to 100 with the two decimals that ป.ป.ช. announces."""
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, null=True, blank=True, validators=SCORE_RANGE
    )


def score_in_range(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0, f"{field}__lte": 100}),
        name=name,
        violation_error_message=_("A score lies between 0 and 100."),
    )


class Instrument(models.TextChoices):
    """The three questionnaires of ITA."""

    IIT = "IIT", _("IIT: perception of internal stakeholders")
    EIT = "EIT", _("EIT: perception of external stakeholders")
    OIT = "OIT", _("OIT: open data check")


class AssessmentYear(Publishable):
    """The ITA result of the agency for one fiscal year (ปีการประเมิน), as ป.ป.ช. announced it."""

    fiscal_year = fiscal_year_field(_("fiscal year"))
    total_score = score_field(_("total score"))
    iit_score = score_field(_("IIT score (of 100)"))
    eit_score = score_field(_("EIT score (of 100)"))
    oit_score = score_field(_("OIT score (of 100)"))
    source_url = models.URLField(_("where the result was announced"), blank=True)

    objects = PublishableQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("ITA assessment year")
        verbose_name_plural = _("ITA assessment years")
        ordering = ["-fiscal_year"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(2540, 2700)),
                name="assessment_year_is_buddhist",
                violation_error_message=_("Write the fiscal year in the Buddhist era."),
            ),
            score_in_range("total_score", "assessment_total_in_range"),
        ]

    def __str__(self) -> str:
        return f"ITA {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return reverse("measures:assessment", args=[self.fiscal_year])

    @property
    def grade(self) -> str:
        """The grade in the words of that year, computed from its levels; empty without scores."""
        if self.total_score is None:
            return ""
        levels = [
            Level(level.name, level.minimum_total, level.minimum_each)
            for level in self.levels.all()
        ]
        each = [self.iit_score, self.eit_score, self.oit_score]
        return grade_of(self.total_score, [score for score in each if score is not None], levels)

    def public_facts(self) -> Facts:
        facts: Facts = [(str(_("fiscal year")), str(self.fiscal_year))]
        facts += [
            (self.label_of(name), str(value))
            for name in ("total_score", "iit_score", "eit_score", "oit_score")
            if (value := getattr(self, name)) is not None
        ]
        facts += [(str(indicator), str(indicator.score)) for indicator in self.indicators.scored()]
        facts += [
            (question.text, str(question.score))
            for question in Question.objects.filter(indicator__assessment=self).scored()
        ]
        return facts + [(str(_("finding")), finding.text) for finding in self.findings.all()]


class GradeLevel(models.Model):
    """One step of the grade scale of a year (ระดับผลการประเมิน); rules differ between years."""

    assessment = models.ForeignKey(
        AssessmentYear,
        models.CASCADE,
        verbose_name=_("ITA assessment year"),
        related_name="levels",
    )
    name = models.CharField(_("name"), max_length=50)
    minimum_total = models.DecimalField(
        _("lowest total score"), max_digits=5, decimal_places=2, validators=SCORE_RANGE
    )
    minimum_each = models.DecimalField(
        _("lowest score of each instrument"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=SCORE_RANGE,
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=10,
        blank=True,
        help_text=_("How sure the source is: S sourced, M from memory, to be checked."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("grade level")
        verbose_name_plural = _("grade levels")
        ordering = ["-minimum_total", models.F("minimum_each").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "name"], name="grade_name_once_per_year"),
        ]

    def __str__(self) -> str:
        return self.name


class ScoredQuerySet(models.QuerySet):
    def scored(self) -> "ScoredQuerySet":
        return self.filter(score__isnull=False)


class Indicator(models.Model):
    """One of the indicators of a year (ตัวชี้วัด), with the agency's score."""

    assessment = models.ForeignKey(
        AssessmentYear,
        models.CASCADE,
        verbose_name=_("ITA assessment year"),
        related_name="indicators",
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)
    instrument = models.CharField(_("instrument"), max_length=3, choices=Instrument)
    score = score_field(_("score"))
    confidence = models.CharField(_("confidence"), max_length=10, blank=True)

    objects = ScoredQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number"],
                name="indicator_number_once_per_year",
                violation_error_message=_("This year already has an indicator of that number."),
            ),
            score_in_range("score", "indicator_score_in_range"),
        ]

    def __str__(self) -> str:
        return f"ตัวชี้วัดที่ {self.number} {self.name}"


class Question(models.Model):
    """One question of IIT or EIT (ข้อคำถาม), worded as in its year, with the agency's score."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="questions")
    code = models.CharField(_("code"), max_length=10, blank=True)
    text = models.TextField(_("text"))
    score = score_field(_("score"))

    objects = ScoredQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["indicator__number", "code", "id"]
        constraints = [score_in_range("score", "question_score_in_range")]

    def __str__(self) -> str:
        return self.text


class Finding(models.Model):
    """A weakness, a thing to develop or a trend read from the scores (ประเด็นจากการวิเคราะห์)."""

    class Kind(models.TextChoices):
        WEAKNESS = "weakness", _("Weakness to mend at once")
        DEVELOP = "develop", _("To be developed")
        TREND = "trend", _("Trend")

    assessment = models.ForeignKey(
        AssessmentYear,
        models.CASCADE,
        verbose_name=_("ITA assessment year"),
        related_name="findings",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.WEAKNESS)
    text = models.TextField(_("text"))
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), null=True, blank=True
    )
    question = models.ForeignKey(
        Question, models.PROTECT, verbose_name=_("question"), null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text

    @property
    def score(self) -> Decimal | None:
        """The score that the finding was read from."""
        source = self.question or self.indicator
        return source.score if source else None
