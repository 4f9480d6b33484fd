"""The OCDS release packages: of one purchase, and of a year as a file in the store.

The purchases of a year are read and written some hundreds at a time: it may be larger than memory.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from agency.models import Agency
from budget.data_package import LICENCE
from procurement.models import Purchase
from procurement.ocds import package_facts, release
from procurement.ocds_rows import buyer, newest_publication, processes
from procurement.ocds_values import moment
from procurement.pages import PAGE_SOURCES
from publishing.caching import kept
from publishing.printed import FOLDER
from publishing.storage import keep_parts

AT_ONCE = 300  # purchases


def year_file(fiscal_year: int) -> str:
    """Return the stored name of the release package of a year, made once per publication.

    Empty if nothing of the year is public: the standard knows no package without a release.
    """
    return kept(f"ocds:{fiscal_year}", PAGE_SOURCES, lambda: _make_file(fiscal_year))


def purchase_package(purchase: Purchase) -> dict[str, Any]:
    """Return the release package of one published purchase."""
    address = reverse("procurement:release", args=[purchase.fiscal_year, purchase.number])
    agency = Agency.objects.get()
    [found] = _releases([purchase], agency)
    return _facts(agency, address) | {"publishedDate": found["date"], "releases": [found]}


def _make_file(fiscal_year: int) -> str:
    if not Purchase.objects.published().of_year(fiscal_year).exists():
        return ""
    return keep_parts(FOLDER, _year_parts(fiscal_year), ".json")


def _year_parts(fiscal_year: int) -> Iterator[bytes]:
    """Yield the package of a year: one line for what it is, then one for each release."""
    agency = Agency.objects.get()
    facts = _facts(agency, reverse("procurement:ocds", args=[fiscal_year]))
    facts["publishedDate"] = moment(newest_publication(fiscal_year))
    yield f'{_written(facts)[:-1]}, "releases": [\n'.encode()
    separator = ""
    for batch in _batches(fiscal_year):
        lines = ",\n".join(map(_written, _releases(batch, agency)))
        yield f"{separator}{lines}".encode()
        separator = ",\n"
    yield b"\n]}\n"


def _batches(fiscal_year: int) -> Iterator[list[Purchase]]:
    """Yield the published purchases of a year by number."""
    of_year = Purchase.objects.published().of_year(fiscal_year).order_by("number")
    number = 0
    while batch := list(of_year.filter(number__gt=number)[:AT_ONCE]):
        yield batch
        number = batch[-1].number


def _releases(purchases: list[Purchase], agency: Agency) -> list[dict[str, Any]]:
    owner, site, prefix = buyer(agency), settings.SITE_URL, settings.OCDS_PREFIX
    return [release(each, owner, site=site, prefix=prefix) for each in processes(purchases)]


def _facts(agency: Agency, address: str) -> dict[str, Any]:
    return package_facts(
        buyer(agency),
        uri=settings.SITE_URL + address,
        site=settings.SITE_URL,
        licence=LICENCE["path"],
        prefix=settings.OCDS_PREFIX,
    )


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)
