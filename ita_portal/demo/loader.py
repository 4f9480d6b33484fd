"""Builds the demonstration through the same actions that people use: written by the clerk,
approved by the approver, the report issued by the executive."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agency.models import Agency, Unit, User
from agency.roles import Role
from ita_portal.demo.budget_loader import load_budgets, load_places
from ita_portal.demo.complaints_loader import SampleReceipt, load_complaints, sheets_folder
from ita_portal.demo.integrity_loader import load_integrity
from ita_portal.demo.officials_loader import load_officials
from ita_portal.demo.outreach_loader import load_outreach
from ita_portal.demo.people import make_people
from ita_portal.demo.pictures import sample_picture
from ita_portal.demo.posters_loader import load_posters
from ita_portal.demo.procurement_loader import load_procurement
from ita_portal.search.index import reindex
from measures.actions import create_assessment
from measures.editions import issue_edition
from measures.models import (
    Activity,
    ActivityPhoto,
    Measure,
    MeasurePlan,
    Method,
    Outcome,
    Question,
    Result,
    Suggestion,
)
from publishing.actions import approve, submit, telling_nobody
from publishing.models import Publishable
from publishing.photos import process_photo
from publishing.storage import keep_photo
from thai.fiscal import Period

Data = dict[str, Any]
DATA = Path(__file__).parent / "measures_2566.json"


@dataclass(frozen=True)
class Loaded:
    """What was loaded and is told once: the codes of the receipts are kept nowhere."""

    plan: MeasurePlan
    receipts: list[SampleReceipt]

    def receipt_lines(self) -> list[str]:
        return [f"  {each.number:<10} {each.code}  {each.label}" for each in self.receipts]


def load_demo() -> Loaded:
    """Load everything, or nothing when something fails; the portal must be empty before."""
    today = timezone.localdate()
    data = json.loads(DATA.read_text(encoding="utf-8"))
    with telling_nobody(), transaction.atomic():
        _make_agency(data)
        load_places()
        load_officials()
        people = make_people()
        plan = _Writer(data, people[Role.CLERK], people[Role.APPROVER]).write()
        load_integrity(people[Role.CLERK], people[Role.APPROVER], loaded_on=today)
        load_budgets(people[Role.CLERK], people[Role.APPROVER])
        load_procurement(people[Role.CLERK], people[Role.APPROVER], loaded_on=today)
        load_outreach(people[Role.CLERK], plan=plan, loaded_on=today)
        receipts = load_complaints(
            people[Role.CLERK], people[Role.APPROVER], loaded_on=today, folder=sheets_folder()
        )
        load_posters(people[Role.CLERK], loaded_on=today)
    issue_edition(plan, by=people[Role.EXECUTIVE], at=timezone.now())
    reindex(timezone.now())
    return Loaded(plan, receipts)


def _make_agency(data: Data) -> None:
    Agency.objects.create(id=Agency.ONLY_ID, is_demonstration=True, **data["agency"])
    for order, unit in enumerate(data["units"], start=1):
        Unit.objects.create(order=order, **unit)


class _Writer:
    """The clerk at work: writes each row of the year, and has each unit approved."""

    def __init__(self, data: Data, clerk: User, approver: User) -> None:
        self.data, self.clerk, self.approver = data, clerk, approver
        self.year: int = data["fiscal_year"]

    def write(self) -> MeasurePlan:
        assessed = create_assessment(self.data["assessed_year"], by=self.clerk)
        question = self._question()
        plan = MeasurePlan.objects.create(
            fiscal_year=self.year, assessment=assessed, set_by=self.data["set_by"]
        )
        for order, row in enumerate(self.data["measures"], start=1):
            self._measure(plan, order, row, question)
        return plan

    def _question(self) -> Question:
        """The one score that the report gives, in the assessment of the measures' own year."""
        given = self.data["question"]
        assessment = create_assessment(self.year, by=self.clerk)
        question = Question.objects.create(
            indicator=assessment.indicators.get(number=given["indicator"]),
            text=given["text"],
            score=Decimal(given["score"]),
        )
        self._publish(assessment)
        return question

    def _measure(self, plan: MeasurePlan, order: int, row: Data, question: Question) -> None:
        number = row.get("indicator")
        measure = Measure.objects.create(
            plan=plan,
            order=order,
            title=row["title"],
            indicator=plan.assessment.indicators.get(number=number) if number else None,
            activities_heading=row["activities_heading"],
            activities_summary=row["activities_summary"],
            outcomes_heading=row["outcomes_heading"],
            **self._written(),
        )
        methods = [self._method(measure, n, part, row) for n, part in _numbered(row["methods"])]
        self._publish(measure)
        for method, part in zip(methods, row["methods"], strict=True):
            self._publish(
                Result.objects.create(method=method, text=part["result"], **self._written())
            )
        for part in row["activities"]:
            self._activity(measure, methods, part)
        self._outcomes(measure, row, question)

    def _method(self, measure: Measure, order: int, part: Data, row: Data) -> Method:
        responsible = Unit.objects.get(name=row["responsible"])
        method = measure.methods.create(order=order, text=part["text"], responsible=responsible)
        for line, schedule in enumerate(part["schedules"]):
            day = dt.date.fromisoformat(schedule["date"]) if "date" in schedule else None
            method.schedules.create(kind=schedule["kind"], date=day, order=line)
        return method

    def _activity(self, measure: Measure, methods: list[Method], part: Data) -> None:
        first, last = self._bounds(part)
        activity = Activity.objects.create(
            measure=measure,
            title=part["title"],
            starts_on=first,
            ends_on=last,
            **self._written(),
        )
        activity.methods.set(
            method for method in methods if method.order in part.get("methods", [])
        )
        for order, caption in enumerate(part["photos"]):
            self._photo(activity, order, caption)
        if "evidence" in part:
            address = f"{settings.SITE_URL}{measure.get_absolute_url()}"
            activity.evidence.create(title=part["evidence"], url=address)
        self._publish(activity)

    def _photo(self, activity: Activity, order: int, caption: str) -> None:
        photo = process_photo(BytesIO(sample_picture(caption)), name=f"ภาพตัวอย่าง {order + 1}.jpg")
        ActivityPhoto.objects.create(
            activity=activity,
            order=order,
            caption=caption,
            alt=f"ภาพตัวอย่างแทนภาพถ่าย: {caption}",
            **keep_photo(photo),
        )

    def _outcomes(self, measure: Measure, row: Data, question: Question) -> None:
        for order, part in _numbered(row["outcomes"]):
            score = part.pop("score_after", None)
            outcome = Outcome.objects.create(
                measure=measure,
                order=order,
                score_after=Decimal(score) if score else None,
                question=question if score else None,
                **part,
                **self._written(),
            )
            self._publish(outcome)
        for order, text in _numbered(row["suggestions"]):
            self._publish(
                Suggestion.objects.create(
                    measure=measure, order=order, text=text, **self._written()
                )
            )

    def _bounds(self, part: Data) -> tuple[dt.date, dt.date]:
        if "date" in part:
            day = dt.date.fromisoformat(part["date"])
            return day, day
        period = Period.from_slug(self.year, part["period"])
        return period.first_day, period.last_day

    def _written(self) -> Data:
        return {"author": self.clerk, "edited_by": self.clerk}

    def _publish(self, unit: Publishable) -> None:
        submit(unit, by=self.clerk)
        approve(unit, by=self.approver)


def _numbered(rows: list[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(rows, start=1))
