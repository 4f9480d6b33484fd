"""What happened to a purchase, in order: notices with their versions, contracts, money, progress."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from agency.wording import long_date, month_label
from procurement.methods import NoticeKind
from procurement.models import Contract, MedianPrice, Notice, Progress, Purchase, PurchaseDocument
from procurement.models.notice import DocumentKind
from thai.money import format_baht

CANCELLING = frozenset({NoticeKind.INVITATION_CANCELLED, NoticeKind.WINNER_CANCELLED})


@dataclass(frozen=True)
class Parts:
    """The settled parts of a purchase, each oldest first; contracts with all that hangs on them."""

    notices: Sequence[Notice] = ()
    median_prices: Sequence[MedianPrice] = ()
    contracts: Sequence[Contract] = ()
    progress: Sequence[Progress] = ()
    documents: Sequence[PurchaseDocument] = ()


@dataclass(frozen=True)
class Link:
    """A way to another place on the page, such as the notice that changes this one."""

    text: str
    anchor: str


@dataclass
class Event:
    """One thing that happened; `day` is None of what was only planned.

    `anchor` names it on the page, `kind` says which papers without a notice belong to it.
    """

    day: dt.date | None
    title: str
    anchor: str
    sentences: list[str] = field(default_factory=list)
    quoted: str = ""  # what officers wrote, with its line breaks
    url: str = ""  # the original in e-GP
    links: list[Link] = field(default_factory=list)
    superseded: list[Link] = field(default_factory=list)  # what changed or cancelled it later
    documents: list[PurchaseDocument] = field(default_factory=list)
    kind: DocumentKind | None = None
    stage_id: int | None = None


def timeline(purchase: Purchase, parts: Parts) -> list[Event]:
    """Return everything that happened, oldest first; a plan without a notice opens it."""
    events = [
        *_plan(purchase, parts.notices),
        *_median_prices(parts.median_prices),
        *_notices(parts.notices, planned=_planned(purchase)),
        *_progress(parts.progress),
        *_contracts(parts.contracts),
        *_cancellation(purchase),
    ]
    by_notice = {event.anchor: event for event in events}
    for document in parts.documents:
        home = by_notice.get(_anchor(document.notice_id)) or _home(events, document)
        if home is not None:
            home.documents.append(document)
        elif document.dated:
            events.append(_paper(document))
    # The sort is stable: on one day, things stand in the order in which they happen.
    return sorted(events, key=lambda event: event.day or dt.date.min)


def other_documents(events: Iterable[Event], parts: Parts) -> list[PurchaseDocument]:
    """The papers that stand nowhere in the timeline: undated, and belonging to no event."""
    placed = {document.pk for event in events for document in event.documents}
    return [each for each in parts.documents if each.pk not in placed]


def _plan(purchase: Purchase, notices: Iterable[Notice]) -> Iterator[Event]:
    """The plan, where no notice of it says the same with its day."""
    sentences = _planned(purchase)
    if sentences and all(each.kind != NoticeKind.PLAN for each in notices):
        yield Event(None, _("In the procurement plan"), "in-plan", sentences)


def _planned(purchase: Purchase) -> list[str]:
    sentences = []
    if purchase.plan_number:
        sentences.append(_("Plan number %(number)s") % {"number": purchase.plan_number})
    if purchase.planned_on:
        month = {"month": month_label(purchase.planned_on)}
        sentences.append(_("To be announced about %(month)s") % month)
    return sentences


def _median_prices(rows: Iterable[MedianPrice]) -> Iterator[Event]:
    for row in rows:
        yield Event(
            row.set_on,
            _("Median price set"),
            f"median-price-{row.pk}",
            [_baht(row.value)],
            kind=DocumentKind.MEDIAN_PRICE,
            stage_id=row.stage_id,
        )


def _notices(notices: Sequence[Notice], planned: list[str]) -> Iterator[Event]:
    """Each notice; the first of the plan says what was planned."""
    plan = next((each.pk for each in notices if each.kind == NoticeKind.PLAN), None)
    known = {notice.pk: notice for notice in notices}
    later: dict[int | None, list[Link]] = {}
    for each in notices:
        later.setdefault(each.replaces_id, []).append(_later(each))
    for each in notices:
        older = known.get(each.replaces_id or 0)
        title = _title(each)
        sentences = [_closing(each.closes_on)] if each.closes_on else []
        if each.winner:
            sentences.append(_("Winner: %(vendor)s") % {"vendor": each.winner})
        yield Event(
            each.published_on,
            title,
            _anchor(each.pk),
            [*(planned if each.pk == plan else []), *sentences],
            quoted="" if each.title == title else each.title,
            url=each.url if each.url.startswith(("https://", "http://")) else "",
            links=[_earlier(each, older)] if older else [],
            superseded=later.get(each.pk, []),
        )


def _title(notice: Notice) -> str:
    """What a notice says; the plan and the median price stand elsewhere on the page by themselves."""
    if notice.kind == NoticeKind.PLAN:
        return _("Plan announced")
    if notice.kind == NoticeKind.MEDIAN_PRICE:
        return _("Median price announced")
    return str(notice.get_kind_display())


def _anchor(pk: int | None) -> str:
    return f"notice-{pk}"


def _closing(day: dt.date) -> str:
    return _("Offers until %(day)s") % {"day": long_date(day)}


def _later(newer: Notice) -> Link:
    words = {"day": long_date(newer.published_on)}
    if newer.kind in CANCELLING:
        return Link(_("Cancelled by the notice of %(day)s") % words, _anchor(newer.pk))
    return Link(_("Changed by the notice of %(day)s") % words, _anchor(newer.pk))


def _earlier(notice: Notice, older: Notice) -> Link:
    words = {"day": long_date(older.published_on)}
    if notice.kind in CANCELLING:
        return Link(_("Cancels the notice of %(day)s") % words, _anchor(older.pk))
    return Link(_("Changes the notice of %(day)s") % words, _anchor(older.pk))


def _contracts(contracts: Iterable[Contract]) -> Iterator[Event]:
    for each in contracts:
        yield Event(
            each.signed_on,
            _("Contract signed"),
            f"signed-{each.pk}",
            [f"{each.number} · {each.vendor or '–'}".strip(" ·"), _baht(each.price)],
            kind=DocumentKind.CONTRACT,
            stage_id=each.stage_id,
        )
        yield from _amendments(each)
        yield from _instalments(each)
        if each.accepted_on:
            yield Event(
                each.accepted_on,
                _("Work accepted"),
                f"accepted-{each.pk}",
                [_named(each)],
                kind=DocumentKind.ACCEPTANCE,
                stage_id=each.stage_id,
            )
        if each.cancelled_on:
            number = _named(each)
            yield Event(
                each.cancelled_on, _("Contract cancelled"), f"cancelled-{each.pk}", [number]
            )


def _named(contract: Contract) -> str:
    if not contract.number:
        return str(contract)
    return _("Contract %(number)s") % {"number": contract.number}


def _amendments(contract: Contract) -> Iterator[Event]:
    for each in contract.amendments.all():
        sentences = [_named(contract)]
        if each.price is not None:
            sentences.append(_("New price: %(amount)s") % {"amount": _baht(each.price)})
        if each.ends_on:
            sentences.append(_("New end: %(day)s") % {"day": long_date(each.ends_on)})
        title = _("Contract amended")
        yield Event(each.signed_on, title, f"amendment-{each.pk}", sentences, quoted=each.reason)


def _instalments(contract: Contract) -> Iterator[Event]:
    for each in contract.instalments.all():
        if each.accepted_on:
            title = _("Instalment %(number)s accepted") % {"number": each.number}
            anchor = f"instalment-{each.pk}"
            yield Event(each.accepted_on, title, anchor, [_baht(each.amount)], quoted=each.work)


def _progress(rows: Iterable[Progress]) -> Iterator[Event]:
    for each in rows:
        title = _("Progress: %(percent)s%%") % {"percent": each.percent}
        photos = [Link(_("Photos of that day"), f"progress-{each.pk}")] if each.photos.all() else []
        yield Event(each.on, title, f"on-{each.pk}", quoted=each.text, links=photos)


def _cancellation(purchase: Purchase) -> Iterator[Event]:
    if purchase.cancelled_on:
        title = _("Procurement cancelled")
        yield Event(purchase.cancelled_on, title, "cancelled", quoted=purchase.cancel_reason)


def _home(events: Iterable[Event], document: PurchaseDocument) -> Event | None:
    """The event that a paper without a notice tells of: of its kind, and added together with it.

    Of several, that of the same day, else the last one.
    """
    fitting = [
        event
        for event in events
        if event.kind == document.kind and event.stage_id == document.stage_id
    ]
    same_day = [event for event in fitting if event.day == document.dated]
    return next((group[-1] for group in (same_day, fitting) if group), None)


def _paper(document: PurchaseDocument) -> Event:
    title = str(document.get_kind_display())
    return Event(document.dated, title, f"document-{document.pk}", documents=[document])


def _baht(amount: Decimal) -> str:
    return _("%(amount)s baht") % {"amount": format_baht(amount)}
