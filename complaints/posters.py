"""What a poster tells of the doors of the office: every way to complain and to ask."""

import re

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from agency.models import Agency
from complaints.doors import url_of
from complaints.models import Channel
from publishing.posters.content import (
    MAX_DETAIL,
    MAX_NAME,
    Line,
    PosterContent,
    Section,
)
from publishing.posters.office import office_of
from publishing.posters.stamps import without_scheme
from thai.text import shortened

SOURCE = "ทะเบียนช่องทางของหน่วยงาน"
MAX_NUMBER = 24  # letters; what is longer is an address
TELEPHONE = re.compile(r"\b\d{4}\b|\b0[\d -]{7,}")  # a hotline, or a number of the country


def channels() -> PosterContent | None:
    """Return all channels in use; None where there is none."""
    rows = list(Channel.objects.active())
    if not rows:
        return None
    page = reverse("complaints:channels")
    changed = Channel.history.aggregate(at=Max("history_date"))["at"] or timezone.now()
    sections = (
        Section(title="บอกเราได้ที่", lines=_lines([row for row in rows if not row.is_outside])),
        Section(title="หรือบอกหน่วยงานภายนอก", lines=_lines([row for row in rows if row.is_outside])),
    )
    return PosterContent(
        office=office_of(Agency.objects.get()),
        kicker="ช่องทางร้องเรียนและสอบถาม",
        title="มีเรื่องเดือดร้อน สงสัย หรือพบทุจริต บอกได้ทุกช่องทาง",
        lead="แจ้งทุจริตได้โดยไม่ต้องบอกชื่อ" if any(row.for_corruption for row in rows) else "",
        sections=tuple(each for each in sections if each.lines),
        call="สแกนเพื่อแจ้งเรื่อง ถาม หรือติดตามเรื่อง",
        url=settings.SITE_URL + page,
        details=page,
        source=SOURCE,
        as_of=timezone.localdate(changed),
        moment=changed,
    )


def _lines(rows: list[Channel]) -> tuple[Line, ...]:
    return tuple(
        Line(
            name=shortened(row.name, MAX_NAME),
            detail=shortened(_contact(row), MAX_DETAIL),
            brief=_number(row),
        )
        for row in rows
    )


def _contact(row: Channel) -> str:
    """How to reach it: its number, else its address on the web."""
    return row.contact or without_scheme(url_of(row))


def _number(row: Channel) -> str:
    """The telephone number alone, without what is explained beside it; empty where it has none."""
    number = row.contact.partition("(")[0].strip()
    return number if len(number) <= MAX_NUMBER and TELEPHONE.search(number) else ""
