"""The tables of procurement that can be imported: their columns, and who understands their rows."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procurement.import_columns import PURCHASE_COLUMNS
from procurement.import_forms import PurchasesTargetForm
from procurement.import_purchases import PurchasesReading
from procurement.models import Purchase
from procurement.resources import PurchaseResource
from publishing.import_plan import Choices, Reading
from publishing.import_table import CleanTable
from publishing.imports import Importer

OFFERED_YEARS = 3  # of which the purchases are offered to be taken out


class PurchasesImporter(Importer):
    """Purchases with their median price, bids, notices and contracts, a row for each contract."""

    slug = "purchases"
    title = gettext_lazy("Purchases")
    namespace = "procurement_staff"
    columns = PURCHASE_COLUMNS
    permissions = (
        "publishing.add_importfile",
        "procurement.add_purchase",
        "procurement.add_contract",
        "procurement.add_vendor",
    )
    resource = PurchaseResource
    target_form = PurchasesTargetForm
    totals = MappingProxyType[str, str]({})
    column_of_agency = "agency"
    remembers_names = True
    examples = (
        {column.name: column.example for column in PURCHASE_COLUMNS},
        {
            "fiscal_year": "2566",
            "title": "ซื้อวัสดุสำนักงาน จำนวน 12 รายการ",
            "kind": "ซื้อ",
            "method": "วิธีเฉพาะเจาะจง",
            "source": "ข้อบัญญัติงบประมาณรายจ่าย",
            "allocated": "30,000.00",
            "amount": "8,540.00",
            "median_price": "8,540.00",
            "bids": "ร้านตัวอย่างเครื่องเขียน 8,540.00 บาท",
            "vendor": "ร้านตัวอย่างเครื่องเขียน",
            "price": "8,540.00",
            "contract_number": "7/2566",
            "contract_on": "9 ม.ค. 2566",
            "ends_on": "16 ม.ค. 2566",
            "reason": "ราคาเหมาะสมและส่งมอบได้ทันเวลา",
        },
    )

    def read(self, table: CleanTable, choices: Choices) -> Reading:
        return PurchasesReading(table, choices).result()

    def describe(self, target: Mapping[str, Any]) -> str:
        year = target.get("year")
        return f"งานซื้อหรือจ้าง ปีงบประมาณ พ.ศ. {year}" if year else "งานซื้อหรือจ้าง"

    def result_url(self, target: Mapping[str, Any]) -> str:
        address = reverse("admin:procurement_purchase_changelist")
        return f"{address}?fiscal_year={target['year']}" if target.get("year") else address

    def downloads(self) -> Sequence[tuple[str, str]]:
        years = Purchase.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
        return [
            (
                _("Purchases of %(year)s as %(kind)s") % {"year": year, "kind": kind.upper()},
                reverse("procurement_staff:purchases_export", args=[year, kind]),
            )
            for year in years.distinct()[:OFFERED_YEARS]
            for kind in ("xlsx", "csv")
        ]


IMPORTERS: tuple[Importer, ...] = (PurchasesImporter(),)
