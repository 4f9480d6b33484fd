"""The admin pages of complaints; importing them registers them. Texts of cases are never here."""

from complaints.admin import question, settings, statement

__all__ = ["question", "settings", "statement"]
