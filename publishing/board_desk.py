"""Notice boards: ordering a posting, the sheet to print, the photos at the start and at the end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agency.models import Agency
from agency.staff import StaffRequest, staff_page
from publishing.board_rules import RULES, days_lost
from publishing.board_sheet import sheet_facts, sheet_title
from publishing.boards import add_photo, cancel_posting, days_of, order, state_on
from publishing.links import short_url
from publishing.models import Board, BoardPhoto, BoardPosting
from publishing.outbox import is_public
from publishing.pdf import PdfError
from publishing.posters.stamps import without_scheme
from publishing.printed import printed
from publishing.qr import qr_code
from publishing.serving import NEVER, stored_file
from publishing.share_desk import Hanging, shared_subject
from publishing.share_forms import BoardPhotoForm, MistakeForm, OrderForm
from publishing.share_kit import facts_of, kit_of, share_url
from publishing.share_pictures import SHAREABLE
from publishing.workflow import ActionRefused

PAGE_SIZE = 50


@require_safe
def posting_list(request: StaffRequest) -> HttpResponse:
    """List the postings on boards, with what has to be done about each."""
    if not request.user.has_perm("publishing.view_boardposting"):
        raise PermissionDenied
    page = Paginator(BoardPosting.objects.with_photos(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    today = timezone.localdate()
    return staff_page(
        request,
        "admin/publishing/posting_list.html",
        title=_("Postings on boards"),
        page=page,
        rows=[Hanging(each, state_on(each, today)) for each in page],
        has_boards=Board.objects.exists(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def order_posting(request: StaffRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """Order that a thing is posted on a board."""
    subject = shared_subject(request, app_label, model_name, pk)
    if not request.user.has_perm("publishing.add_boardposting"):
        raise PermissionDenied
    if not is_public(subject):
        messages.warning(request, _("Only what is published can be told of outside."))
        return redirect("admin:index")
    kit = kit_of(subject)
    form = OrderForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            posting, is_new = order(
                subject, form.what, title=kit.title, path=kit.path, by=request.user
            )
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            _tell(request, is_new=is_new)
            return redirect("publishing_staff:posting", posting.pk)
    return staff_page(
        request,
        "admin/publishing/order.html",
        title=_("Post on a notice board"),
        form=form,
        kit=kit,
        rules=RULES.values(),
        has_boards=Board.objects.filter(is_in_use=True).exists(),
        back_url=share_url(subject),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def posting(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one posting with its photos, and take the next one."""
    row = _posting(request, pk)
    may_change = request.user.has_perm("publishing.change_boardposting")
    moment = _next_moment(row)
    form = BoardPhotoForm(
        request.POST or None,
        request.FILES or None,
        initial={"moment": moment, "taken_on": timezone.localdate()},
    )
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if form.is_valid() and _kept(request, row, form):
            return redirect("publishing_staff:posting", row.pk)
    return staff_page(
        request,
        "admin/publishing/posting.html",
        title=str(row),
        form=form if may_change and moment and not row.is_cancelled else None,
        may_change=may_change,
        **_context(row, moment),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Cancel an order that was a mistake."""
    row = _posting(request, pk)
    if not request.user.has_perm("publishing.change_boardposting"):
        raise PermissionDenied
    form = MistakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_posting(row, reason=form.cleaned_data["reason"], by=request.user)
        except ActionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Cancelled. It stays readable."))
        return redirect("publishing_staff:posting", row.pk)
    return staff_page(
        request,
        "admin/publishing/cancel_posting.html",
        title=_("Cancel a posting"),
        posting=row,
        form=form,
    )


@require_safe
def sheet(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Download the sheet that is posted: title, text, code and short address (A4)."""
    row = _posting(request, pk)
    subject = row.subject
    if row.is_cancelled or not isinstance(subject, SHAREABLE) or not is_public(subject):
        messages.warning(request, _("It is no longer public, or cancelled: there is no sheet."))
        return redirect("publishing_staff:posting", row.pk)
    link = short_url(row.path)
    context = {
        "posting": row,
        "title": sheet_title(row.title),
        "facts": sheet_facts(row.title, facts_of(subject)),
        "agency": Agency.objects.first(),
        "qr": qr_code(link),
        "link": without_scheme(link),
    }
    try:
        name = printed("publishing/board_sheet.html", context, created=row.ordered_at)
    except PdfError as failed:
        messages.error(request, str(failed))
        return redirect("publishing_staff:posting", row.pk)
    return stored_file(
        request, name, mime="application/pdf", cache=NEVER, download_as=f"board-{row.pk}.pdf"
    )


@require_safe
def photo(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Serve the photo of a paper on its board, to staff."""
    if not request.user.has_perm("publishing.view_boardposting"):
        raise PermissionDenied
    row = get_object_or_404(BoardPhoto, pk=pk)
    return stored_file(request, row.large, mime="image/webp", cache=NEVER)


def _posting(request: StaffRequest, pk: int) -> BoardPosting:
    if not request.user.has_perm("publishing.view_boardposting"):
        raise PermissionDenied
    return get_object_or_404(BoardPosting.objects.with_photos(), pk=pk)


def _next_moment(row: BoardPosting) -> str:
    """The photo that is missing; empty where both are there."""
    taken = {each.moment for each in row.photos.all()}
    missing = [moment for moment in BoardPhoto.Moment.values if moment not in taken]
    return missing[0] if missing else ""


def _context(row: BoardPosting, moment: str) -> dict[str, Any]:
    return {
        "posting": row,
        "state": state_on(row, timezone.localdate()),
        "photos": sorted(row.photos.all(), key=lambda each: each.taken_on),
        "moment": BoardPhoto.Moment(moment).label if moment else "",
        "rule": RULES.get(row.rule),
        "lost": days_lost(days_of(row)),
        "last_day": days_of(row).last_day,
        "share_url": share_url(row.subject) if row.subject else "",
    }


def _kept(request: StaffRequest, row: BoardPosting, form: BoardPhotoForm) -> bool:
    cleaned = form.cleaned_data
    try:
        add_photo(
            row,
            cleaned["photo"],
            moment=cleaned["moment"],
            taken_on=cleaned["taken_on"],
            by=request.user,
        )
    except ActionRefused as refused:
        form.refuse(refused)
        return False
    messages.success(request, _("The photo is kept."))
    return True


def _tell(request: StaffRequest, *, is_new: bool) -> None:
    if is_new:
        messages.success(request, _("Ordered. Print the sheet, post it, and take a photo of it."))
    else:
        messages.info(request, _("This is ordered for that board and day already."))
