"""The table of purchases as django-import-export writes it, and what a purchase does when saved."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from procurement.import_purchases import FIELDS
from procurement.list_facts import list_facts, searched_text
from procurement.models import Purchase
from procurement.models.purchase import PurchaseText
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
                purchase.listed_on = purchase.planned_on or FiscalYear(year).first_day
        super().bulk_create(*args, **kwargs)

    def after_written(self, rows: Sequence[Purchase]) -> None:
        refresh_list_facts_of([row.pk for row in rows])


def refresh_list_facts_of(pks: Collection[int]) -> None:
    """Read anew what the list knows of the purchases of an import, in few statements."""
    rows = Purchase.objects.filter(pk__in=pks).select_related("village", "unit")
    purchases = list(
        rows.prefetch_related(
            "notice_set__stage",
            "contract_set__stage",
            "contract_set__amendments",
            "contract_set__vendor",
        )
    )
    for purchase in purchases:
        facts = list_facts(purchase)
        # One by one: `bulk_update` takes four times as long to write down its conditions.
        if any(getattr(purchase, name) != value for name, value in facts.items()):
            Purchase.objects.filter(pk=purchase.pk).update(**facts)
    PurchaseText.objects.bulk_create(
        [PurchaseText(purchase=each, text=searched_text(each)) for each in purchases],
        update_conflicts=True,
        unique_fields=["purchase"],
        update_fields=["text"],
    )
