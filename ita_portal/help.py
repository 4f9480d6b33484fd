"""Help inside the backend: one short page per task, and which screen each explains."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.staff import StaffRequest, staff_page
from ita_portal.help_pages import PAGES, pages_of


@require_safe
def contents(request: StaffRequest) -> HttpResponse:
    """List the tasks that this person can do, each with its page."""
    return staff_page(
        request, "admin/help/contents.html", title=_("How to do it"), pages=pages_of(request.user)
    )


@require_safe
def task(request: StaffRequest, slug: str) -> HttpResponse:
    """Show how one task is done (วิธีทำ)."""
    page = PAGES.get(slug)
    if page is None:
        raise Http404
    if not page.is_for(request.user):
        raise PermissionDenied
    return staff_page(
        request,
        f"admin/help/{slug}.html",
        title=str(page.title),
        page=page,
        pages=pages_of(request.user),
    )
