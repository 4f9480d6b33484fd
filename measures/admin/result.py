"""What came of it: results of methods, outcomes and suggestions of measures."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from measures.models import Measure, Method, Outcome, Question, Result, Suggestion
from measures.tasks import YEARS_AT_WORK
from publishing.admin import PublishableAdmin

SHOWN = 90  # characters of a text in a list


def years_at_work() -> list[int]:
    """The newest years: older measures do not clutter the menus."""
    years = Measure.objects.order_by("-plan__fiscal_year").values_list(
        "plan__fiscal_year", flat=True
    )
    return list(years.distinct()[:YEARS_AT_WORK])


class OutcomePartAdmin(PublishableAdmin):
    """A text that belongs to a measure or a method."""

    list_filter = ["state", "measure__plan__fiscal_year"]
    list_display = ["shortened", "belongs_to", "chip"]
    list_select_related = ["measure__plan"]
    search_fields = ["text"]

    @display(description=_("text"), ordering="text")
    def shortened(self, unit: Any) -> str:
        return Truncator(unit.text).chars(SHOWN)

    @display(description=_("measure"), ordering="measure")
    def belongs_to(self, unit: Any) -> str:
        measure = unit.measure
        return _("%(number)s of %(year)s") % {
            "number": measure.order,
            "year": measure.plan.fiscal_year,
        }

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "measure":
            kwargs["queryset"] = self._measures(request)
        if db_field.name == "question":
            kwargs["queryset"] = Question.objects.filter(
                indicator__assessment__fiscal_year__gte=min(years_at_work(), default=0) - 1
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _measures(self, request: HttpRequest) -> QuerySet[Measure]:
        years = years_at_work()
        return (
            Measure.objects.not_withdrawn()
            .filter(plan__fiscal_year__in=years)
            .select_related("plan")
        )


@admin.register(Result)
class ResultAdmin(PublishableAdmin):
    """What came of one method."""

    fieldsets = [(None, {"fields": ["method", "text"]})]
    list_display = ["shortened", "of_method", "chip"]
    list_filter = ["state", "method__measure__plan__fiscal_year"]
    list_select_related = ["method__measure__plan"]
    search_fields = ["text"]

    @display(description=_("result"), ordering="text")
    def shortened(self, result: Result) -> str:
        return Truncator(result.text).chars(SHOWN)

    @display(description=_("method"), ordering="method")
    def of_method(self, result: Result) -> str:
        method = result.method
        return _("Measure %(number)s of %(year)s, method %(method)s") % {
            "number": method.measure.order,
            "year": method.measure.plan.fiscal_year,
            "method": method.order,
        }

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "method":
            kwargs["queryset"] = Method.objects.filter(
                measure__plan__fiscal_year__in=years_at_work()
            ).select_related("measure__plan")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Outcome)
class OutcomeAdmin(OutcomePartAdmin):
    """What a measure brought about."""

    fieldsets = [
        (None, {"fields": ["measure", "order", "text"]}),
        (_("Score"), {"fields": ["question", ("score_before", "score_after")]}),
        (_("Count"), {"fields": [("count", "count_of")]}),
    ]


@admin.register(Suggestion)
class SuggestionAdmin(OutcomePartAdmin):
    """What to do better next year."""

    fieldsets = [(None, {"fields": ["measure", "order", "text"]})]
