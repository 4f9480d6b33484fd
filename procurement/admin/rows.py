"""The rows of a purchase or of a step on one page: prices, notices, bids, contracts, progress, papers.

So many stand on one page, and new ones beside them, that it stays below
DATA_UPLOAD_MAX_NUMBER_FIELDS; a test adds them up. Others follow on the next page of the rows.
"""

from typing import Any, ClassVar

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff_admin import StaffStackedInline, StaffTabularInline
from budget.admin.parts import wanted_pk
from budget.form_fields import BUDGET_FORMFIELDS
from procurement.admin.wanted import wanted_part
from procurement.form_fields import VendorField, with_blank
from procurement.forms import BidFormSet, PartFormSet
from procurement.models import (
    Bid,
    Contract,
    ContractChange,
    MedianPrice,
    Notice,
    Progress,
    Purchase,
    PurchaseDocument,
    Vendor,
)
from publishing.admin import tells_problems
from publishing.forms import WithProblems


class PartInline:
    """What the rows of a purchase and of a step share; `fk_name` says which of them it is."""

    formfield_overrides = BUDGET_FORMFIELDS
    form = WithProblems
    formset = PartFormSet
    fk_name = "purchase"
    classes: ClassVar[list[str]] = ["fold"]
    hide_title = True
    first_rows = 1  # empty rows on a new page
    several_lines: ClassVar[set[str]] = set()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What came later stands on the page of its step."""
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.filter(stage=None) if self.fk_name == "purchase" else rows

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Offer empty rows where there is nothing yet; the button below adds others."""
        if obj is None or not obj.pk:
            return self.first_rows
        return 0 if self.get_queryset(request).filter(**{self.fk_name: obj}).exists() else 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        formset.form.tells_problems = tells_problems(request)
        formset.is_wanted = self.is_wanted(request, obj)
        return formset

    def is_wanted(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the rows stand open at once: those of a step, or what is usually added next."""
        if self.fk_name == "purchase":
            return False
        if obj is not None and obj.pk:
            return self.get_queryset(request).filter(stage=obj).exists()
        return self.model._meta.model_name == wanted_part(request)  # type: ignore[attr-defined]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["choices"] = with_blank(db_field)
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Vendor:
            return VendorField(
                label=db_field.verbose_name,
                required=not db_field.blank,
                help_text=db_field.help_text,
            )
        if db_field.name in self.several_lines:
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class MedianPriceInline(PartInline, StaffStackedInline):
    model = MedianPrice
    fields = [("value", "set_on"), ("sources", "officers")]
    several_lines = {"sources", "officers"}
    per_page, max_num = 1, 2


class NoticeInline(PartInline, StaffStackedInline):
    model = Notice
    fields = ["kind", ("published_on", "closes_on"), "winner", ("title", "url")]
    per_page, max_num = 3, 4


class BidInline(PartInline, StaffStackedInline):
    model = Bid
    formset = BidFormSet
    fields = [("vendor", "price"), ("remark", "is_selected")]
    first_rows = 2
    per_page, max_num = 4, 6


class ContractInline(PartInline, StaffStackedInline):
    """Contracts; amendments and instalments stand on the page of each."""

    model = Contract
    fields = [
        ("number", "signed_on"),
        "vendor",
        ("price", "reason_code"),
        ("starts_on", "ends_on"),
        ("accepted_on", "cancelled_on"),
    ]
    per_page, max_num = 1, 2


class ContractChangeInline(PartInline, StaffStackedInline):
    """What happened later to a contract that is there; only on the page of a step."""

    model = ContractChange
    fields = ["contract", ("kind", "on"), "instalment", ("price", "ends_on"), "reason"]
    per_page, max_num = 1, 2

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer the contracts of this purchase only."""
        formset = super().get_formset(request, obj, **kwargs)
        if "contract" in formset.form.base_fields:
            purchase = obj.purchase_id if obj else wanted_pk(request, "purchase")
            contracts = Contract.objects.settled().filter(purchase=purchase)
            formset.form.base_fields["contract"].queryset = contracts
        return formset


class ProgressInline(PartInline, StaffStackedInline):
    """How far the work has come; photos stand on the page of each."""

    model = Progress
    fields = [("on", "percent"), "text"]
    several_lines = {"text"}
    per_page, max_num = 1, 2

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """On the page of a new step about progress, offer today."""
        formset = super().get_formset(request, obj, **kwargs)
        if obj is None and formset.is_wanted:
            formset.form.base_fields["on"].initial = timezone.localdate()
        return formset


class DocumentInline(PartInline, StaffTabularInline):
    """Papers that are there; new ones are added below."""

    model = PurchaseDocument
    fields = ["link", "kind", "title", "dated", "notice"]
    readonly_fields = ["link"]
    per_page = max_num = 2

    @display(description=_("document"))
    def link(self, document: PurchaseDocument) -> str:
        return render_to_string("admin/budget/document_link.html", {"document": document})

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer the notices of this purchase only."""
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None and "notice" in formset.form.base_fields:
            purchase = obj.pk if isinstance(obj, Purchase) else obj.purchase_id
            notices = Notice.objects.filter(purchase=purchase)
            formset.form.base_fields["notice"].queryset = notices
        return formset

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


PARTS = [
    MedianPriceInline,
    NoticeInline,
    BidInline,
    ContractInline,
    ProgressInline,
    DocumentInline,
]


PARTS_OF_STAGE = [*PARTS[:4], ContractChangeInline, *PARTS[4:]]


def of_stage(inline: type[Any]) -> type[Any]:
    """Return the rows of a step, made from those of a purchase."""
    return type(f"{inline.__name__}OfStage", (inline,), {"fk_name": "stage"})
