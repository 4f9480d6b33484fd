"""The agency's public face."""

from django.contrib.auth.decorators import login_not_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from agency.models import Agency, Official


@login_not_required
@require_safe
def seal(request: HttpRequest) -> FileResponse:
    """Serve the agency's seal."""
    agency = Agency.objects.first()
    if agency is None or not agency.seal:
        raise Http404
    return _for_an_hour(agency.seal, "image/png")


@login_not_required
@require_safe
def portrait(request: HttpRequest, pk: int) -> FileResponse:
    """Serve the portrait of an official who is in office."""
    official = get_object_or_404(Official.objects.active().exclude(photo=""), pk=pk)
    return _for_an_hour(official.photo, "image/jpeg")


def _for_an_hour(picture: FieldFile, content_type: str) -> FileResponse:
    """Send a picture; one that was replaced at this moment, or is lost, is a 404."""
    try:
        response = FileResponse(picture.open(), content_type=content_type)
    except FileNotFoundError:
        raise Http404 from None
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
