"""The admin pages of the measures; importing them registers them."""

from measures.admin import activity, assessment, gift, measure, plan, result, survey

__all__ = ["activity", "assessment", "gift", "measure", "plan", "result", "survey"]
