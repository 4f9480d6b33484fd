"""`make bench`: paper, web, size, growth, purchases, search, imports and reports of corruption, in one run.

`scripts/postgresql.sh .venv/bin/python -m bench purchases` measures the purchases alone, `search`
the search of the whole site, `reports` kills the server under reports of corruption;
`.venv/bin/python -m bench.evidence` sends hostile files. The whole needs ten minutes and nothing but
this machine: the demonstration is loaded into a temporary folder and a throw-away PostgreSQL and
served on free ports of 127.0.0.1; nothing stays.
"""

import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

from bench.client import WrongAnswer
from bench.evidence import measure_evidence
from bench.growth import measure_growth
from bench.imports import measure_imports
from bench.paper import measure_paper
from bench.purchases import FILL_SECONDS, measure_purchases
from bench.purchases import NOTES as PURCHASE_NOTES
from bench.reports import measure_reports
from bench.search import NOTES as SEARCH_NOTES
from bench.search import measure_search
from bench.servers import ROOT, ServerDied
from bench.sites import Site, portal
from bench.size import measure_size
from bench.web import CONNECTIONS, MOST_QUERIES, ROUNDS, SLICE, measure_web

LONGEST = 1500 + 3 * FILL_SECONDS  # seconds until the run gives up
OWN_CLUSTER = "host=/tmp/portal-postgresql."
FEW, MANY = CONNECTIONS
NOTES = f"""\
ratio: CPU of the constant response / CPU of the page, per request and in the same round (median
of {ROUNDS} rounds of {SLICE} s); 1 = as cheap as two bytes from an empty Django. The target is
for {MANY} connections. ms: CPU of all server processes per request at {FEW} and {MANY}, beside it
that of PostgreSQL. p50, p99: what {MANY} visitors on this same machine wait: trust the ratios.
queries: of the first visit after a publication, and with the sums of that visit kept; up to
{MOST_QUERIES}. 304 and pages made before cost one."""

GROWTH_NOTES = """\
ratio: CPU of server and database per request, large / small, one visitor (median of the rounds);
every page is made anew, its sums are kept from the visit before. first visit: what the first
visitor waits for that page after a publication, when the sums have to be made anew."""


def main() -> None:
    database = os.environ.get("DATABASE_URL", "")
    if OWN_CLUSTER not in database:  # never measure, or fill, a database that is somebody's
        script = str(ROOT / "scripts" / "postgresql.sh")
        os.execv(script, [script, sys.executable, "-m", "bench", *sys.argv[1:]])
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, give_up)
    signal.alarm(LONGEST)
    begin = time.monotonic()
    try:
        measure(database)
    except (ServerDied, WrongAnswer) as problem:
        sys.exit(f"The benchmark could not go on. {problem}")
    print(f"Measured in {time.monotonic() - begin:.0f} s; {machine()}.")


def measure(database: str) -> None:
    with tempfile.TemporaryDirectory(prefix="portal-bench.") as folder:
        sqlite = Site("waitress on SQLite, as `make run`", Path(folder) / "sqlite", "")
        postgresql = Site("gunicorn on PostgreSQL", Path(folder) / "postgresql", database)
        with ThreadPoolExecutor() as helpers:
            list(helpers.map(Site.prepare, [sqlite, postgresql]))
        if sys.argv[1:] == ["purchases"]:
            show_purchases(sqlite, postgresql)
            return
        if sys.argv[1:] == ["search"]:
            show_search(sqlite, postgresql)
            return
        if sys.argv[1:] == ["reports"]:
            show_reports(sqlite, postgresql)
            return
        show(measure_paper(sqlite))
        with portal(sqlite) as server:
            show(measure_web(sqlite, server))
            sizes = measure_size(server.port)
        with portal(postgresql) as server:
            show(measure_web(postgresql, server))
        show(NOTES)
        show(sizes)
        for site in (sqlite, postgresql):
            show(measure_growth(site))
        show(GROWTH_NOTES)
        show_purchases(sqlite, postgresql)
        show_search(sqlite, postgresql)
        show(measure_imports([sqlite, postgresql]))
        show(measure_evidence())
        show_reports(sqlite, postgresql)


def show_purchases(*sites: Site) -> None:
    for site in sites:
        show(measure_purchases(site))
    show(PURCHASE_NOTES)


def show_search(*sites: Site) -> None:
    for site in sites:
        show(measure_search(site))
    show(SEARCH_NOTES)


def show_reports(*sites: Site) -> None:
    for site in sites:
        show(measure_reports(site))


def machine() -> str:
    """Say how busy the machine was; the benchmark alone makes a load of about 2."""
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, load {load:.1f}: seconds are too long where it is above 3"


def show(text: str) -> None:
    print(text + "\n", flush=True)


def give_up(number: int, frame: FrameType | None) -> None:
    sys.exit(f"The benchmark was stopped by signal {number}.")


if __name__ == "__main__":
    main()
