"""What is found of integrity: plans, measures, activities, evidence, reports, assessments and surveys."""

from typing import Any

from django.utils import timezone

from agency.models import Unit
from ita_portal.models import Kind
from ita_portal.search.entries import Draft, Rows, Source, place_of_year
from measures.models import (
    Activity,
    AssessmentYear,
    Evidence,
    Measure,
    MeasurePlan,
    Method,
    Outcome,
    Question,
    ReportEdition,
    Result,
    Suggestion,
    Survey,
    SurveyExplanation,
)
from thai.fiscal import FiscalYear


def _plan_of_measures(row: MeasurePlan) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text="มาตรการส่งเสริมคุณธรรมและความโปร่งใส และความก้าวหน้าของแต่ละมาตรการ",
        year=row.fiscal_year,
        day=FiscalYear(row.fiscal_year).first_day,
        place=place_of_year(row.fiscal_year, 6),
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
        place=place_of_year(row.fiscal_year, 7),
    )


def _survey(row: Survey) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text="ช่องทางตอบแบบวัด ช่วงเวลา เป้าหมาย และจำนวนผู้ตอบ",
        more="แบบสอบถาม ประเมิน QR",
        year=row.fiscal_year,
        day=row.opens_on,
        place=place_of_year(row.fiscal_year, 8),
    )


def _explanation(row: SurveyExplanation) -> Draft:
    return Draft(
        title=row.public_title,
        url=row.get_absolute_url(),
        text=row.text,
        more=f"{row.instrument} ข้อคำถาม",
        year=row.question.indicator.assessment.fiscal_year,
        day=timezone.localdate(row.published_at),
    )


OF_MEASURE: dict[type[Any], str] = {
    Measure: "pk",
    Method: "methods",
    Result: "methods__result",
    Outcome: "outcomes",
    Suggestion: "suggestions",
    Unit: "methods__responsible",
}

MEASURE_SOURCES = [
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
        0, "explanation", Kind.MEASURE, lambda: SurveyExplanation.objects.published(),
        _explanation, {SurveyExplanation: "pk", Question: "question"},
        lambda rows: rows.select_related("question__indicator__assessment"),
    ),
]  # fmt: skip
