"""The tables of the procurement app."""

from procurement.models.contract import Amendment, Contract, Instalment
from procurement.models.contract_change import ChangeKind, ContractChange
from procurement.models.egp import EgpRecord
from procurement.models.notice import Bid, MedianPrice, Notice, PurchaseDocument
from procurement.models.progress import Progress, ProgressPhoto
from procurement.models.purchase import Purchase
from procurement.models.purchase_text import PurchaseText
from procurement.models.stage import Stage
from procurement.models.vendor import Vendor, VendorKind
from procurement.models.yearly import NilPeriod, YearSummary

__all__ = [
    "Amendment",
    "Bid",
    "ChangeKind",
    "Contract",
    "ContractChange",
    "EgpRecord",
    "Instalment",
    "MedianPrice",
    "NilPeriod",
    "Notice",
    "Progress",
    "ProgressPhoto",
    "Purchase",
    "PurchaseDocument",
    "PurchaseText",
    "Stage",
    "Vendor",
    "VendorKind",
    "YearSummary",
]
