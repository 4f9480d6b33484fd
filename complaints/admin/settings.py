"""What the office says of its channels, how long it gives itself, and the steps of the manual."""

from django.contrib import admin
from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agency.staff_admin import StaffAdmin
from complaints.doors import words_of
from complaints.models import Channel, HandlingStep, TimeLimit


@admin.register(Channel)
class ChannelAdmin(StaffAdmin):
    """The doors of the office; one that is closed is switched off, so that its history stays."""

    fieldsets = [
        (None, {"fields": ["kind", "name", "is_active", "order"]}),
        (_("What it is for"), {"fields": ["for_grievances", "for_questions", "for_corruption"]}),
        (_("How to reach it"), {"fields": ["contact", "url", "hours", "privacy"]}),
        (_("Who answers"), {"fields": ["unit", "is_outside"]}),
    ]
    list_display = ["name", "kind", "unit", "is_outside", "is_active", "order"]
    list_filter = ["is_active", "is_outside", "for_corruption", "for_questions", "for_grievances"]
    search_fields = ["name", "contact"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Channel]:
        return super().get_queryset(request).select_related("unit")


@admin.register(TimeLimit)
class TimeLimitAdmin(StaffAdmin):
    """Days for each stage, each with the law or the decision that it rests on."""

    fieldsets = [(None, {"fields": ["stage", "days", "counting", "legal_basis"]})]
    list_display = ["stage", "length", "legal_basis"]

    @display(description=_("within"), ordering="days")
    def length(self, limit: TimeLimit) -> str:
        return words_of(limit)


@admin.register(HandlingStep)
class HandlingStepAdmin(StaffAdmin):
    """The steps that the handling manual lists."""

    fieldsets = [
        (None, {"fields": ["title", "text", "for_corruption", "order"]}),
        (_("Who, and within what time"), {"fields": ["unit", "limit"]}),
    ]
    list_display = ["title", "for_corruption", "unit", "limit", "order"]
    list_filter = ["for_corruption"]
    search_fields = ["title", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[HandlingStep]:
        return super().get_queryset(request).select_related("unit", "limit")
