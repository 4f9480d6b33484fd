"""What the statistics of a year say, in words: for page, paper, data and the annual report. Pure."""

import datetime as dt
from dataclasses import dataclass

from budget.report_content import Publisher
from complaints.figures import FEW, Blurred, Figures, Span
from thai.dates import long_date
from thai.fiscal import FiscalYear, Period, PeriodKind

TITLE = "สถิติเรื่องร้องเรียนและเรื่องสอบถาม"
QUESTIONS = "เรื่องสอบถาม/ทักท้วง"
CASES = "เรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
NIL_QUESTIONS = "ไม่มีเรื่อง"
NIL_CASES = "ไม่มีเรื่องร้องเรียน"
NOT_OVER = "ยังไม่สิ้นงวด"
UNSIGNED = "ยังไม่มีการลงนามรับรอง"
QUESTION_HEADS = ("รับ", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "แล้วเสร็จทันกำหนด", "ร้อยละที่ทันกำหนด")
CASE_HEADS = ("รับ", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "การรับรอง")
HOW = (
    (
        "นับเรื่องตามวันที่รับ เรื่องที่รับในงวดใดอยู่ในงวดนั้นเสมอ "
        "จำนวนที่รับจึงเท่ากับจำนวนที่แล้วเสร็จรวมกับจำนวนที่อยู่ระหว่างดำเนินการ"
    ),
    (
        "เรื่องสอบถาม/ทักท้วงแล้วเสร็จเมื่อผู้มีอำนาจอนุมัติคำตอบ หรือเมื่อยุติเรื่องพร้อมเหตุผล "
        "และทันกำหนดเมื่อแล้วเสร็จไม่เกินวันครบกำหนด"
    ),
    ("เรื่องร้องเรียนการทุจริตแสดงเฉพาะจำนวน และแสดงหลังสิ้นไตรมาสแล้วเท่านั้น เพื่อไม่ให้ผู้ใดรู้วันที่มีผู้แจ้ง"),
    (
        "จำนวน 1 หรือ 2 เรื่องแสดงว่า “น้อยกว่า 3” ยอดของรอบ 6 เดือนและของทั้งปีรวมจากที่แสดงไว้ในแต่ละไตรมาส "
        "จึงอาจเป็นช่วง เช่น 5–6 เพื่อไม่ให้คำนวณย้อนกลับได้ แม้เทียบกับสถิติที่เผยแพร่ไว้ก่อน"
    ),
    ("เรื่องที่ผู้แจ้งขอไม่ให้เจ้าหน้าที่บางคนเห็น นับเมื่อยุติเรื่องแล้วเท่านั้น ข้อความนี้แสดงไว้เสมอ ไม่ว่าจะมีเรื่องเช่นนั้นหรือไม่"),
    ("สิ่งที่ส่งมาแต่ไม่ใช่การแจ้งเรื่องไม่นับ เรื่องที่ลบเนื้อหาแล้วเมื่อครบกำหนดเก็บรักษายังนับอยู่"),
)


@dataclass(frozen=True)
class Signature:
    """A published statement: who stands for the statistics of a period, since when.

    `is_nil` and `has_changed` compare what was public on the day it was signed with today.
    """

    period: Period
    name: str
    position: str
    on: dt.date
    note: str = ""
    is_nil: bool = False
    has_changed: bool = False

    @property
    def sentence(self) -> str:
        if self.is_nil:
            return f"ขอรับรองว่า {self.period.label()} {NIL_CASES}การทุจริตและประพฤติมิชอบตามวิธีนับที่แสดงไว้"
        return f"ขอรับรองว่าสถิติของ{self.period.label()} ถูกต้องตามทะเบียนและวิธีนับที่แสดงไว้"

    @property
    def signed(self) -> str:
        return f"{self.name} {self.position} ลงนามเมื่อวันที่ {long_date(self.on)}"

    @property
    def change(self) -> str:
        """What has to be said beside it when the count is no longer the one that was signed."""
        return "จำนวนเรื่องที่รับของงวดนี้มีการปรับปรุงหลังวันลงนาม" if self.has_changed else ""


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    is_number: bool = True


@dataclass(frozen=True)
class Line:
    """A row of a table as it is read; `is_sum` marks what adds up others."""

    period: Period
    name: str
    cells: tuple[Cell, ...]
    is_sum: bool


