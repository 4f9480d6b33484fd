"""Form fields for what the procurement desk types: numbers with dashes, vendors found by words."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminRelatedFieldWrapperWidget

from agency.staff_admin import NumberInput
from procurement.models import Bid, Vendor
from thai.digits import to_arabic

_BETWEEN_DIGITS = str.maketrans("", "", " -\N{EN DASH}\N{NO-BREAK SPACE}")


class LongNumberField(forms.CharField):
    """A number that is a name, as people copy it: Thai figures, spaces and dashes fall away.

    The tax number of a natural person is a citizen number: this field alone takes one.
    """

    widget = NumberInput

    def __init__(self, **options: Any) -> None:
        # What is typed may be longer than what is kept; the model field limits the latter.
        super().__init__(**options | {"max_length": None})

    def to_python(self, value: Any) -> str:
        return to_arabic(super().to_python(value) or "").translate(_BETWEEN_DIGITS)


class VendorSearch(AutocompleteSelect):
    """A box that finds vendors by words of their name or by tax number."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(Bid._meta.get_field("vendor"), admin.site, attrs)

    def get_url(self) -> str:
        return reverse("admin:procurement_vendor_find")


class VendorBox(UnfoldAdminRelatedFieldWrapperWidget):
    """The box with a button beside it that opens a window for a new vendor."""

    template_name = "admin/procurement/vendor_box.html"


def with_blank(db_field: models.Field) -> list[Any]:
    """Return a menu that begins with nothing, so that a row which nobody filled stays empty."""
    return list(db_field.get_choices(include_blank=not db_field.has_default()))


class VendorField(forms.ModelChoiceField):
    """A vendor, shown with the number that tells it from others of its name."""

    def __init__(self, **options: Any) -> None:
        widget = VendorBox(
            VendorSearch(),
            Bid._meta.get_field("vendor").remote_field,
            admin.site,
            can_add_related=True,
            can_change_related=False,
            can_view_related=False,
        )
        widget.attrs["aria-label"] = options.get("label", _("vendor"))
        super().__init__(Vendor.objects.all(), widget=widget, **options)

    def label_from_instance(self, obj: Any) -> str:
        return label_of_vendor(obj)


def label_of_vendor(vendor: Vendor) -> str:
    """The name, then the number as anybody may read it."""
    number = vendor.public_tax_number
    return f"{vendor.name} ({number})" if number else vendor.name
