"""Changes that touch several tables of the measures at once."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from agency.models import Agency, User
from measures.frameworks import framework_of
from measures.models import (
    Activity,
    ActivityPhoto,
    AssessmentYear,
    Evidence,
    Indicator,
    Measure,
    MeasurePlan,
    Method,
    Schedule,
)
from measures.schedules import Entry
from publishing.file_names import stored_name
from publishing.form_fields import CheckedDocument
from publishing.photos import ProcessedPhoto
from publishing.storage import keep, keep_photo
from publishing.workflow import ActionRefused, State
from thai.citizen_id import mask_citizen_ids
from thai.fiscal import FiscalYear


@transaction.atomic
def create_assessment(fiscal_year: int, *, by: User) -> AssessmentYear:
    """Return the assessment of a year, made with its framework where there was none.

    The indicators and grades come from the data of that year; an unknown year gets none.
    """
    assessment, is_new = AssessmentYear.objects.get_or_create(
        fiscal_year=fiscal_year, defaults={"author": by, "edited_by": by}
    )
    if is_new:
        fill_framework(assessment)
    return assessment


def fill_framework(assessment: AssessmentYear) -> bool:
    """Give a new assessment the indicators and grades of its year; whether they are known."""
    framework = framework_of(assessment.fiscal_year)
    if framework is None:
        return False
    for indicator in framework.indicators:
        assessment.indicators.create(**indicator.model_dump())
    for level in framework.levels:
        assessment.levels.create(**level.model_dump())
    return True


@transaction.atomic
def start_plan(year: FiscalYear, *, by: User) -> MeasurePlan:
    """Begin the measures of a year with none; they answer the assessment of the year before.

    Raises `ActionRefused` where the year has its measures already.
    """
    _check_free(year)
    agency = Agency.objects.first()
    return MeasurePlan.objects.create(
        fiscal_year=year.year,
        assessment=create_assessment(year.previous().year, by=by),
        signatory_name=agency.executive_name if agency else "",
        signatory_position=agency.executive_position if agency else "",
    )


@transaction.atomic
def carry_over(plan: MeasurePlan, *, by: User, to: FiscalYear | None = None) -> MeasurePlan:
    """Copy the measures of a year into the next one, or a later, as drafts (ยกมาตรการไปปีถัดไป).

    Methods and schedules come along, their dates as many years later; what was done and what came
    of it stay behind. Withdrawn measures are not copied. Raises `ActionRefused` where that year has
    its measures already.
    """
    year = to or plan.year.next()
    _check_free(year)
    assessed = plan.assessment.fiscal_year + year.year - plan.fiscal_year
    copy = MeasurePlan.objects.create(
        fiscal_year=year.year,
        assessment=create_assessment(FiscalYear(assessed).year, by=by),
        set_by=plan.set_by,
        signatory_name=plan.signatory_name,
        signatory_position=plan.signatory_position,
    )
    for measure in plan.measures.not_withdrawn().order_by("order"):
        _copy_measure(measure, copy, by)
    return copy


def _check_free(year: FiscalYear) -> None:
    if MeasurePlan.objects.filter(fiscal_year=year.year).exists():
        raise ActionRefused(
            _("The measures of fiscal year %(year)s exist already.") % {"year": year.year}
        )


def _copy_measure(measure: Measure, plan: MeasurePlan, by: User) -> None:
    copy = Measure.objects.create(
        plan=plan,
        order=measure.order,
        title=measure.title,
        indicator=_same_indicator(measure, plan),
        activities_heading=measure.activities_heading,
        activities_summary=measure.activities_summary,
        outcomes_heading=measure.outcomes_heading,
        state=State.DRAFT,
        author=by,
        edited_by=by,
    )
    years = plan.fiscal_year - measure.plan.fiscal_year
    for method in measure.methods.prefetch_related("schedules"):
        _copy_method(method, copy, years)


def _same_indicator(measure: Measure, plan: MeasurePlan) -> Indicator | None:
    if measure.indicator is None:
        return None
    return plan.assessment.indicators.filter(number=measure.indicator.number).first()


def _copy_method(method: Method, measure: Measure, years: int) -> None:
    copy = measure.methods.create(
        order=method.order, text=method.text, responsible=method.responsible
    )
    for schedule in method.schedules.all():
        copy.schedules.create(
            kind=schedule.kind,
            date=_years_later(schedule.date, years) if schedule.date else None,
            text=schedule.text,
            order=schedule.order,
        )


def _years_later(day: dt.date, years: int) -> dt.date:
    """Return the same day of a later year; 29 February becomes the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)


def set_schedule(method: Method, entries: Sequence[Entry]) -> None:
    """Make the schedule of a method read as `entries`; lines that stay keep their history."""
    rows: dict[Entry, Schedule] = {}
    for schedule in method.schedules.all():
        if schedule.entry in entries and schedule.entry not in rows:
            rows[schedule.entry] = schedule
        else:
            schedule.delete()
    for order, entry in enumerate(dict.fromkeys(entries)):
        schedule = rows.get(entry) or Schedule(
            method=method, kind=entry.kind, date=entry.date, text=entry.text
        )
        if schedule.pk is None or schedule.order != order:
            schedule.order = order
            schedule.save()


def add_photo(
    activity: Activity, photo: ProcessedPhoto, *, alt: str = "", caption: str = ""
) -> ActivityPhoto:
    """Store the copies of a photo and show it after the others of an activity."""
    order = activity.photos.count()
    return ActivityPhoto.objects.create(
        activity=activity, alt=alt, caption=caption, order=order, **keep_photo(photo)
    )


def add_link(activity: Activity, *, title: str, url: str) -> Evidence:
    """Add an address elsewhere that proves an activity."""
    return activity.evidence.create(title=title, url=url, order=activity.evidence.count())


def add_document(activity: Activity, document: CheckedDocument, *, title: str = "") -> Evidence:
    """Store a checked document and add it to what proves an activity."""
    facts, upload = document
    name = stored_name("documents", facts.sha256, facts.extension)
    return activity.evidence.create(
        title=title or mask_citizen_ids(facts.original_name),
        document=keep(name, upload.read()),
        document_kind=facts.kind,
        document_size=facts.size,
        order=activity.evidence.count(),
    )
