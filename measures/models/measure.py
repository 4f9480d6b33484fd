"""What the agency promised for a year: the plan, its measures, their methods and schedules."""

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.models import Unit, User
from measures.models.assessment import AssessmentYear, Finding, Indicator, fiscal_year_field
from measures.progress import Progress, method_progress, progress_of
from measures.schedules import Entry, ScheduleKind, schedule_label
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import State
from thai.fiscal import FiscalYear, newest_year_on

if TYPE_CHECKING:
    from measures.models.activity import Activity


class MeasurePlanQuerySet(models.QuerySet["MeasurePlan"]):
    def public(self) -> Self:
        """Years of which at least one measure is or was public."""
        return self.filter(measures__state__in=[State.PUBLISHED, State.WITHDRAWN]).distinct()

    def newest_first(self) -> Self:
        return self.order_by("-fiscal_year")

    def newest_on(self, day: dt.date) -> "MeasurePlan | None":
        """The newest year that a page leads to by itself on a day."""
        return self.filter(fiscal_year__lte=newest_year_on(day)).newest_first().first()


class MeasurePlan(models.Model):
    """The measures of one fiscal year (มาตรการประจำปี) and the assessment they answer.

    Two years: `fiscal_year` is when the measures are carried out and reported (seed: 2566),
    `assessment` is the ITA result that was analysed (seed: 2565).
    """

    fiscal_year = fiscal_year_field(_("fiscal year of the measures"))
    assessment = models.ForeignKey(
        AssessmentYear,
        models.PROTECT,
        verbose_name=_("assessment that was analysed"),
        related_name="plans",
    )
    set_by = models.CharField(
        _("measures were set jointly by"),
        max_length=200,
        default="ผู้บริหารและเจ้าหน้าที่",
        help_text=_("Stands in the preamble of the report."),
    )
    signatory_name = models.CharField(_("name of the signatory"), max_length=200, blank=True)
    signatory_position = models.CharField(
        _("position of the signatory"), max_length=200, blank=True
    )

    objects = MeasurePlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("measures of a year")
        verbose_name_plural = _("measures by year")
        ordering = ["-fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(2540, 2700)),
                name="plan_year_is_buddhist",
                violation_error_message=_("Write the fiscal year in the Buddhist era."),
            ),
        ]

    def __str__(self) -> str:
        return f"มาตรการปีงบประมาณ พ.ศ. {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return reverse("measures:year", args=[self.fiscal_year])

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)


class MeasureQuerySet(PublishableQuerySet["Measure"]):
    def with_methods(self) -> Self:
        """Fetch what the progress and the lists of a measure are made from."""
        return self.select_related("plan", "indicator").prefetch_related(
            "methods__schedules", "methods__responsible", "activities__methods"
        )

    def measured_on(self, day: dt.date) -> "list[Measure]":
        """Return the measures with their progress on `day`, from schedules and public activities."""
        return [measure.measured_on(day) for measure in self.with_methods()]

    def with_report(self) -> Self:
        """Fetch everything that the annual report says about the measures."""
        return self.with_methods().prefetch_related(
            "findings",
            "methods__result",
            "activities__photos",
            "activities__evidence",
            "outcomes__question",
            "suggestions",
        )


