"""Everything that can be found: the one list of what the public may read, and where it stands."""

from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from agency.models import Unit, Village
from complaints.models import Question
from ita_portal.models import Kind
from ita_portal.search.budget_sources import BUDGET_SOURCES
from ita_portal.search.entries import Draft, Rows, Source
from measures.models import (
    Activity,
    AssessmentYear,
    Evidence,
    Measure,
    MeasurePlan,
    Method,
    Outcome,
    ReportEdition,
    Result,
    Suggestion,
    Survey,
)
from procurement.models import Contract, Purchase, PurchaseDocument, Stage, Vendor
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
    )


# ------------------------------------------------------------------ measures
def _plan_of_measures(row: MeasurePlan) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text="มาตรการส่งเสริมคุณธรรมและความโปร่งใส และความก้าวหน้าของแต่ละมาตรการ",
        year=row.fiscal_year,
        day=FiscalYear(row.fiscal_year).first_day,
    )


def _measure(row: Measure) -> Draft:
    methods = row.methods.all()
    results = (getattr(method, "result", None) for method in methods)
    units = [*results, *row.outcomes.all(), *row.suggestions.all()]
    texts = [method.text for method in methods]
    texts += [unit.text for unit in units if unit is not None and unit.is_published]
    return Draft(
        title=row.title,
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, [row.activities_summary, *texts])),
        more=" ".join(row.owners),
        year=row.plan.fiscal_year,
        day=timezone.localdate(row.published_at),
    )


def _with_results(rows: Rows) -> Rows:
    related = ["methods__result", "methods__responsible", "outcomes", "suggestions"]
    return rows.select_related("plan").prefetch_related(*related)


def _activity(row: Activity) -> Draft:
    return Draft(
        title=row.title,
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, [row.text, row.place, row.measure.title])),
        year=row.measure.plan.fiscal_year,
        day=row.starts_on,
    )


def _evidence(row: Evidence) -> Draft:
    activity = row.activity
    return Draft(
        title=row.title,
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, [row.document_kind.upper(), activity.title])),
        year=activity.measure.plan.fiscal_year,
        day=activity.starts_on,
    )


def _edition(row: ReportEdition) -> Draft:
    return Draft(
        title=f"รายงานผลการดำเนินมาตรการ ปีงบประมาณ พ.ศ. {row.plan.fiscal_year} ฉบับที่ {row.number}",
        url=row.get_absolute_url(),
        text="รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส (PDF)",
        year=row.plan.fiscal_year,
        day=timezone.localdate(row.issued_at),
    )


def _assessment(row: AssessmentYear) -> Draft:
    return Draft(
        title=f"ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {row.fiscal_year}",
        url=row.get_absolute_url(),
        text="คะแนนรายตัวชี้วัดของการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
        year=row.fiscal_year,
        day=timezone.localdate(row.published_at),
    )


def _survey(row: Survey) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text="ช่องทางตอบแบบวัด ช่วงเวลา เป้าหมาย และจำนวนผู้ตอบ",
        more="แบบสอบถาม ประเมิน QR",
        year=row.fiscal_year,
        day=row.opens_on,
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


OF_MEASURE: dict[type[Any], str] = {
    Measure: "pk",
    Method: "methods",
    Result: "methods__result",
    Outcome: "outcomes",
    Suggestion: "suggestions",
    Unit: "methods__responsible",
}
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
    Source(
        15, "measure_plan", Kind.MEASURE, lambda: MeasurePlan.objects.public(), _plan_of_measures,
        {MeasurePlan: "pk", Measure: "measures"},
    ),
    Source(
        16, "measure", Kind.MEASURE, lambda: Measure.objects.published(), _measure, OF_MEASURE,
        _with_results,
    ),
    Source(
        17, "activity", Kind.MEASURE, lambda: Activity.objects.public(), _activity,
        {Activity: "pk", Measure: "measure"}, lambda rows: rows.select_related("measure__plan"),
    ),
    Source(
        18, "evidence", Kind.DOCUMENT, lambda: Evidence.objects.public().exclude(document=""),
        _evidence, {Evidence: "pk", Activity: "activity", Measure: "activity__measure"},
        lambda rows: rows.select_related("activity__measure__plan"),
    ),
    Source(
        19, "edition", Kind.DOCUMENT, lambda: ReportEdition.objects.all(), _edition,
        {ReportEdition: "pk"}, lambda rows: rows.select_related("plan"),
    ),
    Source(
        20, "assessment", Kind.DOCUMENT, lambda: AssessmentYear.objects.published(), _assessment,
        {AssessmentYear: "pk"},
    ),
    Source(
        22, "survey", Kind.MEASURE, lambda: Survey.objects.published(), _survey, {Survey: "pk"},
    ),
    Source(
        21, "question", Kind.QUESTION, lambda: Question.objects.public(), _question,
        {Question: "pk"},
    ),
]  # fmt: skip
BY_NAME = {source.name: source for source in SOURCES}
