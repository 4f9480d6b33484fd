"""A hostile file is opened by a process of its own, which knows nothing and can write nothing.

The process gets the file through a pipe and answers through a pipe. It inherits no environment (the
secrets of the portal stand there), may not write a file (nothing of a sealed report reaches the disk,
not even a core dump), has a limit of memory and of time, and what it says in despair is not read.
"""

import json
import resource
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from publishing.refusals import MEGABYTE

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1100 * MEGABYTE  # bytes of address space, libraries included: 40 million pixels, twice
CPU_SECONDS = 15
SECONDS = 15  # wall clock
MAX_ANSWER = 64 * MEGABYTE
WAIT_SECONDS = 10

# Without `-m`, which would load the package above the worker and Django with it.
_START = (
    "import runpy,sys;sys.path[:0]=[sys.argv[1]];runpy.run_path(sys.argv[2],run_name='__main__')"
)
_TURNS = threading.BoundedSemaphore(2)  # more at once would be a way to fill the memory

Answer = tuple[dict[str, Any], bytes]


class ChildFailed(Exception):
    """The process was ended by its limits, or by the file; carries nothing of the file."""


class NoTurn(Exception):
    """Too many files are being looked at already."""


def ask(worker: str, content: bytes, **job: object) -> Answer:
    """Return the facts and the bytes that a worker of this package makes of `content`.

    Raises `ChildFailed` and `NoTurn`.
    """
    if not _TURNS.acquire(timeout=WAIT_SECONDS):
        raise NoTurn
    try:
        answer = _run(worker, json.dumps(job).encode() + b"\n" + content)
    except OSError:  # no process to be had, or it ended before it listened
        raise ChildFailed from None
    finally:
        _TURNS.release()
    head, _, body = answer.partition(b"\n")
    try:
        return json.loads(head), body
    except ValueError:
        raise ChildFailed from None


def _run(worker: str, message: bytes) -> bytes:
    script = Path(__file__).with_name(f"{worker}.py")
    command = [sys.executable, "-I", "-c", _START, str(ROOT), str(script)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    ) as process:
        end = threading.Timer(SECONDS, process.kill)
        end.start()
        try:
            return _talk(process, message)
        finally:
            process.kill()
            end.cancel()


def _talk(process: subprocess.Popen[bytes], message: bytes) -> bytes:
    assert process.stdin
    assert process.stdout
    _lock_doors(process.pid)
    process.stdin.write(message)
    process.stdin.close()
    answer = process.stdout.read(MAX_ANSWER + 1)
    if len(answer) > MAX_ANSWER or process.wait() != 0:
        raise ChildFailed
    return answer


def _lock_doors(pid: int) -> None:
    """Set the limits from outside, before the process has seen a byte of the file."""
    _limit(pid, resource.RLIMIT_AS, MEMORY)
    _limit(pid, resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(pid, resource.RLIMIT_FSIZE, 0)
    # 0 would still hand the dump to a program that keeps it (core(5)); 1 stops that as well.
    _limit(pid, resource.RLIMIT_CORE, 1)


def _limit(pid: int, what: int, most: int) -> None:
    _, hard = resource.prlimit(pid, what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.prlimit(pid, what, (most, most))
