"""Vendors; the number of a natural person is read only by those who may enter it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalChanges

from agency.staff import StaffRequest
from agency.staff_admin import NumberInput, StaffAdmin, ThaiHistory
from procurement.form_fields import label_of_vendor
from procurement.forms import VendorForm
from procurement.models import Vendor, VendorKind
from procurement.models.vendor import masked_number
from procurement.vendor_actions import purchases_of, save_vendor
from procurement.vendor_search import vendors_called
from publishing.workflow import ActionRefused
from thai.digits import to_arabic
from thai.text import clean

FOUND = 20  # vendors offered at once while one is searched


class MaskedHistory(ThaiHistory):
    """Old and new values of a vendor with the numbers of natural persons masked."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        shown = super().prepare_delta_change_value(change, value)
        return self._masked(str(shown)) if change.field == "tax_number" else shown

    def _masked(self, number: str) -> str:
        """Mask the number of whoever was ever taken for a person."""
        is_person = type(self.record).objects.filter(id=self.record.id, kind=VendorKind.NATURAL)
        return masked_number(number) if is_person.exists() else number


@admin.register(Vendor)
class VendorAdmin(StaffAdmin):
    """A company or a person that offers or sells."""

    form = VendorForm
    change_form_template = "admin/procurement/vendor_change_form.html"
    fieldsets = [(None, {"fields": ["name", "tax_number", "kind"]})]
    list_display = ["name", "shown_number", "kind"]
    list_filter = ["kind"]
    list_per_page = 50
    search_fields = ["name"]
    search_help_text = _("Words of the name, or the whole tax number.")

    def get_urls(self) -> list[URLPattern]:
        find = self.admin_site.admin_view(self.find_view)
        return [path("find/", find, name="procurement_vendor_find"), *super().get_urls()]

    @display(description=_("tax number"))
    def shown_number(self, vendor: Vendor) -> str:
        return vendor.public_tax_number or "–"

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """What is public is corrected by whoever may correct the purchases in which it stands."""
        allowed = super().has_change_permission(request, obj)
        may_correct = request.user.has_perm("procurement.approve_purchase")
        return allowed and (may_correct or obj is None or not obj.is_public)

    def get_fieldsets(self, request: StaffRequest, obj: Any = None) -> Any:
        """Ask why what is public is corrected; mask the number for those who may enter none."""
        if not self.has_change_permission(request):
            return [(None, {"fields": ["name", "shown_number", "kind"]})]
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.is_public or not self.has_change_permission(request, obj):
            return fieldsets
        return [(_("Correction"), {"fields": ["correction_reason"]}), *fieldsets]

    def get_form(self, request: StaffRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", ())
        return form

    def changeform_view(self, request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a refusal in the form, with everything that was typed."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ActionRefused as refused:
            request.refusal = refused.problems  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        vendor = kwargs.get("obj")
        if vendor is not None and vendor.is_public:
            context["purchases"] = purchases_of(vendor).published().count()
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: StaffRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        obj._history_user = request.user
        save_vendor(obj, by=request.user, reason=form.cleaned_data["correction_reason"])

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["shown_number"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find by words of the name; by number for those who may enter it, and only the whole."""
        if not clean(search_term).split():
            return queryset, False
        named = Q(pk__in=vendors_called(search_term))
        number = to_arabic(search_term).replace("-", "").replace(" ", "")
        if number.isdecimal() and self.has_change_permission(request):
            named |= Q(tax_number=number)
        return queryset.filter(named), False

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Let nobody guess a number figure by figure in the address of the list."""
        is_of_number = lookup.split("__")[0] == "tax_number"
        return not is_of_number and super().lookup_allowed(lookup, value, request)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "tax_number":
            kwargs["widget"] = NumberInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: HistoricalChanges
    ) -> ThaiHistory:
        is_reader = not self.has_change_permission(request)
        return (MaskedHistory if is_reader else ThaiHistory)(self.model, historical_record)

    def find_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the box that finds vendors (`procurement.form_fields.VendorSearch`)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        term = request.GET.get("term", "")
        found, _may_repeat = self.get_search_results(request, Vendor.objects.all(), term)
        page = Paginator(found, FOUND).get_page(request.GET.get("page"))
        results = [{"id": str(each.pk), "text": label_of_vendor(each)} for each in page]
        return JsonResponse({"results": results, "pagination": {"more": page.has_next()}})
