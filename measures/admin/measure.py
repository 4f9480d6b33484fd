"""Measures with their methods; what was done and what came of it is one link away."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from agency.staff_admin import StaffStackedInline
from measures.forms import MeasureForm, MethodForm, MethodFormSet
from measures.models import Measure, Method
from publishing.admin import PublishableAdmin

MAX_METHODS = 14  # keeps the page below DATA_UPLOAD_MAX_NUMBER_FIELDS


class MethodInline(StaffStackedInline):
    model = Method
    form = MethodForm
    formset = MethodFormSet
    fields = ["order", "text", "responsible", "recurring", "days", "own_words"]
    max_num = MAX_METHODS
    hide_title = True

    def get_extra(self, request: HttpRequest, obj: Measure | None = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Measure)
class MeasureAdmin(PublishableAdmin):
    """A promise of a year and how it is kept."""

    form = MeasureForm
    change_form_template = "admin/measures/measure_change_form.html"
    fieldsets = [
        (None, {"fields": ["plan", "order", "title", "indicator", "findings"]}),
        (
            _("In the report"),
            {
                "fields": ["activities_heading", "activities_summary", "outcomes_heading"],
                "classes": ["fold"],
            },
        ),
    ]
    inlines = [MethodInline]
    list_display = ["label", "year", "progress", "chip"]
    list_filter = ["state", "plan__fiscal_year"]
    list_select_related = ["plan"]
    search_fields = ["title"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_methods()

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", UnfoldAdminCheckboxSelectMultipleWidget())
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "title":
            field.widget.attrs["rows"] = 2
        return field

    @display(description=_("measure"), ordering="order")
    def label(self, measure: Measure) -> str:
        return str(measure)

    @display(description=_("year"), ordering="plan__fiscal_year")
    def year(self, measure: Measure) -> int:
        return measure.plan.fiscal_year

    @display(description=_("progress"))
    def progress(self, measure: Measure) -> str:
        progress = measure.measured_on(timezone.localdate()).progress
        return f"{progress.percent}% {progress.state_label}"

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        measure = kwargs.get("obj")
        if measure is not None:
            context |= {
                "methods": measure.methods.select_related("result", "responsible"),
                "activities": measure.activities.all(),
                "outcomes": measure.outcomes.all(),
                "suggestions": measure.suggestions.all(),
            }
        return super().render_change_form(request, context, *args, **kwargs)
