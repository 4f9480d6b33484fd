"""What the page of a new step is about: the purchase and the part that its address names."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from budget.admin.parts import wanted_pk
from procurement.models import Contract, Purchase
from procurement.models.purchase import PARTS
from procurement.status import NEXT_PART

OFFERED = [name.removesuffix("_set") for name in PARTS if name != "purchasedocument_set"]


def wanted_purchase(request: HttpRequest) -> Purchase | None:
    return Purchase.objects.filter(pk=wanted_pk(request, "purchase")).first()


def wanted_part(request: HttpRequest) -> str:
    """Return the part that the address names, or what its purchase usually needs next."""
    part = request.GET.get("part", "")
    if part in OFFERED:
        return part
    purchase = wanted_purchase(request)
    return NEXT_PART[purchase.status_on(timezone.localdate())] if purchase else ""


def links_of_steps(purchase: Purchase) -> list[tuple[str, Any]]:
    """Return where each kind of step of a purchase is begun: address and name."""
    has_contracts = Contract.objects.settled().filter(purchase=purchase).exists()
    parts = [name for name in OFFERED if has_contracts or name != "contractchange"]
    address = reverse("admin:procurement_stage_add")
    return [
        (
            f"{address}?purchase={purchase.pk}&part={name}",
            apps.get_model("procurement", name)._meta.verbose_name,
        )
        for name in parts
    ]
