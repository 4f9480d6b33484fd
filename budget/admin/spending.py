"""Months of spending: totals of the signed paper, and the way to the rows plan by plan."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from budget.actions import declare_nothing_spent
from budget.admin.parts import ControlledAdmin, wanted_pk
from budget.checkup import flags_of_month, suspects_of_month
from budget.control import Control, Suspect
from budget.flags import Flag
from budget.forms import MonthForm
from budget.models import BudgetLine, BudgetYear, Source, SpendingMonth
from budget.money import baht, satang_sum
from budget.sheets import plans_of
from budget.spending_desk import sheet
from publishing.unit_view import change_url
from publishing.workflow import ActionRefused
from thai.money import format_baht

NOTHING_BUTTON = "_nothing"


@admin.register(SpendingMonth)
class SpendingMonthAdmin(ControlledAdmin):
    """A month. Its rows are typed plan by plan, or imported."""

    form = MonthForm
    change_form_template = "admin/budget/spendingmonth_change_form.html"
    fieldsets = [
        (None, {"fields": [("year", "month")]}),
        (
            _("Totals of the signed paper"),
            {
                "fields": [
                    ("paper_month", "paper_to_date"),
                    "paper_date",
                    "controls",
                    "difference_explanation",
                ]
            },
        ),
    ]
    list_display = ["label", "paper", "rows", "chip"]
    list_filter = ["year", "state"]
    list_select_related = ["year"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(sheet)
        address = "<int:pk>/plans/<int:plan>/"
        return [path(address, view, name="budget_spendingmonth_sheet"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        inside = Q(spendings__line__source=Source.ORDINANCE)
        total = satang_sum("spendings__amount", where=inside)
        return super().get_queryset(request).annotate(satang=total)

    @display(description=_("month"), ordering="month")
    def label(self, month: SpendingMonth) -> str:
        return str(month)

    @display(description=_("signed paper"), ordering="paper_month")
    def paper(self, month: SpendingMonth) -> str:
        return "–" if month.paper_month is None else format_baht(month.paper_month)

    @display(description=_("rows"))
    def rows(self, month: SpendingMonth) -> str:
        return format_baht(baht(month.satang))  # type: ignore[attr-defined]

    def suspects(self, unit: SpendingMonth, controls: list[Control]) -> list[Suspect]:
        return suspects_of_month(unit, controls)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "difference_explanation":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose the first month that is missing in the newest year."""
        initial = super().get_changeform_initial_data(request)
        years = BudgetYear.objects.published().newest_first()
        year = years.filter(pk=wanted_pk(request, "year")).first() or years.first()
        if year is None:
            return initial
        taken = set(year.months.not_withdrawn().values_list("month", flat=True))
        first = next((month for month in range(1, 13) if month not in taken), 12)
        return {"year": year.pk, "month": first} | initial

    def response_add(
        self, request: StaffRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if NOTHING_BUTTON in request.POST:
            return self._nothing(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: StaffRequest, obj: Any) -> HttpResponse:
        if NOTHING_BUTTON in request.POST:
            return self._nothing(request, obj)
        return super().response_change(request, obj)

    def flags_of(self, unit: SpendingMonth) -> list[Flag]:
        return flags_of_month(unit)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        month = kwargs.get("obj")
        context["can_say_nothing"] = month is None or self._can_say_nothing(month)
        if month is not None:
            lines = BudgetLine.objects.all()
            context |= {
                "plans": plans_of(month.year, lines, Q(spendings__month=month)),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _can_say_nothing(self, month: SpendingMonth) -> bool:
        return month.is_editable and not month.paper_month and not month.spendings.exists()

    def _nothing(self, request: StaffRequest, month: SpendingMonth) -> HttpResponse:
        """Say that nothing was spent and hand that in; refused or not, the month stays saved."""
        try:
            declare_nothing_spent(month, by=request.user)
        except ActionRefused as refused:
            messages.warning(request, _("Saved as a draft, not handed in yet. %s") % refused)
        else:
            messages.success(request, _("Handed in: nothing was spent. An approver will check it."))
        return HttpResponseRedirect(change_url(month))
