"""What the search of the whole site costs when there are a hundred times as many entries."""

import json
import os
from contextlib import ExitStack
from urllib.parse import quote

from bench.arithmetic import table, verdict
from bench.growth import HEADER, Grown, Page, measured
from bench.purchases import FILL_SECONDS, PUBLISH
from bench.sites import Site, portal

FEW = 2000
MANY = int(os.environ.get("BENCH_SEARCH", "200000"))  # a multiple of FEW
MOST_QUERIES = 14  # of a search that finds something: the index is asked twice or four times
QUESTIONS = {
    "word in all": f"q={quote('โครงการ')}",
    "word in every third": f"q={quote('จ้างก่อสร้าง')}",
    "word in every twentieth": f"q={quote('ฝายชะลอน้ำ')}",
    "word in one": f"q={quote('ขุดลอกสระ')}",
    "word in none": f"q={quote('ไม่มีเลย')}",
    "word with a wrong letter": f"q={quote('ขุดลอกสะร')}",
    "word of two letters": f"q={quote('ปร')}",
    "two words": f"q={quote('ถนน บ้านนาบน')}",
    "word and year": f"year=2566&q={quote('ถนน')}",
    "word, kind and year": f"kind=purchase&year=2560&q={quote('ฝายชะลอน้ำ')}",
    "last page": f"page=50&q={quote('โครงการ')}",
}
NOTES = f"""\
ratio and first visit: as above; every page is made anew. queries: of a second visit to sites of
{FEW:,} and {MANY:,} entries; a word that is not found is looked for with other letters, one query
each."""


def measure_search(site: Site) -> str:
    """Return the table of a prepared site that is not being served."""
    sites = {size: _filled(site, size) for size in (FEW, MANY)}
    pages = [
        Page(name, (f"/search/?{query}", f"/search/?{query}")) for name, query in QUESTIONS.items()
    ]
    counts = [_counts(sites[size], pages) for size in sites]
    with ExitStack() as stack:
        grown = [
            Grown(size, sites[size], stack.enter_context(portal(sites[size])))
            for size in (FEW, MANY)
        ]
        rows = [
            [*measured(page, grown, PUBLISH), *_query_cells(page.name, counts)] for page in pages
        ]
    title = f"Search: {MANY:,} entries beside {FEW:,}; {site.name}"
    return table(title, [*HEADER, "queries", ""], rows)


def _filled(site: Site, size: int) -> Site:
    copy = site.copy(f"search-{size}")
    copy.inside("bench.search_run", f"fill({size})", seconds=FILL_SECONDS)
    return copy


def _counts(site: Site, pages: list[Page]) -> dict[str, int]:
    """Return how many queries a second visit makes to each page of a site."""
    paths = {page.name: page.paths[0] for page in pages}
    counted = json.loads(site.inside("bench.queries", f"print_counts({list(paths.values())})"))
    return {name: counted[path][1] for name, path in paths.items()}


def _query_cells(name: str, counts: list[dict[str, int]]) -> list[str]:
    found = [each[name] for each in counts]
    if name in {"word in none", "word with a wrong letter"}:
        return [" ".join(map(str, found)), ""]
    return [" ".join(map(str, found)), verdict(max(found), MOST_QUERIES, at_least=False)]
