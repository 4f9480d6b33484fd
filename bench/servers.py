"""Starting and stopping servers of our own, and reading what they cost from the kernel."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.client import HOST, Request, fetch

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 240  # the first start loads the demonstration, on a busy machine too
STOP_SECONDS = 10


class ServerDied(Exception):
    """A server ended before it answered; the message is the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running server with all its processes."""

    port: int
    pids: list[int]
    seconds_to_start: float

    def memory_megabytes(self) -> float:
        return sum(_proportional_kilobytes(pid) for pid in self.pids) / 1024


def cpu_by_process(pids: Sequence[int]) -> dict[int, float]:
    """Return the CPU seconds that each process has used, to the nanosecond.

    /proc/PID/stat counts in steps of 10 ms; the clock of a process (clock_getcpuclockid(3), whose
    number is made like this) is exact. What has ended meanwhile is left out.
    """
    used = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            used[pid] = time.clock_gettime((~pid << 3) | 2)
    return used


def cpu_between(before: Mapping[int, float], pids: Sequence[int]) -> float:
    """Return the CPU seconds that processes have used since `before`; new ones began at 0."""
    return sum(used - before.get(pid, 0) for pid, used in cpu_by_process(pids).items())


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def manage(*words: str, environment: Mapping[str, str], seconds: int = START_SECONDS) -> str:
    """Run a management command and return what it wrote; raise ServerDied when it fails."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds
    )
    if done.returncode:
        raise ServerDied(f"manage.py {words[0]}:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


@contextlib.contextmanager
def running(
    command: Sequence[str], *, port: int, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    """Start a server in a process group of its own and end the whole group afterwards."""
    begin = time.perf_counter()
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=file, stderr=file, start_new_session=True
        )
    try:
        _wait_until_ready(process, port, log)
        taken = time.perf_counter() - begin
        yield Server(port, pids_where(_GROUP, process.pid), taken)
    finally:
        _stop(process)


_PARENT, _GROUP = 1, 2  # places in /proc/PID/stat, counted behind the name of the program


def pids_where(place: int, number: int) -> list[int]:
    """Return the processes whose parent (or group) has this number."""
    return [pid for pid in _all_pids() if _stat(pid)[place : place + 1] == [str(number)]]


def children_of(pid: int) -> list[int]:
    return pids_where(_PARENT, pid)


def _all_pids() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _stat(pid: int) -> list[str]:
    with contextlib.suppress(OSError):  # it may have ended in this moment
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def _proportional_kilobytes(pid: int) -> int:
    """Return the memory of a process; what several share is divided among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            fetch(port, Request("/"))
            return
        time.sleep(0.05)
    raise ServerDied(log.read_text(errors="replace")[-2000:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the group to end, and end it when it does not."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
