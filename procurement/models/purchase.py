"""A purchase (งานซื้อหรือจ้าง), and the few facts of it by which the list is filtered and ordered."""

import datetime as dt
from decimal import Decimal
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.models import Unit, Village
from budget.models import BudgetLine
from budget.money import baht_field, positive_baht_field
from procurement.methods import (
    GROUP_OF,
    INVITATIONS,
    Method,
    MethodGroup,
    MoneySource,
    NoticeKind,
    WorkKind,
)
from procurement.status import ITA_OF, ItaStatus, Phase, Status, status_on
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import State
from thai.dates import long_date
from thai.fiscal import FiscalYear
from thai.money import format_baht
from thai.search import folded

EGP_NUMBER = RegexValidator(r"\A\d{11}\Z", _("An e-GP project number has 11 digits."))
YEARS = (2500, 2699)
# A part that came with the purchase, or with a stage that was approved.
SETTLED = Q(stage=None) | Q(stage__state=State.PUBLISHED)


class PurchaseQuerySet(PublishableQuerySet["Purchase"]):
    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)

    def with_status(self, status: Status, today: dt.date) -> Self:
        """Purchases that stand so on a day; the mirror of `procurement.status.status_on`."""
        ended = Q(ends_on__lt=today)
        is_open = Q(closes_on__gte=today)
        conditions = {
            Status.CANCELLED: Q(phase=Phase.CANCELLED),
            Status.PLANNED: Q(phase=Phase.PLANNED),
            Status.OPEN: Q(phase=Phase.ANNOUNCED) & is_open,
            Status.CONSIDERING: Q(phase=Phase.ANNOUNCED)
            & (Q(closes_on=None) | Q(closes_on__lt=today)),
            Status.ENDED: Q(phase=Phase.CONTRACTED) & ended,
            Status.RUNNING: Q(phase=Phase.CONTRACTED) & (Q(ends_on=None) | Q(ends_on__gte=today)),
        }
        return self.filter(conditions[status])

    def next_number(self, fiscal_year: int) -> int:
        top = self.of_year(fiscal_year).order_by().aggregate(top=Max("number"))["top"]
        return (top or 0) + 1


