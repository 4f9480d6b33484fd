"""The agency, its units, its days off, and its people with their roles."""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401  registered here, so that it can be taken away below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin import display
from django.contrib.auth.models import Group
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from agency.actions import remove_photo, set_photo, set_seal
from agency.forms import AgencyForm, OfficialForm
from agency.models import Agency, Holiday, Official, Unit, Village
from agency.people_admin import PersonAdmin
from agency.staff_admin import StaffAdmin
from thai.dates import long_date

__all__ = [
    "AgencyAdmin",
    "HolidayAdmin",
    "OfficialAdmin",
    "PersonAdmin",
    "UnitAdmin",
    "VillageAdmin",
]

# Roles and second factors are set on the page of a person, never row by row.
for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)


@admin.register(Agency)
class AgencyAdmin(StaffAdmin):
    """The one organisation: its list leads straight to its page."""

    form = AgencyForm
    fieldsets = [
        (None, {"fields": ["name", "short_name", "english_name", "kind", "new_seal"]}),
        (_("Place"), {"fields": ["district", "province", "address", "map_url"]}),
        (_("Contact"), {"fields": ["phones", "email", "website", "facebook", "line"]}),
        (_("People"), {"fields": ["population", "population_as_of"]}),
        (_("Signature"), {"fields": ["executive_name", "executive_position"]}),
        (_("Documents"), {"fields": ["thai_digits_in_documents"]}),
    ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        if not Agency.objects.exists() or not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        return redirect("admin:agency_agency_change", Agency.ONLY_ID)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and not Agency.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Agency | None = None) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: Agency,
        form: AgencyForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        obj.pk = Agency.ONLY_ID
        super().save_model(request, obj, form, change)
        if seal := form.cleaned_data.get("new_seal"):
            set_seal(obj, seal)


@admin.register(Unit)
class UnitAdmin(StaffAdmin):
    """Parts of the agency; one that is no longer in use is switched off, never deleted."""

    fieldsets = [(None, {"fields": ["name", "kind", "parent", "order", "is_active"]})]
    list_display = ["name", "kind", "parent", "is_active"]
    list_filter = ["is_active", "kind"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        return super().get_queryset(request).select_related("parent")


@admin.register(Official)
class OfficialAdmin(StaffAdmin):
    """Who answers to the public; a person who leaves is switched off, never deleted."""

    form = OfficialForm
    fieldsets = [
        (None, {"fields": ["name", "position", "group", "unit", "new_photo"]}),
        (_("Contact"), {"fields": ["phone", "email"]}),
        (None, {"fields": ["order", "is_active"]}),
    ]
    list_display = ["name", "position", "group", "is_active"]
    list_filter = ["group", "is_active"]
    search_fields = ["name", "position"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Let a newcomer stand after the others, not before the head of the office."""
        last = Official.objects.aggregate(last=Max("order"))["last"] or 0
        return {"order": last + 1} | super().get_changeform_initial_data(request)

    def get_fieldsets(self, request: HttpRequest, obj: Official | None = None) -> Any:
        """Offer to remove a portrait where there is one that the person may change."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.photo or not self.has_change_permission(request, obj):
            return fieldsets
        (title, first), *others = fieldsets
        return [(title, {**first, "fields": [*first["fields"], "remove_photo"]}), *others]

    def save_model(
        self,
        request: HttpRequest,
        obj: Official,
        form: OfficialForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_model(request, obj, form, change)
        if photo := form.cleaned_data.get("new_photo"):
            set_photo(obj, photo)
        elif form.cleaned_data.get("remove_photo"):
            remove_photo(obj)


@admin.register(Holiday)
class HolidayAdmin(StaffAdmin):
    """Days off, so that working days are counted rightly."""

    fieldsets = [(None, {"fields": ["date", "name", "source"]})]
    list_display = ["day", "name"]
    search_fields = ["name"]

    @display(description=_("date"), ordering="date")
    def day(self, holiday: Holiday) -> str:
        return long_date(holiday.date)


@admin.register(Village)
class VillageAdmin(StaffAdmin):
    """The villages of the area, for lines, purchases and roads."""

    fieldsets = [(None, {"fields": ["number", "name"]})]
    list_display = ["number", "name"]
    search_fields = ["name"]
