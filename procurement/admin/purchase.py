"""Purchases: entered once, from the plan to the contract, on a page shaped like the paper."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from agency.staff_admin import NumberInput
from budget.flags import Flag
from procurement.admin.parts import WithPartsAdmin, counted
from procurement.admin.rows import PARTS
from procurement.admin.wanted import links_of_steps
from procurement.checkup import flags_of_purchase
from procurement.form_fields import with_blank
from procurement.forms import PurchaseForm
from procurement.models import Purchase
from procurement.search import with_terms
from thai.money import format_baht
from thai.search import terms


class FiscalYearFilter(admin.SimpleListFilter):
    """Purchases of one fiscal year; the years between the first and the last are offered."""

    title = _("fiscal year")
    parameter_name = "fiscal_year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = Purchase.objects.order_by().aggregate(
            first=Min("fiscal_year"), last=Max("fiscal_year")
        )
        if found["last"] is None:
            return []
        years = range(found["last"], max(found["first"], found["last"] - 20) - 1, -1)
        return [(str(year), str(year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        is_year = value.isdecimal() and len(value) == len("2566")
        return queryset.filter(fiscal_year=int(value)) if is_year else queryset


@admin.register(Purchase)
class PurchaseAdmin(WithPartsAdmin):
    """One purchase with everything that came with it; what comes later is a step of its own."""

    form = PurchaseForm
    change_form_template = "admin/procurement/purchase_change_form.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("kind", "method"),
                    "allocated",
                    "budget_line",
                    ("fiscal_year", "unit"),
                ]
            },
        ),
        (
            _("Amount to buy, e-GP number, village, source of money, reason"),
            {
                "fields": [("amount", "egp_number"), ("village", "source"), "reason"],
                "classes": ["fold"],
            },
        ),
        (
            _("In the procurement plan"),
            {"fields": [("plan_number", "planned_on")], "classes": ["fold"]},
        ),
        (
            _("Explanation and cancellation"),
            {"fields": ["public_note", ("cancelled_on", "cancel_reason")], "classes": ["fold"]},
        ),
    ]
    inlines = PARTS
    list_display = ["shown_number", "title", "chip", "status", "baht", "price_baht"]
    list_display_links = ["shown_number", "title"]
    list_filter = [FiscalYearFilter, "state", "method", "phase"]
    list_per_page = 50
    ordering = ["-pk"]
    search_fields = ["title"]
    search_help_text = _("Words of the title, e-GP number, vendor, village or unit.")

    @display(description=_("purchase number"), ordering="fiscal_year")
    def shown_number(self, purchase: Purchase) -> str:
        return f"{purchase.number}/{purchase.fiscal_year}"

    @display(description=_("amount (baht)"), ordering="amount")
    def baht(self, purchase: Purchase) -> str:
        return format_baht(purchase.amount)

    @display(description=_("price agreed (baht)"), ordering="price")
    def price_baht(self, purchase: Purchase) -> str:
        return "–" if purchase.price is None else format_baht(purchase.price)

    @display(description=_("procurement status"))
    def status(self, purchase: Purchase) -> str:
        return str(purchase.status_on(timezone.localdate()).label)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Look into what the public search looks into, folded the same way."""
        return with_terms(queryset, terms(search_term)), False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"title", "reason", "cancel_reason", "public_note"}:
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        if db_field.name == "egp_number":
            kwargs["widget"] = NumberInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["choices"] = with_blank(db_field)
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_form(self, request: StaffRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def flags_of(self, unit: Purchase) -> list[Flag]:
        return flags_of_purchase(unit)

    def parts_of(self, unit: Any) -> dict[str, Any]:
        """Beside its own rows, show the steps that were added."""
        return counted(unit) | {"purchase": unit, "stages": unit.stages.order_by("pk")}

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        context["may_add_stage"] = request.user.has_perm("procurement.add_stage")
        if (purchase := kwargs.get("obj")) is not None:
            context["part_links"] = links_of_steps(purchase)
        return super().render_change_form(request, context, *args, **kwargs)
