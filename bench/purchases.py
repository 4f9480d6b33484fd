"""What the list of purchases costs when there are a hundred or five hundred times as many."""

import json
import os
from contextlib import ExitStack
from urllib.parse import quote

from bench.arithmetic import table, verdict
from bench.growth import HEADER, Grown, Page, measured
from bench.sites import Site, portal
from bench.web import MOST_QUERIES

ONE, SOME, FEW = 1, 3, 2000
MANY = int(os.environ.get("BENCH_PURCHASES", "200000"))  # a multiple of FEW
FILL_SECONDS = 1200  # of a million
ROWS = 25  # on a page
LIST, FEED = "/procurement/", "/procurement/feed.atom"
TOLD = "2569/1/"  # the purchase that has everything
PUBLISH = """
    UPDATE agency_historicalagency SET history_id = history_id + 1
    WHERE history_id = (SELECT MAX(history_id) FROM agency_historicalagency)"""
FILTERS = {
    "year": "year=2566",
    "status": "status=running",
    "method": "method=16",
    "group of methods": "method=open",
    "village": "village=3",
    "amount": "band=5m",
    "two filters": "year=2566&method=19",
    "word in all": f"q={quote('โครงการ')}",
    "word in every twentieth": f"q={quote('ฝายชะลอน้ำ')}",
    "word in one": f"q={quote('ขุดลอกสระ')}",
    "word in none": f"q={quote('ไม่มีเลย')}",
    "word of two letters": f"q={quote('ปร')}",
    "word and year": f"year=2566&q={quote('จ้าง')}",
}
NOTES = f"""\
ratio and first visit: as above; every page is made anew. queries: of a second visit to sites of
{ONE}, {SOME}, {FEW:,} and {MANY:,} purchases; up to {MOST_QUERIES}. A word that many have is not
counted to the end: five hundred of fifty thousand are found beside all of a hundred. All pages but
those of one word and of none show as many rows.
BENCH_PURCHASES=1000000 make bench measures a million; it takes ten minutes more."""


def measure_purchases(site: Site) -> str:
    """Return the table of a prepared site that is not being served."""
    sites = {size: _filled(site, size) for size in (ONE, SOME, FEW, MANY)}
    pages = _pages()
    counts = [_counts(sites[size], size, pages) for size in sites]
    with ExitStack() as stack:
        grown = [
            Grown(size, sites[size], stack.enter_context(portal(sites[size])))
            for size in (FEW, MANY)
        ]
        rows = [
            [*measured(page, grown, PUBLISH), *_query_cells(page.name, counts)] for page in pages
        ]
        memory = " and ".join(f"{each.server.memory_megabytes():.0f}" for each in grown)
    title = f"Purchases: {MANY:,} beside {FEW:,}; {site.name}; {memory} MB after the run"
    return table(title, [*HEADER, "queries", ""], rows)


def _filled(site: Site, size: int) -> Site:
    copy = site.copy(f"purchases-{size}")
    copy.inside("bench.purchases_run", f"fill({size})", seconds=FILL_SECONDS)
    return copy


def _pages() -> list[Page]:
    filtered = [(name, LIST, query) for name, query in FILTERS.items()]
    same = [
        ("list", LIST, "anew"),
        *filtered,
        ("feed", FEED, "anew"),
        ("feed of a word", FEED, FILTERS["word in every twentieth"]),
    ]
    pages = [Page(name, (f"{path}?{query}", f"{path}?{query}")) for name, path, query in same]
    return [
        *pages,
        _deep("page in the middle", 2),
        _deep("page at two fifths", 2.5),
        _deep("last page", 1),
        Page("one purchase", (f"{LIST}{TOLD}?anew", f"{LIST}{TOLD}?anew")),
    ]


def _deep(name: str, part: float) -> Page:
    few, many = (f"{LIST}?page={int(size / ROWS / part)}" for size in (FEW, MANY))
    return Page(name, (few, many))


def _counts(site: Site, size: int, pages: list[Page]) -> dict[str, int]:
    """Return how many queries a second visit makes to each page of a site."""
    large = size == MANY
    paths = {page.name: page.paths[large] for page in pages}
    answer = site.inside("bench.queries", f"print_counts({list(paths.values())})")
    counted = json.loads(answer)
    return {name: counted[path][1] for name, path in paths.items()}


def _query_cells(name: str, counts: list[dict[str, int]]) -> list[str]:
    found = [each[name] for each in counts]
    return [" ".join(map(str, found)), verdict(max(found), MOST_QUERIES, at_least=False)]
