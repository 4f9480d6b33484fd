"""The classification: headings with the spellings by which files know them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agency.staff_admin import StaffAdmin
from budget.admin.parts import BudgetInline
from budget.models import Heading, HeadingAlias

MAX_ALIASES = 40  # keep the page below DATA_UPLOAD_MAX_NUMBER_FIELDS


class AliasInline(BudgetInline):
    model = HeadingAlias
    fields = ["text"]
    max_num = MAX_ALIASES


@admin.register(Heading)
class HeadingAdmin(StaffAdmin):
    """A heading. One that is renamed ends with its last year, and a new one begins."""

    change_form_template = "admin/budget/heading_change_form.html"
    fieldsets = [
        (None, {"fields": ["kind", ("code", "name"), "parent"]}),
        (_("In use"), {"fields": [("first_year", "last_year"), "confidence"]}),
    ]
    autocomplete_fields = ["parent"]
    inlines = [AliasInline]
    list_display = ["name", "code", "kind", "parent", "years"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    list_per_page = 50
    search_fields = ["name", "code", "aliases__text"]

    @display(description=_("fiscal years"), ordering="first_year")
    def years(self, heading: Heading) -> str:
        if heading.first_year is None and heading.last_year is None:
            return str(_("all"))
        return f"{heading.first_year or '…'}–{heading.last_year or '…'}"

    def get_readonly_fields(self, request: HttpRequest, obj: Heading | None = None) -> Any:
        """The level of a heading stands: what hangs on it was chosen for that level."""
        return ["kind"] if obj else []
