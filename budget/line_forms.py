"""The form of a budget line: of an ordinance, of a transfer that sets it up, or as a proposal."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.form_fields import PublicTextField, offer
from agency.models import Unit
from budget.form_fields import BahtField, offer_months
from budget.forms import WithRowsForm
from budget.ledger import ZERO
from budget.models import BudgetLine, Heading, Transfer
from budget.models.year import Ordinance


class LineForm(WithRowsForm):
    """A line of an ordinance. What stands above a heading that was chosen need not be chosen too.

    Adding to or changing a published ordinance is a correction of the ordinance.
    """

    ordinance_explanation = PublicTextField(
        label=_("why the rows of the ordinance differ from the paper"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Needed only where they differ after this correction. Everybody can read it."),
    )

    ABOVE = (("work", "plan"), ("expense_type", "category"), ("category", "budget_class"))

    # What a new line is added to; set by the admin.
    belongs_to: Ordinance | Transfer | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Two people may work on two lines of one ordinance: only the line itself is overtaken.
        self.version = version_of(self.instance) if self.instance.pk else ""
        self.fields["seen"].initial = self.version
        if isinstance(self.unit, Ordinance):
            self.fields["ordinance_explanation"].initial = self.unit.difference_explanation
        if "year" not in self.fields:  # the page is only read
            return
        for name in ("plan", "budget_class"):
            self.fields[name].required = False
        for name in ("starts", "ends"):
            offer_months(self.fields[name], is_optional=True)
        offer(self, "unit", Unit.objects.active())
        self.freeze("year", "supplement")

    @cached_property
    def unit(self) -> Ordinance | Transfer | None:
        """What the line is published with, also while the line is not saved yet."""
        return self.instance.published_with if self.instance.pk else self.belongs_to

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for below, above in self.ABOVE:
            child = cleaned.get(below)
            if child and not cleaned.get(above):
                cleaned[above] = child.parent
        for name in ("plan", "budget_class"):
            if name in self.fields and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Choose this, or something below it."))
        self._check_years(cleaned)
        return cleaned

    def _check_years(self, cleaned: dict[str, Any]) -> None:
        """A heading that was renamed is chosen by the name that the year of the line knows."""
        year = cleaned.get("year")
        chosen = {name: cleaned[name] for name in self.changed_data if cleaned.get(name)}
        for name, heading in chosen.items():
            if not (year and isinstance(heading, Heading)):
                continue
            if not Heading.objects.in_year(year.fiscal_year).filter(pk=heading.pk).exists():
                facts = {"heading": heading, "year": year.year.label()}
                self.add_error(name, _("“%(heading)s” is not in use in %(year)s.") % facts)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, field by field, to be offered again."""
        values = {name: self.data.get(self.add_prefix(name), "") for name in self.fields}
        return {name: value for name, value in values.items() if value and name != "seen"}


class NewLineOfTransferForm(LineForm):
    """A line that a transfer sets up (โอนตั้งจ่ายเป็นรายการใหม่): all its money is moved to it."""

    moved = BahtField(label=_("amount moved to it (baht)"), max_digits=15)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.belongs_to, Transfer):
            self.instance.opened_by = self.belongs_to
            self.instance.amount = ZERO

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (moved := cleaned.get("moved")) is not None and moved <= 0:
            self.add_error("moved", _("Type how much is moved to it, more than zero."))
        return cleaned


def version_of(line: BudgetLine) -> str:
    """Return what changes whenever a line is saved."""
    return str(line.history.order_by("-pk").values_list("pk", flat=True).first() or "")
