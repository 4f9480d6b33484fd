"""Sending to LINE and Facebook: the text and what it costs before it goes, the outbox after."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agency.staff import StaffRequest, staff_page
from publishing.channels import line
from publishing.models import OutboxMessage, Target
from publishing.outbox import cancel, enqueue, is_public, is_set_up, may_send, try_again
from publishing.outbox_rules import MessageState
from publishing.share_desk import shared_subject
from publishing.share_forms import MessageForm
from publishing.share_kit import ShareKit, kit_of, share_url
from publishing.share_pictures import Subject
from publishing.workflow import ActionRefused

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def send(
    request: StaffRequest, app_label: str, model_name: str, pk: int, target: str
) -> HttpResponse:
    """Show a message as it will go, with what it costs, and put it into the outbox."""
    subject = shared_subject(request, app_label, model_name, pk)
    if target not in Target.values:
        raise Http404
    to = Target(target)
    if not may_send(request.user, to):
        raise PermissionDenied
    if not is_public(subject) or not is_set_up(to):
        messages.warning(request, _("This channel cannot be used for this now."))
        return redirect(share_url(subject) or "admin:index")
    kit = kit_of(subject)
    text = kit.long if to == Target.FACEBOOK else kit.short
    form = MessageForm(request.POST or None, initial={"target": target, "text": text})
    if request.method == "POST" and form.is_valid() and _put(request, subject, kit, to, form):
        return redirect(f"{share_url(subject)}#sent")
    return staff_page(
        request,
        "admin/publishing/send.html",
        title=str(to.label),
        form=form,
        kit=kit,
        target=to,
        quota=_quota(to),
        back_url=share_url(subject),
    )


@require_safe
def outbox(request: StaffRequest) -> HttpResponse:
    """List the messages with what became of them, newest first."""
    if not request.user.has_perm("publishing.view_outboxmessage"):
        raise PermissionDenied
    rows = OutboxMessage.objects.select_related("created_by")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return staff_page(
        request,
        "admin/publishing/outbox.html",
        title=_("Messages to LINE and Facebook"),
        page=page,
        may_change=request.user.has_perm("publishing.change_outboxmessage"),
        channels=[(each.label, is_set_up(each)) for each in Target],
    )


@require_POST
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a message that failed once more."""
    message = _message(request, pk)
    try:
        try_again(message, by=request.user)
    except ActionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It waits in the outbox and is sent within minutes."))
    return redirect("publishing_staff:outbox")


@require_POST
def take_out(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a message out of the outbox before it is sent."""
    message = _message(request, pk)
    try:
        cancel(message, by=request.user)
    except ActionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Cancelled: it is not sent."))
    return redirect("publishing_staff:outbox")


def _message(request: StaffRequest, pk: int) -> OutboxMessage:
    if not request.user.has_perm("publishing.change_outboxmessage"):
        raise PermissionDenied
    return get_object_or_404(OutboxMessage, pk=pk)


def _put(
    request: StaffRequest, subject: Subject, kit: ShareKit, to: Target, form: MessageForm
) -> bool:
    try:
        message = enqueue(
            subject,
            target=to,
            text=form.cleaned_data["text"],
            title=kit.title,
            path=kit.path,
            picture=kit.outside_picture,
            by=request.user,
        )
    except ActionRefused as refused:
        form.add_error(None, str(refused))
        return False
    _tell(request, message)
    return True


def _tell(request: StaffRequest, message: OutboxMessage) -> None:
    """Say where the message stands: the same text may have been put in before."""
    if message.state == MessageState.SENT:
        messages.info(request, _("This text was sent there already: nothing is sent again."))
    elif message.state == MessageState.FAILED:
        messages.warning(request, _("This text is in the outbox and was not sent: try it there."))
    else:
        messages.success(request, _("It waits in the outbox and is sent within minutes."))


def _quota(to: Target) -> line.Quota | None:
    """What a message of LINE costs; a post on Facebook costs nothing."""
    if to == Target.LINE_PUSH:
        return line.quota_of_push()
    if to == Target.LINE_BROADCAST:
        return line.quota_of_broadcast(timezone.localdate())
    return None
