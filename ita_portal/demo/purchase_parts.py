"""What hangs on a sample purchase: notices, bids, contract, progress and papers, as unsaved rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model

from ita_portal.demo.purchase_entries import Data, Entry
from procurement.methods import NoticeKind, WorkKind
from procurement.models import (
    Amendment,
    Bid,
    Contract,
    Instalment,
    MedianPrice,
    Notice,
    Progress,
    ProgressPhoto,
    Purchase,
    PurchaseDocument,
    Vendor,
)
from procurement.models.notice import DocumentKind

WITH_THE_PURCHASE = 0  # otherwise the number of the stage by which a part was added
PAPERS = {
    "n": (DocumentKind.NOTICE, "ประกาศเชิญชวน (ตัวอย่าง)", "announced"),
    "m": (DocumentKind.MEDIAN_PRICE, "ตารางแสดงวงเงินงบประมาณและราคากลาง {form} (ตัวอย่าง)", "median_on"),
    "t": (DocumentKind.TERMS, "ขอบเขตของงาน (ตัวอย่าง)", "median_on"),
    "c": (DocumentKind.CONTRACT, "สัญญาหรือใบสั่ง เลขที่ {contract} (ตัวอย่าง)", "signed"),
    "a": (DocumentKind.ACCEPTANCE, "ใบตรวจรับพัสดุ (ตัวอย่าง)", "accepted"),
}  # fmt: skip
FORMS = {WorkKind.WORKS: "บก.01", WorkKind.DESIGN: "บก.03", WorkKind.CONSULTANCY: "บก.04"}
OTHER_FORM = "บก.06"
OFFICERS = "ประธานกรรมการกำหนดราคากลาง (ตัวอย่าง)\nกรรมการกำหนดราคากลาง (ตัวอย่าง)"


class Parts:
    """The parts of one purchase, by the number of the stage with which they came."""

    def __init__(
        self,
        entry: Entry,
        purchase: Purchase,
        *,
        vendors: Mapping[str, Vendor],
        papers: Mapping[str, Data],
        pictures: Mapping[str, Data],
    ) -> None:
        self.entry, self.purchase = entry, purchase
        self.vendors, self.papers, self.pictures = vendors, papers, pictures
        self.rows: dict[int, list[Model]] = defaultdict(list)
        taken = enumerate(entry.more.get("stages", []), start=1)
        self.taken = {name: number for number, stage in taken for name in stage["takes"]}
        self.notices: dict[str, Notice] = {}
        self.contract: Contract | None = None
        self._median()
        self._notices()
        self._bids()
        if entry.day("signed"):
            self._contract()
        self._progress()
        self._documents()

    def _add(self, row: Model, stage: int = WITH_THE_PURCHASE) -> None:
        self.rows[stage].append(row)

    def _median(self) -> None:
        value = self.entry.baht("median")
        if value is not None:
            self._add(
                MedianPrice(
                    purchase=self.purchase,
                    value=value,
                    set_on=self.entry.known_date(self.entry.row["median_on"]),
                    sources=self.entry.text("median_sources"),
                    officers=OFFICERS if "m" in self.entry.row["papers"] else "",
                )
            )

    def _notices(self) -> None:
        for kind, column, closing in (
            (NoticeKind.PLAN, "plan_on", ""),
            (NoticeKind.MEDIAN_PRICE, "median_told", ""),
            (NoticeKind.INVITATION, "announced", "closes"),
        ):
            closes = self.entry.day(closing) if closing else None
            self._notice(kind, self.entry.day(column), closes=closes)
        stage = self.taken.get("winner", WITH_THE_PURCHASE)
        winner = self.entry.row["vendor"]
        self._notice(NoticeKind.WINNER, self.entry.day("won"), winner=winner, stage=stage)
        for told in self.entry.more.get("notices", []):
            self._notice(
                NoticeKind(told["kind"]),
                self.entry.date_of(told["on"]),
                closes=self.entry.date_of(told.get("closes", "")),
                title=told["title"],
                replaces=self.notices.get(told.get("replaces", "")),
                winner=told.get("winner", ""),
                stage=told.get("stage", WITH_THE_PURCHASE),
            )

    def _notice(
        self,
        kind: NoticeKind,
        on: dt.date | None,
        *,
        closes: dt.date | None = None,
        title: str = "",
        replaces: Notice | None = None,
        winner: str = "",
        stage: int = WITH_THE_PURCHASE,
    ) -> None:
        if on is None:
            return
        notice = Notice(
            purchase=self.purchase,
            kind=kind,
            published_on=on,
            closes_on=closes,
            title=title,
            replaces=replaces,
            winner=self.vendors[winner] if winner else None,
        )
        self.notices.setdefault(kind, notice)
        self._add(notice, stage)

    def _bids(self) -> None:
        remarks = self.entry.more.get("remarks", {})
        for order, (vendor, price) in enumerate(self.entry.bids, start=1):
            bid = Bid(
                purchase=self.purchase,
                vendor=self.vendors[vendor],
                price=price,
                is_selected=vendor == self.entry.row["vendor"],
                remark=remarks.get(vendor, ""),
                order=order,
            )
            self._add(bid, self.taken.get("winner", WITH_THE_PURCHASE))

    def _contract(self) -> None:
        entry, stage = self.entry, self.taken.get("contract", WITH_THE_PURCHASE)
        contract = Contract(
            purchase=self.purchase,
            number=entry.text("contract"),
            signed_on=entry.day("signed"),
            vendor=self.vendors[entry.row["vendor"]],
            price=entry.baht("price"),
            starts_on=entry.day("starts"),
            ends_on=entry.day("ends"),
            accepted_on=entry.day("accepted"),
            reason_code=entry.row["code"],
        )
        self.contract = contract
        self._add(contract, stage)
        for told in entry.more.get("amendments", []):
            amendment = Amendment(
                contract=contract,
                signed_on=entry.known_date(told["on"]),
                ends_on=entry.date_of(told["ends"]),
                reason=told["reason"],
            )
            self._add(amendment, stage)
        for number, told in enumerate(entry.more.get("instalments", []), start=1):
            instalment = Instalment(
                contract=contract,
                number=number,
                work=told["work"],
                amount=Decimal(told["amount"]),
                due_on=entry.date_of(told["due"]),
                accepted_on=entry.date_of(told.get("accepted", "")),
            )
            self._add(instalment, stage)

    def _progress(self) -> None:
        for told in self.entry.more.get("progress", []):
            stage = told.get("stage", WITH_THE_PURCHASE)
            progress = Progress(
                purchase=self.purchase,
                on=self.entry.known_date(told["on"]),
                percent=told["percent"],
                text=told["text"],
            )
            self._add(progress, stage)
            for order, name in enumerate(told.get("photos", [])):
                photo = ProgressPhoto(progress=progress, order=order, **self.pictures[name])
                self._add(photo, stage)

    def _documents(self) -> None:
        for letter in self.entry.row["papers"]:
            kind, title, column = PAPERS[letter]
            dated = self.entry.day(column)
            if dated is None:
                continue
            form = FORMS.get(WorkKind(self.purchase.kind), OTHER_FORM)
            document = PurchaseDocument(
                purchase=self.purchase,
                kind=kind,
                title=title.format(form=form, contract=self.entry.text("contract")),
                dated=dated,
                notice=self.notices.get(NoticeKind.INVITATION) if letter == "n" else None,
                **self.papers[kind],
            )
            later = letter in "ca"
            self._add(document, self.taken.get("contract", 0) if later else WITH_THE_PURCHASE)


def by_model(rows: list[Any]) -> list[list[Any]]:
    """Group rows by table, in an order in which they can be saved: what others point to first."""
    groups: dict[tuple[type[Model], bool], list[Any]] = defaultdict(list)
    for row in rows:
        groups[type(row), bool(getattr(row, "replaces", None))].append(row)
    return list(groups.values())
