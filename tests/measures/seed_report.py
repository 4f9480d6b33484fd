"""The report of the demonstration as content, without a database: the seed's text, with pictures."""

import datetime as dt
import itertools
import json
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from PIL import Image

import ita_portal.demo
from measures.report_content import (
    ActivityContent,
    EvidenceContent,
    FindingContent,
    MeasureContent,
    MethodContent,
    OutcomeContent,
    PhotoContent,
    ReportContent,
)
from measures.schedules import Entry, ScheduleKind, schedule_label
from tests.publishing.samples import picture

DATA = Path(ita_portal.demo.__file__).parent / "measures_2566.json"
SITE = "https://portal.example.go.th"
DAY = dt.date(2023, 9, 30)
COLOURS = ("#0b5c4a", "#3b6ea8", "#7a5a1e", "#7b3f5c", "#4d5f58")


@contextmanager
def pictures_in(folder):
    """Keep stored files in `folder`, for papers that a whole module of tests reads."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(MEDIA_ROOT=folder, STORAGES=storages):
        yield


def seed_content(**changes):
    """Return the content of the seed's report; `changes` are fields of `ReportContent`."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    agency = data["agency"]
    fields = {
        "agency": agency["name"],
        "place": f"อำเภอ{agency['district']} จังหวัด{agency['province']}",
        "seal": "",
        "fiscal_year": data["fiscal_year"],
        "assessed_year": data["assessed_year"],
        "assessed_score": None,
        "assessed_grade": "",
        "set_by": data["set_by"],
        "signatory_name": "นายตัวอย่าง ทดสอบ",
        "signatory_position": agency["executive_position"],
        "public_url": f"{SITE}/measures/2566/",
        "editions_url": f"{SITE}/measures/2566/editions/",
        "as_of": DAY,
        "thai_digits": True,
        "is_demonstration": False,
        "measures": [
            _measure(number, row, data) for number, row in enumerate(data["measures"], start=1)
        ],
    }
    return ReportContent(**fields | changes)


def full_content(**changes):
    """Return the seed's report with all that a year can have: findings, scores, evidence, places."""
    content = seed_content(assessed_score=Decimal("85.20"), assessed_grade="A")
    first, *others = content.measures
    activities = [
        first.activities[0].model_copy(
            update={
                "text": "ชี้แจงเป็นรายไตรมาส\n1. ไตรมาสที่ 1\n2. ไตรมาสที่ 2",
                "place": "ห้องประชุม อบต. ชั้น 2",
                "evidence": [evidence(1), evidence(2, "ภาพหน้าเว็บไซต์ O43", f"{SITE}/files/2")],
            }
        ),
        *first.activities[1:],
    ]
    *outcomes, scored = first.outcomes
    scored = scored.model_copy(update={"score_before": Decimal("79.45")})
    first = first.model_copy(
        update={
            "activities": activities,
            "outcomes": [*outcomes, scored],
            "findings": [finding("บุคลากรยังไม่ทราบแผนการใช้จ่ายงบประมาณ")],
        }
    )
    return content.model_copy(update={"measures": [first, *others], **changes})


ADDRESSES = {"file", "web", "url", "public_url", "editions_url", "seal", "as_of"}


def with_every_text(content, text):
    """Return `content` with `text` in every field that somebody types."""
    return ReportContent.model_validate(_replaced(content.model_dump(), itertools.repeat(text)))


def with_every_text_numbered(content, text):
    """The same, told apart by numbers: no field can hide behind another."""
    texts = (f"{number}: {text}" for number in itertools.count(101))
    return ReportContent.model_validate(_replaced(content.model_dump(), texts))


def _replaced(value, texts):
    if isinstance(value, dict):
        return {k: v if k in ADDRESSES else _replaced(v, texts) for k, v in value.items()}
    if isinstance(value, list):
        return [_replaced(item, texts) for item in value]
    return next(texts) if isinstance(value, str) else value


def with_one_measure(**changes):
    """Return the seed's report with its first measure alone, changed."""
    measure = seed_content().measures[0]
    return seed_content(measures=[measure.model_copy(update=changes)])


def sentences(content):
    """Return every text of `content` that a reader must find in one piece, as it was typed."""
    found = [*content.title_lines, *content.preamble, content.signatory_name]
    for measure in content.measures:
        found += [measure.title, measure.activities_summary, *measure.suggestions]
        found += [text for method in measure.methods for text in (method.text, method.result)]
        found += [method.responsible for method in measure.methods]
        found += [method.schedule for method in measure.methods]
        found += [outcome.text for outcome in measure.outcomes]
        found += [finding.text for finding in measure.findings]
        for activity in measure.activities:
            found += [activity.title, activity.text, activity.place, activity.when]
            found += [photo.caption for photo in activity.photos]
            found += [item.title for item in activity.evidence]
    return [line for text in found for line in text.splitlines() if line]


def _measure(number, row, data):
    return MeasureContent(
        number=number,
        title=row["title"],
        indicator=f"ตัวชี้วัดที่ {row['indicator']} การใช้งบประมาณ" if "indicator" in row else "",
        findings=[],
        percent=100,
        progress="ดำเนินการแล้วเสร็จ",
        activities_heading=row["activities_heading"],
        activities_summary=row["activities_summary"],
        outcomes_heading=row["outcomes_heading"],
        methods=[_method(n, part, row) for n, part in enumerate(row["methods"], start=1)],
        activities=[_activity(part) for part in row["activities"]],
        outcomes=[_outcome(part, data) for part in row["outcomes"]],
        suggestions=row["suggestions"],
    )


def _method(number, part, row):
    entries = [
        Entry(
            ScheduleKind(line["kind"]),
            dt.date.fromisoformat(line["date"]) if "date" in line else None,
        )
        for line in part["schedules"]
    ]
    return MethodContent(
        number=number,
        text=part["text"],
        responsible=row["responsible"],
        schedule=schedule_label(entries, 2566),
        result=part["result"],
    )


def _activity(part):
    return ActivityContent(
        title=part["title"],
        text="",
        place="",
        when="ปีงบประมาณ พ.ศ. 2566" if "period" in part else "23 มีนาคม 2566",
        photos=[photo_content(caption) for caption in part["photos"]],
        evidence=[],
    )


def _outcome(part, data):
    score = part.get("score_after")
    return OutcomeContent(
        text=part["text"],
        question=data["question"]["text"] if score else "",
        score_before=None,
        score_after=Decimal(score) if score else None,
        count=part.get("count"),
        count_of=part.get("count_of", ""),
    )


def photo_content(caption, size=(1240, 930)):
    """Store a plain picture and return the photo that shows it."""
    number = sum(caption.encode()) % len(COLOURS)
    name = f"photos/{size[0]}x{size[1]}-{number}.jpg"
    if not default_storage.exists(name):
        image = Image.new("RGB", size, COLOURS[number])
        default_storage.save(name, ContentFile(picture(image, "JPEG")))
    return PhotoContent(
        file=name,
        web="/measures/photos/1/large",
        width=size[0],
        height=size[1],
        alt=f"ภาพ{caption}",
        caption=caption,
    )


def evidence(number, title="ประกาศแผนการใช้จ่ายงบประมาณ", url=f"{SITE}/documents/1"):
    return EvidenceContent(number=number, title=title, url=url)


def finding(text, about="ตัวชี้วัดที่ 2 การใช้งบประมาณ", score="79.45"):
    return FindingContent(text=text, about=about, score=Decimal(score))
