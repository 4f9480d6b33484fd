"""Channels as pages and papers show them: where they lead, numbers to tap, a code to scan."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from complaints.models import Channel, ChannelKind, Stage, TimeLimit
from publishing.addresses import lasting_url
from publishing.qr import qr_svg

OWN_FORMS = {
    ChannelKind.CORRUPTION_FORM: "complaints:corruption",
    ChannelKind.QUESTION_FORM: "complaints:ask",
}
# Ten digits with a zero in front, or four behind the word for a hotline: no house number, no year.
_PHONE = re.compile("((?<!\\d)0(?:[ -]?\\d){8,9}(?!\\d)|(?<=สายด่วน )1\\d{3}(?!\\d))")


@dataclass(frozen=True)
class Piece:
    """A part of a contact; `tel` where a telephone can dial it."""

    text: str
    tel: str = ""


@dataclass(frozen=True)
class Way:
    """One channel; `url` is whole, empty where there is none, and `qr` its code as SVG."""

    channel: Channel
    contact: tuple[Piece, ...]
    url: str
    qr: str


@dataclass(frozen=True)
class Doors:
    """The channels of this office by what they are for, and those of agencies above it."""

    grievances: tuple[Way, ...]
    questions: tuple[Way, ...]
    corruption: tuple[Way, ...]
    outside: tuple[Way, ...]


def doors() -> Doors:
    """Return every channel in use, a channel for several things in each of them."""
    ways = [way_of(channel) for channel in Channel.objects.active()]
    ours = [way for way in ways if not way.channel.is_outside]
    return Doors(
        grievances=tuple(way for way in ours if way.channel.for_grievances),
        questions=tuple(way for way in ours if way.channel.for_questions),
        corruption=tuple(way for way in ours if way.channel.for_corruption),
        outside=tuple(way for way in ways if way.channel.is_outside),
    )


def way_of(channel: Channel) -> Way:
    url = url_of(channel)
    return Way(channel, pieces(channel.contact), url, qr_svg(url) if url else "")


def url_of(channel: Channel) -> str:
    """Return where a channel leads; the forms of this website need no address typed in."""
    own = OWN_FORMS.get(ChannelKind(channel.kind))
    return lasting_url(own) if own and not channel.url else channel.url


def pieces(contact: str) -> tuple[Piece, ...]:
    """Tell apart what a telephone can dial from the words around it."""
    parts = _PHONE.split(contact)
    return tuple(
        Piece(part, re.sub(r"\D", "", part) if place % 2 else "")
        for place, part in enumerate(parts)
        if part
    )


def limits(rows: Iterable[TimeLimit]) -> dict[str, str]:
    """Return how long each stage may take, in words, by the stage; {"answer": "7 วันทำการ"}."""
    return {Stage(row.stage).value: words_of(row) for row in rows}


def words_of(limit: TimeLimit) -> str:
    return f"{limit.days} {limit.get_counting_display()}"
