"""The content of the annual measures report, apart from its look.

The same `ReportContent` becomes the PDF, the DOCX, the accessible page and the CSV; an edition
keeps it as JSON, so that what was signed can be read back as it was.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from agency.models import Agency
from measures.models import Activity, Evidence, Measure, MeasurePlan, Method, Outcome
from publishing.models import Publishable
from publishing.workflow import State


class Content(BaseModel):
    """A piece of a report; never changed once made."""

    model_config = ConfigDict(frozen=True)


class PhotoContent(Content):
    """A picture: `file` is its name in the storage (JPEG for print), `web` the address of the copy on the site."""

    file: str
    web: str
    alt: str
    caption: str


class EvidenceContent(Content):
    """A title with the full address of what proves an activity."""

    title: str
    url: str


class ActivityContent(Content):
    title: str
    text: str
    place: str
    when: str
    photos: list[PhotoContent]
    evidence: list[EvidenceContent]


class MethodContent(Content):
    """One numbered method with its owner, its schedule and what came of it ("" while unknown)."""

    number: int
    text: str
    responsible: str
    schedule: str
    result: str


class OutcomeContent(Content):
    text: str
    question: str
    score_before: Decimal | None
    score_after: Decimal | None
    count: int | None
    count_of: str


class MeasureContent(Content):
    number: int
    title: str
    indicator: str
    findings: list[str]
    percent: int
    progress: str
    activities_heading: str
    activities_summary: str
    outcomes_heading: str
    methods: list[MethodContent]
    activities: list[ActivityContent]
    outcomes: list[OutcomeContent]
    suggestions: list[str]

    @property
    def owners(self) -> list[str]:
        return list(dict.fromkeys(method.responsible for method in self.methods))

    @property
    def schedules(self) -> list[str]:
        return list(dict.fromkeys(method.schedule for method in self.methods))


class ReportContent(Content):
    """Everything that the report of one year says (รายงานผลการดำเนินการตามมาตรการ)."""

    agency: str
    place: str
    fiscal_year: int
    assessed_year: int
    set_by: str
    signatory_name: str
    signatory_position: str
    public_url: str
    as_of: dt.date
    thai_digits: bool
    is_demonstration: bool
    measures: list[MeasureContent]


@dataclass(frozen=True)
class Scope:
    """What of the rows enters a report: the site they are shown on, the day, drafts or not."""

    site: str
    day: dt.date
    drafts: bool

    def shows(self, unit: Publishable) -> bool:
        return unit.is_published or (self.drafts and unit.state != State.WITHDRAWN)


def report_content(
    plan: MeasurePlan, agency: Agency, *, site: str, day: dt.date, drafts: bool = False
) -> ReportContent:
    """Gather the report of `plan` as it stands on `day`.

    Only what is published enters, unless `drafts` asks for everything that is not withdrawn.
    `site` is the address of the portal without a slash at the end.
    """
    scope = Scope(site=site, day=day, drafts=drafts)
    measures = plan.measures.with_report().order_by("order")
    return ReportContent(
        agency=agency.name,
        place=agency.place,
        fiscal_year=plan.fiscal_year,
        assessed_year=plan.assessment.fiscal_year,
        set_by=plan.set_by,
        signatory_name=plan.signatory_name or agency.executive_name,
        signatory_position=plan.signatory_position or agency.executive_position,
        public_url=f"{site}{plan.get_absolute_url()}",
        as_of=day,
        thai_digits=agency.thai_digits_in_documents,
        is_demonstration=agency.is_demonstration,
        measures=[_measure(measure, scope) for measure in measures if scope.shows(measure)],
    )


def _measure(measure: Measure, scope: Scope) -> MeasureContent:
    progress = measure.progress_on(scope.day)
    return MeasureContent(
        number=measure.order,
        title=measure.title,
        indicator=str(measure.indicator or ""),
        findings=[finding.text for finding in measure.findings.all()],
        percent=progress.percent,
        progress=progress.state_label,
        activities_heading=measure.activities_heading,
        activities_summary=measure.activities_summary,
        outcomes_heading=measure.outcomes_heading,
        methods=[_method(method, scope) for method in measure.methods.all()],
        activities=[_activity(row, scope) for row in measure.activities.all() if scope.shows(row)],
        outcomes=[_outcome(row) for row in measure.outcomes.all() if scope.shows(row)],
        suggestions=[row.text for row in measure.suggestions.all() if scope.shows(row)],
    )


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
        title=activity.title,
        text=activity.text,
        place=activity.place,
        when=activity.when,
        photos=[
            PhotoContent(
                file=photo.print, web=photo.large_url, alt=photo.alt, caption=photo.caption
            )
            for photo in activity.photos.all()
        ],
        evidence=[_evidence(item, scope) for item in activity.evidence.all()],
    )


def _evidence(item: Evidence, scope: Scope) -> EvidenceContent:
    return EvidenceContent(
        title=item.title, url=item.url or f"{scope.site}{item.get_absolute_url()}"
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
