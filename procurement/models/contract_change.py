"""What a step says of a contract that was there before it: that it was accepted, or amended."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.money import positive_baht_field
from procurement.models.contract import Amendment, Contract, Instalment
from procurement.models.stage import StagePart, StagePartQuerySet
from thai.dates import short_date
from thai.money import format_baht


class ChangeKind(models.TextChoices):
    ACCEPTED = "accepted", _("Work accepted")
    AMENDED = "amended", _("Contract amended")


TOLD = ("contract_id", "kind", "on", "instalment", "price", "ends_on", "reason")
WRITTEN = ["is_applied", "amendment", "typed_on"]  # what is kept of writing it into the contract


class ContractChange(StagePart):
    """The acceptance of a contract or of one instalment (ตรวจรับพัสดุ), or an amendment. Baht.

    It is written into the contract when its step is published, and taken out of it again when the
    step is withdrawn or the row is corrected: an earlier acceptance that is still public, or the day
    that somebody had typed in the contract (`typed_on`), then stands there again.
    """

    contract = models.ForeignKey(
        Contract, models.CASCADE, verbose_name=_("contract"), related_name="changes"
    )
    kind = models.CharField(_("what happened"), max_length=8, choices=ChangeKind)
    on = models.DateField(_("on"))
    instalment = models.PositiveSmallIntegerField(
        _("instalment"),
        null=True,
        blank=True,
        help_text=_("The number of the instalment; empty where the whole work was accepted."),
    )
    price = positive_baht_field(_("new price (baht)"), null=True, blank=True)
    ends_on = models.DateField(_("new end"), null=True, blank=True)
    reason = models.CharField(_("reason for the amendment"), max_length=300, blank=True)
    is_applied = models.BooleanField(default=False, editable=False)
    amendment = models.OneToOneField(
        Amendment, models.SET_NULL, null=True, editable=False, related_name="change"
    )
    typed_on = models.DateField(null=True, editable=False)

    objects = StagePartQuerySet["ContractChange"].as_manager()
    history = HistoricalRecords(excluded_fields=WRITTEN)

    class Meta:
        verbose_name = _("acceptance or amendment")
        verbose_name_plural = _("acceptance and amendments")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.AMENDED)
                | Q(kind=ChangeKind.ACCEPTED, price=None, ends_on=None),
                name="acceptance_changes_no_terms",
                violation_error_message=_("An acceptance has no new price and no new end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {short_date(self.on)}"

    @property
    def fact(self) -> str:
        part = f"งวดที่ {self.instalment}" if self.instalment else ""
        price = f"ราคาใหม่ {format_baht(self.price)} บาท" if self.price is not None else ""
        end = f"สิ้นสุด {short_date(self.ends_on)}" if self.ends_on else ""
        return " ".join(
            filter(None, [str(self), str(self.contract), part, price, end, self.reason])
        )

    def clean(self) -> None:
        super().clean()
        if self.contract_id and self.contract.purchase_id != self.purchase_id:
            raise ValidationError({"contract": _("This contract belongs to another purchase.")})
        if self.kind == ChangeKind.AMENDED:
            self._check_amendment()
        elif self.contract_id and self.instalment and self._accepted() is None:
            raise ValidationError({"instalment": _("This contract has no such instalment.")})

    def _check_amendment(self) -> None:
        if self.price is None and self.ends_on is None:
            raise ValidationError({"price": _("Give the new price, the new end, or both.")})
        if not self.reason:
            raise ValidationError({"reason": _("Write why the contract was amended.")})
        if self.instalment:
            raise ValidationError({"instalment": _("An amendment is of the whole contract.")})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let the contract say the same: from the moment the step is public, not before."""
        is_public = self.stage is not None and self.stage.is_published
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.is_applied and is_public and before._told() == self._told():
            # Written anew it would go over what other steps, or people, wrote since.
            for name in WRITTEN:
                setattr(self, name, getattr(before, name))
        else:
            if before:
                before._take_back()
            self.typed_on = None
            self.is_applied, self.amendment = is_public, self._written() if is_public else None
            self._tell_pages(before)
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self._take_back()
        self._tell_pages(self)
        return super().delete(*args, **kwargs)

    def _tell_pages(self, before: Self | None) -> None:
        """Count as a change of the pages that show the contract: who has one open is told of it.

        Saved as they were opened, they would take out again what is written here.
        """
        changed = [each.contract for each in (before, self) if each is not None and each.is_applied]
        by = (self.stage.decided_by or self.stage.edited_by) if self.stage else None
        for unit in {each for contract in changed for each in (contract.purchase, contract.stage)}:
            if unit is not None and unit != self.stage:
                unit.refresh_from_db()
                unit.edited_by = by
                unit.save()

    def _told(self) -> list[Any]:
        return [getattr(self, name) for name in TOLD]

    def _accepted(self) -> Contract | Instalment | None:
        """What an acceptance is about."""
        if not self.instalment:
            return self.contract
        return self.contract.instalments.filter(number=self.instalment).first()

    def _written(self) -> Amendment | None:
        """Write it into the contract; return the amendment that it made there."""
        if self.kind == ChangeKind.AMENDED:
            return Amendment.objects.create(
                contract=self.contract,
                signed_on=self.on,
                price=self.price,
                ends_on=self.ends_on,
                reason=self.reason,
            )
        if target := self._accepted():
            target.refresh_from_db(fields=["accepted_on"])
            stood = target.accepted_on
            wrote = self._others().filter(on=stood).last() if stood else None
            self.typed_on = wrote.typed_on if wrote else stood
            target.accepted_on = self.on
            target.save()
        return None

    def _others(self) -> StagePartQuerySet["ContractChange"]:
        """Other public acceptances of the same contract or instalment, oldest first."""
        same = {"contract": self.contract_id, "instalment": self.instalment}
        rows = type(self).objects.filter(**same, kind=ChangeKind.ACCEPTED, is_applied=True)
        return rows.exclude(pk=self.pk)

    def _take_back(self) -> None:
        """Take out of the contract what this row wrote there, and nothing that others wrote."""
        if not self.is_applied:
            return
        if self.amendment:
            self.amendment.delete()
        target = self._accepted() if self.kind == ChangeKind.ACCEPTED else None
        if target and target.accepted_on == self.on:
            newest = self._others().last()
            # Acceptances hand on what was typed before them: another day was typed after that one.
            is_next = newest is not None and newest.typed_on == self.typed_on
            target.accepted_on = newest.on if newest and is_next else self.typed_on
            target.save()
