"""What the admin pages of the budget share: amounts as in Thai tables, and going on after adding."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import display
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from agency.staff import StaffRequest
from agency.staff_admin import StaffTabularInline
from budget.control import Control, Suspect
from budget.form_fields import BUDGET_FORMFIELDS
from budget.models import BudgetYear
from publishing.admin import SUBMIT_BUTTON, PublishableAdmin
from publishing.unit_view import change_url


class BudgetAdmin(PublishableAdmin):
    """A unit of the budget. Its rows are entered after it was saved, on the page that then opens."""

    formfield_overrides: Any = BUDGET_FORMFIELDS

    needs_year = True

    def add_view(self, request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the ordinance where no year is there yet: everything else belongs to one."""
        is_first = self.needs_year and not BudgetYear.objects.exists()
        if is_first and self.has_add_permission(request):
            messages.info(request, _("Enter the ordinance of a fiscal year first."))
            return redirect("admin:budget_budgetyear_add")
        return super().add_view(request, *args, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else []

    def response_add(
        self, request: StaffRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        answer = super().response_add(request, obj, post_url_continue)
        if SUBMIT_BUTTON in request.POST:
            return answer
        return HttpResponseRedirect(change_url(obj))

    def can_submit(self, request: StaffRequest, obj: Any) -> bool:
        return obj is not None and super().can_submit(request, obj)


class ControlledAdmin(BudgetAdmin):
    """A unit that is held against a signed paper; the comparison is made once for each page."""

    readonly_fields = ["controls"]

    @display(description=_("held against the rows"))
    def controls(self, unit: Any) -> str:
        return getattr(unit, "held", "–")

    def suspects(self, unit: Any, controls: list[Control]) -> list[Suspect]:
        """The rows that could cause the differences."""
        raise NotImplementedError

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        if (unit := kwargs.get("obj")) is not None:
            controls = unit.controls
            shown = {"controls": controls, "suspects": self.suspects(unit, controls)}
            unit.held = render_to_string("admin/budget/controls.html", shown)
        return super().render_change_form(request, context, *args, **kwargs)


class BudgetInline(StaffTabularInline):
    """Rows of a unit of the budget, side by side; their title is the row itself."""

    formfield_overrides = BUDGET_FORMFIELDS
    hide_title = True


def wanted_pk(request: HttpRequest, name: str) -> int:
    """Return the primary key that an address names, such as `?year=7`; 0, which is nobody's."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0
