"""The agency's public face."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from agency.models import Agency


@login_not_required
@require_safe
def seal(request: HttpRequest) -> FileResponse:
    """Serve the agency's seal."""
    agency = Agency.objects.first()
    if agency is None or not agency.seal:
        raise Http404
    response = FileResponse(agency.seal.open(), content_type="image/png")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
