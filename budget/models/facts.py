"""What is kept on record of a unit with many rows."""

import hashlib

from django.utils.translation import gettext_lazy as _

from publishing.models import Facts

MAX_ROWS = 2000


def shortened(rows: Facts) -> Facts:
    """Return the rows, or for very many a fingerprint that changes when any of them does."""
    if len(rows) <= MAX_ROWS:
        return rows
    fingerprint = hashlib.sha256(repr(rows).encode()).hexdigest()
    return [(str(_("rows")), str(len(rows))), (str(_("fingerprint of the rows")), fingerprint)]
