"""Showing what was written for a Thai paper on an English page (agency/vocabulary.py)."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from agency.vocabulary import in_words_of_reader, page_in_words_of_reader

register = template.Library()


class PaperNode(template.Node):
    """A part of a page that shows a paper; its fixed words are said in the language of the page."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        # What is inside was escaped, and no English of ours holds a sign of HTML (tests/agency).
        return mark_safe(page_in_words_of_reader(self.nodelist.render(context)))


@register.tag
def paper(parser: Parser, token: Token) -> PaperNode:
    """Wrap what shows a paper: {% paper %}…{% endpaper %}."""
    nodelist = parser.parse(("endpaper",))
    parser.delete_first_token()
    return PaperNode(nodelist)


@register.filter
def of_paper(text: object) -> str:
    """Write a text of a paper in the language of the page."""
    return in_words_of_reader(str(text))
