"""The data of the report as one table that Excel opens: a row per method, activity, outcome and
suggestion."""

import csv
import io
from collections.abc import Iterator

from measures.report_content import MeasureContent, ReportContent

HEADER = (
    "ปีงบประมาณ",
    "มาตรการที่",
    "มาตรการ/แนวทาง",
    "ประเภท",
    "ลำดับ",
    "รายการ",
    "ผู้รับผิดชอบ",
    "ระยะเวลา",
    "ผลการดำเนินการ",
    "คะแนนก่อน",
    "คะแนนหลัง",
    "จำนวน",
    "สิ่งที่นับ",
    "ที่อยู่หลักฐาน",
)
# Excel also reads the wide signs of East Asian keyboards.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Row = dict[str, object]


def report_csv(content: ReportContent) -> bytes:
    """Return the table in UTF-8 with the byte order mark that Excel needs; numbers are Arabic."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    for measure in content.measures:
        for row in _rows(measure):
            cells = {"ปีงบประมาณ": content.fiscal_year} | row
            writer.writerow([_cell(cells.get(name)) for name in HEADER])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _cell(value: object) -> object:
    """Return what is written; a text that a spreadsheet would compute gets an apostrophe."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value


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
