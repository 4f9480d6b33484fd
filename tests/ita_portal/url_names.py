"""Every address of the portal, read from the URLconf."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, get_resolver


class Url(NamedTuple):
    """One pattern: its name with namespace, a path that matches it, its view."""

    name: str
    path: str
    view: object

    def __str__(self) -> str:
        return self.name


def all_urls():
    return list(_urls(get_resolver().url_patterns))


def is_public(url):
    return not getattr(url.view, "login_required", True)


def _urls(patterns, path="/", namespace="") -> Iterator[Url]:
    for entry in patterns:
        full_path = path + _fill(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Url(f"{namespace}{entry.name or full_path}", full_path, entry.callback)
        else:
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from _urls(entry.url_patterns, full_path, namespace + inner)


def _fill(pattern):
    """Write something that matches in the place of each variable part."""
    filled = re.sub(r"\(\?P<\w+>(\w*)[^)]*\)", lambda part: part[1] or "x", pattern)
    filled = filled.removeprefix("^").removesuffix("$").replace("<int:year>", "2566")
    filled = re.sub(r"<int:\w+>", "1", filled)
    return re.sub(r"<(\w+:)?\w+>", "x", filled)
