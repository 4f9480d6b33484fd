"""Texts of purchases lie where the list has them, and say by marks what the filters ask for."""

from itertools import islice

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

from procurement.list_marks import marks_of, place_of
from publishing.text_index import KeepTextIndex, RemoveTextIndex, TextIndex

BATCH = 2000


def write_places(apps, schema_editor):
    """Copy every text, oldest first: so they lie on the disk as they are read."""
    purchases = apps.get_model("procurement", "Purchase").objects.order_by("listed_on", "pk")
    told = purchases.exclude(searched=None).annotate(words=F("searched__text"))
    rows = told.iterator(chunk_size=BATCH)
    text = apps.get_model("procurement", "PlacedText")
    while batch := list(islice(rows, BATCH)):
        text.objects.bulk_create(
            text(place=place_of(row), purchase_id=row.pk, text=row.words + marks_of(row))
            for row in batch
        )
    schema_editor.connection.check_constraints()  # PostgreSQL renames no table before


class Migration(migrations.Migration):
    dependencies = [("procurement", "0002_first_rows")]

    operations = [
        RemoveTextIndex(TextIndex("procurement_purchasetext", "purchase_id", "text")),
        migrations.CreateModel(
            name="PlacedText",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "purchase",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="procurement.purchase",
                    ),
                ),
                ("text", models.TextField()),
            ],
            options={
                "verbose_name": "text for the search",
                "verbose_name_plural": "text for the search",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(write_places, migrations.RunPython.noop),
        migrations.DeleteModel(name="PurchaseText"),
        migrations.RenameModel(old_name="PlacedText", new_name="PurchaseText"),
        migrations.AlterField(
            model_name="purchasetext",
            name="purchase",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="searched",
                to="procurement.purchase",
            ),
        ),
        KeepTextIndex(TextIndex("procurement_purchasetext", "place", "text", 47)),
    ]
