"""The handling manual (คู่มือการดำเนินการต่อเรื่องร้องเรียนการทุจริต), made of the settings.

Page and paper show the same parts, which the OIT item names: how an outsider reports, the steps,
who is responsible, how long it may take, and through which channels.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation

from agency.models import Agency
from budget.report import publisher
from budget.report_content import DEMONSTRATION, Publisher
from complaints.doors import url_of, words_of
from complaints.models import Channel, HandlingStep, TimeLimit
from publishing.printed import printed
from publishing.qr import qr_code

TITLE = "คู่มือการดำเนินการต่อเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่"
TEMPLATE = "complaints/manual/document.html"
HISTORIES = (
    Agency.history.model,
    Channel.history.model,
    TimeLimit.history.model,
    HandlingStep.history.model,
)


@dataclass(frozen=True)
class Entry:
    """A channel in the table of the manual."""

    name: str
    contact: str
    url: str
    hours: str
    unit: str


@dataclass(frozen=True)
class Step:
    """A step of the handling; `limit` in words, empty where none is set."""

    title: str
    text: str
    unit: str
    limit: str


@dataclass(frozen=True)
class Limit:
    """A time limit and the law or decision that it rests on."""

    stage: str
    days: str
    basis: str


@dataclass(frozen=True)
class Manual:
    """Everything the manual says; `moment` is when the newest of it was written, UTC."""

    publisher: Publisher
    address: str
    phones: str
    email: str
    units: tuple[str, ...]
    corruption: tuple[Entry, ...]
    questions: tuple[Entry, ...]
    outside: tuple[Entry, ...]
    steps: tuple[Step, ...]
    question_steps: tuple[Step, ...]
    limits: tuple[Limit, ...]
    retention_years: int
    moment: dt.datetime

    @property
    def title(self) -> str:
        return TITLE

    @property
    def responsible(self) -> str:
        """The units in one phrase: งานนิติการ หน่วยตรวจสอบภายใน และสำนักปลัด."""
        *others, last = self.units or (self.publisher.name,)
        return f"{' '.join(others)} และ{last}" if others else last

    @property
    def as_of(self) -> dt.date:
        return timezone.localdate(self.moment)

    @property
    def demonstration_notice(self) -> str:
        return DEMONSTRATION if self.publisher.is_demonstration else ""


@translation.override(settings.LANGUAGE_CODE)  # the page shows the paper, which is Thai
def manual_of(agency: Agency) -> Manual:
    """Return the manual as the settings are today."""
    channels = list(Channel.objects.active())
    ours = [channel for channel in channels if not channel.is_outside]
    steps = list(HandlingStep.objects.select_related("unit", "limit"))
    about_corruption = [step for step in steps if step.for_corruption]
    return Manual(
        publisher=publisher(agency),
        address=agency.address,
        phones=agency.phones,
        email=agency.email,
        units=_units(about_corruption),
        corruption=tuple(_entry(each) for each in ours if each.for_corruption),
        questions=tuple(_entry(each) for each in ours if each.for_questions),
        outside=tuple(_entry(each) for each in channels if each.is_outside),
        steps=tuple(_step(each) for each in about_corruption),
        question_steps=tuple(_step(each) for each in steps if not each.for_corruption),
        limits=tuple(
            Limit(str(row), words_of(row), row.legal_basis) for row in TimeLimit.objects.all()
        ),
        retention_years=settings.COMPLAINT_RETENTION_DAYS // 365,
        moment=_last_change(),
    )


def manual_pdf_of(content: Manual) -> str:
    """Return the stored name of the paper. Raises `publishing.pdf.PdfError`."""
    thai = content.publisher.thai_digits
    url = settings.SITE_URL + reverse("complaints:manual")
    context = {
        "content": content,
        "thai": thai,
        "arabic_digits": not thai,
        "on_paper": True,
        "url": url,
        "form_url": settings.SITE_URL + reverse("complaints:corruption"),
        "qr": qr_code(settings.SITE_URL + reverse("complaints:channels")),
    }
    return printed(TEMPLATE, context, created=content.moment)


def _entry(channel: Channel) -> Entry:
    return Entry(
        name=channel.name,
        contact=channel.contact,
        url=url_of(channel),
        hours=channel.hours,
        unit=channel.unit.name if channel.unit else "",
    )


def _step(step: HandlingStep) -> Step:
    return Step(
        title=step.title,
        text=step.text,
        unit=step.unit.name if step.unit else "",
        limit=words_of(step.limit) if step.limit else "",
    )


def _units(steps: list[HandlingStep]) -> tuple[str, ...]:
    """Return who is responsible, each once, in the order of the steps."""
    return tuple(dict.fromkeys(step.unit.name for step in steps if step.unit))


def _last_change() -> dt.datetime:
    """Return when a setting was last written; rows that came with the system have no history."""
    moments = [history.objects.aggregate(last=Max("history_date"))["last"] for history in HISTORIES]
    known = [moment for moment in moments if moment]
    return max(known, default=dt.datetime(2022, 10, 1, tzinfo=dt.UTC))
