"""Builds the sample purchases of the demonstration: written by the clerk, approved by the approver,
some of them stage by stage, some still on their way."""

import datetime as dt
import hashlib
from functools import cached_property
from io import BytesIO
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from agency.models import Agency, Unit, User, Village
from budget.models import BudgetLine
from ita_portal.demo.pictures import sample_picture
from ita_portal.demo.purchase_entries import FOLDER, Data, Entry, entries, rest, table
from ita_portal.demo.purchase_parts import WITH_THE_PURCHASE, Parts, by_model
from procurement.methods import NoticeKind
from procurement.models import (
    EgpRecord,
    NilPeriod,
    Notice,
    Purchase,
    Stage,
    Vendor,
    YearSummary,
)
from procurement.models.notice import DocumentKind
from procurement.models.purchase import refresh_list_facts
from publishing.actions import approve, record_correction, send_back, submit, withdraw
from publishing.file_names import stored_name
from publishing.models import Publishable
from publishing.photos import process_photo
from publishing.storage import keep, keep_photo
from publishing.workflow import State

PICTURES = {
    "before": "ก่อนดำเนินการ",
    "working": "ระหว่างดำเนินการ",
    "halfway": "งานคืบหน้า",
    "done": "งานแล้วเสร็จ",
    "accepted": "ตรวจรับงาน",
}
# Announcements that the feed of e-GP brings apart from the course of a purchase.
BEFORE_OFFERS = [NoticeKind.PLAN, NoticeKind.MEDIAN_PRICE, NoticeKind.DRAFT_DOCUMENTS]


def load_procurement(clerk: User, approver: User, *, loaded_on: dt.date) -> list[Purchase]:
    """Load every sample purchase; the budgets must be there, and no purchases yet.

    The rows of the running fiscal year are dated from `loaded_on`, so that some are open for offers.
    """
    return _Writer(clerk, approver, loaded_on).write()


