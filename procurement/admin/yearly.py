"""What is said of a period as a whole: that it is empty, and what a year taught."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from procurement.forms import YearForm
from procurement.models import NilPeriod, YearSummary
from publishing.admin import PublishableAdmin
from thai.fiscal import FiscalYear


@admin.register(NilPeriod)
class NilPeriodAdmin(PublishableAdmin):
    """Empty months and quarters; they are said on the desk (`procurement.nil_views`)."""

    fieldsets = [(None, {"fields": [("fiscal_year", "slug")]})]
    change_form_template = "admin/procurement/nilperiod_change_form.html"
    list_display = ["label", "fiscal_year", "chip"]
    list_filter = ["fiscal_year", "state"]
    first_step = _("A month without purchases says so on the page of months and quarters.")
    first_url = "procurement_staff:nil"
    first_button = _("Months and quarters")
    first_is_open = True

    @display(description=_("month or quarter"), ordering="slug")
    def label(self, nil: NilPeriod) -> str:
        return nil.period.label()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A period is said to be empty on the desk, which knows its contracts."""
        return False

    def has_change_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        """Nothing of it can be corrected: what is wrong is deleted or withdrawn."""
        return obj is None and super().has_change_permission(request, obj)


@admin.register(YearSummary)
class YearSummaryAdmin(PublishableAdmin):
    """Problems and suggestions of a year; its figures come from the purchases."""

    form = YearForm
    fieldsets = [(None, {"fields": ["fiscal_year", "problems_met", "suggestions"]})]
    list_display = ["label", "chip"]
    list_filter = ["state"]

    @display(description=_("fiscal year"), ordering="fiscal_year")
    def label(self, summary: YearSummary) -> str:
        return str(summary.fiscal_year)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"problems_met", "suggestions"}:
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 5})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        year = FiscalYear.of(timezone.localdate()).previous().year
        return {"fiscal_year": year} | super().get_changeform_initial_data(request)