@dataclass(frozen=True)
class Statistics:
    """The statistics of a fiscal year: of questions up to `as_of`, of cases up to `cases_as_of`."""

    year: int
    office: Publisher
    as_of: dt.date
    cases_as_of: dt.date
    questions: tuple[Figures, ...]
    cases: tuple[Blurred, ...]
    signatures: tuple[Signature, ...]

    @property
    def title(self) -> str:
        return f"{TITLE} {FiscalYear(self.year).label()}"

    @property
    def questions_of_year(self) -> Figures:
        return self.questions[-1]

    @property
    def cases_of_year(self) -> Blurred:
        return self.cases[-1]

    @property
    def question_lines(self) -> list[Line]:
        return [question_line(each) for each in self.questions]

    @property
    def months(self) -> list[Line]:
        return [each for each in self.question_lines if each.period.kind is PeriodKind.MONTH]

    @property
    def longer(self) -> list[Line]:
        """The quarters, the halves and the year of the questions."""
        return [each for each in self.question_lines if each.period.kind is not PeriodKind.MONTH]

    @property
    def case_lines(self) -> list[Line]:
        return [self._case_line(each) for each in self.cases]

    @property
    def questions_text(self) -> str:
        """The year of the questions in one sentence."""
        year = self.questions_of_year
        if not year.received:
            return f"ไม่มี{QUESTIONS}"
        return (
            f"รับ{QUESTIONS} {year.received:,} เรื่อง แล้วเสร็จ {year.done:,} เรื่อง "
            f"อยู่ระหว่างดำเนินการ {year.in_progress:,} เรื่อง"
        )

    @property
    def cases_text(self) -> str:
        """The year of the cases in one sentence, with the day up to which it holds."""
        year = self.cases_of_year
        if not year.is_known:
            return "ยังไม่สิ้นไตรมาสแรกของปีงบประมาณ จึงยังไม่แสดงจำนวนเรื่องร้องเรียนการทุจริต"
        until = f"ถึงวันที่ {long_date(self.counted_until)}"
        if year.is_nil:
            return f"{NIL_CASES}การทุจริตและประพฤติมิชอบ {until}"
        return (
            f"รับ{CASES} {count_text(year.received)} เรื่อง แล้วเสร็จ {count_text(year.done)} เรื่อง "
            f"อยู่ระหว่างดำเนินการ {count_text(year.in_progress)} เรื่อง {until}"
        )

    @property
    def counted_until(self) -> dt.date:
        """The last day on which a case that is shown can have been received."""
        return min(self.cases_as_of, FiscalYear(self.year).last_day)

    def signature_of(self, period: Period) -> Signature | None:
        """The statement on a period, or on a longer one around it."""
        return next((each for each in self.signatures if _covers(each.period, period)), None)

    def standing_of(self, row: Blurred) -> str:
        if not row.is_whole:
            return NOT_OVER
        signature = self.signature_of(row.period)
        return f"ลงนามรับรองแล้ว {long_date(signature.on)}" if signature else UNSIGNED

    def _case_line(self, row: Blurred) -> Line:
        texts = (*case_texts(row), self.standing_of(row))
        return Line(
            row.period, name_of_case_row(row), _cells(CASE_HEADS, texts), _is_sum(row.period)
        )


def question_line(row: Figures) -> Line:
    texts = (f"{row.received:,}", f"{row.done:,}", f"{row.in_progress:,}", "–", "–")
    if not row.received:
        texts = (NIL_QUESTIONS, *texts[1:])
    elif row.done:
        texts = (*texts[:3], f"{row.in_time:,}", f"{row.share}")
    return Line(row.period, name_of(row.period), _cells(QUESTION_HEADS, texts), _is_sum(row.period))


def case_texts(row: Blurred) -> tuple[str, str, str]:
    """What is written for received, done and in progress."""
    if not row.is_known:
        return NOT_OVER, "–", "–"
    received = NIL_CASES if row.is_nil else count_text(row.received)
    return received, count_text(row.done), count_text(row.in_progress)


def count_text(span: Span) -> str:
    """Return how a count is written: 5, น้อยกว่า 3, ไม่เกิน 1, 5–6."""
    if span.is_exact:
        return f"{span.low:,}"
    if span == Span(1, FEW - 1):
        return f"น้อยกว่า {FEW}"
    return f"{span.low:,}–{span.high:,}" if span.low else f"ไม่เกิน {span.high:,}"


def name_of(period: Period) -> str:
    """Return what a period is called inside its year."""
    if period.kind is PeriodKind.YEAR:
        return "รวมทั้งปี"
    return period.label().removesuffix(f" {FiscalYear(period.year).label()}")


def name_of_case_row(row: Blurred) -> str:
    name = name_of(row.period)
    if row.is_whole or not row.is_known:
        return name
    first = 3 if row.period.slug == "h2" else 1
    return f"{name} (ถึงไตรมาสที่ {first + row.quarters - 1})"


def _covers(outer: Period, inner: Period) -> bool:
    return outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


def _is_sum(period: Period) -> bool:
    return period.kind in {PeriodKind.HALF, PeriodKind.YEAR}


def _cells(heads: tuple[str, ...], texts: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(
        Cell(head, text, head != CASE_HEADS[-1]) for head, text in zip(heads, texts, strict=True)
    )
