"""Saving a vendor: where its name is public, with a reason on the record of every purchase it is in."""

from django.db import transaction
from django.db.models import Q

from agency.models import User
from procurement.models import Purchase, Vendor, VendorKind
from procurement.models.purchase import refresh_list_facts
from procurement.models.purchase_query import PurchaseQuerySet
from procurement.models.vendor import masked_number
from publishing.actions import record_correction
from publishing.models import Facts
from publishing.workflow import ActionRefused


@transaction.atomic
def save_vendor(vendor: Vendor, *, by: User, reason: str = "") -> None:
    """Save a vendor as it was typed, and let its purchases be found by its new name.

    Raises `ActionRefused`, and saves nothing, where the vendor is public and no reason is given or
    `by` may not correct what is public.
    """
    if vendor.pk:
        # As an import does, the purchases before the vendor, or each could wait on the other.
        list(purchases_of(vendor).select_for_update(no_key=True).order_by("pk"))
    old = Vendor.objects.select_for_update(no_key=True).filter(pk=vendor.pk).first()
    if old is None:
        vendor.save()
        return
    public = [(each, each.public_facts()) for each in purchases_of(vendor).published()]
    vendor.save()
    numbers = _numbers(old, vendor)
    for purchase, facts in public:
        _correct(purchase, facts, numbers, by=by, reason=reason)
    refresh_list_facts(*purchases_of(vendor).values_list("pk", flat=True))


def purchases_of(vendor: Vendor) -> PurchaseQuerySet:
    """Return the purchases in which it offers, won or sells; drafts of later steps do not count."""
    parts = (vendor.bids, vendor.won, vendor.contracts)
    bid, won, contracted = (Q(pk__in=each.settled().values("purchase")) for each in parts)
    return Purchase.objects.filter(bid | won | contracted)


def _numbers(old: Vendor, new: Vendor) -> tuple[Facts, Facts]:
    """Return its number as the public read and reads it, where that differs.

    Where it turns out to be a person, the record says so and has no number that was shown before:
    everybody reads both sides of it.
    """
    before, after = old.public_tax_number, new.public_tax_number
    if before == after:
        return [], []
    label = str(Vendor._meta.get_field("tax_number").verbose_name)
    if (old.kind, new.kind) != (VendorKind.JURISTIC, VendorKind.NATURAL):
        return [(label, before)], [(label, after)]
    kind = str(Vendor._meta.get_field("kind").verbose_name)
    return (
        [(kind, str(old.get_kind_display())), (label, masked_number(old.tax_number))],
        [(kind, str(new.get_kind_display())), (label, after)],
    )


def _correct(
    purchase: Purchase, facts: Facts, numbers: tuple[Facts, Facts], *, by: User, reason: str
) -> None:
    """Put it on the record of a purchase, whose page shows the number without it being its own."""
    before, beside = numbers
    try:
        record_correction(
            Purchase.objects.get(pk=purchase.pk),
            by=by,
            reason=reason,
            before=[*facts, *before],
            beside=beside,
        )
    except ActionRefused as refused:
        raise ActionRefused(f"{purchase}: {refused}") from refused
