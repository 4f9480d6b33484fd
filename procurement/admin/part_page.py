"""The page of one contract or of one report of progress: locked and corrected with its unit."""

from typing import Any

from django.http import HttpRequest

from agency.staff import StaffRequest
from budget.actions import touch
from budget.form_fields import BUDGET_FORMFIELDS
from procurement.admin.parts import purchase_of
from procurement.forms import PartPageForm
from procurement.models import Purchase, Stage
from procurement.models.purchase import refresh_list_facts
from publishing.admin import PublishableAdmin
from publishing.permissions import may_edit


class PartPageAdmin(PublishableAdmin):
    """A part that is begun on the page of its purchase or step, and detailed on its own."""

    form = PartPageForm
    formfield_overrides: Any = BUDGET_FORMFIELDS
    change_form_template = "admin/procurement/part_change_form.html"
    list_select_related = ["purchase", "stage"]

    def unit_of(self, obj: Any) -> Purchase | Stage:
        return obj.stage or obj.purchase

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        """Whoever may edit a draft may take a part out of it."""
        allowed = super(PublishableAdmin, self).has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        unit = self.unit_of(obj)
        return unit.is_editable and may_edit(request.user, unit)

    def delete_model(self, request: StaffRequest, obj: Any) -> None:
        unit = self.unit_of(obj)
        super().delete_model(request, obj)
        touch(unit, by=request.user)
        refresh_list_facts(purchase_of(unit).pk)

    def can_submit(self, request: StaffRequest, obj: Any) -> bool:
        return False

    def save_model(self, request: StaffRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.save()
        touch(self.unit_of(obj), by=request.user)

    def save_related(self, request: StaffRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        refresh_list_facts(purchase_of(self.unit_of(form.instance)).pk)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        if part := kwargs.get("obj"):
            context["purchase"] = part.purchase
        return super().render_change_form(request, context, *args, **kwargs)
