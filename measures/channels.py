"""Gathers by which channels people were told of what was published for a year.

Every kind of unit counts in the year to which it says that it belongs, without being named here.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from measures.report_channels import ChannelContent, ChannelsContent
from publishing.boards import days_of
from publishing.models import BoardPosting, Channel, Post, PosterEdition, Publishable
from thai.dates import date_range
from thai.fiscal import FiscalYear

MOST_PLACES = 6


@dataclass(frozen=True)
class Telling:
    """One time that people were told: by which channel, on which day, where."""

    channel: Channel
    day: dt.date
    place: str


def channels_of(fiscal_year: int) -> ChannelsContent | None:
    """Return the section of the report; None where nothing is on record."""
    tellings = [*_posts(fiscal_year), *_postings(fiscal_year)]
    lines = [
        _line(channel, found)
        for channel in Channel
        if (found := [each for each in tellings if each.channel == channel])
    ]
    lines.sort(key=lambda line: -line.count)
    return ChannelsContent(channels=lines) if lines else None


def units_of(fiscal_year: int) -> list[QuerySet]:
    """Return everything that can be published for a year, one query set for each kind."""
    kinds: list[Any] = [kind for kind in apps.get_models() if issubclass(kind, Publishable)]
    return [kind.objects.of_year(fiscal_year) for kind in kinds]


def _posts(fiscal_year: int) -> Iterator[Telling]:
    """Posts of what belongs to the year, and of posters within it."""
    year = FiscalYear(fiscal_year)
    standing = Post.objects.standing()
    posters = standing.of_units([PosterEdition.objects.all()])
    found = standing.of_units(units_of(fiscal_year)) | posters.posted_between(
        year.first_day, year.last_day
    )
    for post in found.order_by("posted_at", "pk"):
        yield Telling(Channel(post.channel), post.posted_on, post.place)


def _postings(fiscal_year: int) -> Iterator[Telling]:
    """Papers on boards of what belongs to the year, and posters within it; proven by both photos."""
    year = FiscalYear(fiscal_year)
    standing = BoardPosting.objects.standing()
    posters = standing.of_units([PosterEdition.objects.all()])
    found = standing.of_units(units_of(fiscal_year)) | posters.filter(
        starts_on__range=(year.first_day, year.last_day)
    )
    for posting in found.with_photos().order_by("starts_on", "pk"):
        days = days_of(posting)
        if days.is_proven and days.put_up_on:
            yield Telling(Channel.BOARD, days.put_up_on, str(posting.board))


def _line(channel: Channel, tellings: list[Telling]) -> ChannelContent:
    days = [each.day for each in tellings]
    places = list(dict.fromkeys(each.place for each in tellings if each.place))
    return ChannelContent(
        name=str(channel.label),
        count=len(tellings),
        days=date_range(min(days), max(days)),
        places=places[:MOST_PLACES],
    )
