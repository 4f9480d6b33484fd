"""A natural person may have a number that begins with 0."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("procurement", "0004_winner_of_a_notice")]

    operations = [
        migrations.RemoveConstraint(model_name="vendor", name="vendor_number_fits_kind"),
        migrations.AddConstraint(
            model_name="vendor",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("tax_number", ""),
                    ("tax_number__startswith", "0"),
                    ("kind", "natural"),
                    _connector="OR",
                ),
                name="vendor_number_fits_kind",
                violation_error_message=(
                    "A number that does not begin with 0 is that of a natural person."
                ),
            ),
        ),
    ]
