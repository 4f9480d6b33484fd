"""What came of it: a result per method, outcomes and suggestions per measure."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models.assessment import Question, score_field, score_in_range
from measures.models.measure import Measure, Method
from publishing.models import Facts, Publishable, PublishableQuerySet


class Result(Publishable):
    """What came of one method (ผลการดำเนินการ)."""

    method = models.OneToOneField(
        Method, models.PROTECT, verbose_name=_("method"), related_name="result"
    )
    text = models.TextField(_("result"))

    year_path = "method__measure__plan__fiscal_year"
    objects = PublishableQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["method__measure", "method__order"]

    def __str__(self) -> str:
        return self.text

    @property
    def can_be_withdrawn(self) -> bool:
        """Never: its method stays, and so does what came of it."""
        return False

    @property
    def is_public(self) -> bool:
        return self.is_published and self.method.measure.is_published

    @property
    def public_title(self) -> str:
        return f"ผลการดำเนินการของวิธีการที่ {self.method.order} มาตรการที่ {self.method.measure.order}"

    def get_absolute_url(self) -> str:
        return f"{self.method.measure.get_absolute_url()}#method-{self.method.order}"

    def public_facts(self) -> Facts:
        return [(str(_("method")), str(self.method)), (str(_("result")), self.text)]

    def problems(self) -> list[str]:
        return _unpublished(self.method.measure)


class Outcome(Publishable):
    """What the measure brought about (ผลลัพธ์), with a score or a count where there is one."""

    measure = models.ForeignKey(
        Measure, models.PROTECT, verbose_name=_("measure"), related_name="outcomes"
    )
    order = models.PositiveSmallIntegerField(_("number"), default=1)
    text = models.TextField(_("outcome"))
    question = models.ForeignKey(
        Question, models.PROTECT, verbose_name=_("question"), null=True, blank=True
    )
    score_before = score_field(_("score before"))
    score_after = score_field(_("score after"))
    count = models.IntegerField(
        _("count"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    count_of = models.CharField(
        _("what is counted"),
        max_length=200,
        blank=True,
        help_text=_("Such as “objections to the use of the budget (times)”."),
    )

    year_path = "measure__plan__fiscal_year"
    shown_with = ("question",)

    objects = PublishableQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["measure", "order", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            score_in_range("score_before", "outcome_before_in_range"),
            score_in_range("score_after", "outcome_after_in_range"),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | (Q(count__gte=0) & ~Q(count_of="")),
                name="outcome_count_says_of_what",
                violation_error_message=_("Say what the count counts."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_public(self) -> bool:
        return self.is_published and self.measure.is_published

    @property
    def public_title(self) -> str:
        return f"ผลลัพธ์ข้อที่ {self.order} ของมาตรการที่ {self.measure.order}"

    def get_absolute_url(self) -> str:
        return f"{self.measure.get_absolute_url()}#outcomes"

    def public_facts(self) -> Facts:
        facts: Facts = [(str(_("outcome")), self.text)]
        facts += [
            (self.label_of(name), str(value))
            for name in ("question", "score_before", "score_after", "count", "count_of")
            if (value := getattr(self, name)) not in (None, "")
        ]
        return facts

    def problems(self) -> list[str]:
        return _unpublished(self.measure)


class Suggestion(Publishable):
    """What to do better next year (ข้อเสนอแนะ)."""

    measure = models.ForeignKey(
        Measure, models.PROTECT, verbose_name=_("measure"), related_name="suggestions"
    )
    order = models.PositiveSmallIntegerField(_("number"), default=1)
    text = models.TextField(_("suggestion"))

    year_path = "measure__plan__fiscal_year"
    objects = PublishableQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["measure", "order", "id"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_public(self) -> bool:
        return self.is_published and self.measure.is_published

    @property
    def public_title(self) -> str:
        return f"ข้อเสนอแนะข้อที่ {self.order} ของมาตรการที่ {self.measure.order}"

    def get_absolute_url(self) -> str:
        return f"{self.measure.get_absolute_url()}#suggestions"

    def public_facts(self) -> Facts:
        return [(str(_("suggestion")), self.text)]

    def problems(self) -> list[str]:
        return _unpublished(self.measure)


def _unpublished(measure: Measure) -> list[str]:
    if measure.is_published:
        return []
    return [str(_("The measure itself is not published yet: it has to be approved first."))]
