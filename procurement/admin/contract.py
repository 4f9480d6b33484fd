"""A contract with its amendments and instalments."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agency.staff_admin import StaffStackedInline
from budget.form_fields import BUDGET_FORMFIELDS
from procurement.admin.part_page import PartPageAdmin
from procurement.form_fields import VendorField
from procurement.forms import InstalmentFormSet
from procurement.models import Amendment, Contract, Instalment
from thai.money import format_baht


class ContractRow(StaffStackedInline):
    """Rows by the page, as in `procurement.admin.rows`: so many stand on one, and new ones below."""

    formfield_overrides = BUDGET_FORMFIELDS
    hide_title = True
    extra = 1


class AmendmentInline(ContractRow):
    model = Amendment
    fields = [("signed_on", "reason"), ("price", "ends_on")]
    per_page, max_num = 6, 8


class InstalmentInline(ContractRow):
    model = Instalment
    formset = InstalmentFormSet
    fields = [("number", "amount"), "work", ("due_on", "accepted_on")]
    per_page, max_num = 10, 12


@admin.register(Contract)
class ContractAdmin(PartPageAdmin):
    """The contract itself is signed once; what changes it and what is accepted stands in rows."""

    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("number", "signed_on"),
                    "vendor",
                    ("price", "reason_code"),
                    ("starts_on", "ends_on"),
                    ("accepted_on", "cancelled_on"),
                ]
            },
        )
    ]
    inlines = [AmendmentInline, InstalmentInline]
    list_display = ["label", "signed_on", "vendor", "baht", "chip"]
    list_select_related = ["purchase", "stage", "vendor"]
    search_fields = ["number", "vendor__name"]

    @display(description=_("contract"), ordering="number")
    def label(self, contract: Contract) -> str:
        return str(contract)

    @display(description=_("price agreed (baht)"), ordering="price")
    def baht(self, contract: Contract) -> str:
        return format_baht(contract.price)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "vendor":
            return VendorField(label=db_field.verbose_name, required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
