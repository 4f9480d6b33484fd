"""The admin pages of the measures; importing them registers them."""

from measures.admin import activity, assessment, measure, plan, result

__all__ = ["activity", "assessment", "measure", "plan", "result"]
