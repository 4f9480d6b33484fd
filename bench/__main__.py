"""`make bench`: paper, web and size, measured in one run against their targets.

Needs two to three minutes and nothing but this machine: the demonstration is loaded into a
temporary folder and a throw-away PostgreSQL and served on free ports of 127.0.0.1; nothing stays.
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
from bench.paper import measure_paper
from bench.servers import ROOT, ServerDied
from bench.sites import Site, portal
from bench.size import measure_size
from bench.web import CONNECTIONS, ROUNDS, SLICE, measure_web

LONGEST = 300  # seconds until the run gives up
OWN_CLUSTER = "host=/tmp/portal-postgresql."
FEW, MANY = CONNECTIONS
NOTES = f"""\
ratio: CPU of the constant response / CPU of the page, per request and in the same round (median
of {ROUNDS} rounds of {SLICE} s); 1 = as cheap as two bytes from an empty Django. The target is
for {MANY} connections. ms: CPU of all server processes per request at {FEW} and {MANY}, beside it
that of PostgreSQL. p50, p99: what {MANY} visitors on this same machine wait: trust the ratios."""


def main() -> None:
    database = os.environ.get("DATABASE_URL", "")
    if OWN_CLUSTER not in database:  # never measure, or fill, a database that is somebody's
        script = str(ROOT / "scripts" / "postgresql.sh")
        os.execv(script, [script, sys.executable, "-m", "bench"])
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
        show(measure_paper(sqlite))
        with portal(sqlite) as server:
            show(measure_web(sqlite, server))
            sizes = measure_size(server.port)
        with portal(postgresql) as server:
            show(measure_web(postgresql, server))
        show(NOTES)
        show(sizes)


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
