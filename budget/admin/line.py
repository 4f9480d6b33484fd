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
from budget.actions import decide_proposal, propose_line, touch
from budget.admin.line_context import context_of, is_in_use
from budget.admin.new_line import (
    asks_for_the_way,
    context_of_new,
    is_proposal,
    may_decide,
    proposal_of,
    unit_of_new,
    ways_page,
)
from budget.admin.parts import BudgetAdmin, wanted_pk
from budget.form_fields import label_of_line
from budget.line_forms import LineForm, NewLineOfTransferForm
from budget.models import BudgetLine, Supplement, Transfer
from budget.models.year import Ordinance
from publishing.admin import PublishableAdmin
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
        annual = Q(supplement=None, opened_by=None, year__state=self.value())
        others = Q(supplement__state=self.value()) | Q(opened_by__state=self.value())
        return queryset.filter(annual | others)


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
        (_("Source of money"), {"fields": ["source", "order"], "classes": ["fold"]}),
    ]
    autocomplete_fields = ["plan", "work", "budget_class", "category", "expense_type"]
    list_display = ["shown_title", "headings", "fiscal_year", "code", "village", "baht", "chip"]
    ordering = ["-year__fiscal_year", "order", "pk"]
    list_filter = ["year", "plan", "budget_class", "village", "source", StateFilter]
    list_select_related = [
        "year", "supplement", "opened_by", "plan", "budget_class", "village",
    ]  # fmt: skip
    list_per_page = 50
    search_fields = ["title", "code"]

    def unit_of(self, obj: Any) -> Publishable:
        return cast(Publishable, obj.published_with)

    def add_view(self, request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask first how a line comes into a year that is published."""
        unit = unit_of_new(request)
        if isinstance(unit, Ordinance) and asks_for_the_way(request, unit):
            if not self.has_add_permission(request):
                raise PermissionDenied
            return ways_page(request, unit)
        return super().add_view(request, *args, **kwargs)

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
        unit = obj.published_with if obj else unit_of_new(request)
        fieldsets = super(PublishableAdmin, self).get_fieldsets(request, obj)
        if not isinstance(unit, Supplement):
            fieldsets = [_replaced(each, "supplement") for each in fieldsets]
        if isinstance(unit, Transfer):
            fieldsets = [
                _replaced(each, "amount", *([] if obj else ["moved"])) for each in fieldsets
            ]
        proposes = obj is None and is_proposal(request, unit)
        if unit is None or not unit.is_published or not (proposes or may_edit(request.user, unit)):
            return fieldsets
        fields = ["correction_reason"]
        if isinstance(unit, Ordinance):
            fields.append("ordinance_explanation")
        return [(_("Correction"), {"fields": fields}), *fieldsets]

    def get_form(self, request: StaffRequest, obj: Any = None, **kwargs: Any) -> Any:
        unit = None if obj else unit_of_new(request)
        if isinstance(unit, Transfer):
            kwargs["form"] = NewLineOfTransferForm
        form: Any = super().get_form(request, obj, **kwargs)
        if unit is not None:
            form.belongs_to = unit
            form.given = {"year": unit.pk, "supplement": None}
            if isinstance(unit, Supplement | Transfer):
                form.given["year"] = unit.year_id
            if isinstance(unit, Supplement):
                form.given["supplement"] = unit.pk
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        proposal = proposal_of(cast(StaffRequest, request))
        return proposal.typed if proposal else super().get_changeform_initial_data(request)

    def has_delete_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        """Whoever may edit a draft may take a line out of it, unless something hangs on it."""
        allowed = super(PublishableAdmin, self).has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return obj.published_with.is_editable and may_edit(request.user, obj.published_with)

    def delete_view(
        self, request: StaffRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Say why a line stays on which something hangs."""
        line = self.get_object(request, object_id)
        if line is not None and self.has_delete_permission(request, line) and is_in_use(line):
            messages.error(request, IN_USE)
            return redirect("admin:budget_budgetline_change", line.pk)
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A line of a draft transfer goes with what the transfer moves to it."""
        shown, counts, needed, protected = super().get_deleted_objects(objs, request)
        return shown, counts, needed, protected if any(map(is_in_use, objs)) else []

    def delete_model(self, request: StaffRequest, obj: BudgetLine) -> None:
        obj.transfers.filter(transfer=obj.opened_by_id).delete()
        super().delete_model(request, obj)
        touch(obj.published_with, by=request.user)

    def save_model(self, request: StaffRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        unit = form.unit
        if unit is None:
            raise PermissionDenied  # there is no ordinance yet to add to
        if not change and is_proposal(request, unit):
            propose_line(unit, form.typed, by=request.user, again=proposal_of(request))
            return
        self._lock(request, unit)
        obj.save()
        if isinstance(unit, Transfer) and not change:
            unit.items.create(line=obj, amount=form.cleaned_data["moved"])
        if form.is_correction and isinstance(unit, Ordinance):
            unit.difference_explanation = form.cleaned_data.get("ordinance_explanation", "")
        touch(unit, by=request.user)
        proposal = None if change else proposal_of(request)
        if proposal and may_decide(request, proposal):
            decide_proposal(proposal, by=request.user)

    def save_related(self, request: StaffRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        if form.instance.pk:  # a proposal saves no line
            super().save_related(request, form, formsets, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_addition(request, obj, message) if obj.pk else None

    def response_add(
        self, request: StaffRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on with the next line of the same ordinance, or with the transfer that sets it up."""
        if not obj.pk:
            messages.success(request, _("Sent to an approver: %s. Once added, it is public.") % obj)
            return redirect("admin:index")
        if obj.opened_by:
            messages.success(
                request, _("Set up: %s. Now take the same amount from another line.") % obj
            )
            return HttpResponseRedirect(change_url(obj.opened_by))
        if "proposal" in request.GET:
            messages.success(request, _("Added and published: %s") % obj)
            return redirect("admin:index")
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
        context |= context_of(request, line) if line else context_of_new(request)
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

    def _lock(self, request: StaffRequest, unit: Ordinance | Transfer) -> None:
        """Hold what the line belongs to until the line is saved, and look at its state once more."""
        kind: Any = type(unit)
        unit.refresh_from_db(from_queryset=kind._default_manager.select_for_update())
        if not may_edit(request.user, unit):
            raise PermissionDenied


def _replaced(fieldset: Any, field: str, *by: str) -> tuple[Any, dict[str, Any]]:
    """Return a group of fields with others, or none, in the place of one of them."""
    name, options = fieldset
    fields = [each for old in options["fields"] for each in (by if old == field else [old])]
    return name, options | {"fields": fields}


IN_USE = _("This line has spendings, transfers or a report and cannot be deleted.")
