"""The feed of a question: the purchases that it finds, announced or signed last first (Atom)."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import gettext as _

from agency.models import Agency
from procurement.models import Purchase
from procurement.status import Status
from publishing.feeds import SteadyFeed
from thai.dates import long_date
from thai.money import format_baht

LENGTH = 50


def atom(purchases: Sequence[Purchase], *, title: str, site: str, page: str, path: str) -> str:
    """Return purchases as an Atom feed.

    `site` is the address of the portal without a slash at its end; `page` that of the list and
    `path` that of the feed, both with the question.
    """
    agency = Agency.objects.first()
    feed = SteadyFeed(
        title=title,
        link=f"{site}{page}",
        description="",
        subtitle=_("Purchases of the office, announced or signed last first"),
        language="th",
        author_name=agency.name if agency else "",
        feed_url=f"{site}{path}",
        feed_guid=f"{site}{path}",  # a tag would forget the question
    )
    today = timezone.localdate()
    for purchase in purchases:
        _add(feed, purchase, site, today)
    return feed.writeString("utf-8")


def _add(feed: Atom1Feed, purchase: Purchase, site: str, today: dt.date) -> None:
    url = f"{site}{purchase.get_absolute_url()}"
    published = purchase.published_at or purchase.changed_at
    listed = timezone.make_aware(dt.datetime.combine(purchase.listed_on, dt.time.min))
    feed.add_item(
        title=purchase.title,
        link=url,
        description=escape(_facts(purchase, today)),  # read as HTML
        pubdate=published,
        updateddate=max(published, listed),
        unique_id=get_tag_uri(url, None),
    )


def _facts(purchase: Purchase, today: dt.date) -> str:
    """What the list says of it, on one line."""
    status = purchase.status_on(today)
    facts = [
        str(status.label),
        str(purchase.get_method_display()),
        _("amount %(amount)s baht") % {"amount": format_baht(purchase.amount)},
    ]
    if purchase.village:
        facts.append(str(purchase.village))
    if purchase.price is not None:
        facts.append(_("agreed %(amount)s baht") % {"amount": format_baht(purchase.price)})
    if status == Status.OPEN and purchase.closes_on:
        facts.append(_("closes on %(day)s") % {"day": long_date(purchase.closes_on)})
    return " · ".join(facts)
