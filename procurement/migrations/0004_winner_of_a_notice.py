"""A notice of a winner says who won."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procurement", "0003_texts_in_the_order_of_the_list")]

    operations = [
        migrations.AddField(
            model_name="historicalnotice",
            name="winner",
            field=models.ForeignKey(
                blank=True,
                help_text="Only in a notice of a winner; of several winners each has a notice here.",
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procurement.vendor",
                verbose_name="winner",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="winner",
            field=models.ForeignKey(
                blank=True,
                help_text="Only in a notice of a winner; of several winners each has a notice here.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="won",
                to="procurement.vendor",
                verbose_name="winner",
            ),
        ),
    ]
