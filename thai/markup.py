"""Marking the language of words in a page: English pages show Thai content, and say so of each run.

Screen readers choose a voice, and browsers a typeface and where a line may break, by `lang`. Where an
author has marked a part as Thai, what is English in it is said to be. The head of a page stays.
"""

import re
from dataclasses import dataclass

THAI, ENGLISH = "th", "en"

_LETTER = "\u0e01-\u0e3a\u0e40-\u0e5b"  # without ฿, which every language writes
_ENTITY = r"&\#?\w+;"
_HAS_THAI = re.compile(f"[{_LETTER}]")
_LATIN = re.compile(f"{_ENTITY}|([A-Za-z])")
# A phrase: from a Thai letter to the last one, or to the number behind it (หมู่ที่ 9).
_THAI_RUN = re.compile(
    rf"[{_LETTER}](?:(?:{_ENTITY}|[{_LETTER}0-9 \u00a0.,:;/%()“”‘’\"'–-])*[{_LETTER}0-9])?"
)
_LATIN_RUN = re.compile(
    rf"(?P<entity>{_ENTITY})|[A-Za-z](?:(?:{_ENTITY}|[^{_LETTER}&])*[A-Za-z0-9])?"
)

_TOKEN = re.compile(
    r"(?P<raw><!--.*?-->|<![^>]*>|<(?P<kind>script|style)\b[^>]*>.*?</(?P=kind)\s*>)"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_LANG = re.compile(r"\slang=[\"']?([\w-]*)")
_READ_ALOUD = re.compile(
    rf"\s(?:alt|title|label|placeholder|data-label|aria-label|aria-description)=\"[^\"]*[{_LETTER}]"
)
_TYPED = re.compile(rf"\svalue=\"[^\"]*[{_LETTER}]")  # of an <input>; elsewhere nobody sees it
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "wbr"})
# These take no <span>: the mark stands on themselves.
_TEXT_ONLY = frozenset({"option", "textarea", "title", "desc", "text", "tspan"})


def mark_thai(html: str) -> str:
    """Return an English page with `lang="th"` on each element or run of text with Thai letters."""
    head, end, body = html.partition("</head>")
    if not end:
        head, body = "", html
    return head + end + _Marker(body).marked()


@dataclass
class _Scope:
    """An open element with a language; `depth` counts open elements of its name, itself included."""

    name: str
    language: str
    is_ours: bool
    depth: int = 1


class _Marker:
    def __init__(self, html: str) -> None:
        self._tokens = list(_TOKEN.finditer(html))
        self._out: list[str] = []
        self._scopes = [_Scope("", ENGLISH, is_ours=True)]

    def marked(self) -> str:
        for place, token in enumerate(self._tokens):
            if token["name"] is None:
                text = token["raw"] or self._text(place, token["text"])
            elif token["slash"]:
                text = self._closed(token)
            else:
                text = self._opened(token)
            self._out.append(text)
        return "".join(self._out)

    def _opened(self, token: re.Match[str]) -> str:
        name, rest = token["name"].lower(), token["rest"]
        scope, tag = self._scopes[-1], token[0]
        language, is_ours = _language_of(rest), False
        if not language and scope.language != THAI and _speaks_thai(name, rest):
            language, is_ours, tag = THAI, True, _with_language(tag, THAI)
        if name in _VOID or rest.endswith("/"):
            return tag
        if language:
            self._scopes.append(_Scope(name, language, is_ours))
        elif name == scope.name:
            scope.depth += 1
        return tag

    def _closed(self, token: re.Match[str]) -> str:
        scope = self._scopes[-1]
        if token["name"].lower() == scope.name:
            scope.depth -= 1
            if not scope.depth:
                self._scopes.pop()
        return token[0]

    def _text(self, place: int, text: str) -> str:
        scope = self._scopes[-1]
        has_thai, has_latin = bool(_HAS_THAI.search(text)), _has_latin(text)
        if scope.language != THAI:
            return self._put(place, text, THAI, is_mixed=has_latin) if has_thai else text
        if has_latin and (scope.is_ours or not has_thai):
            return self._put(place, text, ENGLISH, is_mixed=has_thai)
        return text

    def _put(self, place: int, text: str, language: str, *, is_mixed: bool) -> str:
        """Mark the element around `text` where it holds nothing else, or the runs inside."""
        parent = self._tokens[place - 1] if place else None
        if parent and self._may_be_marked(parent, language):
            name = parent["name"].lower()
            if name in _TEXT_ONLY or (not is_mixed and self._is_end(place + 1, name)):
                self._out[-1] = _with_language(self._out[-1], language)
                return text
        run = _THAI_RUN if language == THAI else _LATIN_RUN
        return run.sub(lambda found: _span(found, language), text)

    def _may_be_marked(self, token: re.Match[str], language: str) -> bool:
        """Whether a token opens an element of which nothing else says another language."""
        if not token["name"] or token["slash"] or _language_of(self._out[-1]):
            return False
        return language == THAI or not _speaks_thai(token["name"].lower(), token["rest"])

    def _is_end(self, place: int, name: str) -> bool:
        token = self._tokens[place] if place < len(self._tokens) else None
        return token is not None and bool(token["slash"]) and token["name"].lower() == name


def _language_of(tag: str) -> str:
    found = _LANG.search(tag)
    return found[1] if found else ""


def _speaks_thai(name: str, attributes: str) -> bool:
    """Whether a Thai word stands in an attribute that is read aloud or shown."""
    return bool(_READ_ALOUD.search(attributes) or (name == "input" and _TYPED.search(attributes)))


def _has_latin(text: str) -> bool:
    return any(found[1] for found in _LATIN.finditer(text))


def _with_language(tag: str, language: str) -> str:
    end = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(end).rstrip()} lang="{language}"{end}'


def _span(found: re.Match[str], language: str) -> str:
    if found.groupdict().get("entity"):
        return found[0]
    return f'<span lang="{language}">{found[0]}</span>'
