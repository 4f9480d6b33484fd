"""The content of OCDS releases, read from what is public of purchases in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model, Prefetch, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri

from agency.models import Agency
from budget.models import BudgetLine
from procurement.methods import OFFICIAL_NAMES, Method
from procurement.models import (
    Bid,
    Contract,
    MedianPrice,
    Notice,
    Purchase,
    PurchaseDocument,
    Stage,
    Vendor,
    VendorKind,
)
from procurement.ocds import LANGUAGE
from procurement.ocds_content import (
    Agreement,
    Announcement,
    BudgetPlace,
    Buyer,
    Change,
    Median,
    Offer,
    Paper,
    Part,
    Process,
    Supplier,
)
from publishing.file_kinds import DocumentKind
from publishing.models import PublicationStep
from publishing.workflow import Action

# The steps after which the public sees something else.
_SEEN = (Action.APPROVE, Action.CORRECT, Action.WITHDRAW)


def buyer(agency: Agency) -> Buyer:
    """Return what releases say of the agency; its telephone numbers are those of the office."""
    return Buyer(
        name=agency.name,
        address=agency.address,
        district=agency.district,
        province=agency.province,
        telephone=agency.phones,
        email=agency.email,
        is_demonstration=agency.is_demonstration,
    )


def processes(purchases: Iterable[Purchase]) -> list[Process]:
    """Return the content of the releases of those purchases that are public."""
    rows = [row for row in purchases if row.is_public]
    prefetch_related_objects(rows, *_public_parts())
    published = _published(rows)
    return [_process(row, published[row.pk]) for row in rows]


def newest_publication(fiscal_year: int) -> dt.datetime:
    """Return when the public last saw something else in a year that has public purchases."""
    purchases = Purchase.objects.of_year(fiscal_year).order_by()
    stages = Stage.objects.filter(purchase__fiscal_year=fiscal_year).order_by()
    steps = _steps(purchases.values("pk"), stages.values("pk"))
    newest = [each.aggregate(at=Max("published_at"))["at"] for each in (purchases, stages)]
    return max(at for at in [steps.aggregate(newest=Max("at"))["newest"], *newest] if at)


def _public_parts() -> "list[Prefetch[Any]]":
    """Everything that a release tells; what is not settled stays out."""
    contracts = Contract.objects.settled().select_related("vendor")
    lines = BudgetLine.objects.public().with_headings()
    return [
        Prefetch("budget_line", lines),
        Prefetch("medianprice_set", MedianPrice.objects.settled()),
        Prefetch("notice_set", Notice.objects.settled().select_related("winner")),
        Prefetch("bid_set", Bid.objects.settled().select_related("vendor")),
        Prefetch("contract_set", contracts.prefetch_related("amendments", "instalments")),
        Prefetch("purchasedocument_set", PurchaseDocument.objects.settled()),
    ]


def _published(purchases: Sequence[Purchase]) -> dict[int, dt.datetime]:
    """Return when the public last saw something else of each purchase."""
    newest = {row.pk: [row.published_at] for row in purchases}
    stages = Stage.objects.filter(purchase__in=newest).order_by()
    owner = {}
    for pk, purchase, at in stages.values_list("pk", "purchase_id", "published_at"):
        owner[pk] = purchase
        newest[purchase].append(at)
    steps = _steps(list(newest), list(owner)).values_list("content_type", "object_id")
    of_purchase = ContentType.objects.get_for_model(Purchase).pk
    for content_type, key, at in steps.annotate(newest=Max("at")):
        newest[key if content_type == of_purchase else owner[key]].append(at)
    return {key: max(filter(None, times)) for key, times in newest.items()}


def _steps(purchases: Any, stages: Any) -> QuerySet[PublicationStep]:
    kinds = ContentType.objects.get_for_models(Purchase, Stage)
    own: dict[type[Model], Any] = {Purchase: purchases, Stage: stages}
    is_own = Q()
    for model, keys in own.items():
        is_own |= Q(content_type=kinds[model], object_id__in=keys)
    return PublicationStep.objects.filter(is_own, action__in=_SEEN).order_by()


# ------------------------------------------------------------------ rows as values
def _process(row: Purchase, published: dt.datetime) -> Process:
    with translation.override(LANGUAGE):
        money = row.get_source_display()
    medians = [Median(each.value, each.set_on, each.sources) for each in row.medianprice_set.all()]
    return Process(
        fiscal_year=row.fiscal_year,
        number=row.number,
        egp_number=row.egp_number,
        plan_number=row.plan_number,
        planned_on=row.planned_on,
        title=row.title,
        kind=row.kind,
        method_group=row.group.value,
        method_name=OFFICIAL_NAMES[Method(row.method)],
        money=money,
        budget=_place(row.budget_line) if row.budget_line else None,
        allocated=row.allocated,
        amount=row.amount,
        reason=row.reason,
        note=row.public_note,
        cancelled_on=row.cancelled_on,
        cancel_reason=row.cancel_reason,
        phase=row.phase,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        median=medians[-1] if medians else None,
        notices=tuple(map(_announcement, row.notice_set.all())),
        papers=tuple(map(_paper, row.purchasedocument_set.all())),
        offers=tuple(map(_offer, row.bid_set.all())),
        agreements=tuple(map(_agreement, row.contract_set.all())),
        url=settings.SITE_URL + row.get_absolute_url(),
        published=published,
    )


def _place(line: BudgetLine) -> BudgetPlace:
    headings = [line.plan, line.work, line.category or line.budget_class]
    return BudgetPlace(
        id=str(line.pk),
        title=line.title,
        path=" › ".join(str(each) for each in headings if each),
        url=settings.SITE_URL + line.get_absolute_url(),
    )


def _supplier(vendor: Vendor) -> Supplier:
    is_company = vendor.kind == VendorKind.JURISTIC
    return Supplier(
        f"vendor-{vendor.pk}", vendor.name, vendor.public_tax_number if is_company else ""
    )


def _announcement(notice: Notice) -> Announcement:
    return Announcement(
        id=notice.pk,
        kind=notice.kind,
        day=notice.published_on,
        title=notice.title,
        url=iri_to_uri(notice.url),
        replaces=notice.replaces_id,
        winner=_supplier(notice.winner) if notice.winner else None,
    )


def _paper(paper: PurchaseDocument) -> Paper:
    return Paper(
        id=paper.pk,
        kind=paper.kind,
        title=paper.title,
        url=settings.SITE_URL + reverse("procurement:document", args=[paper.pk]),
        mime=DocumentKind(paper.document_kind).mime,
        day=paper.dated,
        notice=paper.notice_id,
    )


def _offer(bid: Bid) -> Offer:
    return Offer(_supplier(bid.vendor), bid.price, bid.is_selected)


def _agreement(row: Contract) -> Agreement:
    return Agreement(
        id=row.pk,
        number=row.number,
        supplier=_supplier(row.vendor) if row.vendor else None,
        price=row.price,
        current_price=row.current_price,
        signed_on=row.signed_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        accepted_on=row.accepted_on,
        cancelled_on=row.cancelled_on,
        changes=tuple(
            Change(each.pk, each.signed_on, each.price, each.ends_on, each.reason)
            for each in row.amendments.all()
        ),
        parts=tuple(
            Part(each.number, each.work, each.amount, each.due_on, each.accepted_on)
            for each in row.instalments.all()
        ),
    )
