"""The measures of a year as a whole, and the editions of its report."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from agency.staff_admin import StaffAdmin
from agency.templatetags.thai_text import thai_datetime
from measures.models import MeasurePlan, ReportEdition


@admin.register(MeasurePlan)
class MeasurePlanAdmin(StaffAdmin):
    """A year: which assessment it answers, who set the measures, who signs."""

    change_form_template = "admin/measures/measureplan_change_form.html"
    fieldsets = [
        (None, {"fields": ["fiscal_year", "assessment", "set_by"]}),
        (_("Signature"), {"fields": ["signatory_name", "signatory_position"]}),
    ]
    list_display = ["label", "assessment", "measure_count", "edition_count"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[MeasurePlan]:
        rows = super().get_queryset(request).select_related("assessment")
        return rows.annotate(
            measure_number=Count("measures", distinct=True),
            edition_number=Count("editions", distinct=True),
        )

    @display(description=_("year"), ordering="fiscal_year")
    def label(self, plan: MeasurePlan) -> str:
        return str(plan)

    @display(description=_("measures"), ordering="measure_number")
    def measure_count(self, plan: MeasurePlan) -> int:
        return plan.measure_number  # type: ignore[attr-defined]

    @display(description=_("editions"), ordering="edition_number")
    def edition_count(self, plan: MeasurePlan) -> int:
        return plan.edition_number  # type: ignore[attr-defined]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        plan = kwargs.get("obj")
        if plan is not None:
            context |= {"measures": plan.measures.order_by("order")}
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(ReportEdition)
class ReportEditionAdmin(ModelAdmin):
    """Issued editions, for reading: they are made on the report page and never change."""

    list_display = ["__str__", "issued", "issued_by", "pages", "sha256"]
    fields = ["issued", "issued_by", "pages", "sha256", "download"]
    list_filter = ["plan"]
    list_select_related = ["plan", "issued_by"]
    show_full_result_count = False
    actions = None
    first_step = _("Issue the first edition from the year of the measures.")
    first_url = "admin:measures_measureplan_changelist"
    first_button = _("Measures by year")
    first_is_open = True

    @display(description=_("issued at"), ordering="issued_at")
    def issued(self, edition: ReportEdition) -> str:
        return thai_datetime(edition.issued_at)

    @display(description=_("download"))
    def download(self, edition: ReportEdition) -> str:
        return render_to_string("admin/measures/edition_link.html", {"edition": edition})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
