"""Who sells to the office."""

from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

TAX_NUMBER = RegexValidator(r"\A[0-9]{13}\Z", _("A tax number has 13 digits."))


class VendorKind(models.TextChoices):
    JURISTIC = "juristic", _("Company, partnership, shop or agency with its own number")
    NATURAL = "natural", _("Natural person")


def kind_with(number: str, kind: VendorKind) -> VendorKind:
    """Return the kind of a vendor that has this number and was taken for `kind`."""
    return kind if number[:1] in {"", "0"} else VendorKind.NATURAL


def masked_number(number: str) -> str:
    """Return the number of a person as anybody may read it; none stays none."""
    return f"{number[0]}-{number[1:5]}-XXXXX-XX-X" if number else ""


class VendorQuerySet(models.QuerySet["Vendor"]):
    def juristic(self) -> Self:
        return self.filter(kind=VendorKind.JURISTIC)

    def not_told_apart(self, name: str, tax_number: str) -> Self:
        """Return those of the same name that no number tells apart from one with this number.

        Asked in a transaction, it waits for whoever else is about to save a vendor.
        """
        if transaction.get_connection(self.db).in_atomic_block:
            # No vendor is there yet that could be held; the row of their kind stands for all.
            held = ContentType.objects.select_for_update(no_key=True).order_by()
            list(held.filter(app_label="procurement", model="vendor"))
        same = self.filter(name__iexact=name)
        return same.filter(tax_number="") if tax_number else same


class Vendor(models.Model):
    """A company or a person that offers or sells (ผู้ประกอบการ), known by its tax number.

    The number of a natural person is the citizen number: it stays in the staff backend, and only
    `public_tax_number` may be shown or exported. Every other first figure is that of a person; 0 is
    that of a company, and of persons without registration status (บุคคลไม่มีสถานะทางทะเบียน) too.
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
                | Q(tax_number__startswith="0")
                | Q(kind=VendorKind.NATURAL),
                name="vendor_number_fits_kind",
                violation_error_message=_(
                    "A number that does not begin with 0 is that of a natural person."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_tax_number(self) -> str:
        """The number as anybody may read it: that of a natural person is masked, check digit too."""
        is_company = self.kind == VendorKind.JURISTIC
        return self.tax_number if is_company else masked_number(self.tax_number)

    @cached_property
    def is_public(self) -> bool:
        """Whether its name stands in something that everybody reads."""
        parts = (self.bids, self.won, self.contracts)
        return any(each.public().exists() for each in parts)
