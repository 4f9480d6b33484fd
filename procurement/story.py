"""The whole story of a purchase, as its page tells it: figures, parts, timeline, corrections.

Only what is settled is in it, so that a page made from it shows no draft.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from budget.models import BudgetLine
from procurement.comparison import Comparison, after_amendment, compared
from procurement.models import (
    Bid,
    Contract,
    MedianPrice,
    Notice,
    Progress,
    Purchase,
    PurchaseDocument,
    Stage,
    Vendor,
)
from procurement.models.notice import DocumentKind
from procurement.selection import Choice, Selection, Signed, selection
from procurement.standing import BADGES, standing
from procurement.status import Status
from procurement.timeline import Event, Parts, other_documents, timeline
from publishing.models import PublicationStep
from publishing.workflow import Action

FEW = 10  # corrections that the page itself lists
MANY = 100  # steps among which these are looked for
# Steps that a reader of the page may have noticed: they decide how old the page says it is.
NOTICED = (Action.APPROVE, Action.CORRECT, Action.WITHDRAW)
CHOICES = {
    Choice.SELECTED: _("Was selected"),
    Choice.PAST: _("Was selected; cancelled later"),
    Choice.NOT_SELECTED: _("Was not selected"),
    Choice.UNDECIDED: _("No decision yet"),
    Choice.UNTOLD: _("The decision is in the notice of the winner"),
    Choice.NEVER: _("Cancelled without a decision"),
}


@dataclass(frozen=True)
class Offer:
    """A bid, and what became of it in words."""

    bid: Bid
    choice: Choice

    @property
    def is_selected(self) -> bool:
        return self.choice == Choice.SELECTED

    @property
    def told(self) -> str:
        return str(CHOICES[self.choice])


@dataclass(frozen=True)
class PurchaseStory:
    """A published purchase with its settled parts, each oldest first; baht.

    `median_price` is the newest, `comparison` that of the price agreed with it. `corrections` are
    the newest corrections and withdrawals of the purchase and its stages.
    """

    purchase: Purchase
    status: Status
    badge: str
    standing: str
    parts: Parts
    bids: Sequence[Bid]
    selection: Selection[Vendor]
    events: list[Event]
    comparison: Comparison | None
    corrections: list[PublicationStep]
    as_of: dt.datetime | None

    @property
    def median_price(self) -> MedianPrice | None:
        return self.parts.median_prices[-1] if self.parts.median_prices else None

    @property
    def amended_price(self) -> Decimal | None:
        """What amendments made of the price agreed; None where it is still the same."""
        stand = [each for each in self.parts.contracts if each.signed_on and not each.cancelled_on]
        return after_amendment(self.purchase.price, (each.current_price for each in stand))

    @property
    def cancelled_contracts(self) -> list[Contract]:
        return [each for each in self.parts.contracts if each.cancelled_on]

    @property
    def winners(self) -> list[Vendor]:
        """Who is chosen, whose choice was cancelled left out."""
        return list(self.selection.now)

    @property
    def offers(self) -> list[Offer]:
        return [Offer(each, self.selection.choice(each.vendor)) for each in self.bids]

    @property
    def budget_line(self) -> BudgetLine | None:
        """The budget line that pays, where everybody may see it."""
        line = self.purchase.budget_line
        return line if line is not None and line.is_public else None

    @property
    def median_price_documents(self) -> list[PurchaseDocument]:
        """The forms on which the median price was reckoned (แบบ บก.)."""
        return [each for each in self.parts.documents if each.kind == DocumentKind.MEDIAN_PRICE]

    @property
    def other_documents(self) -> list[PurchaseDocument]:
        return other_documents(self.events, self.parts)

    @property
    def original(self) -> str:
        """The address of the newest notice in e-GP."""
        return next((event.url for event in reversed(self.events) if event.url), "")


def purchase_story(purchase: Purchase, today: dt.date) -> PurchaseStory:
    """Return what everybody may know of a public purchase, as it stands on a day."""
    parts = parts_of(purchase)
    events = timeline(purchase, parts)
    median = parts.median_prices[-1].value if parts.median_prices else None
    status = purchase.status_on(today)
    steps = _steps(purchase)
    bids = list(Bid.objects.settled().filter(purchase=purchase).select_related("vendor"))
    return PurchaseStory(
        purchase=purchase,
        status=status,
        badge=BADGES[status],
        standing=standing(purchase, parts.notices, parts.contracts, today),
        parts=parts,
        bids=bids,
        selection=_selection(purchase, parts, bids),
        events=events,
        comparison=compared(purchase.price, median),
        corrections=[step for step in steps if step.action != Action.APPROVE][:FEW],
        as_of=steps[0].at if steps else purchase.published_at,
    )


def parts_of(purchase: Purchase) -> Parts:
    """Read the settled parts of a purchase: each kind in one query, however many there are."""
    contracts = Contract.objects.settled().filter(purchase=purchase).select_related("vendor")
    notices = Notice.objects.settled().filter(purchase=purchase)
    progress = Progress.objects.settled().filter(purchase=purchase)
    return Parts(
        notices=list(notices.select_related("winner")),
        median_prices=list(MedianPrice.objects.settled().filter(purchase=purchase)),
        contracts=list(contracts.prefetch_related("amendments", "instalments")),
        progress=list(progress.prefetch_related("photos")),
        documents=list(PurchaseDocument.objects.settled().filter(purchase=purchase)),
    )


def _selection(purchase: Purchase, parts: Parts, bids: Iterable[Bid]) -> Selection[Vendor]:
    return selection(
        [each.announced for each in parts.notices],
        [each.vendor for each in bids if each.is_selected],
        [Signed(each.vendor, each.cancelled_on) for each in parts.contracts if each.vendor],
        is_cancelled=purchase.cancelled_on is not None,
    )


def _steps(purchase: Purchase) -> list[PublicationStep]:
    """The newest steps of the purchase and its stages, newest first, without their long texts.

    A union, because the index of steps serves each half of it and no OR of both.
    """
    steps = PublicationStep.objects.filter(action__in=NOTICED).defer("before", "after").order_by()
    of_stages = steps.filter(
        content_type=ContentType.objects.get_for_model(Stage),
        object_id__in=Stage.objects.filter(purchase=purchase).order_by().values("pk"),
    )
    return list(steps.of(purchase).union(of_stages).order_by("-at", "-id")[:MANY])
