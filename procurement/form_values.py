"""What the columns of the official forms hold: one reader for each name in `data/forms.json`. Pure."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from procurement.form_content import Form, FormKind, Office
from procurement.form_rows import MethodRow, Row, agreed_of, allocated_of, current_of
from publishing.tables import CellKind
from thai.dates import buddhist_year
from thai.money import format_baht

Reader = Callable[[Any, Office], object]


def _of_work(name: str) -> Reader:
    return lambda row, _office: getattr(row.work, name) or None


def _of_agreement(name: str) -> Reader:
    return lambda row, _office: (getattr(row.agreement, name) or None) if row.agreement else None


def _of_row(name: str) -> Reader:
    return lambda row, _office: getattr(row, name) or None


def _of_work_amount(name: str) -> Reader:
    return lambda row, _office: getattr(row.work, name)


def _price(row: Row, _office: Office) -> Decimal | None:
    return row.agreement.price if row.agreement else None


def _bidders(row: Row, _office: Office) -> str | None:
    lines = [
        f"{place}. {each.name}\n{format_baht(each.price)} บาท"
        for place, each in enumerate(row.work.bidders, start=1)
    ]
    return "\n".join(lines) or None


def _planned_month(row: Row, _office: Office) -> str | None:
    day = row.work.planned_on
    return f"{day.month:02}/{buddhist_year(day)}" if day else None


_TEXT, _CODE, _AMOUNT = CellKind.TEXT, CellKind.CODE, CellKind.AMOUNT
ROW_READERS: dict[str, tuple[CellKind, Reader]] = {
    "fiscal_year": (_CODE, lambda row, _office: str(row.work.fiscal_year)),
    "agency": (_TEXT, lambda _row, office: office.publisher.name),
    "agency_kind": (_TEXT, lambda _row, office: office.kind),
    "district": (_TEXT, lambda _row, office: office.district),
    "province": (_TEXT, lambda _row, office: office.province),
    "ministry": (_TEXT, lambda _row, office: office.ministry),
    "title": (_TEXT, _of_work("title")),
    "method": (_TEXT, _of_work("method")),
    "source": (_TEXT, _of_work("source")),
    "unit": (_TEXT, _of_work("unit")),
    "reason": (_TEXT, _of_work("reason")),
    "stage": (_TEXT, _of_work("stage")),
    "status": (_TEXT, _of_row("status")),
    "remark": (_TEXT, _of_row("remark")),
    "cancelled": (_TEXT, _of_row("cancelled")),
    "egp_number": (_CODE, _of_work("egp_number")),
    "plan_number": (_CODE, _of_work("plan_number")),
    "planned_month": (_CODE, _planned_month),
    "amount": (_AMOUNT, _of_work_amount("amount")),
    "allocated": (_AMOUNT, _of_work_amount("allocated")),
    "median_price": (_AMOUNT, _of_work_amount("median_price")),
    "agreed": (_AMOUNT, _of_work_amount("agreed")),
    "current_price": (_AMOUNT, _of_work_amount("current_price")),
    "price": (_AMOUNT, _price),
    "percent": (CellKind.INTEGER, _of_work_amount("percent")),
    "percent_on": (CellKind.DATE, _of_work("percent_on")),
    "bidders": (_TEXT, _bidders),
    "vendor": (_TEXT, _of_agreement("vendor")),
    "tax_number": (_CODE, _of_agreement("tax_number")),
    "contract_number": (_CODE, _of_agreement("number")),
    "reason_code": (_CODE, _of_agreement("reason_code")),
    "signed_on": (CellKind.DATE, _of_agreement("signed_on")),
    "starts_on": (CellKind.DATE, _of_agreement("starts_on")),
    "ends_on": (CellKind.DATE, _of_agreement("ends_on")),
}


def _of_method(name: str) -> Reader:
    return lambda row, _office: getattr(row, name)


METHOD_READERS: dict[str, tuple[CellKind, Reader]] = {
    "method": (_TEXT, _of_method("method")),
    "works": (CellKind.INTEGER, lambda row, _office: len(row.works)),
    "contracts": (CellKind.INTEGER, _of_method("contracts")),
    "allocated": (_AMOUNT, _of_method("allocated")),
    "signed_allocated": (_AMOUNT, _of_method("signed_allocated")),
    "agreed": (_AMOUNT, _of_method("agreed")),
    "saved": (_AMOUNT, _of_method("saved")),
    "share": (CellKind.PERCENT, _of_method("share")),
}


def readers(kind: FormKind) -> dict[str, tuple[CellKind, Reader]]:
    return METHOD_READERS if kind is FormKind.SUMMARY else ROW_READERS


def kind_of(form: Form, key: str) -> CellKind:
    return CellKind.INTEGER if key == "ordinal" else readers(form.kind)[key][0]


def value_of(form: Form, key: str, ordinal: int, row: Row | MethodRow) -> object:
    return ordinal if key == "ordinal" else readers(form.kind)[key][1](row, form.office)


def totals(form: Form) -> dict[str, object]:
    """Return what the columns add up to, by key; empty for the ITA spreadsheet and without rows."""
    if not form.rows or form.kind is FormKind.ITA:
        return {}
    if form.kind in {FormKind.MONTHLY, FormKind.QUARTERLY}:
        return {"price": form.sum.agreed}
    rows = [row for row in form.rows if isinstance(row, MethodRow)]
    works = [row.work for row in form.rows if isinstance(row, Row)]
    if form.kind is FormKind.SUMMARY:
        whole = MethodRow("", form.works, agreed_of(form.works))
        counted = {"works": len(whole.works), "contracts": sum(row.contracts for row in rows)}
        names = ("allocated", "signed_allocated", "agreed", "saved", "share")
        return counted | {name: getattr(whole, name) for name in names}
    return {
        "allocated": allocated_of(works),
        "agreed": agreed_of(works),
        "current_price": current_of(works),
    }
