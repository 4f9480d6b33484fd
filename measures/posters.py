"""What posters tell of integrity: a promise and what came of it, the surveys, the No Gift Policy."""

import datetime as dt
from collections.abc import Sequence
from itertools import chain

from django.db.models import Max
from django.utils import timezone

from agency.models import Agency
from measures.gifts import acknowledged, declaration_of
from measures.models import GiftDeclaration, Measure
from measures.surveys import Progress as SurveyProgress
from measures.surveys import eit_of, iit_of
from publishing.models import Publishable
from publishing.posters.content import (
    MAX_TEXT,
    MAX_TITLE,
    Figure,
    Line,
    PosterContent,
    Section,
)
from publishing.posters.office import office_of
from thai.dates import date_range, long_date
from thai.fiscal import FiscalYear
from thai.text import shortened

ITAS = "ระบบ ITAS ของสำนักงาน ป.ป.ช."
MOST_DECLARED = 400  # letters; a longer declaration is not cut, but told in a sentence
NO_GIFTS = "ผู้บริหารและเจ้าหน้าที่ทุกคนไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่"


# ------------------------------------------------------------------ one measure
def measure_poster(measure: Measure, day: dt.date) -> PosterContent:
    """Return the promise of a measure (fetched with its report) and what came of it."""
    progress = measure.measured_on(day).progress
    outcomes = [row for row in measure.outcomes.all() if row.is_published]
    moment = _newest(measure, outcomes)
    is_running = day <= FiscalYear(measure.plan.fiscal_year).last_day
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=f"มาตรการที่ {measure.order} ปีงบประมาณ พ.ศ. {measure.plan.fiscal_year}",
        title=shortened(measure.title, MAX_TITLE),
        figures=(
            Figure(
                value=str(progress.percent),
                unit="%",
                label="ทำตามที่สัญญาแล้ว",
                is_running=is_running,
            ),
            Figure(
                value=f"{progress.done}/{progress.total}",
                unit="ครั้ง",
                label="ตามกำหนด",
                is_running=is_running,
            ),
        ),
        sections=tuple(each for each in (_promise(measure), _came_of(outcomes)) if each.lines),
        call="ดูกิจกรรม ภาพถ่าย และหลักฐาน",
        details=measure.get_absolute_url(),
        source="รายงานตามมาตรการส่งเสริมคุณธรรม",
        as_of=timezone.localdate(moment),
        moment=moment,
    )


def _promise(measure: Measure) -> Section:
    lines = tuple(
        Line(name=shortened(method.text, MAX_TEXT), detail=str(method.responsible))
        for method in measure.methods.all()
    )
    return Section(title="เราสัญญาว่าจะ", lines=lines)


def _came_of(outcomes: Sequence[Publishable]) -> Section:
    lines = tuple(Line(name=shortened(str(row), MAX_TEXT)) for row in outcomes)
    return Section(title="ผลที่เกิดขึ้น", lines=lines)


def _newest(measure: Measure, outcomes: Sequence[Publishable]) -> dt.datetime:
    units = chain([measure], outcomes, measure.published_activities)
    return max(unit.published_at for unit in units if unit.published_at)


# ------------------------------------------------------------------ surveys
def eit_poster(today: dt.date) -> PosterContent | None:
    """Return the way to the survey of citizens while it is open; None otherwise."""
    progress = eit_of(today)
    if progress is None:
        return None
    return _survey(
        progress,
        title="เคยมาติดต่อหรือรับบริการ ช่วยบอก ป.ป.ช. ว่าเราทำได้ดีแค่ไหน",
        lead="คำตอบส่งถึง ป.ป.ช. โดยตรง หน่วยงานไม่เห็นคำตอบของใคร",
    )


def iit_poster(today: dt.date) -> PosterContent | None:
    """Return the reminder of the survey of staff while it is open; None otherwise."""
    progress = iit_of(today)
    if progress is None:
        return None
    return _survey(
        progress,
        title="เจ้าหน้าที่ทุกท่าน อย่าลืมตอบแบบวัด\u00a0IIT",
        lead="สำหรับผู้ที่ปฏิบัติงานมาแล้ว 1 ปีขึ้นไป คำตอบส่งถึง ป.ป.ช. โดยตรง ผู้บังคับบัญชาไม่เห็น",
    )


def _survey(progress: SurveyProgress, *, title: str, lead: str) -> PosterContent:
    survey = progress.survey
    moment = survey.published_at or survey.changed_at
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=f"แบบวัด {survey.instrument} ปีงบประมาณ พ.ศ. {survey.fiscal_year}",
        title=title,
        lead=lead,
        figures=(Figure(value=long_date(survey.closes_on), label="ตอบได้ถึงวันที่"),),
        sections=(Section(nothing=f"เปิดรับ {date_range(survey.opens_on, survey.closes_on)}"),),
        call=f"ตอบแบบวัด {survey.instrument}",
        url=survey.url,
        details=survey.get_absolute_url(),
        shows_large_code=True,
        source=ITAS,
        as_of=timezone.localdate(moment),
        moment=moment,
    )


# ------------------------------------------------------------------ No Gift Policy
def no_gift_poster(fiscal_year: int) -> PosterContent | None:
    """Return the declaration that nobody here takes gifts; None for a year without one."""
    declaration = declaration_of(fiscal_year)
    return _declared(declaration) if declaration else None


def _declared(declaration: GiftDeclaration) -> PosterContent:
    moment = declaration.published_at or declaration.changed_at
    newest = declaration.acknowledgements.aggregate(day=Max("day"))["day"]
    as_of = max(filter(None, (timezone.localdate(moment), newest)))
    text = " ".join(declaration.text.split())
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker=f"No Gift Policy ปีงบประมาณ พ.ศ. {declaration.fiscal_year}",
        title="มาติดต่อเรา ไม่ต้องมีของฝาก",
        lead=text if len(text) <= MOST_DECLARED else NO_GIFTS,
        short_lead=NO_GIFTS,
        figures=(
            Figure(value="งดรับ งดให้", label="ของขวัญทุกชนิด จากการปฏิบัติหน้าที่"),
            *_taken(declaration, as_of),
        ),
        sections=(
            Section(
                title="ผู้ประกาศเจตนารมณ์",
                lines=(
                    Line(
                        name=declaration.signatory_name,
                        detail=declaration.signatory_position,
                        brief=declaration.signatory_position,
                        number=long_date(declaration.signed_on),
                    ),
                ),
            ),
        ),
        call="ดูประกาศและทะเบียนของขวัญ",
        details=declaration.get_absolute_url(),
        source="ประกาศเจตนารมณ์ของผู้บริหาร",
        as_of=as_of,
        moment=moment,
    )


def _taken(declaration: GiftDeclaration, day: dt.date) -> tuple[Figure, ...]:
    """How many have taken note by a day; it grows while the declaration hangs."""
    taken = acknowledged(declaration)
    if not taken.staff:
        return ()
    label = f"รับทราบแล้ว ณ วันที่ {long_date(day)}"
    value = f"{taken.people}/{taken.staff}"
    return (Figure(value=value, unit="คน", label=label, is_running=True),)
