"""Who sells to the office."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

TAX_NUMBER = RegexValidator(r"\A[0-9]{13}\Z", _("A tax number has 13 digits."))


class VendorKind(models.TextChoices):
    JURISTIC = "juristic", _("Company, partnership, shop or agency with its own number")
    NATURAL = "natural", _("Natural person")


class VendorQuerySet(models.QuerySet["Vendor"]):
    def juristic(self) -> Self:
        return self.filter(kind=VendorKind.JURISTIC)


class Vendor(models.Model):
    """A company or a person that offers or sells (ผู้ประกอบการ), known by its tax number.

    The number of a natural person is the citizen number: it stays in the staff backend, and only
    `public_tax_number` may be shown or exported.
    """

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=10, choices=VendorKind, default=VendorKind.JURISTIC
    )
    tax_number = models.CharField(
        _("tax number"),
        max_length=13,
        blank=True,
        validators=[TAX_NUMBER],
        help_text=_("13 digits. The number of a natural person is never shown to the public."),
    )

    objects = VendorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tax_number"],
                condition=~Q(tax_number=""),
                name="vendor_tax_number_once",
                violation_error_message=_("A vendor with this tax number is there already."),
            ),
            models.CheckConstraint(
                condition=Q(tax_number="")
                | Q(kind=VendorKind.JURISTIC, tax_number__startswith="0")
                | (Q(kind=VendorKind.NATURAL) & ~Q(tax_number__startswith="0")),
                name="vendor_number_fits_kind",
                violation_error_message=_(
                    "The number of a company begins with 0, that of a natural person does not."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_tax_number(self) -> str:
        """The number as anybody may read it: that of a natural person is masked, check digit too."""
        if not self.tax_number or self.kind == VendorKind.JURISTIC:
            return self.tax_number
        return f"{self.tax_number[0]}-{self.tax_number[1:5]}-XXXXX-XX-X"
