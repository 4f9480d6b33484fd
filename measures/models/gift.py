"""The register of gifts (ทะเบียนการรับของขวัญ): what came in in spite of the policy, or that nothing did.

Who gave a thing is known to the office only. It is in no public fact, page or file.
"""

import datetime as dt
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.models import Unit
from measures.gift_rules import ValueClass, value_class_of
from measures.giver_names import word_given_away
from measures.models.declaration import YEARS, gifts_url
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import Problem, State
from thai.dates import long_date
from thai.fiscal import FiscalYear, InvalidFiscalYear, Period, PeriodKind

WITHHELD = "(ไม่แสดง เพราะมีชื่อผู้ให้)"
NIL_KINDS = (PeriodKind.HALF, PeriodKind.YEAR)


class GiftQuerySet(PublishableQuerySet["Gift"]):
    def within(self, period: Period) -> Self:
        return self.filter(day__range=(period.first_day, period.last_day))

    def of_year(self, fiscal_year: int) -> Self:
        year = FiscalYear(fiscal_year)
        return self.filter(day__range=(year.first_day, year.last_day))

    def oldest_first(self) -> Self:
        return self.order_by("day", "pk")


class Gift(Publishable):
    """A thing that somebody offered or left here (ทะเบียนการรับของขวัญ), and what was done with it."""

    class Occasion(models.TextChoices):
        ORDINARY = "ordinary", _("On an ordinary day")
        FESTIVAL = "festival", _("At a festival")

    class Giver(models.TextChoices):
        GOVERNMENT = "government", _("Government agency")
        PRIVATE = "private", _("Private company")
        CITIZEN = "citizen", _("Citizen")
        OTHER = "other", _("Other")

    class ReceivedFor(models.TextChoices):
        AGENCY = "agency", _("In the name of the agency")
        PERSON = "person", _("In the name of one person")

    class Handling(models.TextChoices):
        REFUSED = "refused", _("Refused")
        RETURNED = "returned", _("Returned to the giver")
        HANDED_IN = "handed_in", _("Handed to the agency")
        KEPT = "kept", _("Kept, as custom and law allow")

    day = models.DateField(_("day"))
    what = models.CharField(
        _("what it was"),
        max_length=300,
        help_text=_("Everybody can read this: name no person and no company."),
    )
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    giver_kind = models.CharField(_("who gave it"), max_length=10, choices=Giver)
    giver_name = models.CharField(
        _("name of the giver"),
        max_length=200,
        blank=True,
        help_text=_("For the office only: it is never published."),
    )
    value = models.DecimalField(
        _("value (baht)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("About, if the price is not known."),
    )
    value_class = models.CharField(_("value class"), max_length=10, choices=ValueClass, blank=True)
    received_for = models.CharField(_("received"), max_length=10, choices=ReceivedFor)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("unit"), null=True, blank=True, related_name="+"
    )
    handling = models.CharField(_("what was done"), max_length=10, choices=Handling)
    handled_on = models.DateField(_("done on"), null=True, blank=True)
    reported_on = models.DateField(
        _("reported to the head on"),
        null=True,
        blank=True,
        help_text=_("Above 3,000 baht within 30 days (section 128 of the NACC act)."),
    )

    objects = GiftQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("gift")
        verbose_name_plural = _("register of gifts")
        ordering = ["-day", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(value_class=""),
                name="gift_has_a_value_class",
                violation_error_message=_("Write the value, or choose its class."),
            ),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True) | Q(handled_on__gte=F("day")),
                name="gift_handled_after_it_came",
                violation_error_message=_("It cannot be done before the gift came."),
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("day")),
                name="gift_reported_after_it_came",
                violation_error_message=_("It cannot be reported before the gift came."),
            ),
        ]

    def __str__(self) -> str:
        return f"ทะเบียนของขวัญ {long_date(self.day)}: {self.what}"

    @property
    def fiscal_year(self) -> int:
        return FiscalYear.of(self.day).year

    @property
    def public_title(self) -> str:
        return f"ทะเบียนของขวัญ {long_date(self.day)}"

    @property
    def public_what(self) -> str:
        """What it was, as everybody reads it; withheld where it names the giver.

        What was approved before this was looked for may do so, and its correction shows it as well.
        """
        return WITHHELD if word_given_away(self.giver_name, self.what) else self.what

    def get_absolute_url(self) -> str:
        return f"{gifts_url(self.fiscal_year)}#register"

    def clean(self) -> None:
        """Take the class from the value, where there is one; refuse a day in no fiscal year."""
        if self.value is not None:
            self.value_class = value_class_of(self.value)
        if self.day is not None:
            try:
                FiscalYear.of(self.day)
            except InvalidFiscalYear as invalid:
                raise ValidationError({"day": str(invalid)}) from invalid

    def public_facts(self) -> Facts:
        facts = [
            (self.label_of("day"), long_date(self.day)),
            (self.label_of("what"), self.public_what),
            (self.label_of("occasion"), self.get_occasion_display()),
            (self.label_of("giver_kind"), self.get_giver_kind_display()),
            (self.label_of("value_class"), self.get_value_class_display()),
            (self.label_of("received_for"), self.get_received_for_display()),
            (self.label_of("unit"), str(self.unit or "")),
            (self.label_of("handling"), self.get_handling_display()),
            (self.label_of("handled_on"), _day(self.handled_on)),
            (self.label_of("reported_on"), _day(self.reported_on)),
        ]
        return [(label, text) for label, text in facts if text]

    def internal_facts(self) -> Facts:
        value = [] if self.value is None else [(self.label_of("value"), f"{self.value:,.2f}")]
        return [*value, (self.label_of("giver_name"), self.giver_name or "–")]

    def problems(self) -> list[str]:
        named = word_given_away(self.giver_name, self.what)
        checks = [
            (
                self.day > timezone.localdate(),
                _("This day has not come yet: check the date."),
                "day",
            ),
            (bool(named), _names_the_giver(named), "what"),
        ]
        return [Problem(sentence, at) for wrong, sentence, at in checks if wrong]

    def problems_of_reason(self, reason: str) -> list[str]:
        named = word_given_away(self.giver_name, reason)
        return [_names_the_giver(named)] if named else []


