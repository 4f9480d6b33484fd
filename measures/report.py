"""Gathers the annual measures report from the rows that people entered and approved."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from agency.models import Agency
from complaints.counts import known_years
from complaints.statistics import statistics_of
from complaints.statistics_content import Line
from measures.channels import channels_of
from measures.integrity import integrity_of
from measures.models import Activity, Evidence, Finding, Measure, MeasurePlan, Method, Outcome
from measures.progress import ProgressState
from measures.report_content import (
    ActivityContent,
    ComplaintContent,
    CountContent,
    EvidenceContent,
    FindingContent,
    MeasureContent,
    MethodContent,
    OutcomeContent,
    PhotoContent,
    ReportContent,
)
from publishing.models import Publishable
from publishing.workflow import State
from thai.fiscal import PeriodKind

__all__ = ["ReportContent", "report_content"]

# The words of the report: it is Thai whoever issues it, so the language of the site does not count.
PROGRESS = {
    ProgressState.NOT_STARTED: "ยังไม่เริ่มดำเนินการ",
    ProgressState.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
    ProgressState.OVERDUE: "ล่าช้ากว่ากำหนด",
    ProgressState.DONE: "ดำเนินการแล้วเสร็จ",
}

NOBODY_COMPLAINED = "ไม่พบการทักท้วงร้องเรียน"


@dataclass(frozen=True)
class Scope:
    """What of the rows enters a report: the site they are shown on, the day, drafts or not."""

    site: str
    day: dt.date
    drafts: bool
    evidence_numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def shows(self, unit: Publishable) -> bool:
        return unit.is_published or (self.drafts and unit.state != State.WITHDRAWN)


@translation.override(settings.LANGUAGE_CODE)  # the page shows the paper, which is Thai
def report_content(
    plan: MeasurePlan, agency: Agency, *, site: str, day: dt.date, drafts: bool = False
) -> ReportContent:
    """Gather the report of `plan` as it stands on `day`.

    Only what is published enters, unless `drafts` asks for everything that is not withdrawn.
    `site` is the address of the portal without a slash at the end.
    """
    scope = Scope(site=site, day=day, drafts=drafts)
    measures = plan.measures.with_report().order_by("order")
    measures = measures.prefetch_related("findings__indicator", "findings__question")
    assessment = plan.assessment
    announced = scope.shows(assessment)
    return ReportContent(
        agency=agency.name,
        place=agency.place,
        seal=agency.seal.name or "",
        fiscal_year=plan.fiscal_year,
        assessed_year=assessment.fiscal_year,
        assessed_score=assessment.total_score if announced else None,
        assessed_grade=assessment.grade if announced else "",
        set_by=plan.set_by,
        signatory_name=plan.signatory_name or agency.executive_name,
        signatory_position=plan.signatory_position or agency.executive_position,
        public_url=f"{site}{plan.get_absolute_url()}",
        editions_url=site + reverse("measures:editions", args=[plan.fiscal_year]),
        as_of=day,
        thai_digits=agency.thai_digits_in_documents,
        is_demonstration=agency.is_demonstration,
        measures=[_measure(measure, scope) for measure in measures if scope.shows(measure)],
        complaints=_complaints(plan.fiscal_year, scope),
        integrity=integrity_of(plan.fiscal_year, day, site=site),
        channels=channels_of(plan.fiscal_year),
    )


def _measure(measure: Measure, scope: Scope) -> MeasureContent:
    progress = measure.measured_on(scope.day).progress
    return MeasureContent(
        number=measure.order,
        title=measure.title,
        indicator=str(measure.indicator or ""),
        findings=[_finding(finding) for finding in measure.findings.all()],
        percent=progress.percent,
        progress=PROGRESS[progress.state],
        activities_heading=measure.activities_heading,
        activities_summary=measure.activities_summary,
        outcomes_heading=measure.outcomes_heading,
        methods=[_method(method, scope) for method in measure.methods.all()],
        activities=[_activity(row, scope) for row in measure.activities.all() if scope.shows(row)],
        outcomes=[_outcome(row) for row in measure.outcomes.all() if scope.shows(row)],
        suggestions=[row.text for row in measure.suggestions.all() if scope.shows(row)],
    )


def _finding(finding: Finding) -> FindingContent:
    about = finding.question or finding.indicator or ""
    return FindingContent(text=finding.text, about=str(about), score=finding.score)


def _method(method: Method, scope: Scope) -> MethodContent:
    result = getattr(method, "result", None)
    return MethodContent(
        number=method.order,
        text=method.text,
        responsible=str(method.responsible),
        schedule=method.schedule_label,
        result=result.text if result and scope.shows(result) else "",
    )


def _activity(activity: Activity, scope: Scope) -> ActivityContent:
    return ActivityContent(
        title=activity.title or "(ยังไม่ได้ระบุกิจกรรม)",
        text=activity.text,
        place=activity.place,
        when=activity.when,
        photos=[
            PhotoContent(
                file=photo.print,
                web=photo.large_url,
                width=photo.width,
                height=photo.height,
                alt=photo.alt,
                caption=photo.caption,
            )
            for photo in activity.photos.all()
        ],
        evidence=[_evidence(item, scope) for item in activity.evidence.all()],
    )


def _evidence(item: Evidence, scope: Scope) -> EvidenceContent:
    return EvidenceContent(
        number=next(scope.evidence_numbers),
        title=item.title,
        url=item.url or f"{scope.site}{item.get_absolute_url()}",
    )


def _outcome(outcome: Outcome) -> OutcomeContent:
    return OutcomeContent(
        text=outcome.text,
        question=str(outcome.question or ""),
        score_before=outcome.score_before,
        score_after=outcome.score_after,
        count=outcome.count,
        count_of=outcome.count_of,
    )


def _complaints(year: int, scope: Scope) -> ComplaintContent | None:
    """The statistics as the site publishes them; None for a year of which it has none."""
    if year not in known_years(scope.day):
        return None
    found = statistics_of(year, scope.day)
    is_nil = found.cases_of_year.is_nil and not found.questions_of_year.received
    return ComplaintContent(
        title=found.title,
        url=scope.site + reverse("complaints:statistics", args=[year]),
        nil=NOBODY_COMPLAINED if is_nil else "",
        cases_text=found.cases_text,
        cases=_counts(found.case_lines),
        questions_text=found.questions_text,
        questions=_counts(found.question_lines),
    )


def _counts(lines: list[Line]) -> list[CountContent]:
    """The halves and the year."""
    longest = [each for each in lines if each.period.kind in {PeriodKind.HALF, PeriodKind.YEAR}]
    return [
        CountContent(name=each.name, received=received, done=done, in_progress=in_progress)
        for each in longest
        for received, done, in_progress in [[cell.text for cell in each.cells[:3]]]
    ]
