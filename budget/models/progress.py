"""How far each project is: what ITA asks for after six months and after the year."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.models.facts import shortened
from budget.models.line import BudgetLine
from budget.models.year import BudgetYear
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import State
from thai.fiscal import Period


class ProgressReportQuerySet(PublishableQuerySet["ProgressReport"]):
    def public(self) -> Self:
        return self.published().filter(year__state=State.PUBLISHED)


class ProgressReport(Publishable):
    """The progress of all projects in one period (รายงานความก้าวหน้าการดำเนินงาน).

    ITA 2567 O8/O9, 2568 O6/O7: six months (`h1`) and the whole year (`year`).
    """

    class PeriodSlug(models.TextChoices):
        QUARTER_1 = "q1", _("First quarter")
        QUARTER_2 = "q2", _("Second quarter")
        QUARTER_3 = "q3", _("Third quarter")
        QUARTER_4 = "q4", _("Fourth quarter")
        HALF_1 = "h1", _("First six months")
        HALF_2 = "h2", _("Last six months")
        YEAR = "year", _("Whole year")

    year = models.ForeignKey(
        BudgetYear, models.PROTECT, verbose_name=_("budget of"), related_name="progress_reports"
    )
    period_slug = models.CharField(
        _("period"), max_length=5, choices=PeriodSlug, default=PeriodSlug.HALF_1
    )
    problems_text = models.TextField(_("problems and obstacles of all"), blank=True)
    suggestions_text = models.TextField(_("suggestions for all"), blank=True)

    year_path = "year__fiscal_year"
    named_by = ("year",)

    objects = ProgressReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("progress of projects")
        verbose_name_plural = _("progress of projects")
        ordering = ["-year__fiscal_year", "period_slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "period_slug"],
                condition=~Q(state=State.WITHDRAWN),
                name="progress_once_per_period",
                violation_error_message=_("This period is there already: open it to change it."),
            ),
        ]

    def __str__(self) -> str:
        return f"ความก้าวหน้าการดำเนินงาน {self.period.label()}"

    def get_absolute_url(self) -> str:
        return reverse("budget:report", args=[self.year.fiscal_year, self.period_slug])

    @property
    def period(self) -> Period:
        return Period.from_slug(self.year.fiscal_year, self.period_slug)

    @property
    def is_public(self) -> bool:
        return self.is_published and self.year.is_published

    def public_facts(self) -> Facts:
        facts = [
            (self.label_of(name), text)
            for name in ("problems_text", "suggestions_text")
            if (text := getattr(self, name))
        ]
        rows = self.lines.select_related(
            "line__plan", "line__work", "line__category", "line__budget_class"
        )
        return facts + shortened([(row.line.full_title, row.fact) for row in rows])

    def problems(self) -> list[str]:
        checks = [
            (not self.lines.exists(), _("Write the progress of at least one project.")),
            (not self.year.is_published, _("The budget of the year itself is not published yet.")),
        ]
        found = [str(sentence) for wrong, sentence in checks if wrong]
        # What was published before these rules can still be corrected, a plan at a time.
        return found if self.is_published else found + self._unsaid()

    def _unsaid(self) -> list[str]:
        """What must not be left empty: what came of finished projects, why one was given up."""
        done = self.lines.filter(status=LineProgress.Status.DONE, result="")
        given_up = self.lines.filter(status=LineProgress.Status.CANCELLED, result="", problem="")
        lacks = [
            (done, _("Write what came of the projects that are done: %(projects)s")),
            (given_up, _("Write why these projects were cancelled: %(projects)s")),
        ]
        return [
            str(sentence) % {"projects": ", ".join(titles)}
            for rows, sentence in lacks
            if (titles := rows.values_list("line__title", flat=True))
        ]


class LineProgressQuerySet(models.QuerySet["LineProgress"]):
    def public(self) -> Self:
        return self.filter(report__state=State.PUBLISHED, report__year__state=State.PUBLISHED)


class LineProgress(models.Model):
    """What became of one project in a period: result, problem, suggestion."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="lines")
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, verbose_name=_("project"), related_name="progress"
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.NOT_STARTED
    )
    result = models.TextField(_("result"), blank=True)
    problem = models.TextField(_("problem or obstacle"), blank=True)
    suggestion = models.TextField(_("suggestion"), blank=True)

    objects = LineProgressQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("progress of a project")
        verbose_name_plural = _("progress of each project")
        ordering = ["line__order", "line_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "line"],
                name="progress_once_per_line",
                violation_error_message=_("This project stands here already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.line)

    @property
    def fact(self) -> str:
        """What the record keeps of it."""
        parts = [self.get_status_display(), self.result, self.problem, self.suggestion]
        return " · ".join(part for part in parts if part)
