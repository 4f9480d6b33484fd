"""The public record of corrections and withdrawals, and files behind a permission."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.models import Agency
from publishing.caching import public_page
from publishing.feeds import step_feed
from publishing.links import is_own
from publishing.models import PublicationStep, ShortLink
from publishing.pdf import PdfError
from publishing.serving import SHORTLY, stored_file
from publishing.social import line_of, picture_file, picture_path

PAGE_SIZE = 50


@login_not_required
@require_safe
@public_page()
def change_list(request: HttpRequest) -> HttpResponse:
    """List what was corrected or withdrawn, newest first (บันทึกการแก้ไขข้อมูล)."""
    changes = PublicationStep.objects.changes_to_the_public()
    page = Paginator(changes, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "publishing/change_list.html", {"page": page})


@login_not_required
@require_safe
@public_page()
def change_feed(request: HttpRequest) -> HttpResponse:
    """Give feed readers what was corrected or withdrawn (Atom)."""
    steps = PublicationStep.objects.changes_to_the_public()
    return step_feed(request, steps, title=_("Changes"), page=reverse("publishing:changes"))


@login_not_required
@require_safe
@public_page()
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one change: its reason, and while the unit is public the text before and after."""
    change = get_object_or_404(PublicationStep.objects.changes_to_the_public(), pk=pk)
    is_public = change.unit is not None and change.unit.is_public
    context = {"change": change, "is_public": is_public}
    return render(request, "publishing/change_detail.html", context)


@login_not_required
@require_safe
def social(request: HttpRequest, section: str, digest: str) -> HttpResponseBase:
    """Send the picture of a section; an address of a former look leads to the present one."""
    if not line_of(section):
        raise Http404
    agency = Agency.objects.first()
    now = picture_path(section, agency)
    if request.path != now:
        return HttpResponseRedirect(now)
    try:
        name = picture_file(section, agency)
    except PdfError:
        raise Http404 from None
    return stored_file(request, name, mime="image/png", cache=SHORTLY)


@login_not_required
@require_safe
@public_page(ShortLink)
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from a short address to the page that it stands for; letters may be typed large."""
    link = get_object_or_404(ShortLink, code=code.lower())
    if not is_own(link.path):
        raise Http404
    return HttpResponseRedirect(link.path)
