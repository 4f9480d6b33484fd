"""What the annual report costs on paper."""

import json
from dataclasses import dataclass

from bench.arithmetic import table, verdict
from bench.sites import Site

SECONDS, MEGABYTES = 3.0, 250.0  # targets of DESIGN 8, for 20 pages with 40 photos
RUNS = 3
HEADER = [
    "report", "of 3 s", "of 250 MB", "target", "seconds", "CPU s", "pages/s", "peak MB", "file MB",
]  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """One printed report; `seconds` from content to bytes, the renderer's start included.

    CPU and peak memory are the renderer's.
    """

    pages: int
    photos: int
    seconds: float
    cpu_seconds: float
    peak_megabytes: float
    file_megabytes: float


def best_of(runs: list[Paper]) -> Paper:
    """Return the fastest run; what the machine did beside it only ever adds time."""
    return min(runs, key=lambda run: run.seconds)


def measure_paper(site: Site) -> str:
    names = ["demonstration", "large"]
    runs = {name: [print_once(site, name) for _ in range(RUNS)] for name in names}
    rows = [row(name, best_of(found)) for name, found in runs.items()]
    title = f"Paper: report to PDF/A, tagged; the fastest of {RUNS} runs in fresh processes"
    return table(title, HEADER, rows)


def print_once(site: Site, name: str) -> Paper:
    return Paper(**json.loads(site.inside("bench.paper_run", f"print_costs({name}())")))


def row(name: str, paper: Paper) -> list[str]:
    time, memory = paper.seconds / SECONDS, paper.peak_megabytes / MEGABYTES
    return [
        f"{name}: {paper.pages} pages, {paper.photos} photos",
        f"{time:.2f}",
        f"{memory:.2f}",
        verdict(max(time, memory), 1, at_least=False),
        f"{paper.seconds:.2f}",
        f"{paper.cpu_seconds:.2f}",
        f"{paper.pages / paper.seconds:.1f}",
        f"{paper.peak_megabytes:.0f}",
        f"{paper.file_megabytes:.2f}",
    ]
