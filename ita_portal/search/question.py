"""What an address asks of the search; what makes no sense is left aside and named."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ita_portal.models import Kind
from ita_portal.search.finding import Asked
from thai.dates import BUDDHIST_OFFSET
from thai.digits import to_arabic
from thai.search import MAX_LENGTH, MAX_TERMS, SHORTEST, plain_years, read
from thai.text import clean, quoted

COMMON_YEARS, BUDDHIST_YEARS = range(1957, 2157), range(2500, 2700)

_PRIVATE = re.compile("[\ue000-\uf8ff]")  # letters of no script, with which entries are marked


class Reading(NamedTuple):
    """A question as it was understood, and sentences about what was left aside."""

    asked: Asked
    left_aside: list[str]


def read_question(data: Mapping[str, str]) -> Reading:
    """Read words and filters."""
    words = " ".join(_PRIVATE.sub("", clean(data.get("q", ""))).split())
    asked, left_aside = Asked(words[:MAX_LENGTH]), _about_words(words)
    if text := clean(data.get("kind", "")).strip():
        if text in Kind.values:
            asked = asked._replace(kind=Kind(text))
        else:
            left_aside.append(_("Kind: there is no %(value)s.") % {"value": quoted(text)})
    if text := clean(data.get("year", "")).strip():
        if year := _year(text):
            asked = asked._replace(year=year)
        else:
            left_aside.append(
                _("Year: %(value)s is no fiscal year such as 2566.") % {"value": quoted(text)}
            )
    return Reading(asked, left_aside)


def query_of(asked: Asked) -> str:
    """Return the query string that asks this, always in the same order."""
    values = {"q": asked.q, "kind": asked.kind, "year": asked.year}
    return urlencode({name: str(value) for name, value in values.items() if value})


def without_year(asked: Asked) -> Asked | None:
    """Return the same question of all years; None where it names no year, or nothing else."""
    words = plain_years(asked.q).split()
    others = [word for word in words if not _year(word)]
    if not others or (others == words and not asked.year):
        return None
    return asked._replace(q=" ".join(others), year=None)


def _about_words(words: str) -> list[str]:
    """Say what of the words cannot be looked for."""
    if not words:
        return []
    reading = read(plain_years(words))
    if not reading.terms:
        return [
            _(
                "Type at least %(count)s letters or digits: a single letter or a sign alone stands "
                "nearly everywhere."
            )
            % {"count": SHORTEST}
        ]
    if len(words) > MAX_LENGTH or len(reading.terms) == MAX_TERMS and reading.is_partial:
        limits = {"terms": MAX_TERMS, "characters": MAX_LENGTH}
        return [
            _(
                "Your question is long: the longest %(terms)s words of its first %(characters)s "
                "characters were looked for."
            )
            % limits
        ]
    return []


def _year(text: str) -> int | None:
    digits = to_arabic(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        return None
    year = int(digits) + (BUDDHIST_OFFSET if int(digits) in COMMON_YEARS else 0)
    return year if year in BUDDHIST_YEARS else None
