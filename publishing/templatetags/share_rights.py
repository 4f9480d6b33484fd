"""Who may press which button beside a post."""

from django import template

from agency.models import User
from publishing.models import Post
from publishing.sharing import may_strike

register = template.Library()


@register.filter
def may_be_struck_by(post: Post, user: User) -> bool:
    return may_strike(user, post)