class GiftNilQuerySet(PublishableQuerySet["GiftNil"]):
    def of(self, period: Period) -> Self:
        return self.filter(fiscal_year=period.year, slug=period.slug)

    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)

    def holding(self) -> Self:
        """What was confirmed and no public gift of those days contradicts."""
        said = self.published()
        days = list(Gift.objects.published().order_by().values_list("day", flat=True).distinct())
        return said.filter(
            pk__in=[row.pk for row in said if not any(map(row.period.contains, days))]
        )


class GiftNil(Publishable):
    """A half or a year in which nothing was offered or taken, said out loud (ไม่มีรายการ).

    One person presses, an approver confirms. A gift of those days contradicts it.
    """

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    slug = models.CharField(_("half or year"), max_length=10)

    objects = GiftNilQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("period without gifts")
        verbose_name_plural = _("periods without gifts")
        ordering = ["-fiscal_year", "-slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["fiscal_year", "slug"],
                condition=~Q(state=State.WITHDRAWN),
                name="gift_nil_once",
                violation_error_message=_("This was said of the period already."),
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=YEARS), name="gift_nil_year_is_plausible"
            ),
            models.CheckConstraint(
                condition=Q(slug__in=["h1", "h2", "year"]), name="gift_nil_is_of_half_or_year"
            ),
        ]

    def __str__(self) -> str:
        return f"ไม่มีการรับของขวัญ {self.period.label()}"

    @property
    def period(self) -> Period:
        return Period.from_slug(self.fiscal_year, self.slug)

    def get_absolute_url(self) -> str:
        return f"{gifts_url(self.fiscal_year)}#{self.slug}"

    def public_facts(self) -> Facts:
        return [(self.label_of("slug"), str(self))]

    def problems(self) -> list[str]:
        checks = [
            (
                self.period.last_day >= timezone.localdate(),
                _("This period is not over yet: say it when it has ended."),
            ),
            (
                Gift.objects.not_withdrawn().within(self.period).exists(),
                _("There is a gift of this period in the register: nothing to confirm."),
            ),
        ]
        return [str(sentence) for wrong, sentence in checks if wrong]


def _day(day: dt.date | None) -> str:
    return long_date(day) if day else ""


def _names_the_giver(word: str) -> str:
    sentence = _(
        "“%(word)s” tells who gave it, and everybody reads this: write it without the name."
    )
    return str(sentence % {"word": word})
