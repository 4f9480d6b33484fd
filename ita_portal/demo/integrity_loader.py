"""Surveys, their counts, and the No Gift Policy of the demonstration, through the actions of people."""

import datetime as dt
import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from agency.models import Agency, User
from ita_portal.demo.pictures import sample_picture
from measures.gift_actions import acknowledge_names, add_declaration_photo, say_no_gifts
from measures.gift_rules import value_class_of
from measures.models import Gift, GiftDeclaration, Question, Survey, SurveyExplanation
from measures.survey_actions import count, fill_explanations
from publishing.actions import approve, submit
from publishing.models import Publishable
from publishing.photos import process_photo
from thai.fiscal import FiscalYear, Period

Data = dict[str, Any]
DATA = Path(__file__).parent / "integrity.json"


def load_integrity(clerk: User, approver: User, *, loaded_on: dt.date) -> None:
    """Load what happened in 2566 and a survey that is open now."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    _Writer(data, clerk, approver, loaded_on).write()


class _Writer:
    """The clerk at work; each unit is approved by the approver."""

    def __init__(self, data: Data, clerk: User, approver: User, today: dt.date) -> None:
        self.data, self.clerk, self.approver, self.today = data, clerk, approver, today
        self.year = FiscalYear.of(today)

    def write(self) -> None:
        for row in self.data["surveys"]:
            counts = [(_day(day), answered) for day, answered in row.pop("counts")]
            self._survey(row, counts)
        self._running()
        self._explain()
        for row in self.data["declarations"]:
            self._declare(row["fiscal_year"], _day(row["signed_on"]), row["taken"])
        signed_on = max(self.year.first_day, self.today - dt.timedelta(days=30))
        self._declare(self.year.year, signed_on, self.data["running_declaration"]["taken"])
        for row in self.data["gifts"]:
            self._gift(row)
        year, slug = self.data["nil"]
        nil = say_no_gifts(Period.from_slug(year, slug), by=self.clerk)
        approve(nil, by=self.approver)

    def _running(self) -> None:
        """A survey of citizens whose window is open on the day of loading."""
        row = self.data["running"]
        survey = {
            "fiscal_year": self.year.year,
            "instrument": row["instrument"],
            "population": row["population"],
            "opens_on": (self.today - dt.timedelta(days=row["opened_days_ago"])).isoformat(),
            "closes_on": (self.today + dt.timedelta(days=row["closes_in_days"])).isoformat(),
        }
        counts = [(self.today - dt.timedelta(days=ago), n) for ago, n in row["counts"]]
        self._survey(survey, counts)

    def _survey(self, row: Data, counts: list[tuple[dt.date, int]]) -> None:
        url = self.data["url"].format(instrument=row["instrument"].lower())
        days = {name: _day(row.pop(name)) for name in ("opens_on", "closes_on")}
        survey = Survey.objects.create(url=url, **row, **days, **self._written())
        self._publish(survey)
        for day, answered in counts:
            count(survey, day=day, answered=answered)

    def _explain(self) -> None:
        for explanation in fill_explanations(by=self.clerk):
            self._publish(explanation)
        question = Question.objects.get(indicator__assessment__fiscal_year=2566)
        self._publish(
            SurveyExplanation.objects.create(
                question=question,
                text=self.data["explanation"],
                path=self.data["explanation_path"],
                path_label=self.data["explanation_label"],
                **self._written(),
            )
        )

    def _declare(self, fiscal_year: int, signed_on: dt.date, taken: int) -> None:
        agency = Agency.objects.get()
        declaration = GiftDeclaration.objects.create(
            fiscal_year=fiscal_year,
            text=self.data["declaration"],
            signatory_name=agency.executive_name,
            signatory_position=agency.executive_position,
            signed_on=signed_on,
            staff_count=self.data["staff_count"],
            **self._written(),
        )
        caption = self.data["caption"]
        photo = process_photo(BytesIO(sample_picture(caption)), name="ภาพตัวอย่าง.jpg")
        alt = f"ภาพตัวอย่างแทนภาพถ่าย: {caption}"
        add_declaration_photo(declaration, photo, alt=alt, caption=caption)
        self._publish(declaration)
        names = [f"เจ้าหน้าที่ตัวอย่าง {number}" for number in range(1, taken + 1)]
        acknowledge_names(declaration, names, day=signed_on)

    def _gift(self, row: Data) -> None:
        days = {
            name: _day(row.pop(name)) for name in list(row) if name == "day" or name[-3:] == "_on"
        }
        value = Decimal(row.pop("value"))
        gift = Gift.objects.create(
            value=value, value_class=value_class_of(value), **row, **days, **self._written()
        )
        self._publish(gift)

    def _written(self) -> Data:
        return {"author": self.clerk, "edited_by": self.clerk}

    def _publish(self, unit: Publishable) -> None:
        submit(unit, by=self.clerk)
        approve(unit, by=self.approver)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
