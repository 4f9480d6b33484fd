"""The data of the report as one table that Excel opens: a row per method, activity, outcome and
suggestion, then surveys and gifts, channels, and the statistics of complaints."""

import itertools
from collections.abc import Iterator

from measures.report_channels import ChannelsContent
from measures.report_content import ComplaintContent, MeasureContent, ReportContent
from measures.report_integrity import IntegrityContent
from publishing.tables import CellKind, Column, Table, to_csv

COLUMNS = (
    Column("fiscal_year", "ปีงบประมาณ", CellKind.INTEGER),
    Column("measure", "มาตรการที่", CellKind.INTEGER),
    Column("title", "มาตรการ/แนวทาง"),
    Column("kind", "ประเภท"),
    Column("number", "ลำดับ", CellKind.INTEGER),
    Column("text", "รายการ"),
    Column("responsible", "ผู้รับผิดชอบ"),
    Column("schedule", "ระยะเวลา"),
    Column("result", "ผลการดำเนินการ"),
    Column("score_before", "คะแนนก่อน", CellKind.PERCENT),
    Column("score_after", "คะแนนหลัง", CellKind.PERCENT),
    Column("count", "จำนวน", CellKind.INTEGER),
    Column("count_of", "สิ่งที่นับ"),
    Column("evidence", "ที่อยู่หลักฐาน"),
)
HEADER = tuple(column.label for column in COLUMNS)
Row = dict[str, object]


def report_csv(content: ReportContent) -> bytes:
    """Return the table in UTF-8 with the byte order mark that Excel needs; numbers are Arabic."""
    found = itertools.chain(
        *map(_rows, content.measures),
        _integrity(content.integrity),
        _channels(content.channels),
        _statistics(content.complaints),
    )
    rows = [
        [({"ปีงบประมาณ": content.fiscal_year} | row).get(name) for name in HEADER] for row in found
    ]
    return to_csv(Table("measures", content.title, COLUMNS, rows), header="labels")


def _rows(measure: MeasureContent) -> Iterator[Row]:
    opening: Row = {"มาตรการที่": measure.number, "มาตรการ/แนวทาง": measure.title}
    for kind, rows in (
        ("วิธีการดำเนินการ", _methods(measure)),
        ("กิจกรรม", _activities(measure)),
        ("ผลลัพธ์", _outcomes(measure)),
        ("ข้อเสนอแนะ", _suggestions(measure)),
    ):
        for number, row in enumerate(rows, start=1):
            yield opening | {"ประเภท": kind, "ลำดับ": number} | row


def _methods(measure: MeasureContent) -> Iterator[Row]:
    for method in measure.methods:
        yield {
            "ลำดับ": method.number,
            "รายการ": method.text,
            "ผู้รับผิดชอบ": method.responsible,
            "ระยะเวลา": method.schedule,
            "ผลการดำเนินการ": method.result,
        }


def _activities(measure: MeasureContent) -> Iterator[Row]:
    for activity in measure.activities:
        texts = [activity.title, activity.place, activity.text]
        yield {
            "รายการ": "\n".join(text for text in texts if text),
            "ระยะเวลา": activity.when,
            "ที่อยู่หลักฐาน": "\n".join(item.url for item in activity.evidence),
        }


def _outcomes(measure: MeasureContent) -> Iterator[Row]:
    for outcome in measure.outcomes:
        yield {
            "รายการ": outcome.text,
            "คะแนนก่อน": outcome.score_before,
            "คะแนนหลัง": outcome.score_after,
            "จำนวน": outcome.count,
            "สิ่งที่นับ": outcome.count_of,
        }


def _suggestions(measure: MeasureContent) -> Iterator[Row]:
    for suggestion in measure.suggestions:
        yield {"รายการ": suggestion}


def _integrity(integrity: IntegrityContent | None) -> Iterator[Row]:
    """A row for each survey, each sentence on gifts, and each line of their register."""
    if integrity is None:
        return
    opening: Row = {"มาตรการ/แนวทาง": integrity.title}
    for number, survey in enumerate(integrity.surveys, start=1):
        yield opening | {
            "ประเภท": "แบบวัด IIT/EIT",
            "ลำดับ": number,
            "รายการ": survey.text,
            "ระยะเวลา": survey.window,
            "จำนวน": survey.answered,
            "สิ่งที่นับ": "ผู้ตอบแบบวัด (คน)",
            "ที่อยู่หลักฐาน": survey.url,
        }
    for number, sentence in enumerate(integrity.gifts, start=1):
        yield opening | {
            "ประเภท": integrity.gifts_heading,
            "ลำดับ": number,
            "รายการ": sentence,
            "ที่อยู่หลักฐาน": integrity.gifts_url,
        }
    for number, line in enumerate(integrity.counts, start=1):
        yield opening | {
            "ประเภท": "ทะเบียนของขวัญ",
            "ลำดับ": number,
            "รายการ": f"{line.name}: ไม่เกิน 3,000 บาท {line.small} ครั้ง เกิน 3,000 บาท {line.large} ครั้ง",
            "จำนวน": line.small + line.large,
            "สิ่งที่นับ": "การให้ของขวัญ (ครั้ง)",
        }


def _channels(channels: ChannelsContent | None) -> Iterator[Row]:
    """A row for each channel by which people were told."""
    if channels is None:
        return
    for number, each in enumerate(channels.channels, start=1):
        yield {
            "มาตรการ/แนวทาง": channels.title,
            "ประเภท": "ช่องทางประชาสัมพันธ์",
            "ลำดับ": number,
            "รายการ": f"{each.name}: {each.places_text}",
            "ระยะเวลา": each.days,
            "จำนวน": each.count,
            "สิ่งที่นับ": "การเผยแพร่ (ครั้ง)",
        }


def _statistics(complaints: ComplaintContent | None) -> Iterator[Row]:
    """One row for each line; some counts are words, so they stand in the text."""
    if complaints is None:
        return
    for kind, lines in (
        ("สถิติเรื่องร้องเรียนการทุจริต", complaints.cases),
        ("สถิติเรื่องสอบถาม/ทักท้วง", complaints.questions),
    ):
        for number, line in enumerate(lines, start=1):
            yield {
                "มาตรการ/แนวทาง": complaints.title,
                "ประเภท": kind,
                "ลำดับ": number,
                "รายการ": f"{line.name}: รับ {line.received} แล้วเสร็จ {line.done} "
                f"อยู่ระหว่างดำเนินการ {line.in_progress}",
                "ที่อยู่หลักฐาน": complaints.url,
            }
