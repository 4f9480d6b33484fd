"""Steps of a purchase that are added when they happen; each is approved on its own."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin import display
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from agency.staff import StaffRequest
from budget.flags import Flag
from procurement.admin.parts import WithPartsAdmin
from procurement.admin.rows import PARTS_OF_STAGE, of_stage
from procurement.admin.wanted import wanted_part, wanted_purchase
from procurement.checkup import flags_of_stage
from procurement.forms import StageForm
from procurement.models import Contract, ContractChange, Stage
from publishing.unit_view import change_url

ALL_AT_ONCE = _("This purchase is not published: enter it here, all at once.")
NOT_NOW = _("Steps are added only to purchases that are published.")


@admin.register(Stage)
class StageAdmin(WithPartsAdmin):
    """A step: notices, bids, a contract or progress that came after publication."""

    form = StageForm
    change_form_template = "admin/procurement/stage_change_form.html"
    fieldsets = [(None, {"fields": ["title"]})]
    inlines = [of_stage(inline) for inline in PARTS_OF_STAGE]
    takes_photos = True
    list_display = ["title", "of_purchase", "chip"]
    list_filter = ["state"]
    list_select_related = ["purchase"]
    search_fields = ["title", "purchase__title"]

    @display(description=_("purchase"))
    def of_purchase(self, stage: Stage) -> str:
        return str(stage.purchase)

    def add_view(self, request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the purchases where the address names none to which a step can be added."""
        if not self.has_add_permission(request):
            return super().add_view(request, *args, **kwargs)
        purchase = wanted_purchase(request)
        if purchase is None:
            messages.info(request, _("Open a published purchase and press “Add a step”."))
            return redirect("admin:procurement_purchase_changelist")
        if not purchase.is_published:
            messages.info(request, ALL_AT_ONCE if purchase.is_editable else NOT_NOW)
            return redirect(change_url(purchase))
        return super().add_view(request, *args, **kwargs)

    def get_form(self, request: StaffRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, **kwargs)
        form.purchase = None if obj else wanted_purchase(request)
        return form

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Begin with what the step is about; leave out what happens to a contract without one."""
        purchase = obj.purchase if obj else wanted_purchase(request)
        has_contracts = Contract.objects.settled().filter(purchase=purchase).exists()
        inlines = super().get_inlines(request, obj)
        part = "" if obj else wanted_part(request)
        return sorted(
            [each for each in inlines if has_contracts or each.model is not ContractChange],
            key=lambda each: each.model._meta.model_name != part,
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Name a new step after what it is about; its author may say it better."""
        part = wanted_part(request)
        title = apps.get_model("procurement", part)._meta.verbose_name if part else ""
        return {"title": title} | super().get_changeform_initial_data(request)

    def flags_of(self, unit: Stage) -> list[Flag]:
        return flags_of_stage(unit)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        stage = kwargs.get("obj")
        context["purchase"] = stage.purchase if stage else wanted_purchase(request)
        context["is_about_photos"] = not stage and wanted_part(request) == "progress"
        return super().render_change_form(request, context, *args, **kwargs)
