"""The statistics as people download them: the rows of the CSV and the sheets of the Excel. Pure."""

from collections.abc import Iterable, Sequence

from budget.report_tables import LICENCE, SAMPLE
from complaints.figures import Blurred, Figures
from complaints.statistics_content import (
    CASES,
    HOW,
    QUESTIONS,
    Signature,
    Statistics,
    case_texts,
    name_of,
    name_of_case_row,
    question_line,
)
from publishing.tables import CellKind, Column, Table
from thai.dates import long_date

_PERIOD = (Column("period", "รหัสงวด", CellKind.CODE), Column("name", "งวด"))
_COUNTS = (
    Column("received", "รับ"),
    Column("done", "แล้วเสร็จ"),
    Column("in_progress", "อยู่ระหว่างดำเนินการ"),
)
_TIMES = (
    Column("in_time", "แล้วเสร็จทันกำหนด", CellKind.INTEGER),
    Column("share", "ร้อยละที่ทันกำหนด", CellKind.PERCENT),
)
_STANDING = Column("standing", "การรับรอง")
_SIGNED = (
    Column("name", "งวด"),
    Column("sentence", "คำรับรอง"),
    Column("signatory", "ผู้ลงนาม"),
    Column("position", "ตำแหน่ง"),
    Column("signed_on", "วันที่ลงนาม", CellKind.DATE),
    Column("note", "หมายเหตุ"),
)


def stem(statistics: Statistics) -> str:
    """Return the name of the files without the ending."""
    return f"complaints-statistics-{statistics.year}"


def data_table(statistics: Statistics) -> Table:
    """Return both tables as one: the rows of the CSV. Counts are texts, as some are “น้อยกว่า 3”."""
    columns = (Column("kind", "ประเภทเรื่อง"), *_PERIOD, *_COUNTS, *_TIMES, _STANDING)
    asked = [
        (QUESTIONS, *_of_period(row), *_texts_of(row), *_times(row), None)
        for row in statistics.questions
    ]
    reported = [
        (CASES, *_case_head(row), *case_texts(row), None, None, statistics.standing_of(row))
        for row in statistics.cases
    ]
    return _table(statistics, "สถิติ", columns, [*asked, *reported])


def sheets(statistics: Statistics) -> list[Table]:
    """Return the sheets of the Excel file."""
    whole = tuple(Column(each.key, each.label, CellKind.INTEGER) for each in _COUNTS)
    asked = [
        (*_of_period(row), row.received, row.done, row.in_progress, *_times(row))
        for row in statistics.questions
    ]
    reported = [
        (*_case_head(row), *case_texts(row), statistics.standing_of(row))
        for row in statistics.cases
    ]
    signed = [
        (each.period.label(), each.sentence, each.name, each.position, each.on, _remark(each))
        for each in statistics.signatures
    ]
    return [
        _table(statistics, "สอบถาม ทักท้วง", (*_PERIOD, *whole, *_TIMES), asked),
        _table(statistics, "ร้องเรียนการทุจริต", (*_PERIOD, *_COUNTS, _STANDING), reported),
        _table(statistics, "คำรับรอง", _SIGNED, signed),
    ]


def _remark(signature: Signature) -> str:
    return " ".join(filter(None, [signature.note, signature.change]))


def _of_period(row: Figures) -> tuple[str, str]:
    return row.period.slug, name_of(row.period)


def _case_head(row: Blurred) -> tuple[str, str]:
    return row.period.slug, name_of_case_row(row)


def _texts_of(row: Figures) -> list[str]:
    return [each.text for each in question_line(row).cells[: len(_COUNTS)]]


def _times(row: Figures) -> tuple[object, object]:
    return (row.in_time, row.share) if row.done else (None, None)


def _table(
    statistics: Statistics,
    sheet: str,
    columns: tuple[Column, ...],
    rows: Sequence[Sequence[object]],
) -> Table:
    return Table(
        name=stem(statistics),
        title=statistics.title,
        columns=columns,
        rows=rows,
        notes=tuple(_notes(statistics)),
        sheet=sheet,
    )


def _notes(statistics: Statistics) -> Iterable[str]:
    yield f"{QUESTIONS}: ข้อมูล ณ วันที่ {long_date(statistics.as_of)}"
    yield f"{CASES}: ข้อมูล ณ วันที่ {long_date(statistics.cases_as_of)}"
    yield from HOW
    yield f"ที่มา: {statistics.office.name}"
    yield LICENCE
    if statistics.office.is_demonstration:
        yield SAMPLE
