"""What the search of the whole site looks into: a table derived from what is public, never typed."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

# Room for the parts of a key, in bits: 2⁵³ holds the whole, and numbers of a day lie close together.
OBJECT_BITS, SOURCE_BITS, DAY_BITS = 28, 5, 20
# Letters that no text has: what an entry is of stands among its words, so that an index of what
# texts contain also finds by kind and year.
_KIND, _YEAR, _END = "\ue000", "\ue001", "\ue002"
_FIRST_YEAR = 2400


class Kind(models.TextChoices):
    """What is found, as a visitor tells it apart; in the order in which it is offered."""

    PAGE = "page", _("Page of this site")
    BUDGET = "budget", _("Budget")
    PURCHASE = "purchase", _("Purchase")
    MEASURE = "measure", _("Measure and activity")
    DOCUMENT = "document", _("Document")
    QUESTION = "question", _("Question and answer")


_LETTERS = {
    Kind.PAGE: "w",
    Kind.BUDGET: "b",
    Kind.PURCHASE: "p",
    Kind.MEASURE: "m",
    Kind.DOCUMENT: "d",
    Kind.QUESTION: "q",
}


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def of(self, source: str) -> Self:
        return self.filter(source=source)

    def years(self) -> list[int]:
        """Every fiscal year of which something can be found, the newest first."""
        rows = self.exclude(year=None).order_by("-year").values_list("year", flat=True)
        return list(rows.distinct())


class SearchEntry(models.Model):
    """One public thing that can be found (`ita_portal.search.sources` says which there are).

    The key counts days first: in its order the newest come last, for every database and index.
    `text` is what an excerpt is taken from, `words` what is looked into, `heading` the same of the
    title alone; both end with marks of kind and year. `digest` stands for everything else.
    """

    source = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(null=True)
    day = models.DateField(null=True)
    title = models.CharField(max_length=500)
    text = models.TextField()
    url = models.CharField(max_length=300)
    heading = models.TextField()
    words = models.TextField()
    digest = models.CharField(max_length=32)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-id"]
        indexes = [models.Index(fields=["year"], name="search_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "object_id"], name="search_entry_once_per_object"
            )
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that stands in some title, under each spelling that lacks one of its letters."""

    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)
    weight = models.PositiveIntegerField(default=1)  # titles that had it when it was counted

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "word"], name="search_word_once_per_key")
        ]

    def __str__(self) -> str:
        return self.word


class SearchRefresh(models.Model):
    """When entries were last held against what is public; a new row where that changed them."""

    at = models.DateTimeField()
    whole_on = models.DateField()  # the day on which all of them were

    class Meta:
        default_permissions = ()
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


def key_of(
    day: dt.date | None, source_number: int, object_id: int, place: int | None = None
) -> int:
    """Return the key of an entry; what has a place or no day comes after all days, place 0 last."""
    days = 2**DAY_BITS - 1 - (place or 0) if place is not None or not day else day.toordinal()
    if object_id >= 2**OBJECT_BITS:
        raise OverflowError(f"{object_id} is no number of a row that can be searched for.")
    return (days << SOURCE_BITS | source_number) << OBJECT_BITS | object_id


def kind_mark(kind: str) -> str:
    """Return what stands among the words of every entry of a kind."""
    return f"{_KIND}{_LETTERS[Kind(kind)]}{_END}"


def year_mark(year: int) -> str:
    """Return what stands among the words of every entry of a fiscal year."""
    return f"{_YEAR}{chr(ord(_END) + 1 + year - _FIRST_YEAR)}{_END}"
