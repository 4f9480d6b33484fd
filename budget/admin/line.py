"""Lines of a budget: each belongs to an ordinance, and is locked and corrected with it."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import display
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from budget.actions import touch
from budget.admin.parts import BudgetAdmin, wanted_pk
from budget.form_fields import label_of_line
from budget.forms import LineForm
from budget.ledger import after_transfers, remaining, spent_in_year, transferred
from budget.models import BudgetLine, BudgetYear, Supplement
from budget.models.year import Ordinance
from budget.sums import entry
from publishing.admin import PublishableAdmin
from publishing.differences import compare
from publishing.models import Publishable
from publishing.permissions import may_edit
from publishing.unit_view import change_url
from publishing.workflow import State
from thai.money import format_baht

FOUND = 20  # lines offered at once while one is searched


class StateFilter(admin.SimpleListFilter):
    """Lines by the state of the ordinance that enacted them."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        annual = Q(supplement=None, year__state=self.value())
        return queryset.filter(annual | Q(supplement__state=self.value()))


@admin.register(BudgetLine)
class BudgetLineAdmin(BudgetAdmin):
    """One item or project. What was approved stands; transfers and spending have their own pages."""

    form = LineForm
    change_form_template = "admin/budget/budgetline_change_form.html"
    first_step = _("Bring the Excel of the ordinance first: it makes all lines at once.")
    first_url = "budget_staff:lines_import"
    first_button = _("Import lines from Excel")
    fieldsets = [
        (None, {"fields": ["year", "supplement", "title", "code", "amount"]}),
        (
            _("Headings"),
            {"fields": [("plan", "work"), ("budget_class", "category"), "expense_type"]},
        ),
        (_("Project"), {"fields": [("village", "unit"), ("starts", "ends"), "explanation"]}),
        (_("Source of money"), {"fields": ["source", "order"], "classes": ["collapse"]}),
    ]
    autocomplete_fields = ["plan", "work", "budget_class", "category", "expense_type"]
    list_display = ["shown_title", "headings", "fiscal_year", "code", "village", "baht", "chip"]
    ordering = ["-year__fiscal_year", "order", "pk"]
    list_filter = ["year", "plan", "budget_class", "village", "source", StateFilter]
    list_select_related = ["year", "supplement", "plan", "budget_class", "village"]
    list_per_page = 50
    search_fields = ["title", "code"]

    def unit_of(self, obj: Any) -> Publishable:
        return cast(Publishable, obj.ordinance)

    def get_urls(self) -> list[URLPattern]:
        find = self.admin_site.admin_view(self.find_view)
        return [path("find/", find, name="budget_budgetline_find"), *super().get_urls()]

    @display(description=_("item or project"), ordering="title")
    def shown_title(self, line: BudgetLine) -> str:
        return line.title

    @display(description=_("plan and budget class"), ordering="plan__code")
    def headings(self, line: BudgetLine) -> str:
        return f"{line.plan} › {line.budget_class}"

    @display(description=_("fiscal year"), ordering="year__fiscal_year")
    def fiscal_year(self, line: BudgetLine) -> int:
        return line.year.fiscal_year

    @display(description=_("amount approved (baht)"), ordering="amount")
    def baht(self, line: BudgetLine) -> str:
        return format_baht(line.amount)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"title", "explanation"}:
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "supplement":
            kwargs["queryset"] = Supplement.objects.select_related("year")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request: StaffRequest, obj: Any = None) -> Any:
        """Ask who changes or adds to what is public why, and what the paper then says."""
        unit = obj.ordinance if obj else ordinance_of(request)
        fieldsets = super(PublishableAdmin, self).get_fieldsets(request, obj)
        if not isinstance(unit, Supplement):
            fieldsets = [_without(name, options, "supplement") for name, options in fieldsets]
        if unit is None or not unit.is_published or not may_edit(request.user, unit):
            return fieldsets
        fields = ["correction_reason", "ordinance_explanation"]
        return [(_("Correction"), {"fields": fields}), *fieldsets]

    def get_form(self, request: StaffRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, **kwargs)
        unit = None if obj else ordinance_of(request)
        if unit is not None:
            form.ordinance = unit
            form.given = {"year": unit.pk, "supplement": None}
            if isinstance(unit, Supplement):
                form.given = {"year": unit.year_id, "supplement": unit.pk}
        return form

    def has_delete_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        """Whoever may edit a draft may take a line out of it, unless something hangs on it."""
        allowed = super(PublishableAdmin, self).has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return obj.ordinance.is_editable and may_edit(request.user, obj.ordinance)

    def delete_view(
        self, request: StaffRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Say why a line stays on which something hangs."""
        line = self.get_object(request, object_id)
        if line is not None and self.has_delete_permission(request, line) and is_in_use(line):
            messages.error(request, IN_USE)
            return redirect("admin:budget_budgetline_change", line.pk)
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: StaffRequest, obj: BudgetLine) -> None:
        super().delete_model(request, obj)
        touch(obj.ordinance, by=request.user)

    def save_model(self, request: StaffRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        unit = form.unit
        if unit is None:
            raise PermissionDenied  # there is no ordinance yet to add to
        self._lock(request, unit)
        obj.save()
        if form.is_correction:
            unit.difference_explanation = form.cleaned_data.get("ordinance_explanation", "")
        touch(unit, by=request.user)

    def response_add(
        self, request: StaffRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on with the next line of the same ordinance."""
        messages.success(request, _("Saved: %s. You can add the next line.") % obj)
        supplement = f"&supplement={obj.supplement_id}" if obj.supplement_id else ""
        return HttpResponseRedirect(f"{request.path}?year={obj.year_id}{supplement}")

    def can_submit(self, request: StaffRequest, obj: Any) -> bool:
        return False

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show the line and its ordinance; reading the whole ordinance here would take seconds."""
        line = kwargs.get("obj")
        context |= {"is_publishable": True, "can_submit": False}
        context |= _context(request, line) if line else _context_of_new(request)
        return super(PublishableAdmin, self).render_change_form(request, context, *args, **kwargs)

    def find_view(self, request: StaffRequest) -> JsonResponse:
        """Answer the box that finds lines of a year (budget.form_fields.LineSearch)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        lines = BudgetLine.objects.filter(year=wanted_pk(request, "year")).with_headings()
        found, _may_repeat = self.get_search_results(request, lines, request.GET.get("term", ""))
        page = Paginator(found, FOUND).get_page(request.GET.get("page"))
        results = [{"id": str(line.pk), "text": label_of_line(line)} for line in page]
        return JsonResponse({"results": results, "pagination": {"more": page.has_next()}})

    def _lock(self, request: StaffRequest, unit: Ordinance) -> None:
        """Hold the ordinance until the line is saved, and look at its state once more."""
        unit.refresh_from_db(from_queryset=type(unit)._default_manager.select_for_update())
        if not may_edit(request.user, unit):
            raise PermissionDenied


def _without(name: Any, options: dict[str, Any], field: str) -> tuple[Any, dict[str, Any]]:
    """Return a group of fields without one of them."""
    return name, options | {"fields": [each for each in options["fields"] if each != field]}


IN_USE = _("This line has spendings, transfers or a report and cannot be deleted.")


def is_in_use(line: BudgetLine) -> bool:
    """Whether something stands on the record of a line, so that it cannot be deleted."""
    return line.spendings.exists() or line.transfers.exists() or line.progress.exists()


def ordinance_of(request: HttpRequest) -> Ordinance | None:
    """Return the ordinance that the address of a new line names, or else the newest year."""
    supplements = Supplement.objects.select_related("year")
    if found := supplements.filter(pk=wanted_pk(request, "supplement")).first():
        return found
    years = BudgetYear.objects.newest_first()
    return years.filter(pk=wanted_pk(request, "year")).first() or years.first()


def _context_of_new(request: StaffRequest) -> dict[str, Any]:
    """What the page of a new line shows: the ordinance that it is added to."""
    unit = ordinance_of(request)
    if unit is None:
        return {}
    return {
        "unit": unit,
        "is_locked": not may_edit(request.user, unit),
        "change_url": change_url(unit),
        "is_new": True,
    }


def _context(request: StaffRequest, line: BudgetLine) -> dict[str, Any]:
    """What the page of a line shows: its ordinance, its money, its transfers and months."""
    ordinance = cast(Publishable, line.ordinance)
    money = entry(BudgetLine.objects.filter(pk=line.pk))
    spent = spent_in_year(money)
    facts = [
        (str(line._meta.verbose_name), line.full_title),
        (line_label("amount"), line.fact),
        (line_label("explanation"), line.explanation),
    ]
    return {
        "unit": ordinance,
        "line": line,
        "is_locked": not may_edit(request.user, ordinance),
        "differences": compare([], facts),
        "change_url": change_url(ordinance),
        "public_url": line.get_absolute_url() if line.is_public else "",
        "money": {
            "approved": money.approved,
            "transferred": transferred(money),
            "after": after_transfers(money),
            "spent": spent,
            "remaining": remaining(money, spent),
        },
        "items": line.transfers.select_related("transfer__year").order_by("transfer__date"),
        "spendings": line.spendings.select_related("month__year").order_by("month__month"),
        "is_in_use": is_in_use(line),
    }


def line_label(name: str) -> str:
    return str(cast(Any, BudgetLine._meta.get_field(name)).verbose_name)
