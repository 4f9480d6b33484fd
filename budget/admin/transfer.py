"""Transfers and changes of explanations: numbered events that stand beside what was approved."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from budget.admin.line_context import is_in_use
from budget.admin.parts import BudgetAdmin, BudgetInline, wanted_pk
from budget.checkup import flags_of_transfer
from budget.flags import Flag
from budget.forms import TransferForm, TransferItemForm, TransferItemFormSet
from budget.models import BudgetYear, Transfer, TransferItem, TransferKind
from thai.dates import long_date

MAX_MOVES, MAX_WORDINGS = 30, 20  # keep the page below DATA_UPLOAD_MAX_NUMBER_FIELDS


class ItemInline(BudgetInline):
    model = TransferItem
    form = TransferItemForm
    formset = TransferItemFormSet

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj and obj.items.exists() else 2

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"before", "after"}:
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class MoveInline(ItemInline):
    """What a transfer takes and gives."""

    fields = ["line", "amount"]
    max_num = MAX_MOVES


class WordingInline(ItemInline):
    """What a change of the explanation says anew."""

    fields = ["line", "before", "after"]
    max_num = MAX_WORDINGS


@admin.register(Transfer)
class TransferAdmin(BudgetAdmin):
    """One numbered transfer or change; its kind says which columns its lines have."""

    form = TransferForm
    change_form_template = "admin/budget/transfer_change_form.html"
    fieldsets = [
        (
            None,
            {"fields": [("year", "kind"), ("number", "date"), "approved_by", "reason"]},
        )
    ]
    list_display = ["label", "when", "item_count", "approved_by", "chip"]
    list_filter = ["year", "kind", "state"]
    list_select_related = ["year"]
    search_fields = ["reason", "items__line__title"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(item_number=Count("items", distinct=True))

    @display(description=_("transfer or change"), ordering="number")
    def label(self, transfer: Transfer) -> str:
        return str(transfer)

    @display(description=_("approved on"), ordering="date")
    def when(self, transfer: Transfer) -> str:
        return long_date(transfer.date)

    @display(description=_("changed lines"), ordering="item_number")
    def item_count(self, transfer: Transfer) -> int:
        return transfer.item_number  # type: ignore[attr-defined]

    def get_inlines(self, request: HttpRequest, obj: Transfer | None) -> Any:
        if obj is None:
            return []
        return [MoveInline if obj.kind == TransferKind.TRANSFER else WordingInline]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "reason":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: StaffRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, **kwargs)
        if obj is None and (year := _year(request)):
            form.given = {"year": year.pk, "kind": kind_of(request)}
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose the next free number, and today where it lies in the year."""
        year, today = _year(request), timezone.localdate()
        if year is None:
            return {}
        numbers = (
            year.transfers.not_withdrawn()
            .filter(kind=kind_of(request))
            .values_list("number", flat=True)
        )
        day = {"date": today} if year.year.contains(today) else {}
        return {"number": max(numbers, default=0) + 1, **day}

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A draft goes together with the lines that it would set up."""
        shown, counts, needed, protected = super().get_deleted_objects(objs, request)
        is_free = not any(is_in_use(line) for unit in objs for line in unit.opened.all())
        return shown, counts, needed, [] if is_free else protected

    def delete_model(self, request: HttpRequest, obj: Transfer) -> None:
        obj.items.all().delete()
        obj.opened.all().delete()
        super().delete_model(request, obj)

    def flags_of(self, unit: Transfer) -> list[Flag]:
        return flags_of_transfer(unit)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        transfer = kwargs.get("obj")
        if transfer is None:
            context |= {"year": _year(request), "kind_wanted": kind_of(request)}
        else:
            context |= {
                "moves_money": transfer.kind == TransferKind.TRANSFER,
                "opened": transfer.opened.order_by("pk"),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def kind_of(request: HttpRequest) -> TransferKind:
    """Return the kind that the address of a new transfer names."""
    is_wording = request.GET.get("kind") == TransferKind.EXPLANATION
    return TransferKind.EXPLANATION if is_wording else TransferKind.TRANSFER


def _year(request: HttpRequest) -> BudgetYear | None:
    years = BudgetYear.objects.newest_first()
    return years.filter(pk=wanted_pk(request, "year")).first() or years.first()
