"""The vocabulary in which purchases are asked for."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db.models import Max, Q

from procurement.status import Phase, Status
from publishing.models import PublishableQuerySet

if TYPE_CHECKING:
    from procurement.models.purchase import Purchase  # noqa: F401  mypy reads it


def status_conditions(today: dt.date) -> dict[Status, Q]:
    """Return what is true of purchases by their status; the mirror of `status.status_on`."""
    announced, contracted = Q(phase=Phase.ANNOUNCED), Q(phase=Phase.CONTRACTED)
    return {
        Status.OPEN: announced & Q(closes_on__gte=today),
        Status.CONSIDERING: announced & (Q(closes_on=None) | Q(closes_on__lt=today)),
        Status.PLANNED: Q(phase=Phase.PLANNED),
        Status.RUNNING: contracted & (Q(ends_on=None) | Q(ends_on__gte=today)),
        Status.ENDED: contracted & Q(ends_on__lt=today),
        Status.CANCELLED: Q(phase=Phase.CANCELLED),
    }


class PurchaseQuerySet(PublishableQuerySet["Purchase"]):
    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)

    def with_status(self, status: Status, today: dt.date) -> Self:
        """Purchases that stand so on a day."""
        return self.filter(status_conditions(today)[status])

    def next_number(self, fiscal_year: int) -> int:
        top = self.of_year(fiscal_year).order_by().aggregate(top=Max("number"))["top"]
        return (top or 0) + 1
