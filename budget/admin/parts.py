"""What the admin pages of the budget share: amounts as in Thai tables, and going on after adding."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from agency.staff import StaffRequest
from agency.staff_admin import StaffTabularInline
from budget.form_fields import BUDGET_FORMFIELDS
from publishing.admin import SUBMIT_BUTTON, PublishableAdmin
from publishing.unit_view import change_url


class BudgetAdmin(PublishableAdmin):
    """A unit of the budget. Its rows are entered after it was saved, on the page that then opens."""

    formfield_overrides: Any = BUDGET_FORMFIELDS

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


class BudgetInline(StaffTabularInline):
    """Rows of a unit of the budget, side by side; their title is the row itself."""

    formfield_overrides = BUDGET_FORMFIELDS
    hide_title = True


def wanted_pk(request: HttpRequest, name: str) -> int:
    """Return the primary key that an address names, such as `?year=7`; 0, which is nobody's."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0