class Purchase(Publishable):
    """One purchase from the plan to acceptance (งานซื้อหรือจ้าง); every official form reads it. Baht.

    `number` counts within the fiscal year and names the page. `phase`, `opens_on`, `closes_on`,
    `ends_on`, `listed_on` and `price` are read from its notices and contracts by
    `refresh_list_facts` and never typed.
    """

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year (B.E.)"),
        validators=[MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])],
    )
    number = models.PositiveIntegerField(_("number in the year"), editable=False)
    egp_number = models.CharField(
        _("e-GP project number"),
        max_length=11,
        blank=True,
        validators=[EGP_NUMBER],
        help_text=_("11 digits, if the purchase is in e-GP."),
    )
    plan_number = models.CharField(_("plan number"), max_length=20, blank=True)
    planned_on = models.DateField(
        _("expected announcement"),
        null=True,
        blank=True,
        help_text=_("Any day of the month in which it is to be announced."),
    )
    title = models.CharField(_("work bought or hired"), max_length=500)
    kind = models.CharField(_("kind of work"), max_length=12, choices=WorkKind)
    method = models.CharField(_("procurement method"), max_length=2, choices=Method)
    source = models.CharField(
        _("source of money"), max_length=15, choices=MoneySource, default=MoneySource.ORDINANCE
    )
    budget_line = models.ForeignKey(
        BudgetLine,
        models.PROTECT,
        verbose_name=_("budget line"),
        null=True,
        blank=True,
        related_name="purchases",
    )
    village = models.ForeignKey(
        Village, models.PROTECT, verbose_name=_("village"), null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("responsible unit"),
        null=True,
        blank=True,
        related_name="+",
    )
    allocated = positive_baht_field(_("budget allocated (baht)"))
    amount = positive_baht_field(_("amount to buy or hire (baht)"))
    reason = models.TextField(
        _("reason for the selection, in short"),
        blank=True,
        help_text=_("Such as: the lowest price, and all conditions are met."),
    )
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancel_reason = models.TextField(_("reason for cancelling"), blank=True)
    public_note = models.TextField(
        _("explanation for the public"),
        blank=True,
        help_text=_("Everybody can read it. Use it where a figure looks odd but is right."),
    )

    phase = models.CharField(max_length=10, choices=Phase, default=Phase.PLANNED, editable=False)
    opens_on = models.DateField(null=True, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    listed_on = models.DateField(editable=False)
    price = baht_field("", null=True, editable=False)

    objects = PurchaseQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["phase", "opens_on", "closes_on", "ends_on", "listed_on", "price"]
    )

    class Meta(Publishable.Meta):
        verbose_name = _("purchase")
        verbose_name_plural = _("purchases")
        ordering = ["-listed_on", "-id"]
        indexes = [
            models.Index(fields=["state", "-listed_on", "-id"], name="purchase_newest"),
            models.Index(
                fields=["state", "fiscal_year", "-listed_on", "-id"], name="purchase_of_year"
            ),
            models.Index(fields=["state", "method", "-listed_on", "-id"], name="purchase_method"),
            models.Index(fields=["state", "village", "-listed_on", "-id"], name="purchase_place"),
            models.Index(fields=["state", "phase", "-listed_on", "-id"], name="purchase_phase"),
            models.Index(fields=["state", "phase", "closes_on"], name="purchase_closing"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["fiscal_year", "number"], name="purchase_number_once_per_year"
            ),
            models.UniqueConstraint(
                fields=["egp_number"],
                condition=~Q(egp_number="") & ~Q(state=State.WITHDRAWN),
                name="purchase_egp_number_once",
                violation_error_message=_("A purchase with this e-GP number is there already."),
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=YEARS), name="purchase_year_is_plausible"
            ),
            models.CheckConstraint(
                condition=Q(allocated__gte=0, amount__gte=0), name="purchase_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None) | ~Q(cancel_reason=""),
                name="purchase_cancelled_with_reason",
                violation_error_message=_("Write why it was cancelled."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new purchase gets the next number of its year, and the words to find it by."""
        if not self.number:
            self.number = type(self).objects.next_number(self.fiscal_year)
        self.listed_on = self.listed_on or self.planned_on or FiscalYear(self.fiscal_year).first_day
        super().save(*args, **kwargs)
        PurchaseText.objects.update_or_create(purchase=self, defaults={"text": searched_text(self)})

    def get_absolute_url(self) -> str:
        return reverse("procurement:purchase", args=[self.fiscal_year, self.number])

    @property
    def group(self) -> MethodGroup:
        return GROUP_OF[Method(self.method)]

    def status_on(self, today: dt.date) -> Status:
        return status_on(today, Phase(self.phase), closes_on=self.closes_on, ends_on=self.ends_on)

    def ita_status_on(self, today: dt.date) -> ItaStatus:
        return ITA_OF[self.status_on(today)]

    def public_facts(self) -> Facts:
        chosen = ["kind", "method", "source", "budget_line", "village", "unit"]
        facts: Facts = [(self.label_of("title"), self.title)]
        for name in ("fiscal_year", "egp_number", "plan_number"):
            if value := getattr(self, name):
                facts.append((self.label_of(name), str(value)))
        for name in chosen:
            shown = getattr(self, f"get_{name}_display", None)
            if value := shown() if shown else getattr(self, name):
                facts.append((self.label_of(name), str(value)))
        for name in ("allocated", "amount"):
            facts.append((self.label_of(name), format_baht(getattr(self, name))))
        if self.cancelled_on:
            facts.append((self.label_of("cancelled_on"), long_date(self.cancelled_on)))
        for name in ("reason", "cancel_reason", "public_note"):
            if text := getattr(self, name):
                facts.append((self.label_of(name), text))
        return facts + [(row.kind_label, row.fact) for row in self.parts()]

    def parts(self) -> list[Any]:
        """Everything that counts for it: what came with it, and with stages that were approved."""
        related = [field.get_accessor_name() for field in part_relations()]
        return [row for name in related for row in getattr(self, name).filter(SETTLED)]

    def problems(self) -> list[str]:
        return [
            sentence for row in self.parts() if row.stage_id is None for sentence in row.problems()
        ]


class PurchaseText(models.Model):
    """What the search looks into, folded by `thai.search.folded`; an index of it is kept in SQL."""

    purchase = models.OneToOneField(
        Purchase, models.CASCADE, primary_key=True, related_name="searched"
    )
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


def part_relations() -> list[Any]:
    """The relations from a purchase to its parts, in the order in which they happen."""
    return [
        relation
        for relation in Purchase._meta.related_objects
        if any(field.name == "stage" for field in relation.related_model._meta.fields)
    ]


def searched_text(purchase: Purchase) -> str:
    """Return what a purchase is found by: names, numbers, place, year, and who was chosen."""
    vendors = purchase.contract_set.filter(SETTLED).values_list("vendor__name", flat=True)
    words = [
        purchase.title,
        purchase.egp_number,
        purchase.plan_number,
        str(purchase.fiscal_year),
        str(purchase.village or ""),
        str(purchase.unit or ""),
        *(name for name in vendors if name),
    ]
    return folded(" ".join(filter(None, words)))


def refresh_list_facts(pk: int) -> None:
    """Read anew what the list of purchases knows of one, from its settled notices and contracts."""
    purchase = Purchase.objects.get(pk=pk)
    for name, value in list_facts(purchase).items():
        setattr(purchase, name, value)
    fields = ["phase", "opens_on", "closes_on", "ends_on", "listed_on", "price"]
    Purchase.objects.filter(pk=pk).update(**{name: getattr(purchase, name) for name in fields})
    PurchaseText.objects.filter(pk=pk).update(text=searched_text(purchase))


def list_facts(purchase: Purchase) -> dict[str, Any]:
    """Return phase, dates and agreed price as the settled parts have them."""
    notices = list(purchase.notice_set.filter(SETTLED).order_by("published_on", "id"))
    contracts = list(purchase.contract_set.filter(SETTLED, cancelled_on=None))
    signed = [each for each in contracts if each.signed_on]
    invitations = [each for each in notices if each.kind in INVITATIONS]
    announced = [each for each in notices if each.kind != NoticeKind.PLAN]
    ends = [each.last_day for each in signed]
    known = [day for day in ends if day]
    dates = [each.published_on for each in notices]
    dates += [each.signed_on for each in contracts if each.signed_on]
    planned = purchase.planned_on or FiscalYear(purchase.fiscal_year).first_day
    return {
        "phase": _phase(purchase, has_notice=bool(announced), has_contract=bool(signed)),
        "opens_on": invitations[0].published_on if invitations else None,
        "closes_on": next(
            (each.closes_on for each in reversed(invitations) if each.closes_on), None
        ),
        # A contract without an end runs on, and the purchase with it.
        "ends_on": max(known) if known and len(known) == len(ends) else None,
        "listed_on": max(dates, default=planned),
        "price": sum((each.current_price for each in signed), Decimal(0)) if signed else None,
    }


def _phase(purchase: Purchase, *, has_notice: bool, has_contract: bool) -> Phase:
    if purchase.cancelled_on:
        return Phase.CANCELLED
    if has_contract:
        return Phase.CONTRACTED
    return Phase.ANNOUNCED if has_notice else Phase.PLANNED
