"""Builds the sample channels, questions and sealed cases of the demonstration, through the same
actions that people use: what a clerk writes is approved, what a reporter sends is sealed."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from agency.models import Agency, Holiday, Unit, User
from budget.models import BudgetLine
from complaints.case_actions import Receipt, Report, receive
from complaints.case_steps import close, forward, set_status
from complaints.ceremony import import_recovery_key
from complaints.contents import CleanFile
from complaints.dialogue import from_officer, from_reporter
from complaints.key_actions import enrol, open_key
from complaints.models import (
    Case,
    Channel,
    HandlingStep,
    OfficerKey,
    Question,
    QuestionKind,
    Source,
    Statement,
    Status,
    Wrap,
)
from complaints.question_actions import ask, set_aside
from complaints.recovery import make, sheet_text
from complaints.sealing.boxes import unwrap
from complaints.sealing.receipts import grouped
from complaints.sealing.tickets import Ticket, new_ticket
from ita_portal.demo.people import OFFICERS, PASSPHRASES
from ita_portal.demo.pictures import sample_picture
from ita_portal.subjects import Subject, subject_of
from measures.models import Measure
from procurement.models import Purchase
from publishing.actions import approve, send_back, submit
from publishing.photos import process_photo
from publishing.workflow import State
from thai.fiscal import PeriodKind

Data = dict[str, Any]
DATA = Path(__file__).parent / "complaints.json"
SHEETS = "demo_recovery"  # in DATA_DIR; in an office the sheets are never on the server
ENROLLED_AGO = 90  # days
YEARS_OF_THE_REPORT = (2022, 2023)
SIGNED_YEAR, SIGNED_ON = 2566, dt.date(2023, 10, 10)
SAMPLE_SHEET = "(สาธิต) แผ่นนี้เป็นของระบบสาธิต ในหน่วยงานจริงแผ่นกุญแจต้องไม่เคยอยู่ในเครื่องแม่ข่าย\n\n"


@dataclass(frozen=True)
class SampleReceipt:
    """A receipt that can be tried on the page that follows cases up."""

    label: str
    number: str
    code: str


def load_complaints(
    clerk: User, approver: User, *, loaded_on: dt.date, folder: Path
) -> list[SampleReceipt]:
    """Load everything and return the receipts; questions are about what is published by then."""
    told = json.loads(DATA.read_text(encoding="utf-8"))
    _load_settings(told, loaded_on)
    calendar = _Calendar(loaded_on)
    answered = _Questions(told["questions"], clerk, approver, calendar).write()
    _sign_the_year_of_the_report(clerk, approver)
    return [*answered, *_Cases(told["cases"], calendar, folder).write()]


def _load_settings(told: Data, loaded_on: dt.date) -> None:
    units = {unit.name: unit for unit in Unit.objects.all()}
    for year in {*YEARS_OF_THE_REPORT, *range(loaded_on.year - 1, loaded_on.year + 2)}:
        for month, day, name in told["holidays"]:
            Holiday.objects.create(
                date=dt.date(year, month, day), name=name, source="วันหยุดตัวอย่างเพื่อการสาธิต"
            )
    for order, row in enumerate(told["channels"], start=1):
        purposes = {f"for_{purpose}": True for purpose in row["for"]}
        names = ("kind", "name", "contact", "url", "hours", "privacy")
        Channel.objects.create(
            order=order,
            unit=units[row["unit"]],
            **{name: row.get(name, "") for name in names},
            **purposes,
        )
    for row in told["steps"]:
        step = HandlingStep.objects.get(title=row["title"])
        step.unit = units[row["unit"]]
        step.save()


def _sign_the_year_of_the_report(clerk: User, approver: User) -> None:
    """Let the executive stand for the statistics of the year of the published report."""
    office = Agency.objects.get()
    statement = Statement.objects.create(
        fiscal_year=SIGNED_YEAR,
        slug=PeriodKind.YEAR.value,
        signatory_name=office.executive_name,
        signatory_position=office.executive_position,
        signed_on=SIGNED_ON,
        author=clerk,
        edited_by=clerk,
    )
    submit(statement, by=clerk)
    approve(statement, by=approver)


class _Calendar:
    """Days of the files, counted back from the day of loading; Saturday and Sunday are Friday."""

    def __init__(self, loaded_on: dt.date) -> None:
        self.loaded_on = loaded_on

    def ago(self, days: int) -> dt.date:
        day = self.loaded_on - dt.timedelta(days=days)
        return day - dt.timedelta(days=max(0, day.weekday() - 4))

    def day(self, row: Data, *, fixed: str, counted: str) -> dt.date:
        return dt.date.fromisoformat(row[fixed]) if fixed in row else self.ago(row[counted])


def _ticket(day: dt.date) -> Ticket:
    """Return the ticket of a form that was opened on `day`."""
    return new_ticket(_noon(day).timestamp())


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


class _Questions:
    """Citizens ask, the clerk answers, the approver decides."""

    def __init__(self, rows: list[Data], clerk: User, approver: User, calendar: _Calendar) -> None:
        self.clerk, self.approver, self.calendar = clerk, approver, calendar
        self.rows = sorted(rows, key=self._asked_on)

    def write(self) -> list[SampleReceipt]:
        """Write them all; the receipt of the private answer can be tried: nobody else reads it."""
        asked = [self._ask(row) for row in self.rows]
        for row, (question, _code) in zip(self.rows, asked, strict=True):
            self._go_on(row, question)
        return [
            SampleReceipt("คำตอบที่ไม่เผยแพร่", question.label, grouped(code))
            for row, (question, code) in zip(self.rows, asked, strict=True)
            if row.get("private")
        ]

    def _asked_on(self, row: Data) -> dt.date:
        return self.calendar.day(row, fixed="on", counted="ago")

    def _ask(self, row: Data) -> tuple[Question, str]:
        day = self._asked_on(row)
        question, code = ask(
            QuestionKind(row["kind"]),
            row["asked"],
            subject=_subject(row),
            name=row.get("name", ""),
            contact=row.get("contact", ""),
            is_public_wish=not row.get("private"),
            source=Source(row["source"]),
            ticket=_ticket(day),
            today=day,
        )
        return question, code

    def _go_on(self, row: Data, question: Question) -> None:
        if reason := row.get("set_aside"):
            set_aside(question, reason, by=self.approver, today=self.calendar.loaded_on)
        if "answer" not in row:
            return
        question.answer = row["answer"]
        question.author = question.edited_by = self.clerk
        question.save()
        state = row.get("state", State.PUBLISHED)
        if state == State.DRAFT:
            return
        submit(question, by=self.clerk)
        if state == State.SENT_BACK:
            send_back(question, by=self.approver, reason=row["reason"])
        elif state == State.PUBLISHED:
            self._publish(row, question)

    def _publish(self, row: Data, question: Question) -> None:
        day = self.calendar.day(row, fixed="answered", counted="answered_ago")
        question.published_at = _noon(day)  # as if it had been approved on that day
        question.save()
        approve(question, by=self.approver)


def _subject(row: Data) -> Subject | None:
    """Return the page a question is about; none where that part of the demonstration is missing."""
    found: BudgetLine | Purchase | Measure | None = None
    if "line" in row:
        found = BudgetLine.objects.filter(code=row["line"]).first()
    elif "purchase" in row:
        year, number = row["purchase"]
        found = Purchase.objects.filter(fiscal_year=year, number=number).first()
    elif "measure" in row:
        year, order = row["measure"]
        found = Measure.objects.filter(plan__fiscal_year=year, order=order).first()
    return subject_of(found.get_absolute_url()) if found else None


class _Cases:
    """Reporters send, officers work; everything happens in the order of its days."""

    def __init__(self, rows: list[Data], calendar: _Calendar, folder: Path) -> None:
        self.rows, self.calendar, self.folder = rows, calendar, folder
        self.officers = {name: User.objects.get(username=name) for name in OFFICERS}
        self.receipts: dict[str, Receipt] = {}

    def write(self) -> list[SampleReceipt]:
        self._make_keys(self.calendar.ago(ENROLLED_AGO))
        for _ago, happen in sorted(self._happenings(), key=lambda each: -each[0]):
            happen()
        return [
            SampleReceipt(row["label"], receipt.number, grouped(receipt.code))
            for row in self.rows
            for receipt in [self.receipts[row["label"]]]
        ]

    def _make_keys(self, day: dt.date) -> None:
        ceremony = make()
        import_recovery_key(ceremony.public, today=day)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in range(1, len(ceremony.sheets) + 1):
            sheet = self.folder / f"sheet-{number}.txt"
            sheet.write_text(SAMPLE_SHEET + sheet_text(ceremony, number, day), encoding="utf-8")
        for name, officer in self.officers.items():
            enrol(officer, PASSPHRASES[name], today=day)
        self.private = {
            name: open_key(officer, PASSPHRASES[name], today=day)
            for name, officer in self.officers.items()
        }

    def _happenings(self) -> Iterator[tuple[int, Callable[[], None]]]:
        for row in self.rows:
            yield row["ago"], partial(self._send, row)
            for step in row.get("steps", []):
                yield step["ago"], partial(self._step, row, step)

    def _send(self, row: Data) -> None:
        day = self.calendar.ago(row["ago"])
        excluded = OfficerKey.objects.filter(user__username=row.get("excluded", ""))
        report = Report(
            answers=row["answers"],
            files=[_photo(row["photo"])] if "photo" in row else [],
            excluded=[key.pk for key in excluded],
        )
        self.receipts[row["label"]] = receive(report, ticket=_ticket(day), today=day)

    def _step(self, row: Data, step: Data) -> None:
        day = self.calendar.ago(step["ago"])
        name = next(each for each in OFFICERS if each != row.get("excluded"))
        officer = self.officers[name]
        number = self.receipts[row["label"]].number
        case = Case.objects.visible_to(officer).get(number=number)
        dek = unwrap(
            self.private[name], bytes(Wrap.objects.get(case=case, key__user=officer).sealed)
        )
        if "status" in step:
            set_status(case, Status(step["status"]), by=officer, today=day)
        elif "forward" in step:
            forward(case, step["forward"], by=officer, today=day)
        elif "close" in step:
            close(case, step["close"], by=officer, today=day)
        elif "officer" in step:
            from_officer(case, dek, step["officer"], by=officer, today=day)
        else:
            from_reporter(case, dek, step["reporter"], [], ticket=_ticket(day), today=day)


def _photo(caption: str) -> CleanFile:
    """Return a small generated picture that says of itself that it is a sample."""
    photo = process_photo(BytesIO(sample_picture(caption)), name="ภาพตัวอย่าง.jpg")
    return CleanFile(
        name="ภาพตัวอย่าง.jpg",
        mime="image/jpeg",
        content=photo.print.data,
        sha256=photo.sha256,
    )


def sheets_folder() -> Path:
    """Return where the sheets of the recovery key lie, so that the ceremony can be tried."""
    return Path(settings.DATA_DIR) / SHEETS
