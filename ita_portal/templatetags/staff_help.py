"""The way from a screen of staff to the page that says how it is used."""

from typing import Any

from django import template

from agency.models import User
from ita_portal.help_pages import HELP_OF, HelpPage
from ita_portal.tasks import Debt

register = template.Library()


@register.filter
def seen_by(debt: Debt, user: User) -> str:
    """Return where this person sees what is owed; nothing where that page is not theirs."""
    return debt.seen if not debt.right or user.has_perm(debt.right) else ""


@register.simple_tag(takes_context=True)
def help_page(context: template.Context) -> HelpPage | None:
    """Return the help page of this screen for this person, if there is one."""
    request: Any = context["request"]
    match = request.resolver_match
    page = HELP_OF.get(match.view_name) if match else None
    return page if page and page.is_for(request.user) else None
