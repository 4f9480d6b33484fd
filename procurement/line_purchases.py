"""What was bought with a budget line: the block that the page of the line shows."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from budget.models import BudgetLine
from budget.money import baht, satang_sum
from procurement.models import Purchase
from procurement.standing import BADGES
from procurement.status import Status

MOST = 25  # rows on the page of a line; the list of purchases has them all


@dataclass(frozen=True)
class LinePurchase:
    """One purchase as a row, with its status today."""

    purchase: Purchase
    status: Status
    badge: str


@dataclass(frozen=True)
class LinePurchases:
    """The newest purchases of a line, and the sums over all of them; baht."""

    rows: list[LinePurchase]
    count: int
    amount: Decimal
    price: Decimal

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


def line_purchases(line: BudgetLine, today: dt.date) -> LinePurchases:
    """Return what was published of purchases with this line, as it stands on a day.

    What was cancelled stays in the rows and out of the sums.
    """
    public = Purchase.objects.published().filter(budget_line=line)
    going = Q(cancelled_on=None)
    sums = public.order_by().aggregate(
        count=Count("pk"),
        amount=satang_sum("amount", where=going),
        price=satang_sum("price", where=going),
    )
    return LinePurchases(
        rows=[_row(purchase, today) for purchase in public[:MOST]],
        count=sums["count"],
        amount=baht(sums["amount"]),
        price=baht(sums["price"]),
    )


def _row(purchase: Purchase, today: dt.date) -> LinePurchase:
    status = purchase.status_on(today)
    return LinePurchase(purchase, status, BADGES[status])
