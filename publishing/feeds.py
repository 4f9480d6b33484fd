"""Feeds of what was published, corrected or withdrawn, newest first (Atom)."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.translation import gettext as _

from agency.models import Agency
from publishing.models import PublicationStep, StepQuerySet
from publishing.workflow import Action

LENGTH = 50
MIME = "application/atom+xml; charset=utf-8"
_TRACED = frozenset({Action.CORRECT, Action.WITHDRAW})


class SteadyFeed(Atom1Feed):
    """A feed that stays the same while nothing is added: an empty one has no news, not even now."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Head:
    """What stands above the entries; `page` and `path` are those of the section and of the feed.

    `site` is the address of the portal without a slash at its end.
    """

    title: str
    page: str
    path: str
    site: str
    subtitle: str = ""


def step_feed(request: HttpRequest, steps: StepQuerySet, *, title: str, page: str) -> HttpResponse:
    """Answer with the feed of some steps; `page` is the path of what it is a feed of."""
    head = Head(title, page, request.path, settings.SITE_URL)
    return HttpResponse(atom(steps, head), content_type=MIME)


def atom(steps: StepQuerySet, head: Head) -> str:
    """Return the newest steps as an Atom feed; a withdrawn thing is named, never shown."""
    agency = Agency.objects.first()
    feed = SteadyFeed(
        title=head.title,
        link=f"{head.site}{head.page}",
        description="",
        subtitle=head.subtitle or _("What was published, corrected or withdrawn, newest first"),
        language="th",
        author_name=agency.name if agency else "",
        feed_url=f"{head.site}{head.path}",
        feed_guid=get_tag_uri(f"{head.site}{head.path}", None),
    )
    for step in steps[:LENGTH]:
        _add(feed, step, head)
    return feed.writeString("utf-8")


def _add(feed: Atom1Feed, step: PublicationStep, head: Head) -> None:
    url = step.get_absolute_url() if step.action in _TRACED else step.url
    feed.add_item(
        title=f"{step.get_action_display()}: {step.title}",
        link=f"{head.site}{url}",
        description=step.reason,
        pubdate=step.at,
        updateddate=step.at,
        unique_id=get_tag_uri(f"{head.site}{head.path}#{step.pk}", step.at),
    )
