"""What public pages cost the server, beside a constant response in the same run."""

import json
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.arithmetic import cheapness, percentile, table, verdict
from bench.client import Request, fetch, visit
from bench.servers import Server, cpu_between, cpu_by_process
from bench.sites import Site, constant

YEAR = 2566  # of the demonstration
PAGES = [
    "/",
    f"/measures/{YEAR}/",
    f"/measures/{YEAR}/1/",
    f"/measures/{YEAR}/report/",
    "/changes/",
    f"/budget/{YEAR}/",
    f"/budget/{YEAR}/classes/",
    f"/budget/{YEAR}/plans/00310/",
    f"/budget/{YEAR}/reports/year/",
    "/procurement/",
    f"/procurement/{YEAR}/25/",
    f"/procurement/{YEAR}/monthly/2566-03/",
    f"/procurement/{YEAR}/ita/",
    "/complaints/",
    "/complaints/manual/",
    f"/complaints/questions/{YEAR}/",
    f"/complaints/statistics/{YEAR}/",
    f"/measures/{YEAR}/surveys/",
    f"/measures/{YEAR}/gifts/",
    "/search/",
    "/posters/",
]
MADE_ANEW = [PAGES[1], PAGES[2], PAGES[5], PAGES[7], *PAGES[8:]]
PDF = f"/measures/{YEAR}/report.pdf"
CONSTANT = "constant response"
CONNECTIONS = (1, 16)
ROUNDS, SLICE = 4, 0.25  # seconds of one page at one number of connections in one round
# performance.md: a page made anew for the visitor, a page made before, a page that the visitor has.
ANEW_TARGET, PAGE_TARGET, UNCHANGED_TARGET = 0.25, 0.80, 0.90
ANEW = "?anew"  # no answer to a query string is kept
MOST_QUERIES = 8  # of a page whose sums are kept
HEADER = [
    "page", "ratio at 1", "at 16", "target", "", "ms at 1", "at 16", "database ms",
    "p50 ms", "p99 ms", "p99/p50", "queries", "with sums", "",
]  # fmt: skip


Pids = Callable[[], list[int]]


@dataclass(frozen=True)
class Subject:
    """One thing that is measured; `target` is the ratio it should reach, None where none is set."""

    name: str
    port: int
    request: Request
    target: float | None = None


@dataclass
class Costs:
    """CPU seconds per request, one entry per round, and what every visitor waited."""

    server: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def add(
        self, subject: Subject, *, pids: list[int], database_pids: Pids, connections: int
    ) -> None:
        """Visit the subject for one slice of time and note what it cost."""
        before = cpu_by_process([*pids, *database_pids()])
        waited = visit(subject.port, subject.request, connections=connections, seconds=SLICE)
        self.server.append(cpu_between(before, pids) / len(waited))
        self.database.append(cpu_between(before, database_pids()) / len(waited))
        self.waited += waited


Measured = dict[tuple[str, int], Costs]


def measure_web(site: Site, pages: Server) -> str:
    """Return the table of a site that is being served."""
    with constant(site) as yardstick:
        subjects = [
            Subject(CONSTANT, yardstick.port, Request("/")),
            *subjects_of(pages),
        ]
        for subject in subjects:  # every thread opens its database connection
            visit(subject.port, subject.request, connections=max(CONNECTIONS), seconds=0.2)
        server_of = {pages.port: pages, yardstick.port: yardstick}
        measured = interleave(subjects, server_of=server_of, database_pids=site.database_pids)
        memory, start = pages.memory_megabytes(), pages.seconds_to_start
    queries = json.loads(site.inside("bench.queries", f"print_counts({[*PAGES, PDF]})"))
    rows = [row(subject, measured, queries) for subject in subjects]
    title = f"Web: {site.name}; {memory:.0f} MB after the run, ready after {start:.1f} s"
    return table(title, HEADER, rows)


def subjects_of(server: Server) -> list[Subject]:
    """Return the pages, the PDF, a photo, and a page that the visitor has already."""
    answers = {path: fetch(server.port, Request(path)) for path in PAGES}
    html = answers[f"/measures/{YEAR}/1/"].body.decode()
    photo = re.search(r"/measures/photos/\d+/\w+", html)
    tag = {"If-None-Match": answers[PAGES[1]].headers["ETag"]}
    port = server.port
    return [
        *(Subject(path, port, Request(path), PAGE_TARGET) for path in PAGES),
        *(Subject(path + ANEW, port, Request(path + ANEW), ANEW_TARGET) for path in MADE_ANEW),
        Subject(PDF, port, Request(PDF)),
        *([Subject("a photo", port, Request(photo.group()))] if photo else []),
        Subject("304", port, Request(PAGES[1], 304, tag), UNCHANGED_TARGET),
    ]


def interleave(
    subjects: Sequence[Subject],
    *,
    server_of: dict[int, Server],
    database_pids: Pids,
    visitors: Sequence[int] = CONNECTIONS,
) -> Measured:
    """Visit every subject in turn, round after round, so that all share the machine's moods."""
    measured: Measured = defaultdict(Costs)
    for _ in range(ROUNDS):
        for connections in visitors:
            for subject in subjects:
                measured[subject.name, connections].add(
                    subject,
                    pids=server_of[subject.port].pids,
                    database_pids=database_pids,
                    connections=connections,
                )
    return measured


def row(subject: Subject, measured: Measured, queries: dict[str, list[int]]) -> list[str]:
    few, many = (measured[subject.name, connections] for connections in CONNECTIONS)
    ratios = [
        cheapness(measured[CONSTANT, connections].server, costs.server)
        for connections, costs in zip(CONNECTIONS, (few, many), strict=True)
    ]
    target = subject.target
    p50, p99 = (percentile(many.waited, share) * 1000 for share in (0.50, 0.99))
    return [
        subject.name,
        *(f"{ratio:.3f}" for ratio in ratios),
        f"{target:.2f}" if target else "",
        verdict(ratios[1], target, at_least=True) if target else "",
        *(f"{statistics.median(costs.server) * 1000:.2f}" for costs in (few, many)),
        f"{statistics.median(many.database) * 1000:.2f}",
        f"{p50:.1f}",
        f"{p99:.1f}",
        f"{p99 / p50:.1f}",
        *query_cells(queries.get(subject.name) if subject.request.status == 200 else None),
    ]


def query_cells(counted: list[int] | None) -> list[str]:
    """Return what a page asks the database for, at first and with its sums kept, and a verdict."""
    if counted is None:
        return ["", "", ""]
    first, second = counted
    return [str(first), str(second), verdict(second, MOST_QUERIES, at_least=False)]
