"""The admin pages of the budget; importing them registers them."""

from budget.admin import heading, line, progress, spending, transfer, year

__all__ = ["heading", "line", "progress", "spending", "transfer", "year"]
