"""The table of purchases as django-import-export writes it, and what a purchase does when saved."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from procurement.import_purchases import FIELDS
from procurement.models import Purchase
from procurement.models.purchase import refresh_list_facts
from publishing.import_resource import RecordResource
from thai.fiscal import FiscalYear


class PurchaseResource(RecordResource):
    class Meta(RecordResource.Meta):
        model = Purchase
        fields = ("record", *FIELDS)

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        """Give new purchases the next numbers of their years, as `Purchase.save` does one by one."""
        by_year: dict[int, list[Purchase]] = defaultdict(list)
        for purchase in self.create_instances:
            assert isinstance(purchase, Purchase)
            by_year[purchase.fiscal_year].append(purchase)
        for year, purchases in by_year.items():
            first = Purchase.objects.next_number(year)
            for number, purchase in enumerate(purchases, start=first):
                purchase.number = number
                purchase.listed_on = FiscalYear(year).first_day
        super().bulk_create(*args, **kwargs)

    def after_written(self, rows: Sequence[Purchase]) -> None:
        refresh_list_facts(*(row.pk for row in rows))
