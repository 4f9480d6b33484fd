"""What is signed of the statistics of a quarter, a half or a year, a nil included (คำรับรองสถิติ)."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import ChoiceField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from agency.models import Agency
from budget.flags import Flag
from complaints.figures import last_quarter_end
from complaints.models import Statement
from complaints.statistics import has_changed
from complaints.statistics_content import name_of
from publishing.admin import PublishableAdmin
from publishing.forms import PublishableForm
from thai.fiscal import FiscalYear, InvalidPeriod, Period, PeriodKind, fiscal_year_of

YEARS = (2500, 2699)


def period_choices() -> list[tuple[str, str]]:
    """The periods that can be signed, in the words that are the same in every year."""
    periods = [each for each in FiscalYear(YEARS[0]).periods if each.kind is not PeriodKind.MONTH]
    shortest_first = sorted(periods, key=lambda each: each.kind.length)
    return [(each.slug, name_of(each)) for each in shortest_first]


class StatementForm(PublishableForm):
    """Who signs for which period; the period stands once it is saved."""

    slug = ChoiceField(label=_("period"), widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"fiscal_year", "slug"} & self.fields.keys():
            self.fields[name].disabled = bool(self.instance.pk)
        if slug := self.fields.get("slug"):
            slug.choices = period_choices()  # type: ignore[attr-defined]
        if year := self.fields.get("fiscal_year"):
            year.validators += [MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        signed_on = cleaned.get("signed_on")
        if signed_on and signed_on > timezone.localdate():
            self.add_error("signed_on", _("This day is still to come."))
        elif signed_on and (period := self._period(cleaned)) and signed_on <= period.last_day:
            text = _("This period is not over yet: say it when it has ended.")
            self.add_error("signed_on", ValidationError(text, code="not_over"))
        return cleaned

    def _period(self, cleaned: dict[str, Any]) -> Period | None:
        year, slug = cleaned.get("fiscal_year"), cleaned.get("slug")
        try:
            return Period.from_slug(year, slug) if year and slug else None
        except InvalidPeriod:
            return None


@admin.register(Statement)
class StatementAdmin(PublishableAdmin):
    """Statements on the statistics; the numbers come from the registers, nobody types them."""

    form = StatementForm
    fieldsets = [
        (None, {"fields": [("fiscal_year", "slug")]}),
        (_("Who signs"), {"fields": ["signatory_name", "signatory_position", "signed_on"]}),
        (None, {"fields": ["note"]}),
    ]
    list_display = ["label", "signatory_name", "signed_on", "chip"]
    list_filter = ["fiscal_year", "state"]

    @display(description=_("period"), ordering="slug")
    def label(self, statement: Statement) -> str:
        return statement.period.label()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose the newest quarter that is over, signed by the executive today."""
        today = timezone.localdate()
        over = last_quarter_end(today)
        year = FiscalYear(fiscal_year_of(over))
        agency = Agency.objects.first()
        return {
            "fiscal_year": year.year,
            "slug": next(each.slug for each in year.quarters() if each.contains(over)),
            "signatory_name": agency.executive_name if agency else "",
            "signatory_position": agency.executive_position if agency else "",
            "signed_on": today,
        } | super().get_changeform_initial_data(request)

    def flags_of(self, unit: Statement) -> list[Flag]:
        """Say that what is counted is no longer what was signed."""
        if not has_changed(unit, timezone.localdate()):
            return []
        return [Flag(str(_("The cases counted in this period changed after it was signed.")))]
