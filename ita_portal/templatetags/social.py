"""What services and feed readers read in the head of a public page."""

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from publishing.social import HEIGHT, WIDTH, line_of, picture_path, section_of

register = template.Library()

FEEDS = {
    "budget": "budget:feed_of_all_years",
    "procurement": "procurement:feed",
    "measures": "measures:feed",
    "complaints": "complaints:questions_feed",
    "publishing": "publishing:change_feed",
}
LOCALES = {"th": "th_TH", "en": "en_US"}
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')


@dataclass(frozen=True)
class SocialPicture:
    """A PNG of this site that services show beside a link to a page."""

    path: str
    width: int
    height: int
    alt: str


class SocialNode(template.Node):
    """The title and the description of a page, and the same for those who show a link to it."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        head = self.nodelist.render(context)
        languages = context.get("languages")  # None: a file, or a page of staff
        if languages is None or not languages.is_told:
            return head
        return mark_safe(f"{head}{_properties(head, context)}{_feeds(context)}")


@register.tag
def social(parser: Parser, token: Token) -> SocialNode:
    """Wrap the title and the description: {% social %}<title>…</title>…{% endsocial %}."""
    nodelist = parser.parse(("endsocial",))
    parser.delete_first_token()
    return SocialNode(nodelist)


def _properties(head: str, context: template.Context) -> SafeString:
    agency, picture = context.get("agency"), _picture(context)
    found = [
        ("og:type", "website"),
        ("og:title", _inner(_TITLE, head)),
        ("og:description", _inner(_DESCRIPTION, head)),
        ("og:url", f"{settings.SITE_URL}{context['request'].path}"),
        ("og:site_name", agency.name if agency else ""),
        ("og:locale", LOCALES.get(get_language() or "th", LOCALES["th"])),
        ("og:image", f"{settings.SITE_URL}{picture.path}"),
        ("og:image:type", "image/png"),
        ("og:image:width", picture.width),
        ("og:image:height", picture.height),
        ("og:image:alt", picture.alt),
    ]
    lines = format_html_join("", '\n    <meta property="{}" content="{}">', found)
    return lines + format_html(
        '\n    <meta name="twitter:card" content="{}">', "summary_large_image"
    )


def _picture(context: template.Context) -> SocialPicture:
    """Return the picture that the page names itself, or that of its section."""
    found: SocialPicture | None = context.get("social_picture")
    section = section_of(_app_of(context))
    path = picture_path(section, context.get("agency"))
    return found or SocialPicture(path, WIDTH, HEIGHT, line_of(section))


def _feeds(context: template.Context) -> SafeString:
    found = [("feed", _("News of the portal"))]
    if name := FEEDS.get(_app_of(context)):
        found.append((name, _("News of this section")))
    return format_html_join(
        "",
        '\n    <link rel="alternate" type="application/atom+xml" title="{}" href="{}">',
        ((title, reverse(name)) for name, title in found),
    )


def _app_of(context: template.Context) -> str:
    match: Any = context["request"].resolver_match
    return match.app_name if match else ""


def _inner(pattern: re.Pattern[str], head: str) -> SafeString:
    """Return what stands in an element of the head, which is escaped already."""
    found = pattern.search(head)
    text = " ".join(found.group(1).split()) if found else ""
    return mark_safe(text.replace('"', "&quot;"))
