"""A purchase (งานซื้อหรือจ้าง), and the few facts of it by which the list is filtered and ordered."""

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.models import Unit, Village
from budget.models import BudgetLine
from budget.money import baht_field, positive_baht_field
from procurement.list_facts import COUNTED, list_facts
from procurement.methods import (
    GROUP_OF,
    Method,
    MethodGroup,
    MoneySource,
    WorkKind,
)
from procurement.models.purchase_query import PurchaseQuerySet
from procurement.models.purchase_share import first_known, share_facts
from procurement.models.purchase_text import keep_texts
from procurement.status import Phase, Status, status_on
from publishing.models import Facts, Publishable
from publishing.workflow import Problem, State
from thai.dates import long_date
from thai.fiscal import FiscalYear
from thai.money import format_baht

EGP_NUMBER = RegexValidator(r"\A[0-9]{11}\Z", _("An e-GP project number has 11 digits."))
YEARS = (2500, 2699)
LIST_FACTS = ["phase", "opens_on", "closes_on", "ends_on", "listed_on", "price"]  # never typed
# A part that came with the purchase, or with a stage that was approved.
SETTLED = Q(stage=None) | Q(stage__state=State.PUBLISHED)
# Reverse names of everything that hangs on a purchase and, where added later, on a stage, in the
# order in which it happens.
PARTS = (
    "medianprice_set",
    "notice_set",
    "bid_set",
    "contract_set",
    "contractchange_set",
    "progress_set",
    "purchasedocument_set",
)


class Purchase(Publishable):
    """One purchase from the plan to acceptance (งานซื้อหรือจ้าง); every official form reads it. Baht.

    `number` counts within the fiscal year and names the page. `phase`, `opens_on`, `closes_on`,
    `ends_on`, `listed_on` and `price` are read from its notices and contracts by
    `refresh_list_facts` and never typed. `price` is what was agreed on the day of signing
    (ราคาที่ตกลงซื้อหรือจ้าง), added up over the contracts that stand; amendments leave it as it is.
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

    phase = models.CharField(
        _("step reached"), max_length=10, choices=Phase, default=Phase.PLANNED, editable=False
    )
    opens_on = models.DateField(null=True, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    listed_on = models.DateField(editable=False)
    price = baht_field("", null=True, editable=False)

    objects = PurchaseQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=LIST_FACTS)

    class Meta(Publishable.Meta):
        verbose_name = _("purchase")
        verbose_name_plural = _("purchases")
        ordering = ["-listed_on", "-id"]
        indexes = [
            # The order of the list, alone and along one filter; deep pages are counted off in
            # these, so each also holds what decides whether a purchase is open for offers.
            models.Index(
                fields=["state", "-listed_on", "-id", "phase", "closes_on"],
                name="purchase_newest",
            ),
            models.Index(
                fields=["state", "fiscal_year", "-listed_on", "-id", "phase", "closes_on"],
                name="purchase_of_year",
            ),
            models.Index(
                fields=["state", "method", "-listed_on", "-id", "phase", "closes_on"],
                name="purchase_method",
            ),
            models.Index(
                fields=["state", "village", "-listed_on", "-id", "phase", "closes_on"],
                name="purchase_place",
            ),
            models.Index(fields=["state", "phase", "-listed_on", "-id"], name="purchase_phase"),
            models.Index(fields=["state", "phase", "closes_on", "-id"], name="purchase_closing"),
            # Several filters at once that few purchases pass.
            models.Index(
                fields=["state", "fiscal_year", "method", "phase", "village", "amount"],
                name="purchase_cell",
            ),
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
        self.listed_on = self.listed_on or FiscalYear(self.fiscal_year).first_day
        if self.number:
            super().save(*args, **kwargs)
        else:
            self._save_numbered(*args, **kwargs)
        keep_texts([self])

    def _save_numbered(self, *args: Any, **kwargs: Any) -> None:
        """Save under the next free number; two people who save at once do not get the same."""
        others = type(self).objects.of_year(self.fiscal_year)
        while True:
            self.number = others.next_number(self.fiscal_year)
            try:
                with transaction.atomic():
                    return super().save(*args, **kwargs)
            except IntegrityError:
                if not others.filter(number=self.number).exists():
                    self.number = None  # type: ignore[assignment]
                    raise

    def get_absolute_url(self) -> str:
        return reverse("procurement:purchase", args=[self.fiscal_year, self.number])

    @property
    def group(self) -> MethodGroup:
        return GROUP_OF[Method(self.method)]

    def status_on(self, today: dt.date) -> Status:
        return status_on(today, Phase(self.phase), closes_on=self.closes_on, ends_on=self.ends_on)

    def public_facts(self) -> Facts:
        facts: Facts = [(self.label_of("title"), self.title)]
        for name in ("fiscal_year", "egp_number", "plan_number"):
            if value := getattr(self, name):
                facts.append((self.label_of(name), str(value)))
        chosen = ["kind", "method", "source", "budget_line", "village", "unit"]
        for name in chosen:
            shown = getattr(self, f"get_{name}_display", None)
            if value := shown() if shown else getattr(self, name):
                facts.append((self.label_of(name), str(value)))
        for name in ("allocated", "amount"):
            facts.append((self.label_of(name), format_baht(getattr(self, name))))
        for name in ("planned_on", "cancelled_on"):
            if day := getattr(self, name):
                facts.append((self.label_of(name), long_date(day)))
        for name in ("reason", "cancel_reason", "public_note"):
            if text := getattr(self, name):
                facts.append((self.label_of(name), text))
        return facts + [(row.kind_label, row.fact) for row in self.parts()]

    def share_facts(self) -> Facts:
        return share_facts(self, timezone.localdate())

    @property
    def existed_on(self) -> dt.date:
        return first_known(self)

    def parts(self) -> list[Any]:
        """Everything that counts for it: what came with it, and with stages that were approved."""
        return [row for name in PARTS for row in getattr(self, name).filter(SETTLED)]

    @property
    def photos(self) -> models.QuerySet[Any]:
        """Photographs of the work, those of approved steps included."""
        return photos_of(self.progress_set.filter(SETTLED))

    @property
    def papers(self) -> models.QuerySet[Any]:
        """Documents to download, those of approved steps included."""
        return self.purchasedocument_set.filter(SETTLED)

    def problems(self) -> list[str]:
        """Why it cannot be handed in; what a row of it lacks has its field in that row alone."""
        missing = Problem(_("Give the amount to buy or hire."), "amount")
        found: list[str] = [] if self.amount else [missing]
        own = [row for row in self.parts() if row.stage_id is None]
        return found + [str(sentence) for row in own for sentence in row.problems()]


def photos_of(progress: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return the photographs of these rows of progress."""
    photo: Any = progress.model._meta.get_field("photos").related_model
    return photo.objects.filter(progress__in=progress)


@transaction.atomic
def refresh_list_facts(*pks: int) -> None:
    """Read anew what the list knows of purchases, from their settled parts, in few statements."""
    # Held before the parts are read: what others add to them meanwhile would never be counted.
    held = Purchase.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    rows = held.filter(pk__in=pks).select_related("village", "unit")
    purchases = list(rows.prefetch_related(*COUNTED))
    for purchase in purchases:
        facts = list_facts(purchase)
        # One by one: `bulk_update` takes four times as long to write down its conditions.
        if any(getattr(purchase, name) != value for name, value in facts.items()):
            Purchase.objects.filter(pk=purchase.pk).update(**facts)
            for name, value in facts.items():
                setattr(purchase, name, value)
    keep_texts(purchases)
