"""What every page knows: whose site this is, and whether its data is a demonstration."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from agency.models import Agency


def agency(request: HttpRequest) -> dict[str, object]:
    """Give templates `agency` (None before set-up), `is_demonstration` and `site_host`."""
    row = _agency_of(request)
    demonstration = settings.DEMO or (row is not None and row.is_demonstration)
    host = urlsplit(settings.SITE_URL).netloc
    return {"agency": row, "is_demonstration": demonstration, "site_host": host}


def _agency_of(request: HttpRequest) -> Agency | None:
    """Read the agency once for a request: a staff page is made of several templates."""
    kept: Any = request
    if not hasattr(kept, "agency_row"):
        kept.agency_row = Agency.objects.first()
    row: Agency | None = kept.agency_row
    return row
