"""The share kit of a published thing, and the posts that were made of it (เผยแพร่ออกไป)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agency.staff import StaffRequest, staff_page
from publishing.board_rules import PostingState
from publishing.boards import state_on
from publishing.models import (
    BoardPosting,
    Channel,
    OutboxMessage,
    Post,
    PostPhoto,
    Publishable,
    Target,
)
from publishing.outbox import is_public, is_set_up, may_send
from publishing.qr import qr_svg
from publishing.serving import NEVER, stored_file
from publishing.share_forms import MistakeForm, PostForm
from publishing.share_kit import ShareKit, kit_of, may_see, share_url, subject_of
from publishing.share_pictures import Subject
from publishing.sharing import may_strike, record_post, strike
from publishing.unit_view import change_url
from publishing.workflow import ActionRefused
from thai.fiscal import FiscalYear

PAGE_SIZE = 50


@dataclass(frozen=True)
class Door:
    """A button that leads to sending by one channel."""

    target: Target
    is_set_up: bool
    is_allowed: bool


@dataclass(frozen=True)
class Hanging:
    """A posting on a board and where it stands today."""

    posting: BoardPosting
    state: PostingState


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: StaffRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """Show the kit of a thing, and take down that it was posted."""
    subject = shared_subject(request, app_label, model_name, pk)
    if not is_public(subject):
        messages.warning(request, _("Only what is published can be told of outside."))
        return redirect(_back_url(subject))
    kit = kit_of(subject)
    form = PostForm(request.POST or None, request.FILES or None, initial=PostForm.now())
    if request.method == "POST":
        if not request.user.has_perm("publishing.add_post"):
            raise PermissionDenied
        if form.is_valid() and _recorded(request, subject, kit, form):
            return redirect(f"{share_url(subject)}#posts")
    return staff_page(
        request,
        "admin/publishing/share.html",
        title=_("Share: %(title)s") % {"title": kit.title},
        form=form,
        **_context(request, subject, kit),
    )


@require_safe
def post_list(request: StaffRequest) -> HttpResponse:
    """List what was posted where, newest first."""
    if not request.user.has_perm("publishing.view_post"):
        raise PermissionDenied
    posts = Post.objects.newest_first().select_related("by", "struck_by", "photo", "content_type")
    channel = request.GET.get("channel", "")
    if channel in Channel.values:
        posts = posts.filter(channel=channel)
    page = Paginator(posts, PAGE_SIZE).get_page(request.GET.get("page"))
    return staff_page(
        request,
        "admin/publishing/post_list.html",
        title=_("Posts"),
        page=page,
        channels=Channel.choices,
        channel=channel,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def strike_post(request: StaffRequest, pk: int) -> HttpResponse:
    """Strike out a post that was recorded by mistake."""
    post = get_object_or_404(Post, pk=pk)
    if not post.is_standing and request.user.has_perm("publishing.view_post"):
        messages.info(request, _("This is struck out already."))
        return redirect("publishing_staff:posts")
    if not may_strike(request.user, post):
        raise PermissionDenied
    form = MistakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            strike(post, reason=form.cleaned_data["reason"], by=request.user)
        except ActionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Struck out. It stays readable and counts no more."))
        return redirect("publishing_staff:posts")
    return staff_page(
        request, "admin/publishing/strike.html", title=_("Strike out a post"), post=post, form=form
    )


@require_safe
def post_photo(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Serve the picture that proves a post, to staff only."""
    if not request.user.has_perm("publishing.view_post"):
        raise PermissionDenied
    photo = get_object_or_404(PostPhoto, pk=pk)
    return stored_file(request, photo.large, mime="image/webp", cache=NEVER)


def shared_subject(request: StaffRequest, app_label: str, model_name: str, pk: int) -> Subject:
    """Return the thing that an address names, to those who may see its kit."""
    subject = subject_of(app_label, model_name, pk)
    if subject is None:
        raise Http404
    if not may_see(request.user, subject):
        raise PermissionDenied
    return subject


def _recorded(request: StaffRequest, subject: Subject, kit: ShareKit, form: PostForm) -> bool:
    try:
        post, is_new = record_post(
            subject, form.facts, title=kit.title, path=kit.path, by=request.user
        )
    except ActionRefused as refused:
        form.refuse(refused)
        return False
    if is_new:
        sentence = _(
            "Recorded. The annual report of %(year)s counts it as evidence of the channel."
        )
        messages.success(request, sentence % {"year": _report_year(subject, post)})
    else:
        messages.info(request, _("This post is recorded already; once is enough."))
    return True


def _report_year(subject: Subject, post: Post) -> int:
    """The fiscal year whose report counts a post: that of the thing; of a poster, that of the day."""
    if isinstance(subject, Publishable):
        return subject.belongs_to_year
    return FiscalYear.of(post.posted_on).year


def _back_url(subject: Subject) -> str:
    """Where the thing itself is worked on, or is seen."""
    if isinstance(subject, Publishable):
        return change_url(subject)
    return subject.get_absolute_url()


def _context(request: StaffRequest, subject: Subject, kit: ShareKit) -> dict[str, Any]:
    user, today = request.user, timezone.localdate()
    posts = Post.objects.of(subject).newest_first().select_related("by", "struck_by", "photo")
    sent = OutboxMessage.objects.of(subject).select_related("created_by")
    postings = BoardPosting.objects.of(subject).with_photos()
    meta = subject._meta
    return {
        "kit": kit,
        "qr": qr_svg(kit.short_link),
        "address": [meta.app_label, meta.model_name, subject.pk],
        "doors": [Door(each, is_set_up(each), may_send(user, each)) for each in Target],
        "posts": posts,
        "sent": sent,
        "postings": [Hanging(each, state_on(each, today)) for each in postings],
        "may_post": user.has_perm("publishing.add_post"),
        "may_order": user.has_perm("publishing.add_boardposting"),
        "back_url": _back_url(subject),
    }
