"""Counts the queries of public pages; runs inside `manage.py shell`."""

import json

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def print_counts(paths: list[str]) -> None:
    """Write to stdout, as JSON, the queries of each page asked the first and the second time."""
    client = Client(SERVER_NAME="127.0.0.1")
    for path in paths:
        client.get(path)  # fills what Django remembers for the life of a process
    print(json.dumps({path: _first_and_second(client, path) for path in paths}))


def _first_and_second(client: Client, path: str) -> list[int]:
    cache.clear()
    return [_count(client, path), _count(client, path)]


def _count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        response.close()
    return len(queries)
