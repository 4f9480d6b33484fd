"""Asking the search, and letting what hangs on a transaction happen."""

from django.utils import timezone

from ita_portal.models import SearchEntry
from ita_portal.search.index import reindex
from ita_portal.search.listing import listed
from ita_portal.search.question import read_question

NOW = timezone.now


def asked(words, **filters):
    return read_question({"q": words} | {name: str(value) for name, value in filters.items()}).asked


def listing(words, page=None, **filters):
    return listed(asked(words, **filters), page)


def titles(words, page=None, **filters):
    """Return the titles of a page of what is found, in order."""
    return [row.entry.title for row in listing(words, page, **filters).rows]


def meant(words):
    return [question for question, _query in listing(words).suggestions]


def rebuild():
    return reindex(NOW())


def entries():
    """Return the titles of all entries but the pages of the site."""
    rows = SearchEntry.objects.exclude(source="page")
    return set(rows.values_list("title", flat=True))
