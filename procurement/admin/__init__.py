"""The admin pages of procurement; importing them registers them."""

from procurement.admin import contract, progress, purchase, stage, vendor, yearly

__all__ = ["contract", "progress", "purchase", "stage", "vendor", "yearly"]
