"""The approver's desk: what waits, one unit with old beside new, and taking things off the site."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agency.staff import StaffRequest, staff_page
from publishing.actions import contributors_to, withdraw
from publishing.decisions import approve_as_seen, send_back_as_seen
from publishing.forms import ReasonForm, SendBackForm
from publishing.models import Publishable
from publishing.permissions import has_right
from publishing.unit_view import change_url, unit_context
from publishing.waiting import approvable_by, heaps_of, kind_named, waiting_for
from publishing.workflow import ActionRefused


@require_safe
def queue(request: StaffRequest) -> HttpResponse:
    """List what waits for this approver, oldest first (รอตรวจ)."""
    if not approvable_by(request.user):
        raise PermissionDenied
    waiting = waiting_for(request.user)
    return staff_page(
        request,
        "admin/publishing/queue.html",
        title=_("Waiting for review"),
        waiting=waiting,
        heaps=heaps_of(waiting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: StaffRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """Show one unit with old beside new, and take the decision (ตรวจและอนุมัติ)."""
    unit = _unit(request, app_label, model_name, pk)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, unit, form):
        return redirect("publishing_staff:queue")
    context = unit_context(request.user, unit) | {"form": form}
    context["is_own_work"] = request.user.pk in contributors_to(unit)
    context["flags"] = cast(Any, admin.site.get_model_admin(type(unit))).flags_of(unit)
    return staff_page(request, "admin/publishing/review.html", title=str(unit), **context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: StaffRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """Take a published unit off the site, with a reason (ถอนการเผยแพร่)."""
    unit = _unit(request, app_label, model_name, pk)
    if not unit.can_be_withdrawn:
        messages.warning(
            request, _("This cannot be withdrawn, only corrected: other public data rest on it.")
        )
        return redirect(change_url(unit))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _withdrawn(request, unit, form):
        return redirect(change_url(unit))
    context = unit_context(request.user, unit) | {"form": form}
    return staff_page(request, "admin/publishing/withdraw.html", title=str(unit), **context)


def _withdrawn(request: StaffRequest, unit: Publishable, form: ReasonForm) -> bool:
    """Withdraw a unit; what is wrong with the reason stands at it, a refusal becomes a message."""
    reason = form.cleaned_data["reason"]
    if problems := unit.problems_of_reason(reason):
        form.add_error("reason", list(problems))
        return False
    try:
        withdraw(unit, by=request.user, reason=reason)
    except ActionRefused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Withdrawn. Its title and the reason stay readable."))
    return True


def _decided(request: StaffRequest, unit: Publishable, form: SendBackForm) -> bool:
    """Carry out the decision that the person pressed; a refusal becomes a message."""
    seen = request.POST.get("seen", "")
    try:
        if "approve" in request.POST:
            approve_as_seen(unit, by=request.user, seen=seen)
            messages.success(request, _("Approved and published: %s") % unit)
        else:
            send_back_as_seen(unit, by=request.user, seen=seen, reason=form.full_reason)
            messages.success(request, _("Sent back: %s") % unit)
    except ActionRefused as refused:
        messages.error(request, str(refused))
        return False
    return True


def _unit(request: StaffRequest, app_label: str, model_name: str, pk: int) -> Publishable:
    """Return the unit that an address names, to those who may approve its kind."""
    model = kind_named(app_label, model_name)
    unit = model._default_manager.filter(pk=pk).first() if model else None
    if unit is None:
        raise Http404
    if not has_right(request.user, unit, "approve"):
        raise PermissionDenied
    return unit
