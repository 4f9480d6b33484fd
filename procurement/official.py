"""What is public of procurement, as the rows of the official forms: the one reading of every form.

Whoever asks sees published purchases only, and of these the parts that are settled; a contract
counts for a form once it is dated.
"""

import datetime as dt
from typing import Any, cast

from django.db.models import (
    DateTimeField,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
)

from procurement.form_rows import (
    Agreement,
    Bidder,
    Row,
    Work,
    rows_of_contracts,
)
from procurement.methods import OFFICIAL_NAMES, Method, MoneySource
from procurement.models import (
    Amendment,
    Bid,
    Contract,
    Instalment,
    MedianPrice,
    Progress,
    Purchase,
    Stage,
)
from procurement.models.purchase_query import PurchaseQuerySet
from procurement.status import ITA_OF, ItaStatus, Phase, Status, status_on
from publishing.models import PublicationStep
from publishing.workflow import Action
from thai.fiscal import Period

# Column 9 of the ITA spreadsheet as local governments fill it in; confidence M.
SOURCE_NAMES: dict[MoneySource, str] = {
    MoneySource.ORDINANCE: "ข้อบัญญัติงบประมาณรายจ่าย",
    MoneySource.TRANSFER: "โอนเพิ่ม/โอนลด/ตั้งจ่ายเป็นรายการใหม่",
    MoneySource.ACCUMULATED: "เงินสะสม",
    MoneySource.SPECIFIC_GRANT: "เงินอุดหนุนเฉพาะกิจ",
    MoneySource.OTHER_AGENCY: "งบประมาณสนับสนุนจากหน่วยงานอื่น",
    MoneySource.LOAN: "เงินกู้",
    MoneySource.OTHER: "อื่น ๆ",
}
STAGE_NAMES: dict[Status, str] = {
    Status.PLANNED: "อยู่ในแผน",
    Status.OPEN: "อยู่ระหว่างรับข้อเสนอ",
    Status.CONSIDERING: "อยู่ระหว่างพิจารณาผล",
    Status.RUNNING: "อยู่ระหว่างดำเนินการตามสัญญา",
    Status.ENDED: "สิ้นสุดสัญญาแล้ว",
    Status.CANCELLED: "ยกเลิก",
}


# ------------------------------------------------------------------ rows
def contracts_in(period: Period, day: dt.date) -> list[Row]:
    """Return the public contracts signed in a period, oldest first, with who offered."""
    signed = dated_contracts().filter(signed_on__range=(period.first_day, period.last_day))
    purchases = Purchase.objects.filter(pk__in=signed.order_by().values("purchase"))
    found = works(purchases, day, bidders=True)
    return rows_of_contracts(found, period.first_day, period.last_day)


def works_of_year(fiscal_year: int, day: dt.date, *, progress: bool = False) -> list[Work]:
    """Return the public purchases of a fiscal year by their number."""
    return works(Purchase.objects.of_year(fiscal_year), day, progress=progress)


def works(
    purchases: PurchaseQuerySet, day: dt.date, *, bidders: bool = False, progress: bool = False
) -> list[Work]:
    """Return the published ones among `purchases` as they stand on a day.

    Bidders and progress are read only for the forms that show them.
    """
    parts: list[Prefetch[Any]] = [
        Prefetch("contract_set", dated_contracts().select_related("vendor"), to_attr="dated"),
        Prefetch("dated__amendments", Amendment.objects.all()),
        Prefetch("dated__instalments", Instalment.objects.all()),
    ]
    if bidders:
        offers = Bid.objects.settled().select_related("vendor")
        parts.append(Prefetch("bid_set", offers, to_attr="offers"))
    if progress:
        done = Progress.objects.settled()
        parts.append(Prefetch("progress_set", done, to_attr="done"))
    rows = purchases.published().order_by("fiscal_year", "number").select_related("unit")
    return [_work(row, day) for row in rows.annotate(**_facts()).prefetch_related(*parts)]


def dated_contracts() -> QuerySet[Contract]:
    """Public contracts with a date; without one there is no agreement yet."""
    return Contract.objects.public().exclude(signed_on=None)


def _facts() -> dict[str, Subquery]:
    """The median price of a purchase, and when the newest public part of it appeared or changed."""
    own = {"purchase": OuterRef("pk")}
    stages = Stage.objects.published().filter(**own).order_by()
    medians = MedianPrice.objects.settled().filter(**own).order_by("-set_on", "-id")
    corrections = PublicationStep.objects.filter(
        content_type__app_label="procurement", action=Action.CORRECT
    ).order_by()
    of_purchase = corrections.filter(content_type__model="purchase", object_id=OuterRef("pk"))
    of_stages = corrections.filter(
        content_type__model="stage",
        object_id__in=Stage.objects.published()
        .filter(purchase=OuterRef(OuterRef("pk")))
        .values("pk"),
    )
    return {
        "median": Subquery(medians.values("value")[:1]),
        "stage_at": _newest(stages, "purchase", "published_at"),
        "corrected_at": _newest(of_purchase, "object_id", "at"),
        "stage_corrected_at": _newest(of_stages, "content_type", "at"),
    }


def _newest(rows: QuerySet[Any], group: str, moment: str) -> Subquery:
    newest = rows.values(group).annotate(newest=Max(moment)).values("newest")
    return Subquery(newest, output_field=DateTimeField())


def _work(purchase: Any, day: dt.date) -> Work:
    moments = (
        purchase.published_at,
        purchase.stage_at,
        purchase.corrected_at,
        purchase.stage_corrected_at,
    )
    done = getattr(purchase, "done", [])
    status = purchase.status_on(day)
    return Work(
        fiscal_year=purchase.fiscal_year,
        number=purchase.number,
        url=purchase.get_absolute_url(),
        title=purchase.title,
        method=OFFICIAL_NAMES[Method(purchase.method)],
        source=SOURCE_NAMES[MoneySource(purchase.source)],
        allocated=purchase.allocated,
        amount=purchase.amount,
        median_price=purchase.median,
        egp_number=purchase.egp_number,
        plan_number=purchase.plan_number,
        planned_on=purchase.planned_on,
        unit=str(purchase.unit or ""),
        reason=purchase.reason,
        cancelled_on=purchase.cancelled_on,
        stage=STAGE_NAMES[status],
        status=str(ITA_OF[status].label),
        percent=done[-1].percent if done else None,
        percent_on=done[-1].on if done else None,
        bidders=tuple(
            Bidder(each.vendor.name, each.price) for each in getattr(purchase, "offers", [])
        ),
        agreements=tuple(_agreement(each, purchase, day) for each in purchase.dated),
        moment=max(moment for moment in moments if moment),
    )


def _agreement(contract: Contract, purchase: Purchase, day: dt.date) -> Agreement:
    ends = [each.ends_on for each in contract.amendments.all() if each.ends_on]
    status = status_on(day, Phase.CONTRACTED, closes_on=None, ends_on=contract.last_day)
    is_cancelled = contract.cancelled_on or purchase.cancelled_on
    return Agreement(
        number=contract.number,
        signed_on=cast("dt.date", contract.signed_on),
        vendor=contract.vendor.name if contract.vendor else "",
        tax_number=contract.vendor.public_tax_number if contract.vendor else "",
        price=contract.price,
        current_price=contract.current_price,
        starts_on=contract.starts_on,
        ends_on=ends[-1] if ends else contract.ends_on,
        cancelled_on=contract.cancelled_on,
        reason_code=contract.reason_code,
        status=str((ItaStatus.CANCELLED if is_cancelled else ITA_OF[status]).label),
    )
