"""Vendors by the words of their names, folded as the public search folds, the short forms too.

A company has its form in front and behind (บริษัท … จำกัด), its short form only in front (บจก. …):
both are compared as what is in front.
"""

import re
from functools import lru_cache

from procurement.models import Vendor
from thai.search import folded, haystack, needle, terms

MOST_FOUND = 1_000  # vendors; nobody pages further
MOST_READ = 20_000  # names that are compared one by one; of more, those with a word as it is typed
_COMPANY = re.compile(r"(?<![ก-๙a-z.])(?:บริษัท|(?:บมจ|บจก|บจ)\.|(?:บมจ|บจก)(?![ก-๙])) ?")
_LIMITED = re.compile(r"จำกัด ?(?:\(? ?มหาชน ?\)?)?")
_PARTNERSHIP = re.compile(r"(?<![ก-๙a-z.])หสม(?:\.|(?![ก-๙])) ?")


def vendors_called(question: str) -> list[int]:
    """Return the numbers of the vendors whose name has every word of a question, by name."""
    asked = _plain(question)
    short = [word for word in folded(asked).split() if len(word) == 1]  # `terms` leaves them out
    wanted = [needle(term) for term in terms(asked)] + short
    if not wanted:
        return []
    rows = Vendor.objects.values_list("pk", "name")
    if rows.count() > MOST_READ:
        rows = rows.filter(name__icontains=max(question.split(), key=len))
    found = (pk for pk, name in rows if all(each in _text(name) for each in wanted))
    return [pk for pk, _place in zip(found, range(MOST_FOUND), strict=False)]


@lru_cache(maxsize=MOST_READ)
def _text(name: str) -> str:
    """Return what is searched of a name: as it is written, and with its form in front alone."""
    return haystack(name) + haystack(_plain(name))


def _plain(text: str) -> str:
    """Return a name or a question with the form of a company in front alone, spelled one way."""
    plain = _PARTNERSHIP.sub("ห้างหุ้นส่วนสามัญ ", text)
    bare = _COMPANY.sub("บริษัท ", plain)
    return _LIMITED.sub(" ", bare) if "บริษัท" in bare else bare
