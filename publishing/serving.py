"""Sending stored files: named by content, so a browser that has one is told so (304)."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

SHORTLY = "public, max-age=60"
NEVER = "private, no-store"
CSV = "text/csv; charset=utf-8"
# A file that a person uploaded must not run anything, whatever it turns out to contain.
SANDBOX = {"default-src": ["'none'"], "sandbox": []}


def stored_file(
    request: HttpRequest,
    name: str,
    *,
    mime: str,
    cache: str,
    shown_as: str = "",
    download_as: str = "",
) -> HttpResponseBase:
    """Send the file that the storage keeps under `name`, or 304 where the visitor has it.

    `shown_as` is the ASCII name under which a browser that shows it would keep it; `download_as`
    makes it a download of that name. A file that is gone is a 404.
    """
    headers = {"ETag": f'"{name.rsplit("/", 1)[-1]}"', "Cache-Control": cache}
    if not default_storage.exists(name):
        raise Http404
    if not_modified := get_conditional_response(request, etag=headers["ETag"]):
        not_modified.headers["Cache-Control"] = cache
        return not_modified
    response = FileResponse(
        default_storage.open(name),
        as_attachment=bool(download_as),
        filename=download_as or shown_as,
        content_type=mime,
        headers=headers,
    )
    response._csp_replace = SANDBOX  # type: ignore[attr-defined]
    return response


def csv_download(content: bytes, *, download_as: str) -> HttpResponse:
    """Send rows as a CSV file of that ASCII name."""
    headers = {"Content-Disposition": f'attachment; filename="{download_as}"'}
    return HttpResponse(content, content_type=CSV, headers=headers)
