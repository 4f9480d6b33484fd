"""The RSS feed of e-GP, read from its bytes: announcements, and sentences on what cannot be read.

Bytes in, values out: no query, no clock, no network. Windows-874 is what e-GP sends whatever the
header says; files that were saved on the way are UTF-8, UTF-16, or Windows-874 taken for Latin.
"""

import codecs
import datetime as dt
import html
import re
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from procurement.egp_columns import (
    day_of,
    is_record_number,
    method_of,
    notice_kind_of,
    project_number,
)
from procurement.egp_xml import Item, NotXml, items_of
from procurement.methods import Method, NoticeKind
from thai.dates import BUDDHIST_OFFSET, InvalidDate
from thai.text import clean, quoted

BANGKOK = ZoneInfo("Asia/Bangkok")
MAX_BYTES = 5 * 1024 * 1024
MAX_TITLE = 1000
MAX_ADDRESS = 500
_WEB_PAGE = re.compile(
    r"\s*(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|script)\b", re.I | re.S
)
_THAI = re.compile("[ก-๛]")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z", re.I)
_BUDDHIST_YEAR = re.compile(r"\b2[45]\d\d\b")


class NotAFeed(Exception):
    """What was sent is no feed of e-GP; reads as one sentence for the person who asked for it."""


@dataclass(frozen=True)
class Announcement:
    """One item of the feed (ประกาศ). `project` is a project number, or the number of a plan (P0)."""

    project: str
    kind: NoticeKind
    day: dt.date
    title: str
    method: Method | None = None
    url: str = ""


@dataclass
class Feed:
    """The announcements of a feed, and in sentences what in it could not be understood.

    `stated` is how many e-GP says there were that day: it sends 20 at most.
    """

    items: list[Announcement] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stated: int | None = None


def read_feed(content: bytes, *, kind: NoticeKind | None = None) -> Feed:
    """Return what a feed announces; `kind` is what was asked for, where an item does not say it.

    Raises `NotAFeed`. An item that is wrong is told in `problems`, and the others are kept.
    """
    if len(content) > MAX_BYTES:
        text = _("This is too big for a feed of e-GP: at most %(limit)s MB are read.")
        raise NotAFeed(text % {"limit": MAX_BYTES // 1024 // 1024})
    text = decoded(content)
    if not text.strip():
        raise NotAFeed(_("Nothing came: the file or the answer of e-GP is empty."))
    if _WEB_PAGE.match(text):
        raise NotAFeed(_web_page(text))
    try:
        document = items_of(text)
    except NotXml as error:
        raise NotAFeed(str(error)) from error
    feed = Feed(stated=document.stated)
    if document.break_line:
        text = _("The feed breaks off in line %(line)s. What stands before it was read.")
        feed.problems.append(text % {"line": document.break_line})
    found: dict[Announcement, None] = {}
    for item in document.items:
        try:
            found[_announcement(item, kind)] = None
        except _Wrong as wrong:
            feed.problems.append(str(wrong))
    feed.items = [*found]
    if feed.stated is not None and feed.stated > len(document.items):
        text = _("e-GP announced %(stated)s that day and sends only %(sent)s of them.")
        feed.problems.append(text % {"stated": feed.stated, "sent": len(document.items)})
    return feed


def decoded(content: bytes) -> str:
    """Return the text of a feed, judged by its bytes and never by what its header says."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    content = content.removeprefix(codecs.BOM_UTF8)
    as_utf8 = content.decode("utf-8", "replace")
    beyond_ascii = sum(character > "\x7f" for character in as_utf8)
    # A byte lost on the way does not make UTF-8 Windows-874: that hardly has a valid letter.
    if as_utf8.count("\N{REPLACEMENT CHARACTER}") * 10 > beyond_ascii:
        return content.decode("cp874", "replace")
    return as_utf8 if _THAI.search(as_utf8) else _taken_for_latin(as_utf8)


def _taken_for_latin(text: str) -> str:
    """Undo what browsers do that believe "ISO-8859-1": a page of »ÃÐ¡ÒÈ was ประกาศ."""
    for name in ("latin-1", "cp1252"):
        try:
            thai = text.encode(name).decode("cp874")
        except UnicodeError:
            continue
        if _THAI.search(thai):
            return thai
    return text


def _web_page(text: str) -> str:
    """Return what to tell of a page for people; during office hours e-GP sends one."""
    sentence = _("A web page came instead of the feed of e-GP.")
    hours = _("e-GP gives the feed from 17.01 to 08.29 only, outside office hours: try again then.")
    saved = _("If this is a file you saved, save the feed itself (XML), not the page.")
    return f"{sentence} {hours} {saved}"


class _Wrong(Exception):
    """An item that is not taken; reads as a sentence."""


def _announcement(item: Item, kind: NoticeKind | None) -> Announcement:
    description = clean(html.unescape(item.description)).strip()
    number, _comma, rest = description.partition(",")
    method, _comma, label = rest.rpartition(",")
    project = _project(item, number.strip())
    announced = notice_kind_of(label) or (None if label.strip() else kind)
    if announced is None:
        what = label.strip() or description
        raise _wrong(item, _("the type of announcement %(value)s is not known"), what)
    title = " ".join(clean(html.unescape(item.title)).split())[:MAX_TITLE]
    if not title:
        raise _wrong(item, _("it has no title (%(value)s)"), description)
    url = item.link.strip()
    if len(url) > MAX_ADDRESS or not _WEB_ADDRESS.match(url):
        url = ""
    found = Announcement(project, announced, _day(item), title, url=url)
    return replace(found, method=method_of(method))


def _project(item: Item, number: str) -> str:
    project = project_number(number)
    if not is_record_number(project):
        sentence = _("%(value)s is no number of a project (11 digits) or of a plan")
        raise _wrong(item, sentence, number)
    return project


def _day(item: Item) -> dt.date:
    text = item.published.strip()
    try:
        day = _mailed_day(text) or day_of(text)
    except InvalidDate:
        day = None
    if day is None or not 2000 <= day.year < 2200:
        raise _wrong(item, _("its day %(value)s cannot be read"), text)
    return day


def _mailed_day(text: str) -> dt.date | None:
    """Return the day in Bangkok of "Tue, 26 Nov 2024 17:30:00 GMT"; the year may be Buddhist."""
    common = _BUDDHIST_YEAR.sub(lambda year: str(int(year[0]) - BUDDHIST_OFFSET), text)
    try:
        moment = parsedate_to_datetime(common)
    except (ValueError, IndexError, OverflowError):
        return None
    return moment.astimezone(BANGKOK).date() if moment.tzinfo else moment.date()


def _wrong(item: Item, reason: str, value: str) -> _Wrong:
    text = _("Item %(number)s of the feed was left out: %(reason)s.")
    return _Wrong(text % {"number": item.number, "reason": reason % {"value": quoted(value)}})
