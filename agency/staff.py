"""What every page of the staff backend shares: a signed-in person and the frame around the page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from agency.models import User


class StaffRequest(HttpRequest):
    """A request behind the sign-in."""

    user: User


def staff_page(
    request: HttpRequest, template: str, *, title: str, status: int = 200, **context: Any
) -> TemplateResponse:
    """Return a page of ours inside the frame of the staff backend."""
    frame = admin.site.each_context(request)
    return TemplateResponse(request, template, {**frame, "title": title, **context}, status=status)
