"""Everything that can be found: the one list of what the public may read, and where it stands."""

from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils.text import Truncator

from agency.models import Unit, Village
from complaints.models import Question
from ita_portal.models import Kind
from ita_portal.search.budget_sources import BUDGET_SOURCES
from ita_portal.search.entries import Draft, Rows, Source, place_of_year
from ita_portal.search.gift_sources import GIFT_SOURCES
from ita_portal.search.measure_sources import MEASURE_SOURCES
from ita_portal.search.people import PEOPLE
from procurement.models import (
    Contract,
    NilPeriod,
    Purchase,
    PurchaseDocument,
    Stage,
    Vendor,
    YearSummary,
)
from thai.fiscal import FiscalYear
from thai.money import format_baht

TITLE = 150  # characters of a question that has no subject


# ------------------------------------------------------------------ procurement
def _purchase(row: Purchase) -> Draft:
    settled = (each for each in row.contract_set.all() if each.is_public)
    facts = [
        f"{format_baht(row.amount)} บาท",
        row.get_kind_display(),
        row.get_method_display(),
        str(row.village or ""),
        str(row.unit or ""),
        *(each.vendor.name for each in settled if each.vendor),
        row.reason,
        row.public_note,
    ]
    return Draft(
        title=row.title,
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, facts)),
        more=f"{row.egp_number} {row.plan_number}",
        year=row.fiscal_year,
        day=row.listed_on,
    )


def _with_vendors(rows: Rows) -> Rows:
    contracts = ["contract_set__stage", "contract_set__vendor"]
    return rows.select_related("village", "unit").prefetch_related(*contracts)


def _purchase_paper(row: PurchaseDocument) -> Draft:
    return Draft(
        title=row.title,
        url=row.get_absolute_url(),
        text=" · ".join([row.get_kind_display(), row.document_kind.upper(), row.purchase.title]),
        year=row.purchase.fiscal_year,
        day=row.dated or row.purchase.listed_on,
    )


def _first_of_years() -> Rows:
    rows = Purchase.objects.published()
    groups = rows.order_by().values("fiscal_year").annotate(first=Min("pk")).values("first")
    return rows.filter(pk__in=groups)


def _forms(row: Purchase) -> Draft:
    return Draft(
        title=f"แบบรายงานการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. {row.fiscal_year}",
        url=reverse("procurement:forms", args=[row.fiscal_year]),
        text="สขร.1 รายเดือน ประกาศผลผู้ชนะรายไตรมาส แผนการจัดซื้อจัดจ้าง สรุปผลประจำปี และความก้าวหน้าของสัญญา",
        year=row.fiscal_year,
        day=FiscalYear(row.fiscal_year).first_day,
        place=place_of_year(row.fiscal_year, 4),
    )


def _nil(row: NilPeriod) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text="ไม่มีรายการ ยืนยันแล้วว่าไม่มีการซื้อหรือจ้างในช่วงเวลานี้",
        more="สขร.1 ประกาศผลผู้ชนะ",
        year=row.fiscal_year,
        day=row.period.last_day,
    )


def _summary(row: YearSummary) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text=f"ปัญหาและอุปสรรค: {row.problems_met} · ข้อเสนอแนะ: {row.suggestions}",
        year=row.fiscal_year,
        day=FiscalYear(row.fiscal_year).last_day,
    )


# ------------------------------------------------------------------ questions
def _question(row: Question) -> Draft:
    return Draft(
        title=row.subject_title or Truncator(row.public_text).chars(TITLE),
        url=row.get_absolute_url(),
        text=f"{row.public_text} ตอบ: {row.answer}",
        more=f"{row.label} {row.get_kind_display()}",
        year=row.fiscal_year,
        day=row.answered_on,
    )


OF_PURCHASE: dict[type[Any], str] = {
    Purchase: "pk",
    Stage: "stages",
    Contract: "contract_set",
    Vendor: "contract_set__vendor",
    Village: "village",
    Unit: "unit",
}

SOURCES = [
    *BUDGET_SOURCES,
    Source(
        12, "purchase", Kind.PURCHASE, lambda: Purchase.objects.published(), _purchase,
        OF_PURCHASE, _with_vendors,
    ),
    Source(
        13, "purchase_paper", Kind.DOCUMENT,
        lambda: PurchaseDocument.objects.public().exclude(document=""), _purchase_paper,
        {PurchaseDocument: "pk", Purchase: "purchase", Stage: "stage"},
        lambda rows: rows.select_related("purchase"),
    ),
    Source(
        14, "forms", Kind.DOCUMENT, _first_of_years, _forms, {Purchase: "pk"}, grouped=True,
    ),
    *MEASURE_SOURCES,
    *GIFT_SOURCES,
    Source(
        26, "nil", Kind.PURCHASE, lambda: NilPeriod.objects.holding(), _nil,
        {NilPeriod: "pk", Purchase: "pk", Stage: "pk", Contract: "pk"}, grouped=True,
    ),
    Source(
        30, "summary", Kind.DOCUMENT, lambda: YearSummary.objects.published(), _summary,
        {YearSummary: "pk"},
    ),
    PEOPLE,
    Source(
        21, "question", Kind.QUESTION, lambda: Question.objects.public(), _question,
        {Question: "pk"},
    ),
]  # fmt: skip
BY_NAME = {source.name: source for source in SOURCES}
