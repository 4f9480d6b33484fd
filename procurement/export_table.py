"""The purchases of a year as a table in the columns of the importer: taken out, changed, brought again.

For staff. The number of a natural person is left out: who comes back by name is found by name.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from procurement.import_columns import EXPORTED_COLUMNS
from procurement.import_texts import KIND_WORDS, SOURCE_WORDS, offers_text
from procurement.import_values import label_of_line
from procurement.methods import OFFICIAL_NAMES, Method, MoneySource, NoticeKind, WorkKind
from procurement.models import Bid, Contract, MedianPrice, Notice, Purchase, VendorKind
from publishing.import_raw import MAX_ROWS
from publishing.import_table import ColumnKind
from publishing.tables import CellKind, Column, Table

CHUNK = 500
DAYS = {
    "planned_on", "median_on", "announced_on", "winner_on", "contract_on", "starts_on", "ends_on",
    "accepted_on", "cancelled_on",
}  # fmt: skip
KINDS = {ColumnKind.AMOUNT: CellKind.AMOUNT, ColumnKind.CODE: CellKind.CODE}
CANCELLED = "ยกเลิกการดำเนินการ"


class TooManyPurchases(Exception):
    """More than a file that can be brought again may hold."""


def export_table(fiscal_year: int) -> Table:
    """Return the purchases of a year, a row for each contract. Raises `TooManyPurchases`."""
    rows = list(_rows(fiscal_year))
    return Table(
        name=f"purchases-{fiscal_year}",
        title=f"งานซื้อหรือจ้าง ปีงบประมาณ พ.ศ. {fiscal_year}",
        columns=tuple(Column(each.name, each.label, _kind(each)) for each in EXPORTED_COLUMNS),
        rows=[[row.get(each.name) for each in EXPORTED_COLUMNS] for row in rows],
        notes=(
            "แก้ไขแล้วนำเข้าใหม่ได้ ช่องที่ว่างคือไม่เปลี่ยนแปลง คอลัมน์เลขที่งานในเว็บไซต์ต้องคงไว้",
            "ไม่มีเลขประจำตัวของบุคคลธรรมดา",
        ),
    )


def _kind(column: Any) -> CellKind:
    return CellKind.DATE if column.name in DAYS else KINDS.get(column.kind, CellKind.TEXT)


def _rows(fiscal_year: int) -> Iterator[dict[str, Any]]:
    settled = [
        Prefetch("medianprice_set", MedianPrice.objects.settled()),
        Prefetch("notice_set", Notice.objects.settled()),
        Prefetch("bid_set", Bid.objects.settled().select_related("vendor")),
        Prefetch("contract_set", Contract.objects.settled().select_related("vendor")),
    ]
    purchases = Purchase.objects.not_withdrawn().of_year(fiscal_year).order_by("number")
    purchases = purchases.select_related("budget_line", "village", "unit")
    count = 0
    for purchase in purchases.prefetch_related(*settled).iterator(CHUNK):
        for row in _rows_of(purchase):
            count += 1
            if count > MAX_ROWS - 1:  # the header is a row too
                raise TooManyPurchases
            yield row


def _rows_of(purchase: Purchase) -> Iterator[dict[str, Any]]:
    """Yield a row for each contract; what the first says of the purchase the others do not repeat."""
    common = {
        # With the sign in front a spreadsheet does not take it for a month.
        "reference": f"#{purchase.fiscal_year}/{purchase.number}",
        "fiscal_year": str(purchase.fiscal_year),
        "egp_number": purchase.egp_number or None,
        "title": purchase.title,
    }
    first = common | _of_purchase(purchase) | _of_papers(purchase)
    contracts = list(purchase.contract_set.all())
    yield first | (_of_contract(contracts[0]) if contracts else {})
    for contract in contracts[1:]:
        yield common | _of_contract(contract)


def _of_purchase(purchase: Purchase) -> dict[str, Any]:
    line = purchase.budget_line
    return {
        "plan_number": purchase.plan_number or None,
        "kind": KIND_WORDS[WorkKind(purchase.kind)],
        "method": OFFICIAL_NAMES[Method(purchase.method)],
        "source": SOURCE_WORDS[MoneySource(purchase.source)],
        "budget_line": label_of_line(line) if line else None,
        "village": str(purchase.village) if purchase.village else None,
        "unit": str(purchase.unit) if purchase.unit else None,
        "allocated": purchase.allocated,
        "amount": purchase.amount,
        "planned_on": purchase.planned_on,
        "reason": purchase.reason or None,
        "status": CANCELLED if purchase.cancelled_on else None,
        "cancelled_on": purchase.cancelled_on,
        "cancel_reason": purchase.cancel_reason or None,
    }


def _of_papers(purchase: Purchase) -> dict[str, Any]:
    median = next(reversed(purchase.medianprice_set.all()), None)
    offers = [(bid.vendor.name, bid.price) for bid in purchase.bid_set.all()]
    return {
        "median_price": median.value if median else None,
        "median_on": median.set_on if median else None,
        "announced_on": _day_of(purchase, NoticeKind.INVITATION),
        "winner_on": _day_of(purchase, NoticeKind.WINNER),
        "bids": offers_text(offers) or None,
    }


def _day_of(purchase: Purchase, kind: NoticeKind) -> Any:
    days = [each.published_on for each in purchase.notice_set.all() if each.kind == kind]
    return days[-1] if days else None


def _of_contract(contract: Contract) -> dict[str, Any]:
    vendor = contract.vendor
    is_public = vendor is not None and vendor.kind == VendorKind.JURISTIC
    return {
        "vendor": vendor.name if vendor else None,
        "tax_number": (vendor.tax_number or None) if vendor and is_public else None,
        "price": contract.price,
        "contract_number": contract.number or None,
        "contract_on": contract.signed_on,
        "starts_on": contract.starts_on,
        "ends_on": contract.ends_on,
        "accepted_on": contract.accepted_on,
        "reason_code": contract.reason_code,
    }
