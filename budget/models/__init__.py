"""The tables of the budget app."""

from budget.models.document import BudgetDocument, DocumentKind
from budget.models.heading import Heading, HeadingAlias, HeadingKind
from budget.models.line import BudgetLine, Source
from budget.models.progress import LineProgress, ProgressReport
from budget.models.proposal import LineProposal
from budget.models.revenue import RevenueEstimate
from budget.models.spending import Spending, SpendingMonth
from budget.models.transfer import ApprovedBy, Transfer, TransferItem, TransferKind
from budget.models.year import BudgetYear, Supplement

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
    "LineProposal",
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