class _Writer:
    """The clerk and the approver at work."""

    def __init__(self, clerk: User, approver: User, loaded_on: dt.date) -> None:
        self.clerk, self.approver = clerk, approver
        self.entries = list(entries(loaded_on))
        self.more = rest()
        self.units = {unit.name: unit for unit in Unit.objects.all()}
        self.villages = {str(village.number): village for village in Village.objects.all()}
        self.lines = {line.code: line for line in BudgetLine.objects.all()}

    def write(self) -> list[Purchase]:
        purchases = [self._purchase(entry) for entry in self.entries]
        self._keep(purchases)
        told = list(zip(self.entries, purchases, strict=True))
        parts = [self._parts(entry, purchase) for entry, purchase in told]
        self._keep_parts([row for each in parts for row in each.rows[WITH_THE_PURCHASE]])
        for (entry, purchase), each in zip(told, parts, strict=True):
            refresh_list_facts(purchase.pk)
            self._decide(purchase, entry.row["state"], entry.more)
            self._stages(entry, purchase, each)
            self._correct(entry, purchase)
        for period in self.more["nil_periods"]:
            self._decide(NilPeriod.objects.create(**period, **self._written()))
        for summary in self.more["summaries"]:
            self._decide(YearSummary.objects.create(**summary, **self._written()))
        self._egp(told)
        return purchases

    def _purchase(self, entry: Entry) -> Purchase:
        """Return the purchase as the clerk first wrote it: a mistake of his is put right later."""
        row, cancelled = entry.row, entry.more.get("cancelled", {})
        fields: Data = {
            "title": entry.text("title"),
            "public_note": row["note"],
            **_mistake(entry, "purchase"),
        }
        return Purchase(
            fiscal_year=entry.fiscal_year,
            number=int(row["number"]),
            egp_number=entry.text("egp"),
            plan_number=row["plan"],
            planned_on=entry.day("planned"),
            kind=row["kind"],
            method=row["method"],
            source=row["source"],
            budget_line=self.lines[row["line"]] if row["line"] else None,
            village=self.villages[row["village"]] if row["village"] else None,
            unit=self.units[row["unit"]],
            allocated=entry.baht("allocated"),
            amount=entry.baht("amount"),
            reason=row["reason"],
            cancelled_on=entry.date_of(cancelled.get("on", "")),
            cancel_reason=cancelled.get("reason", ""),
            listed_on=entry.day("planned") or entry.loaded_on,
            **fields,
            **self._written(),
        )

    def _parts(self, entry: Entry, purchase: Purchase) -> Parts:
        parts = Parts(
            entry,
            purchase,
            vendors=self.vendors,
            papers=self.papers,
            pictures=self.pictures,
        )
        for name, value in _mistake(entry, "contract").items():
            _set(parts.contract, name, value)
        return parts

    def _stages(self, entry: Entry, purchase: Purchase, parts: Parts) -> None:
        """Add what came later, each step decided on before the next is written."""
        for number, told in enumerate(entry.more.get("stages", []), start=1):
            stage = Stage.objects.create(purchase=purchase, title=told["title"], **self._written())
            rows: list[Any] = parts.rows[number]
            for row in rows:
                if hasattr(row, "stage_id"):
                    row.stage = stage
            self._keep_parts(rows)
            self._decide(stage, told.get("state", ""), told)

    def _decide(self, unit: Publishable, state: str = "", told: Data | None = None) -> None:
        """Bring a draft to the state of the file; published where the file says nothing."""
        told = told or {}
        if state == State.DRAFT:
            return
        submit(unit, by=self.clerk)
        if state == State.IN_REVIEW:
            return
        if state == State.SENT_BACK:
            send_back(unit, by=self.approver, reason=told["sent_back"])
            return
        approve(unit, by=self.approver)
        if state == State.WITHDRAWN:
            withdraw(unit, by=self.approver, reason=told["withdrawn"])

    def _correct(self, entry: Entry, purchase: Purchase) -> None:
        """Let the approver put right in public what the clerk had mistaken."""
        if not (told := entry.more.get("correction")):
            return
        before = purchase.public_facts()
        row: Any = purchase if told["row"] == "purchase" else purchase.contract_set.get()
        _set(row, told["field"], told["becomes"])
        row._history_user = self.approver
        row.save()
        refresh_list_facts(purchase.pk)
        record_correction(purchase, by=self.approver, reason=told["reason"], before=before)

    def _egp(self, told: list[tuple[Entry, Purchase]]) -> None:
        """Let e-GP say the same as the portal, except for the few that the file names."""
        given = self.more["egp"]
        keys = {purchase.pk: entry.key for entry, purchase in told}
        notices = Notice.objects.public().exclude(kind__in=BEFORE_OFFERS)
        rows = [
            self._egp_record(notice, given["differs"].get(keys[notice.purchase_id], {}))
            for notice in notices.select_related("purchase")
            if keys[notice.purchase_id] not in given["missing"]
        ]
        rows += [EgpRecord(agency=self.agency, **each) for each in given["only_there"]]
        EgpRecord.objects.bulk_create(rows)

    def _egp_record(self, notice: Notice, differing: Data) -> EgpRecord:
        purchase = notice.purchase
        same: Data = {
            "day": notice.published_on,
            "title": purchase.title,
            "allocated": purchase.allocated,
            "price": purchase.price,
        }
        return EgpRecord(
            project=purchase.egp_number,
            kind=notice.kind,
            method=purchase.method,
            fiscal_year=purchase.fiscal_year,
            agency=self.agency,
            **(same | differing),
        )

    @cached_property
    def agency(self) -> str:
        return Agency.objects.get().name

    @cached_property
    def vendors(self) -> dict[str, Vendor]:
        rows = table("vendors.csv")
        made = {
            row["key"]: Vendor(**{name: row[name] for name in row if name != "key"}) for row in rows
        }
        self._keep(list(made.values()))
        return made

    @cached_property
    def papers(self) -> dict[str, Data]:
        """Store one sample paper of each kind, and return the fields that point to it."""
        kinds = [kind for kind in DocumentKind if kind != DocumentKind.OTHER]
        return {kind: _stored((FOLDER / "papers" / f"{kind}.pdf").read_bytes()) for kind in kinds}

    @cached_property
    def pictures(self) -> dict[str, Data]:
        return {name: _picture(caption) for name, caption in PICTURES.items()}

    def _written(self) -> Data:
        return {"author": self.clerk, "edited_by": self.clerk}

    def _keep(self, made: list[Any]) -> None:
        """Save many rows of one table at once, each with its history."""
        bulk_create_with_history(made, type(made[0]), default_user=self.clerk)

    def _keep_parts(self, rows: list[Model]) -> None:
        for group in by_model(rows):
            self._keep(group)


def _mistake(entry: Entry, row: str) -> Data:
    told = entry.more.get("correction", {})
    return {told["field"]: told["was"]} if told.get("row") == row else {}


def _set(row: Any, name: str, value: str) -> None:
    setattr(row, name, row._meta.get_field(name).to_python(value))


def _stored(content: bytes) -> Data:
    name = stored_name("documents", hashlib.sha256(content).hexdigest(), ".pdf")
    return {
        "document": keep(name, content),
        "document_kind": "pdf",
        "document_size": len(content),
    }


def _picture(caption: str) -> Data:
    photo = process_photo(BytesIO(sample_picture(caption)), name=f"ภาพตัวอย่าง {caption}.jpg")
    return {"caption": caption, "alt": f"ภาพตัวอย่างแทนภาพถ่าย: {caption}", **keep_photo(photo)}
