"""The items of an RSS document, without anything by which XML can harm. Pure.

A document type is refused, and with it every entity; nothing outside is ever read. What offices and
e-GP get wrong (a bare "&", control characters, a text that breaks off) is read all the same.
"""

import re
from dataclasses import dataclass, field
from typing import ClassVar
from xml.parsers import expat

from django.utils.translation import gettext as _

MAX_ITEMS = 5_000
MAX_DEPTH = 20
MAX_TEXT = 20_000  # characters of one element
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NotXml(Exception):
    """There is no RSS in it; reads as one sentence."""


@dataclass(frozen=True)
class Item:
    """One `<item>` as it stands; `number` counts from 1."""

    number: int
    title: str = ""
    link: str = ""
    description: str = ""
    published: str = ""


@dataclass
class Document:
    """Everything read; `break_line` is where a document that is cut off ends, else 0."""

    items: list[Item] = field(default_factory=list)
    stated: int | None = None
    break_line: int = 0


class _Refused(Exception):
    """Raised inside the parser, which passes it on."""


def items_of(text: str) -> Document:
    """Return the items of an RSS document. Raises `NotXml`."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    text = _BARE_AMPERSAND.sub("&amp;", _CONTROL.sub("", text)).strip()
    reader = _Reader()
    try:
        reader.read(text)
    except _Refused as refused:
        raise NotXml(str(refused)) from refused
    except expat.ExpatError as error:
        if not reader.document.items:
            text = _("This is no feed of e-GP: it cannot be read as XML (line %(line)s).")
            raise NotXml(text % {"line": error.lineno}) from error
        reader.document.break_line = error.lineno
    return reader.document


class _Reader:
    """Collects what stands in the elements of items."""

    names: ClassVar = {
        "title": "title", "link": "link", "description": "description", "pubdate": "published",
    }  # fmt: skip

    def __init__(self) -> None:
        self.document = Document()
        self.path: list[str] = []
        self.fields: dict[str, str] = {}
        self.texts: list[str] = []
        self.length = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse_outside
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def read(self, text: str) -> None:
        self.parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003, S320

    def _refuse(self, *_declared: object) -> None:
        raise _Refused(_("The file declares a document type (DOCTYPE). A feed of e-GP has none."))

    def _refuse_outside(self, *_named: object) -> int:
        return 0  # an error; nothing outside is opened

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2].casefold()
        if not self.path and name not in {"rss", "rdf", "channel"}:
            text = _("This is XML, but no feed of e-GP: it begins with <%(name)s>.")
            raise _Refused(text % {"name": name[:40]})
        self.path.append(name)
        if len(self.path) > MAX_DEPTH:
            raise _Refused(_("This is no feed of e-GP: its elements are nested too deep."))
        if self._is_inside():
            return
        if name == "item":
            self.fields = {}
        self.texts, self.length = [], 0

    def _is_inside(self) -> bool:
        """Whether this is markup inside a title or another element of an item: its text is theirs."""
        return "item" in self.path[:-2]

    def _text(self, text: str) -> None:
        self.length += len(text)
        if self.length <= MAX_TEXT:
            self.texts.append(text)

    def _end(self, _name: str) -> None:
        is_inside = self._is_inside()
        name = self.path.pop()
        if is_inside:
            return
        text = "".join(self.texts)
        if name == "item":
            self._add()
        elif self.path and self.path[-1] == "item" and name in self.names:
            self.fields[self.names[name]] = text
        elif name == "countbyday" and text.strip().isascii() and text.strip().isdigit():
            self.document.stated = int(text.strip()[:9])
        self.texts, self.length = [], 0

    def _add(self) -> None:
        if len(self.document.items) >= MAX_ITEMS:
            text = _("This has more than %(limit)s announcements: bring it in parts.")
            raise _Refused(text % {"limit": f"{MAX_ITEMS:,}"})
        self.document.items.append(Item(len(self.document.items) + 1, **self.fields))
