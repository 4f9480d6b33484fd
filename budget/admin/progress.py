"""Reports on the progress of projects, and the way to the projects plan by plan."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from budget.admin.parts import BudgetAdmin, wanted_pk
from budget.flags import Flag
from budget.forms import ReportForm
from budget.models import BudgetLine, BudgetYear, ProgressReport
from budget.progress_desk import sheet
from budget.projects import flags_of_report, projects_of
from budget.sheets import plans_of


@admin.register(ProgressReport)
class ProgressReportAdmin(BudgetAdmin):
    """The progress of a period: what concerns all projects here, each project on its plan's page."""

    form = ReportForm
    change_form_template = "admin/budget/progressreport_change_form.html"
    fieldsets = [
        (
            None,
            {"fields": [("year", "period_slug"), "problems_text", "suggestions_text"]},
        )
    ]
    list_display = ["label", "line_count", "chip"]
    list_filter = ["year", "period_slug", "state"]
    list_select_related = ["year"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(sheet)
        address = "<int:pk>/plans/<int:plan>/"
        return [path(address, view, name="budget_progressreport_sheet"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(line_number=Count("lines"))

    @display(description=_("period"), ordering="period_slug")
    def label(self, report: ProgressReport) -> str:
        return str(report)

    @display(description=_("projects"), ordering="line_number")
    def line_count(self, report: ProgressReport) -> int:
        return report.line_number  # type: ignore[attr-defined]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"problems_text", "suggestions_text"}:
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        years = BudgetYear.objects.published().newest_first()
        year = years.filter(pk=wanted_pk(request, "year")).first() or years.first()
        return ({"year": year.pk} if year else {}) | initial

    def flags_of(self, unit: ProgressReport) -> list[Flag]:
        return flags_of_report(unit)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        report = kwargs.get("obj")
        if report is not None:
            done = Q(progress__report=report)
            projects = plans_of(report.year, projects_of(report), done)
            others = plans_of(report.year, BudgetLine.objects.all(), done)
            with_projects = {row.plan.pk for row in projects}
            context |= {
                "plans": projects,
                "lacks": report.problems() if report.is_editable else [],
                "plans_without": [row for row in others if row.plan.pk not in with_projects],
            }
        return super().render_change_form(request, context, *args, **kwargs)
