"""Prices in the list are those at signing; acceptances remember what was typed in the contract."""

from collections import defaultdict
from decimal import Decimal

from django.db import migrations, models
from django.db.models import Q


def write_prices(apps, schema_editor):
    """Give the purchases whose contracts were amended the price at which these were signed."""
    amended = apps.get_model("procurement", "Amendment").objects.exclude(price=None)
    purchases = apps.get_model("procurement", "Purchase").objects.exclude(price=None)
    keys = set(
        purchases.filter(pk__in=amended.values("contract__purchase"))
        .order_by()
        .values_list("pk", flat=True)
    )
    contracts = apps.get_model("procurement", "Contract").objects.filter(
        Q(stage=None) | Q(stage__state="published"), cancelled_on=None, signed_on__isnull=False
    )
    prices = defaultdict(Decimal)
    for pk, price in contracts.order_by().values_list("purchase", "price").iterator():
        if pk in keys:
            prices[pk] += price
    for pk, price in prices.items():
        purchases.filter(pk=pk).update(price=price)


class Migration(migrations.Migration):
    dependencies = [("procurement", "0005_numbers_of_persons")]

    operations = [
        migrations.AddField(
            model_name="contractchange",
            name="typed_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(write_prices, migrations.RunPython.noop),
    ]
