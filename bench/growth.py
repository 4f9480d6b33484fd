"""What public pages cost when a site has a hundred times as many rows: the pages of a budget."""

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from bench.arithmetic import table, verdict
from bench.client import Request, fetch, visit
from bench.servers import Server
from bench.sites import Site, portal
from bench.web import ANEW, Costs, Subject, interleave

YEAR = 2569  # newer than every year of the demonstration, and over
FEW, MANY = 2000, 200_000  # lines of that year
PLANS = 10  # which share the lines evenly
MIDDLE = (4, 400)  # the page of 25 lines in the middle of all that a plan has
SIZES = (FEW, MANY)
TARGET = 1.2  # performance.md: CPU of the large site / CPU of the small one
ALONE, THREADS = 1, 8  # visitors at a time; threads of a server
HEADER = [
    "page", "ratio", "target", "", "ms of few", "of many", "database ms", "of many",
    "first visit s", "of many",
]  # fmt: skip
# As a publication does: a newer row in a table that every page of a budget watches.
PUBLISH = """
    UPDATE budget_historicalbudgetyear SET history_id = history_id + 1
    WHERE history_id = (SELECT MAX(history_id) FROM budget_historicalbudgetyear)"""


@dataclass(frozen=True)
class Page:
    """One page, at its address in the small and in the large site."""

    name: str
    paths: tuple[str, str]


@dataclass(frozen=True)
class Grown:
    """A site with so many rows, being served."""

    size: int
    site: Site
    server: Server

    def subject(self, path: str) -> Subject:
        return Subject(f"{path} of {self.size}", self.server.port, Request(path))


def measure_growth(site: Site) -> str:
    """Return the table of a prepared site that is not being served."""
    with ThreadPoolExecutor() as helpers:
        sites = list(helpers.map(_fill, [site.copy(f"lines-{size}") for size in SIZES], SIZES))
    with ExitStack() as stack:
        served = [stack.enter_context(portal(each)) for each in sites]
        grown = [Grown(*parts) for parts in zip(SIZES, sites, served, strict=True)]
        rows = [measured(page, grown, PUBLISH) for page in _pages(*grown)]
        memory = " and ".join(f"{server.memory_megabytes():.0f}" for server in served)
    few, many = (f"{size:,}" for size in SIZES)
    title = f"Growth: {many} budget lines beside {few}; {site.name}; {memory} MB after the run"
    return table(title, HEADER, rows)


def _fill(site: Site, lines: int) -> Site:
    site.inside("bench.growth_run", f"fill({lines})")
    return site


def _pages(few: Grown, many: Grown) -> list[Page]:
    year = f"/budget/{YEAR}/"
    plan = _first(few, year, r"/budget/\d+/plans/\w+/")
    lines = [_first(each, plan, r"/budget/\d+/lines/\d+/") for each in (few, many)]
    everywhere = {
        "year": year,
        "by class": f"{year}classes/",
        "plan, page 1": plan,
        "report of a year": f"{year}reports/year/",
    }
    return [
        *(Page(name, (path + ANEW, path + ANEW)) for name, path in everywhere.items()),
        _deep("in the middle", plan, "anew"),
        _deep("the same by amount", plan, "sort=amount"),
        Page("line", (lines[0] + ANEW, lines[1] + ANEW)),
    ]


def _deep(name: str, plan: str, more: str) -> Page:
    few, many = MIDDLE
    return Page(f"plan, {name}", (f"{plan}?page={few}&{more}", f"{plan}?page={many}&{more}"))


def _first(grown: Grown, path: str, pattern: str) -> str:
    """Return the first address of that form on a page."""
    html = fetch(grown.server.port, Request(path + ANEW)).body.decode()
    found = re.search(pattern, html)
    if found is None:
        raise LookupError(f"{path} leads to no {pattern}.")
    return found.group()


def measured(page: Page, grown: list[Grown], publish: str) -> list[str]:
    """Visit a page of both sites in turn, first after a publication; return its row."""
    subjects = [each.subject(path) for each, path in zip(grown, page.paths, strict=True)]
    first = [_first_visit(*each, publish) for each in zip(grown, page.paths, strict=True)]
    for subject in subjects:  # every thread opens its connection
        visit(subject.port, subject.request, connections=THREADS, seconds=0.1)
    costs = interleave(
        subjects,
        server_of={each.server.port: each.server for each in grown},
        database_pids=grown[0].site.database_pids,
        visitors=(ALONE,),
    )
    return row(page, [costs[subject.name, ALONE] for subject in subjects], first)


def row(page: Page, costs: list[Costs], first: list[float]) -> list[str]:
    small, large = (
        [server + database for server, database in zip(each.server, each.database, strict=True)]
        for each in costs
    )
    ratio = statistics.median(one / other for one, other in zip(large, small, strict=True))
    medians = [small, large, *(each.database for each in costs)]
    return [
        page.name,
        f"{ratio:.2f}",
        f"{TARGET}",
        verdict(ratio, TARGET, at_least=False),
        *(f"{statistics.median(each) * 1000:.2f}" for each in medians),
        *(f"{seconds:.2f}" for seconds in first),
    ]


def _first_visit(grown: Grown, path: str, publish: str) -> float:
    """Return what the first visitor of a page waits after a publication, in seconds."""
    grown.site.execute(publish)
    begin = time.perf_counter()
    fetch(grown.server.port, Request(path))
    return time.perf_counter() - begin
