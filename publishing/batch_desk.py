"""Handing in many drafts, and approving many units of one kind: a list first, then one press."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agency.models import User
from agency.staff import StaffRequest, staff_page
from publishing.actions import approvers_of, contributors_to
from publishing.decisions import Outcome, approve_each, submit_each
from publishing.forms import ChosenForm
from publishing.models import PublicationStep, Publishable
from publishing.unit_view import change_url, unit_context
from publishing.waiting import kind_named, waiting_of, written_of
from publishing.workflow import State

MOST_DRAFTS = 50
MOST_REVIEWS = 10  # each is shown with all that an approver reads
MOST_REASONS = 5


@require_http_methods(["GET", "HEAD", "POST"])
def submit_many(request: StaffRequest, app_label: str, model_name: str) -> HttpResponse:
    """List the person's own drafts of one kind, and hand in those that are ticked."""
    kind = _kind(request.user, app_label, model_name, "change")
    rows = written_of(kind, request.user, State.DRAFT)
    units = list(rows[:MOST_DRAFTS])
    form = ChosenForm(_sent(request), units=units)
    if request.method == "POST" and form.is_valid():
        outcome = submit_each(form.chosen, by=request.user)
        _tell(request, outcome, _("Handed in: %(count)s"))
        return redirect(request.path)
    return staff_page(
        request,
        "admin/publishing/submit_many.html",
        title=_("Hand in several: %(kind)s") % {"kind": kind._meta.verbose_name_plural},
        form=form,
        rows=[{"unit": unit, "change_url": change_url(unit)} for unit in units],
        total=rows.count(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review_many(request: StaffRequest, app_label: str, model_name: str) -> HttpResponse:
    """List what waits of one kind, each to be unfolded, and approve what is ticked."""
    kind = _kind(request.user, app_label, model_name, "approve")
    if kind.is_judged_alone:
        return redirect("publishing_staff:queue")
    waiting = waiting_of(kind)
    shown = waiting[:MOST_REVIEWS]
    form = ChosenForm(_sent(request), units=[each.unit for each in shown])
    if request.method == "POST" and form.is_valid():
        seen = {unit: request.POST.get(f"seen-{unit.pk}", "") for unit in form.chosen}
        outcome = approve_each(seen.items(), by=request.user)
        _tell(request, outcome, _("Published: %(count)s"))
        is_rest = len(waiting) > len(outcome.done)
        return redirect(request.path if is_rest else "publishing_staff:queue")
    return staff_page(
        request,
        "admin/publishing/review_many.html",
        title=_("Approve several: %(kind)s") % {"kind": kind._meta.verbose_name_plural},
        form=form,
        rows=_rows(request.user, [each.unit for each in shown]),
        total=len(waiting),
    )


def _sent(request: StaffRequest) -> QueryDict | None:
    """Return what was sent, also when nothing was ticked."""
    return request.POST if request.method == "POST" else None


def _kind(user: User, app_label: str, model_name: str, verb: str) -> type[Publishable]:
    """Return the kind that an address names, to those who may do this with it."""
    kind = kind_named(app_label, model_name)
    if kind is None:
        raise Http404
    if not user.has_perm(f"{app_label}.{verb}_{model_name}"):
        raise PermissionDenied
    return kind


def _rows(user: User, units: list[Publishable]) -> list[dict[str, Any]]:
    """Return each unit with what its own page of review shows."""
    if not units:
        return []
    others_exist = approvers_of(units[0]).exclude(pk=user.pk).exists()
    steps = PublicationStep.objects.of_each(units)
    prefetch_related_objects(units, *units[0].shown_with)
    return [
        unit_context(user, unit, steps[unit.pk])
        | {
            "is_barred": others_exist and user.pk in contributors_to(unit, steps[unit.pk]),
            "flags": cast(Any, admin.site.get_model_admin(type(unit))).flags_of(unit),
        }
        for unit in units
    ]


def _tell(request: StaffRequest, outcome: Outcome, sentence: str) -> None:
    """Say what was done, and of the first few that were refused why."""
    if outcome.done:
        messages.success(request, sentence % {"count": len(outcome.done)})
    for refusal in outcome.refused[:MOST_REASONS]:
        messages.error(request, f"{refusal.unit}: {refusal.reason}")
    more = len(outcome.refused) - MOST_REASONS
    if more > 0:
        messages.error(request, _("%(count)s more were refused.") % {"count": more})
