"""What is asked about a file of purchases: the year, where the file itself does not say it."""

from django.utils.translation import gettext_lazy as _

from budget.import_forms import FiscalYearField
from publishing.import_forms import TargetForm


class PurchasesTargetForm(TargetForm):
    year = FiscalYearField(
        required=False,
        help_text=_(
            "Of rows that do not say it themselves. Where it is chosen, rows of other years are"
            " left out."
        ),
    )
