"""Ordinances: the annual one with its papers, and further ones of the same year."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.models import Agency
from agency.staff import StaffRequest
from budget.actions import add_document
from budget.admin.parts import BudgetInline, ControlledAdmin, wanted_pk
from budget.checkup import flags_of_ordinance, flags_of_year, suspects_of
from budget.control import Control, Suspect
from budget.flags import Flag
from budget.forms import NewDocumentForm, OrdinanceForm, RevenueForm
from budget.models import (
    BudgetDocument,
    BudgetLine,
    BudgetYear,
    Heading,
    HeadingKind,
    LineProgress,
    RevenueEstimate,
    Spending,
    Supplement,
    TransferItem,
)
from budget.models.year import Ordinance
from thai.fiscal import FiscalYear
from thai.money import format_baht

REVENUE_ROWS, NEW_REVENUE_ROWS = 10, 6  # keep the page below DATA_UPLOAD_MAX_NUMBER_FIELDS
MAX_DOCUMENTS = 6


class RevenueInline(BudgetInline):
    """Expected revenue. A category says its group, so that only one of them need be chosen."""

    model = RevenueEstimate
    form = RevenueForm
    fields = ["group", "category", "title", "amount"]
    per_page = REVENUE_ROWS
    max_num = REVENUE_ROWS + NEW_REVENUE_ROWS

    def get_queryset(self, request: HttpRequest) -> QuerySet[RevenueEstimate]:
        return super().get_queryset(request).select_related("group", "category")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read each menu once, not once for every row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name in {"group", "category"}:
            field.required = False
            field.choices = _menu(db_field.name)
        return field


class RevenueOfYearInline(RevenueInline):
    fk_name = "year"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RevenueEstimate]:
        return super().get_queryset(request).filter(supplement=None)


class DocumentInline(BudgetInline):
    """Papers that are there; a new one is added below, one at a time."""

    model = BudgetDocument
    fields = ["link", "kind", "title"]
    readonly_fields = ["link"]
    max_num = MAX_DOCUMENTS

    @display(description=_("document"))
    def link(self, document: BudgetDocument) -> str:
        return render_to_string("admin/budget/document_link.html", {"document": document})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OrdinanceAdmin(ControlledAdmin):
    """What the pages of annual and further ordinances have in common."""

    form = OrdinanceForm
    change_form_template = "admin/budget/ordinance_change_form.html"
    DATES = (
        _("Dates"),
        {
            "fields": [
                ("council_approved_on", "district_approved_on"),
                ("announced_on", "effective_on"),
            ]
        },
    )
    TOTALS = (
        _("Totals of the signed paper"),
        {"fields": [("paper_expenditure", "paper_revenue"), "controls", "difference_explanation"]},
    )

    def suspects(self, unit: Ordinance, controls: list[Control]) -> list[Suspect]:
        return suspects_of(unit, controls)

    @display(description=_("total expenditure"), ordering="paper_expenditure")
    def expenditure(self, ordinance: Ordinance) -> str:
        amount = ordinance.paper_expenditure
        return "–" if amount is None else format_baht(amount)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A draft goes together with its lines, unless something hangs on it or on them."""
        shown, counts, needed, protected = super().get_deleted_objects(objs, request)
        if any(is_held(unit) for unit in objs):
            return shown, counts, needed, protected
        lines = sum(unit.own_lines.count() for unit in objs)
        return shown, counts | {BudgetLine._meta.verbose_name_plural: lines}, needed, []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        obj.own_lines.delete()
        super().delete_model(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"statement", "difference_explanation"}:
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return self.proposed(request) | super().get_changeform_initial_data(request)

    def proposed(self, request: HttpRequest) -> dict[str, Any]:
        """What a new ordinance most likely says."""
        raise NotImplementedError

    def save_formset(self, request: StaffRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """Revenue of a further ordinance is revenue of its year."""
        if formset.model is RevenueEstimate and isinstance(form.instance, Supplement):
            for row in formset.forms:
                row.instance.year = form.instance.year
        super().save_formset(request, form, formset, change)


@admin.register(BudgetYear)
class BudgetYearAdmin(OrdinanceAdmin):
    """The budget of a year, from which its lines, transfers and months are reached."""

    needs_year = False
    fieldsets = [
        (None, {"fields": ["fiscal_year", "ordinance_number", "title", "statement", "population"]}),
        OrdinanceAdmin.DATES,
        OrdinanceAdmin.TOTALS,
    ]
    inlines = [RevenueOfYearInline, DocumentInline]
    list_display = ["label", "expenditure", "chip"]
    list_filter = ["state"]

    @display(description=_("fiscal year"), ordering="fiscal_year")
    def label(self, year: BudgetYear) -> str:
        return str(year)

    def proposed(self, request: HttpRequest) -> dict[str, Any]:
        newest = BudgetYear.objects.newest_first().first()
        year = newest.year.next() if newest else FiscalYear.of(timezone.localdate())
        if wanted := wanted_pk(request, "fiscal_year"):
            year = FiscalYear(wanted)
        agency = Agency.objects.first()
        return {
            "fiscal_year": year.year,
            "title": f"ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. {year.year}",
            "effective_on": year.first_day,
            "population": agency and agency.population,
        }

    def flags_of(self, unit: BudgetYear) -> list[Flag]:
        return flags_of_year(unit)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        year = kwargs.get("obj")
        if year is not None:
            context |= {
                "year": year,
                "supplements": year.supplements.all(),
                "line_count": year.lines.count(),
                "transfer_count": year.transfers.count(),
                "month_count": year.months.count(),
                "new_document": NewDocumentForm(),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: StaffRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            self._add_document(request, form.instance)
        super().save_related(request, form, formsets, change)

    def _add_document(self, request: StaffRequest, year: BudgetYear) -> None:
        """Keep a new paper where it may be kept; what is wrong with it does not stop the rest."""
        form = NewDocumentForm(request.POST, request.FILES)
        form.is_valid()
        sentences = form.sentences()
        if document := form.cleaned_data.get("document"):
            if year.documents.count() < MAX_DOCUMENTS:
                title, kind = (
                    form.cleaned_data["document_title"],
                    form.cleaned_data["document_type"],
                )
                add_document(year, document, title=title, kind=kind)
            else:
                sentences.append(_("A year holds at most %s documents.") % MAX_DOCUMENTS)
        for sentence in sentences:
            messages.warning(request, sentence)


@admin.register(Supplement)
class SupplementAdmin(OrdinanceAdmin):
    """A further ordinance: its lines and revenue are added to those of the year."""

    fieldsets = [
        (None, {"fields": ["year", "number", "title"]}),
        OrdinanceAdmin.DATES,
        OrdinanceAdmin.TOTALS,
    ]
    inlines = [RevenueInline]
    list_display = ["label", "expenditure", "chip"]
    list_filter = ["state", "year"]
    list_select_related = ["year"]

    @display(description=_("further ordinance"), ordering="year__fiscal_year")
    def label(self, supplement: Supplement) -> str:
        return str(supplement)

    def proposed(self, request: HttpRequest) -> dict[str, Any]:
        years = BudgetYear.objects.newest_first()
        year = years.filter(pk=wanted_pk(request, "year")).first() or years.first()
        if year is None:
            return {}
        taken = year.supplements.not_withdrawn().values_list("number", flat=True)
        number = max(taken, default=0) + 1
        title = f"ข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติม ฉบับที่ {number} พ.ศ. {year.fiscal_year}"
        return {"year": year.pk, "number": number, "title": title}

    def flags_of(self, unit: Supplement) -> list[Flag]:
        return flags_of_ordinance(unit)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        supplement = kwargs.get("obj")
        if supplement is not None:
            context |= {
                "year": supplement.year,
                "supplement": supplement,
                "line_count": supplement.lines.count(),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def is_held(unit: Ordinance) -> bool:
    """Whether an ordinance has more than its own lines, so that it cannot be deleted."""
    lines = unit.own_lines
    on_lines = [
        TransferItem.objects.filter(line__in=lines),
        Spending.objects.filter(line__in=lines),
        LineProgress.objects.filter(line__in=lines),
    ]
    names = ["supplements", "transfers", "months", "progress_reports"]
    of_year = [getattr(unit, name).all() for name in names if hasattr(unit, name)]
    return any(rows.exists() for rows in [*on_lines, *of_year])


def _menu(name: str) -> list[tuple[Any, str]]:
    """The revenue groups or categories as a menu, with an empty line on top."""
    kind = HeadingKind.REVENUE_GROUP if name == "group" else HeadingKind.REVENUE_CATEGORY
    headings = Heading.objects.of_kind(kind).order_by("code")
    return [("", "–"), *((heading.pk, heading.name) for heading in headings)]
