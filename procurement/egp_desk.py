"""What of e-GP is brought here: from the feed, from saved feeds and from spreadsheets.

Nothing of it is public. Bringing the same again changes nothing.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from agency.models import User
from procurement.egp_columns import fiscal_year_in, fiscal_year_of_number
from procurement.egp_feed import Announcement, Feed, NotAFeed, read_feed
from procurement.egp_fetch import FetchRefused, fetch
from procurement.egp_table import read_records
from procurement.methods import NoticeKind
from procurement.models import EgpRecord
from publishing.outbound import Limits
from publishing.refusals import EMPTY, UploadRefused

Values = dict[str, Any]
KIND = "anounceType"  # spelled so by e-GP
PAUSE_SECONDS = 0.5  # between two questions, as good manners
PATIENCE_SECONDS = 300.0  # for all questions together
CHUNK = 500
# A spreadsheet has one row for each project; an announcement is known by these.
KEY = ("project", "kind", "day", "url")
WRITTEN = [
    "day", "title", "method", "work", "agency", "fiscal_year", "allocated", "median_price", "price",
]  # fmt: skip


class EgpRefused(Exception):
    """Nothing was brought; reads as one sentence."""


@dataclass
class Brought:
    """What came of it, in numbers of records and in sentences."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
    is_whole: bool = True

    def __str__(self) -> str:
        text = _("From e-GP: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
        return text % {name: f"{count:,}" for name, count in counts.items()}


def bring_file(content: bytes, *, name: str, by: User, only: str = "") -> Brought:
    """Keep what a saved feed or a spreadsheet says. Raises `EgpRefused`."""
    _check_permission(by)
    try:
        if not content:
            raise UploadRefused(EMPTY, name=name)
        if _is_markup(content):
            feed = read_feed(content)
            return _brought(map(_values, feed.items), feed.problems)
        records = read_records(content, name=name, only=only)
    except NotAFeed as refused:
        raise EgpRefused(f"“{name}”: {refused}") from refused
    except UploadRefused as refused:
        raise EgpRefused(str(refused)) from refused
    return _brought(records.values, records.notes)


def bring_feed(
    configured: str,
    *,
    by: User,
    url: str = "",
    limits: Limits | None = None,
    pause: float = PAUSE_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> Brought:
    """Keep what e-GP announces now: what `url` answers, or each of the nine types.

    What came before a failure is kept, and the failure told. Raises `EgpRefused` where nothing came.
    """
    _check_permission(by)
    items: list[Announcement] = []
    notes: list[str] = []
    failure = ""
    end = time.monotonic() + patience
    for place, question in enumerate([url] if url else _questions(configured)):
        time.sleep(pause if place else 0)
        if time.monotonic() > end:
            failure = _("e-GP answers too slowly. Try again later.")
            break
        try:
            feed = _asked(question, configured, limits)
        except (FetchRefused, NotAFeed) as refused:
            failure = str(refused)
            break  # the next would have to wait as long
        items += feed.items
        notes += feed.problems
    if failure and not items:
        raise EgpRefused(failure)
    brought = _brought(map(_values, dict.fromkeys(items)), list(dict.fromkeys(notes)))
    if failure:
        text = _("Not everything came: %(reason)s")
        brought.notes.append(text % {"reason": failure})
        brought.is_whole = False
    return brought


def _check_permission(by: User) -> None:
    if not by.has_perm("procurement.add_purchase"):
        raise PermissionDenied


def _is_markup(content: bytes) -> bool:
    start = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return start.startswith(b"<")


def _questions(configured: str) -> list[str]:
    """Return the configured address for each type of announcement, or as it is if it names one."""
    asked = dict(parse_qsl(urlsplit(configured).query))
    if KIND in asked or not configured:
        return [configured]
    joint = "&" if "?" in configured else "?"
    return [f"{configured}{joint}{urlencode({KIND: kind.value})}" for kind in NoticeKind]


def _asked(url: str, configured: str, limits: Limits | None) -> Feed:
    content = fetch(url, configured=configured, limits=limits)
    kind = dict(parse_qsl(urlsplit(url).query)).get(KIND, "")
    return read_feed(content, kind=NoticeKind(kind) if kind in NoticeKind.values else None)


def _values(item: Announcement) -> Values:
    year = fiscal_year_of_number(item.project) or fiscal_year_in({}, item.day)
    return {
        "project": item.project,
        "kind": item.kind.value,
        "day": item.day,
        "url": item.url,
        "title": item.title,
        "method": item.method.value if item.method else "",
        "fiscal_year": year,
    }


# ------------------------------------------------------------------ keeping it
@transaction.atomic
def _brought(found: Iterable[Values], notes: Sequence[str]) -> Brought:
    """Write what is new or says something else; what is empty erases nothing."""
    brought = Brought(notes=[*notes])
    values_of_all = [*found]
    for start in range(0, len(values_of_all), CHUNK):
        chunk = values_of_all[start : start + CHUNK]
        known = _known(chunk)
        new: dict[tuple[Any, ...], EgpRecord] = {}
        changed = []
        for values in chunk:
            key = _key(values)
            record = known.get(key)
            if record is None:
                new.setdefault(key, EgpRecord(**values))
            elif _take(record, values):
                changed.append(record)
            else:
                brought.unchanged += 1
        EgpRecord.objects.bulk_create(new.values(), ignore_conflicts=True)
        EgpRecord.objects.bulk_update(changed, WRITTEN, batch_size=100)
        brought.new += len(new)
        brought.changed += len(changed)
    return brought


def _known(chunk: Sequence[Values]) -> dict[tuple[Any, ...], EgpRecord]:
    """Return the records of these projects, locked: two people may bring the same at once."""
    projects = {values["project"] for values in chunk}
    records = EgpRecord.objects.select_for_update().filter(project__in=projects)
    return {_key({name: getattr(record, name) for name in KEY}): record for record in records}


def _key(values: Values) -> tuple[Any, ...]:
    """Return what names a record: a row of a spreadsheet is its project, whatever its day."""
    if not values["kind"]:
        return (values["project"],)
    return tuple(values[name] for name in KEY)


def _take(record: EgpRecord, values: Values) -> bool:
    """Put values into a record; return whether they say anything new."""
    news = {name: value for name, value in values.items() if value not in (None, "")}
    differing = {name: value for name, value in news.items() if getattr(record, name) != value}
    for name, value in differing.items():
        setattr(record, name, value)
    return bool(differing)
