"""Short addresses: made once for a page of ours, the same for ever after."""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.db import IntegrityError
from django.utils.encoding import iri_to_uri

from publishing.models import ShortLink

# No vowel, so that no word comes out; nothing that looks like something else on paper.
LETTERS = "23456789bcdfghjkmnpqrstvwxz"
LENGTHS = (5, 5, 5, 6, 6, 6)


def short_url(path: str) -> str:
    """Return the short address, host included, of a page of ours; `path` begins with a slash."""
    return f"{settings.SITE_URL}{link_to(path).get_absolute_url()}"


def link_to(path: str) -> ShortLink:
    """Return the short link of a path, made the first time it is asked for."""
    path = canonical(path)
    for code in codes_for(path):
        try:
            return ShortLink.objects.get_or_create(path=path, defaults={"code": code})[0]
        except IntegrityError:
            continue  # the code belongs to another page
    raise IntegrityError(f"no short code is free for {path}")


def canonical(path: str) -> str:
    """Return a path in the one spelling that is kept, Thai letters encoded.

    Raises ValueError for what is not a path of ours.
    """
    if not is_own(path):
        raise ValueError(f"no path of this site: {path!r}")
    return iri_to_uri(path)


def is_own(path: str) -> bool:
    """Whether an address can only lead to this site: browsers read `//` and `/\\` as a host."""
    return path.startswith("/") and path[1:2] not in {"/", "\\"} and path.isprintable()


def codes_for(path: str) -> Iterator[str]:
    """Yield the codes that a path may have, the first choice first; the same on every machine."""
    for turn, length in enumerate(LENGTHS):
        number = int.from_bytes(hashlib.sha256(f"{turn}{path}".encode()).digest())
        yield "".join(
            LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(length)
        )