class Measure(Publishable):
    """A promise to the public (มาตรการ/แนวทาง); its activities are how the promise is kept."""

    plan = models.ForeignKey(
        MeasurePlan, models.PROTECT, verbose_name=_("year"), related_name="measures"
    )
    order = models.PositiveSmallIntegerField(_("number in the year"))
    title = models.TextField(_("measure"))
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        verbose_name=_("indicator it should raise"),
        null=True,
        blank=True,
        related_name="measures",
    )
    findings = models.ManyToManyField(
        Finding, verbose_name=_("findings it answers"), blank=True, related_name="measures"
    )
    activities_heading = models.CharField(
        _("heading above the activities"), max_length=100, default="กิจกรรม"
    )
    activities_summary = models.TextField(_("what the activities are for"), blank=True)
    outcomes_heading = models.CharField(
        _("heading above the outcomes"), max_length=100, default="ผลลัพธ์ของการดำเนินการ"
    )

    # Present only after `measured_on(day)`.
    progress: Progress

    year_path = "plan__fiscal_year"
    shown_with = ("plan", "indicator", "methods__responsible", "methods__schedules")

    objects = MeasureQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[findings])

    class Meta(Publishable.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["-plan__fiscal_year", "order"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "order"],
                name="measure_number_once_per_year",
                violation_error_message=_("This year already has a measure of that number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("measures:measure", args=[self.plan.fiscal_year, self.order])

    @property
    def owners(self) -> list[str]:
        """The responsible units of its methods, each once, in order."""
        return list(dict.fromkeys(str(method.responsible) for method in self.methods.all()))

    @cached_property
    def published_activities(self) -> "list[Activity]":
        return [activity for activity in self.activities.all() if activity.is_published]

    def measured_on(self, day: dt.date) -> Self:
        """Fill in `progress` for `day`, of the measure and of its methods."""
        methods = list(self.methods.all())
        for method in methods:
            method.progress = method.progress_on(day)
        self.progress = progress_of([method.progress for method in methods])
        return self

    def public_facts(self) -> Facts:
        facts: Facts = [(str(_("measure")), self.title)]
        if self.indicator:
            facts.append((str(_("indicator it should raise")), str(self.indicator)))
        for method in self.methods.all():
            facts.append((str(_("method")), f"{method.order}. {method.text}"))
            facts.append((str(_("responsible")), str(method.responsible)))
            facts.append((str(_("schedule")), method.schedule_label))
        if self.activities_summary:
            facts.append((str(_("what the activities are for")), self.activities_summary))
        return facts

    def problems(self) -> list[str]:
        methods = list(self.methods.prefetch_related("schedules"))
        if not methods:
            return [str(_("Add at least one method before submitting the measure."))]
        return [
            str(_("Method %(number)s has no schedule.") % {"number": method.order})
            for method in methods
            if not method.schedules.all()
        ]


class MethodQuerySet(models.QuerySet["Method"]):
    def of_person(self, user: User) -> Self:
        """Methods for which one of the person's units is responsible."""
        return self.filter(responsible__in=user.units.all())


class Method(models.Model):
    """One numbered way of carrying a measure out (วิธีการดำเนินการ), with owner and schedule."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="methods")
    order = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("method"))
    responsible = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("responsible"), related_name="+"
    )

    # Present only after `Measure.measured_on(day)`.
    progress: Progress

    objects = MethodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "order"],
                name="method_number_once_per_measure",
                violation_error_message=_("The measure already has a method of that number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"

    @property
    def entries(self) -> list[Entry]:
        return [schedule.entry for schedule in self.schedules.all()]

    @property
    def schedule_label(self) -> str:
        """When the method is carried out, as the report says it, with Arabic digits."""
        return schedule_label(self.entries, self.measure.plan.fiscal_year)

    def progress_on(self, day: dt.date) -> Progress:
        spans = [
            activity.span for activity in self.measure.published_activities if activity.serves(self)
        ]
        return method_progress(self.entries, self.measure.plan.fiscal_year, spans, day)


class Schedule(models.Model):
    """When a method is due (ระยะเวลาดำเนินการ): one line of it, several lines may stand."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="schedules")
    kind = models.CharField(_("when"), max_length=12, choices=ScheduleKind)
    date = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("For “on a date”: the day. For “in a month”: any day of that month."),
    )
    text = models.CharField(_("in own words"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date__isnull=False)
                | ~Q(kind__in=[ScheduleKind.DATE, ScheduleKind.MONTH]),
                name="schedule_date_where_needed",
                violation_error_message=_("Write the date or a day of the month."),
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(kind=ScheduleKind.TEXT),
                name="schedule_text_where_needed",
                violation_error_message=_("Write in own words when it is done."),
            ),
        ]

    def __str__(self) -> str:
        return self.entry.label

    @property
    def entry(self) -> Entry:
        return Entry(ScheduleKind(self.kind), self.date, self.text)
