"""The desk of posters (โปสเตอร์): what can be used now, what hangs, and what must be printed again."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agency.staff import StaffRequest, staff_page
from budget.report_views import paper
from ita_portal.poster_templates import BY_SLUG
from ita_portal.poster_views import page_of, send_file
from ita_portal.posters import Poster, live_content, newest_posters, poster_of
from publishing.differences import Difference
from publishing.models import PosterEdition
from publishing.posters.editions import changes, is_true, issue, retire


@dataclass(frozen=True)
class Hanging:
    """A printed edition that hangs somewhere; `changes` is what it would say otherwise now."""

    edition: PosterEdition
    is_true: bool
    changes: list[Difference]


@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """List the posters that can be used, and the printed editions that hang."""
    _check(request, "view")
    today = timezone.localdate()
    return staff_page(
        request,
        "admin/posters/desk.html",
        title=_("Posters"),
        posters=newest_posters(today),
        hanging=[_hanging(row) for row in PosterEdition.objects.hanging().newest_first()],
    )


@require_safe
def poster(request: StaffRequest, slug: str, key: str) -> HttpResponse:
    """Show a poster with its files, its editions and the buttons to use it."""
    _check(request, "view")
    found = _poster(slug, key)
    editions = PosterEdition.objects.of(slug, key).order_by("-number").select_related("made_by")
    context = page_of(found) | {"editions": editions, "may_use": _may(request, "add")}
    return staff_page(
        request, "admin/posters/poster.html", title=str(found.template.title), **context
    )


@require_safe
def edition(request: StaffRequest, slug: str, key: str, number: int) -> HttpResponse:
    """Lead from the address that is printed on an edition for staff alone to its poster."""
    _check(request, "view")
    get_object_or_404(PosterEdition.objects.of(slug, key), number=number)
    return redirect("poster_staff:poster", slug, key)


@require_safe
@paper
def file(request: StaffRequest, slug: str, key: str, file: str) -> HttpResponseBase:
    """Send a poster in one size, also those that are for staff alone."""
    _check(request, "view")
    return send_file(request, _poster(slug, key), file)


@require_POST
def use(request: StaffRequest, slug: str, key: str) -> HttpResponse:
    """Give what the poster says now a number, for the wall or for a group."""
    _check(request, "add")
    found = _poster(slug, key)
    if request.POST.get("seen") != found.version:
        messages.warning(
            request, _("The numbers changed after you opened the page. Please look once more.")
        )
        return redirect("poster_staff:poster", slug, key)
    edition = issue(
        slug,
        key,
        found.content,
        path=found.path,
        by=request.user,
        for_paper="print" in request.POST,
    )
    messages.success(request, _("Edition %(number)s is ready.") % {"number": edition.number})
    return redirect("poster_staff:poster", slug, key)


@require_POST
def taken_down(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that the printed copies of an edition were taken down."""
    _check(request, "change")
    edition = get_object_or_404(PosterEdition, pk=pk)
    retire(edition)
    messages.success(
        request, _("Noted: “%(edition)s” does not hang any more.") % {"edition": edition}
    )
    return redirect("poster_staff:desk")


def _hanging(edition: PosterEdition) -> Hanging:
    live = live_content(edition, timezone.localdate())
    return Hanging(edition, is_true(edition, live), changes(edition, live) if live else [])


def _poster(slug: str, key: str) -> Poster:
    template = BY_SLUG.get(slug)
    found = poster_of(template, key, timezone.localdate()) if template else None
    if found is None:
        raise Http404(_("There is no such poster."))
    return found


def _may(request: StaffRequest, verb: str) -> bool:
    return request.user.has_perm(f"publishing.{verb}_posteredition")


def _check(request: StaffRequest, verb: str) -> None:
    if not _may(request, verb):
        raise PermissionDenied
