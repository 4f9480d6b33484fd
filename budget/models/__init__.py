"""The tables of the budget app."""

from budget.models.heading import Heading, HeadingAlias, HeadingKind
from budget.models.line import BudgetLine, Source
from budget.models.progress import LineProgress, ProgressReport
from budget.models.spending import Spending, SpendingMonth
from budget.models.transfer import ApprovedBy, Transfer, TransferItem, TransferKind
from budget.models.year import (
    BudgetDocument,
    BudgetYear,
    DocumentKind,
    RevenueEstimate,
    Supplement,
)

__all__ = [
    "ApprovedBy",
    "BudgetDocument",
    "BudgetLine",
    "BudgetYear",
    "DocumentKind",
    "Heading",
    "HeadingAlias",
    "HeadingKind",
    "LineProgress",
    "ProgressReport",
    "RevenueEstimate",
    "Source",
    "Spending",
    "SpendingMonth",
    "Supplement",
    "Transfer",
    "TransferItem",
    "TransferKind",
]
