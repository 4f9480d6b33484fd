"""What the page of a budget line shows beside its form."""

from typing import Any, cast

from agency.staff import StaffRequest
from budget.ledger import after_transfers, remaining, spent_in_year, transferred
from budget.models import BudgetLine
from budget.sums import entry
from publishing.differences import compare
from publishing.models import Publishable
from publishing.permissions import may_edit
from publishing.unit_view import change_url


def is_in_use(line: BudgetLine) -> bool:
    """Whether something stands on the record of a line, so that it cannot be deleted."""
    others = line.transfers.all()
    if line.opened_by_id:
        others = others.exclude(transfer=line.opened_by_id)
    return line.spendings.exists() or others.exists() or line.progress.exists()


def context_of(request: StaffRequest, line: BudgetLine) -> dict[str, Any]:
    """What the page of a line shows: its ordinance, its money, its transfers and months."""
    ordinance = cast(Publishable, line.published_with)
    money = entry(BudgetLine.objects.filter(pk=line.pk))
    spent = spent_in_year(money)
    facts = [
        (str(line._meta.verbose_name), line.full_title),
        (line_label("amount"), line.fact),
        (line_label("explanation"), line.explanation),
    ]
    return {
        "unit": ordinance,
        "line": line,
        "is_locked": not may_edit(request.user, ordinance),
        "differences": compare([], facts),
        "change_url": change_url(ordinance),
        "public_url": line.get_absolute_url() if line.is_public else "",
        "money": {
            "approved": money.approved,
            "transferred": transferred(money),
            "after": after_transfers(money),
            "spent": spent,
            "remaining": remaining(money, spent),
        },
        "items": line.transfers.select_related("transfer__year").order_by("transfer__date"),
        "spendings": line.spendings.select_related("month__year").order_by("month__month"),
        "is_in_use": is_in_use(line),
    }


def line_label(name: str) -> str:
    return str(cast(Any, BudgetLine._meta.get_field(name)).verbose_name)
