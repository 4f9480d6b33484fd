"""Gathers by which channels people were told of what was published for a year."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from budget.models import BudgetYear, ProgressReport, SpendingMonth, Supplement, Transfer
from measures.models import Activity, Measure, Outcome, Result
from measures.report_channels import ChannelContent, ChannelsContent
from procurement.models import Purchase
from publishing.models import BoardPhoto, BoardPosting, Channel, Post, PosterEdition
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
    """Return everything that was published for a year, one query set for each kind."""
    parts = (Transfer, Supplement, SpendingMonth, ProgressReport)
    return [
        Measure.objects.filter(plan__fiscal_year=fiscal_year),
        Activity.objects.filter(measure__plan__fiscal_year=fiscal_year),
        Result.objects.filter(method__measure__plan__fiscal_year=fiscal_year),
        Outcome.objects.filter(measure__plan__fiscal_year=fiscal_year),
        BudgetYear.objects.filter(fiscal_year=fiscal_year),
        *(part.objects.filter(year__fiscal_year=fiscal_year) for part in parts),
        Purchase.objects.filter(fiscal_year=fiscal_year),
    ]


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
    """Papers on boards, from the day of the photo that proves it."""
    found = BoardPosting.objects.standing().of_units(units_of(fiscal_year)).with_photos()
    for posting in found.order_by("starts_on", "pk"):
        if day := posting.taken_on(BoardPhoto.Moment.START):
            yield Telling(Channel.BOARD, day, str(posting.board))


def _line(channel: Channel, tellings: list[Telling]) -> ChannelContent:
    days = [each.day for each in tellings]
    places = list(dict.fromkeys(each.place for each in tellings if each.place))
    return ChannelContent(
        name=str(channel.label),
        count=len(tellings),
        days=date_range(min(days), max(days)),
        places=places[:MOST_PLACES],
    )
