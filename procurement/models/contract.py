"""What was agreed with whom, how it changed, in which parts it is paid, and when it was accepted."""

import datetime as dt
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.money import positive_baht_field
from procurement.acceptance import accepted_day
from procurement.methods import ReasonCode
from procurement.models.stage import StagePart, StagePartQuerySet
from procurement.models.vendor import Vendor
from publishing.workflow import Problem
from thai.dates import short_date
from thai.money import format_baht


class ContractQuerySet(StagePartQuerySet["Contract"]):
    def unaccepted(self) -> Self:
        """Of which some of the work is not accepted, as `procurement.acceptance` has it."""
        parts = Instalment.objects.filter(contract=OuterRef("pk"))
        is_open = ~Exists(parts) | Exists(parts.filter(accepted_on=None))
        return self.filter(is_open, accepted_on=None)


class Contract(StagePart):
    """A contract or written agreement (สัญญา/ใบสั่งซื้อ/ใบสั่งจ้าง/ข้อตกลง). Baht.

    A draft may lack vendor and date; `problems` asks for them before it becomes public.
    """

    number = models.CharField(_("number of the contract"), max_length=60, blank=True)
    signed_on = models.DateField(_("date of the contract"), null=True, blank=True)
    vendor = models.ForeignKey(
        Vendor,
        models.PROTECT,
        verbose_name=_("contractor"),
        null=True,
        blank=True,
        related_name="contracts",
    )
    price = positive_baht_field(_("price agreed (baht)"))
    starts_on = models.DateField(_("contract begins"), null=True, blank=True)
    ends_on = models.DateField(_("contract ends"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    cancelled_on = models.DateField(_("contract cancelled on"), null=True, blank=True)
    reason_code = models.CharField(
        _("reason in the quarterly annex"),
        max_length=1,
        choices=ReasonCode,
        default=ReasonCode.SMALL,
    )

    objects = ContractQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        ordering = ["signed_on", "id"]
        indexes = [models.Index(fields=["signed_on", "purchase"], name="contract_by_date")]
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0), name="contract_not_negative"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contract_ends_after_it_begins",
                violation_error_message=_("A contract cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(_("contract without a number"))

    @property
    def fact(self) -> str:
        dates = [
            ("ลงวันที่", self.signed_on),
            ("เริ่ม", self.starts_on),
            ("สิ้นสุด", self.ends_on),
            ("ตรวจรับ", self.accepted_on),
            ("ยกเลิก", self.cancelled_on),
        ]
        told = [f"{word} {short_date(day)}" for word, day in dates if day]
        price = f"{format_baht(self.current_price)} บาท"
        reason = f"รหัสเหตุผล {self.reason_code}"
        rows: list[Any] = [*self.amendments.all(), *self.instalments.all()]
        return "\n".join(
            [
                " ".join([self.number, str(self.vendor or "–"), price, *told, reason]).strip(),
                *(row.fact for row in rows),
            ]
        )

    @property
    def current_price(self) -> Decimal:
        """The price after the newest amendment that changed it."""
        changed = [each.price for each in self.amendments.all() if each.price is not None]
        return changed[-1] if changed else self.price

    @property
    def accepted_day(self) -> dt.date | None:
        """The day on which all the work was accepted, be it instalment by instalment."""
        return accepted_day(self.accepted_on, self._accepted_days)

    @property
    def accepted_instalments(self) -> tuple[int, int]:
        """How many instalments are accepted, and how many there are."""
        days = self._accepted_days
        return sum(day is not None for day in days), len(days)

    @property
    def _accepted_days(self) -> list[dt.date | None]:
        return [each.accepted_on for each in self.instalments.all()]

    @property
    def last_day(self) -> dt.date | None:
        """The day on which all was accepted, else the end after the newest amendment."""
        ends = [each.ends_on for each in self.amendments.all() if each.ends_on is not None]
        return self.accepted_day or (ends[-1] if ends else self.ends_on)

    def problems(self) -> list[str]:
        needed = [
            (self.vendor_id, _("Say with whom the contract was made."), "vendor"),
            (self.signed_on, _("Give the date of the contract."), "signed_on"),
            (self.number, _("Give the number of the contract."), "number"),
        ]
        return [Problem(sentence, at) for value, sentence, at in needed if not value]


class Amendment(models.Model):
    """A change of a contract (แก้ไขสัญญา): a new price, a new end, or both. Baht."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="amendments")
    signed_on = models.DateField(_("amended on"))
    price = positive_baht_field(_("new price (baht)"), null=True, blank=True)
    ends_on = models.DateField(_("new end"), null=True, blank=True)
    reason = models.CharField(_("reason for the amendment"), max_length=300)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["signed_on", "id"]

    def __str__(self) -> str:
        return self.reason

    @property
    def fact(self) -> str:
        price = f"ราคาใหม่ {format_baht(self.price)} บาท" if self.price is not None else ""
        end = f"สิ้นสุด {short_date(self.ends_on)}" if self.ends_on else ""
        parts = [f"แก้ไขสัญญา {short_date(self.signed_on)}", price, end, self.reason]
        return " ".join(filter(None, parts))


class Instalment(models.Model):
    """A part of the work and its payment (งวดงาน/งวดเงิน). Baht."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("instalment"))
    work = models.CharField(_("work of the instalment"), max_length=300, blank=True)
    amount = positive_baht_field(_("amount of the instalment (baht)"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="instalment_number_once",
                violation_error_message=_("This instalment is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"งวดที่ {self.number}"

    @property
    def fact(self) -> str:
        dates = [("กำหนด", self.due_on), ("ตรวจรับ", self.accepted_on)]
        told = [f"{word} {short_date(day)}" for word, day in dates if day]
        return " ".join(
            filter(None, [str(self), self.work, f"{format_baht(self.amount)} บาท", *told])
        )
