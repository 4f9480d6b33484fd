"""What people read of a page, run by run, each with the language that the page says it is in."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from thai.digits import to_arabic

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style", "head", "code", "template"}
ICON = "material-symbols-outlined"  # a name that its typeface draws as a picture
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "data-label"}
THAI = re.compile("[ก-ฺเ-๛]")
NO_WORD = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|/[\w/.-]+|[\w.-]+\.(?:go\.th|example|\w{3,4}\b)|\.\w{3,4}\b|[0-9a-f]{16,}"
)
THAI_SPAN = re.compile("[ก-ฺเ-๛](?:.*[ก-ฺเ-๛])?")
OFFICIAL_TITLE = re.compile(r'<p class="hint" lang="th">[^<]*</p>')
# What pages put between things that people wrote.
PIECES = re.compile(r" · | – |: |, |\s*[/|]\s*|\s?\d[\d.,]*%|(?<=\D)\d+\. |^\d+\. | (?=นาย|นาง)|\n")
WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")


class Run(NamedTuple):
    """A text or an attribute that is read aloud; `language` is that of the element it stands in."""

    text: str
    language: str


def runs_of(html):
    """Return every run of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.runs


def unmarked_thai(html):
    """Return what is written in Thai and not said to be."""
    return [run.text for run in runs_of(html) if THAI.search(run.text) and run.language != "th"]


def english_words(html, *, allowed):
    """Return the English words of a Thai page, each once; letters that stand for words are none."""
    texts = [NO_WORD.sub(" ", run.text) for run in runs_of(html) if run.language == "th"]
    words = {word for text in texts for word in WORD.findall(text) if not word.isupper()}
    return sorted(word for word in words - allowed if len(word) > 1)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.runs = []
        self._open = []  # (tag, language, whether nobody reads it)

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        _, outer, is_silent = self._innermost()
        language = attributes.get("lang", outer)
        is_silent = is_silent or tag in SILENT or ICON in attributes.get("class", "")
        if not is_silent:
            names = READ_ALOUD | ({"value"} if tag == "input" and _is_seen(attributes) else set())
            self.runs += [
                Run(attributes[name], language) for name in sorted(names & attributes.keys())
            ]
        if tag not in VOID:
            self._open.append((tag, language, is_silent))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        tags = [each[0] for each in self._open]
        if tag in tags:
            del self._open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data):
        _, language, is_silent = self._innermost()
        if data.strip() and not is_silent:
            self.runs.append(Run(" ".join(data.split()), language))

    def _innermost(self):
        return self._open[-1] if self._open else ("", "", False)


def _is_seen(attributes):
    return attributes.get("type", "text") in {"text", "search", "submit", "button", "reset"}


def thai_unknown_to(written, html):
    """Return the Thai of a page that is no part of `written`, what people wrote, piece by piece.

    The official title of a paper stands beside its English one.
    """
    html, written = OFFICIAL_TITLE.sub("", html), _tight(written)
    texts = (piece for run in runs_of(html) for piece in PIECES.split(run.text))
    spans = {found[0] for text in texts if (found := THAI_SPAN.search(text))}
    return sorted(each for each in spans if _tight(each) not in written)


def _tight(text):
    return to_arabic("".join(text.split()))
