"""Numbered changes of a budget within the year; they never overwrite what was approved."""

import datetime as dt
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.models.facts import shortened
from budget.models.line import BudgetLine
from budget.models.year import BudgetYear
from budget.money import baht, baht_field, satang_sum
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import Problem, State
from thai.dates import long_date
from thai.money import format_baht


class TransferKind(models.TextChoices):
    TRANSFER = "transfer", _("Transfer of budget")
    EXPLANATION = "explanation", _("Change of the explanation")


class ApprovedBy(models.TextChoices):
    """Who approved (ระเบียบ มท. ว่าด้วยวิธีการงบประมาณของ อปท. พ.ศ. 2563 ข้อ 26–29)."""

    EXECUTIVE = "executive", _("Local executive")
    COUNCIL = "council", _("Local council")


class TransferQuerySet(PublishableQuerySet["Transfer"]):
    def public(self) -> Self:
        return self.published().filter(year__state=State.PUBLISHED)


class Transfer(Publishable):
    """A transfer (โอนงบประมาณ) or a change of explanations (แก้ไขเปลี่ยนแปลงคำชี้แจง), ครั้งที่ …"""

    year = models.ForeignKey(
        BudgetYear, models.PROTECT, verbose_name=_("budget of"), related_name="transfers"
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=TransferKind, default=TransferKind.TRANSFER
    )
    number = models.PositiveSmallIntegerField(_("number of the change"))
    date = models.DateField(_("approved on"))
    approved_by = models.CharField(
        _("approved by"), max_length=10, choices=ApprovedBy, default=ApprovedBy.EXECUTIVE
    )
    reason = models.TextField(_("reason"), help_text=_("Why the money or the work changed."))

    year_path = "year__fiscal_year"
    named_by = ("year",)

    objects = TransferQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("transfer or change")
        verbose_name_plural = _("transfers and changes")
        ordering = ["-date", "-number"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "kind", "number"],
                condition=~Q(state=State.WITHDRAWN),
                name="transfer_number_once_per_year",
                violation_error_message=_("This year already has a change of that number."),
            ),
        ]

    def __str__(self) -> str:
        year = self.year.fiscal_year
        what = "โอนงบประมาณ" if self.kind == TransferKind.TRANSFER else "แก้ไขเปลี่ยนแปลงคำชี้แจง"
        return f"{what} ครั้งที่ {self.number} ปีงบประมาณ พ.ศ. {year}"

    def get_absolute_url(self) -> str:
        return f"{reverse('budget:transfers', args=[self.year.fiscal_year])}#transfer-{self.pk}"

    @property
    def existed_on(self) -> dt.date:
        return self.date

    @property
    def is_public(self) -> bool:
        return self.is_published and self.year.is_published

    @property
    def can_be_withdrawn(self) -> bool:
        """Only while no other published transfer or month rests on a line that it set up."""
        spent = Q(spendings__month__state=State.PUBLISHED)
        moved = Q(transfers__transfer__state=State.PUBLISHED) & ~Q(transfers__transfer=self)
        return not self.opened.filter(spent | moved).exists()

    @property
    def balance(self) -> Decimal:
        """What came less what was taken; a transfer makes no money, so it is zero."""
        return baht(self.items.aggregate(total=satang_sum("amount"))["total"])

    @property
    def volume(self) -> Decimal:
        """How much was moved."""
        into = satang_sum("amount", where=Q(amount__gt=0))
        return baht(self.items.aggregate(total=into)["total"])

    def public_facts(self) -> Facts:
        facts: Facts = [
            (self.label_of("number"), str(self.number)),
            (self.label_of("date"), long_date(self.date)),
            (self.label_of("approved_by"), self.get_approved_by_display()),
            (self.label_of("reason"), self.reason),
        ]
        items = self.items.select_related(
            "line__plan", "line__work", "line__category", "line__budget_class"
        )
        return facts + shortened([(item.line.full_title, item.fact) for item in items])

    def problems(self) -> list[str]:
        is_transfer = self.kind == TransferKind.TRANSFER
        balance = self.balance
        inside = self.year.year.contains(self.date)
        checks = [
            (not self.items.exists(), _("Choose the lines that change."), ""),
            (
                not self.year.is_published,
                _("The budget of the year itself is not published yet."),
                "year",
            ),
            (not inside, _("The date is outside the fiscal year."), "date"),
            (
                is_transfer and bool(balance),
                _("What comes and what is taken differ by %(amount)s baht.")
                % {"amount": format_baht(balance)},
                "",
            ),
            (
                is_transfer and not balance and self._crosses_sources(),
                _("Money of the ordinance and money outside it cannot be exchanged by a transfer."),
                "",
            ),
        ]
        found = [Problem(sentence, at) for wrong, sentence, at in checks if wrong]
        return [*found, *self._problems_of_lines()]

    def _problems_of_lines(self) -> list[str]:
        """What is wrong with lines that stand, or fall, with something else than the year."""
        items = self.items
        checks = [
            (
                items.filter(line__supplement__isnull=False).exclude(
                    line__supplement__state=State.PUBLISHED
                ),
                _("A line belongs to a further ordinance that is not published."),
            ),
            (
                items.filter(line__opened_by__isnull=False)
                .exclude(line__opened_by__state=State.PUBLISHED)
                .exclude(line__opened_by=self),
                _("A line is set up by another transfer that is not published."),
            ),
            (
                self.opened.exclude(transfers__transfer=self, transfers__amount__gt=0),
                _(
                    "A line that is set up here receives no money: give it some, or delete the line."
                ),
            ),
        ]
        return [str(sentence) for rows, sentence in checks if rows.exists()]

    def _crosses_sources(self) -> bool:
        """Whether one source of money would gain what another loses."""
        sums = self.items.order_by().values("line__source").annotate(total=satang_sum("amount"))
        return any(row["total"] for row in sums)


PUBLIC_ITEM = Q(transfer__state=State.PUBLISHED, transfer__year__state=State.PUBLISHED)


class TransferItemQuerySet(models.QuerySet["TransferItem"]):
    def public(self) -> Self:
        """Items of published changes, without lines of an ordinance that is not public (any more)."""
        return self.filter(
            PUBLIC_ITEM,
            Q(line__supplement=None) | Q(line__supplement__state=State.PUBLISHED),
            Q(line__opened_by=None) | Q(line__opened_by__state=State.PUBLISHED),
        )


class TransferItem(models.Model):
    """What one transfer changes of one line: an amount (negative: taken), or its explanation."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="items")
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, verbose_name=_("budget line"), related_name="transfers"
    )
    amount = baht_field(
        _("amount (baht)"),
        default=Decimal(0),
        help_text=_("With a minus where money is taken from the line."),
    )
    before = models.TextField(_("explanation before"), blank=True)
    after = models.TextField(_("explanation after"), blank=True)

    objects = TransferItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("changed line")
        verbose_name_plural = _("changed lines")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "line"],
                name="line_once_per_transfer",
                violation_error_message=_("This line stands here already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.line)

    @property
    def fact(self) -> str:
        """What the record keeps of it."""
        if self.transfer.kind == TransferKind.EXPLANATION:
            return f"{self.before} → {self.after}"
        amount = format_baht(self.amount)
        is_new = self.line.opened_by_id == self.transfer_id
        return f"{amount} (ตั้งจ่ายเป็นรายการใหม่)" if is_new else amount
