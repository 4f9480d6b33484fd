"""Visitors: threads that ask for one page again and again over connections that stay open."""

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

HOST = "127.0.0.1"
TIMEOUT = 30  # seconds for one answer


class WrongAnswer(Exception):
    """The server answered something else than what was to be measured."""


@dataclass(frozen=True)
class Request:
    """What visitors ask for, and the status that makes an answer count."""

    path: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(connection: http.client.HTTPConnection, request: Request) -> Answer:
    """Return the whole answer; raise WrongAnswer when its status is another one."""
    connection.request("GET", request.path, headers={"Accept-Encoding": "gzip"} | request.headers)
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    if answer.status != request.status:
        raise WrongAnswer(f"{request.path} answered {answer.status} instead of {request.status}.")
    return answer


def fetch(port: int, request: Request) -> Answer:
    """Ask once over a connection of its own."""
    connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
    try:
        return ask(connection, request)
    finally:
        connection.close()


def visit(port: int, request: Request, *, connections: int, seconds: float) -> list[float]:
    """Return the seconds that each answer took; all connections open before the first request."""
    barrier = threading.Barrier(connections)
    with ThreadPoolExecutor(connections) as visitors:
        runs = [
            visitors.submit(_visit, port, request, barrier=barrier, seconds=seconds)
            for _ in range(connections)
        ]
    return [second for run in runs for second in run.result()]


def _visit(
    port: int, request: Request, *, barrier: threading.Barrier, seconds: float
) -> list[float]:
    connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
    connection.connect()
    barrier.wait(TIMEOUT)
    taken = []
    end = time.perf_counter() + seconds
    while (begin := time.perf_counter()) < end:
        ask(connection, request)
        taken.append(time.perf_counter() - begin)
    connection.close()
    return taken
