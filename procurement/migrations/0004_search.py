"""What the list of purchases needs at any size: its orders, and an index of what texts contain."""

from django.db import migrations, models

from publishing.text_index import KeepTextIndex, TextIndex

REMADE = [
    "purchase_newest",
    "purchase_of_year",
    "purchase_method",
    "purchase_place",
    "purchase_closing",
]
NEWEST = ["-listed_on", "-id", "phase", "closes_on"]
INDEXES = {
    "purchase_newest": ["state", *NEWEST],
    "purchase_of_year": ["state", "fiscal_year", *NEWEST],
    "purchase_method": ["state", "method", *NEWEST],
    "purchase_place": ["state", "village", *NEWEST],
    "purchase_closing": ["state", "phase", "closes_on", "-id"],
    "purchase_cell": ["state", "fiscal_year", "method", "phase", "village", "amount"],
}


class Migration(migrations.Migration):
    dependencies = [("procurement", "0003_egp_plan_numbers")]

    operations = [
        *(migrations.RemoveIndex(model_name="purchase", name=name) for name in REMADE),
        *(
            migrations.AddIndex(model_name="purchase", index=models.Index(fields=fields, name=name))
            for name, fields in INDEXES.items()
        ),
        KeepTextIndex(TextIndex("procurement_purchasetext", "purchase_id", "text")),
    ]
