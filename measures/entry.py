"""“Add progress” (เพิ่มความคืบหน้า): choose a measure, say what was done, hand it in."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agency.staff import StaffRequest, staff_page
from measures.activity_forms import NewEvidenceForm, NewPhotoFormSet, ProgressForm
from measures.additions import add_evidence, add_photos
from measures.models import Activity, Measure
from measures.tasks import dues_of
from publishing.actions import approvers_of, submit
from publishing.unit_view import change_url
from publishing.workflow import ActionRefused, State

REMEMBERED = 60 * 60  # seconds for which a form pressed twice is recognised
may_enter = permission_required("measures.add_activity", raise_exception=True)


@may_enter
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """Ask for the measure, then for what was done; take it in when it was sent."""
    measure = _measure(request)
    if measure is None:
        return _choose(request)
    if request.method != "POST":
        return _form_page(request, measure, *_empty_forms(measure), token=uuid.uuid4())
    token = _token(request)
    key = _key(request, token)
    if not cache.add(key, 0, REMEMBERED):
        return redirect("measures_staff:progress_saved", token=token)
    try:
        return _entered(request, measure, key)
    finally:
        if not cache.get(key):
            cache.delete(key)


@may_enter
@require_safe
def saved(request: StaffRequest, token: uuid.UUID) -> HttpResponse:
    """Answer the second press: lead to what the first one made, or wait for it."""
    pk = cache.get(_key(request, token))
    if pk:
        return redirect(_next_page(get_object_or_404(Activity, pk=pk)))
    if pk is None:
        return redirect("admin:measures_activity_changelist")
    page = staff_page(request, "admin/measures/progress_saving.html", title=_("Saving"))
    page.headers["Refresh"] = "2"
    return page


@may_enter
@require_safe
def sent(request: StaffRequest, pk: int) -> HttpResponse:
    """Say who will look at what was handed in."""
    activity = get_object_or_404(Activity.objects.select_related("measure__plan"), pk=pk)
    approvers = approvers_of(activity).exclude(pk=request.user.pk)
    return staff_page(
        request,
        "admin/measures/progress_sent.html",
        title=_("Handed in"),
        activity=activity,
        approvers=approvers,
        change_url=change_url(activity),
    )


def _measure(request: StaffRequest) -> Measure | None:
    number = request.GET.get("measure", "")
    measures = Measure.objects.published().select_related("plan").prefetch_related("methods")
    return measures.filter(pk=number).first() if number.isdecimal() else None


def _choose(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    return staff_page(
        request,
        "admin/measures/progress_choose.html",
        title=_("Add progress"),
        dues=[
            (due, due.is_overdue(today), due.is_soon(today)) for due in dues_of(request.user, today)
        ],
    )


def _empty_forms(measure: Measure) -> tuple[ProgressForm, Any, NewEvidenceForm]:
    today = timezone.localdate()
    day = today if measure.plan.year.contains(today) else None
    return ProgressForm(measure=measure, initial={"day": day}), NewPhotoFormSet(), NewEvidenceForm()


def _form_page(
    request: StaffRequest,
    measure: Measure,
    form: ProgressForm,
    photos: Any,
    evidence: NewEvidenceForm,
    *,
    token: object,
) -> HttpResponse:
    return staff_page(
        request,
        "admin/measures/progress_form.html",
        title=_("Add progress"),
        measure=measure,
        form=form,
        photos=photos,
        evidence=evidence,
        token=token,
    )


def _entered(request: StaffRequest, measure: Measure, key: str) -> HttpResponse:
    """Keep everything that can be kept as a draft, hand it in where that was asked for."""
    form = ProgressForm(request.POST, request.FILES, measure=measure)
    photos = NewPhotoFormSet(request.POST, request.FILES)
    evidence = NewEvidenceForm(request.POST, request.FILES)
    form.full_clean()
    if form.is_empty:
        form.add_error("title", _("Write what was done."))
        return _form_page(request, measure, form, photos, evidence, token=uuid.uuid4())
    activity, sentences = _keep(request, measure, form, photos, evidence)
    cache.set(key, activity.pk, REMEMBERED)
    for sentence in sentences:
        messages.warning(request, sentence)
    if "submit" in request.POST and not sentences:
        _hand_in(request, activity)
    else:
        messages.success(request, _("Saved as a draft."))
    return redirect(_next_page(activity))


def _keep(
    request: StaffRequest,
    measure: Measure,
    form: ProgressForm,
    photos: Any,
    evidence: NewEvidenceForm,
) -> tuple[Activity, list[str]]:
    """Save a draft with the good files; return it with a sentence for each thing left out."""
    photos.is_valid()  # reads and judges the files before the database is held
    evidence.is_valid()
    with transaction.atomic():
        activity = form.activity(measure)
        activity.author = activity.edited_by = request.user
        activity.save()
        activity.methods.set(form.cleaned_data.get("methods", []))
        sentences = [*add_photos(activity, photos), *add_evidence(activity, evidence)]
    span = form.span
    if span and not (
        measure.plan.year.contains(span.first) and measure.plan.year.contains(span.last)
    ):
        sentences.append(_("The date lies outside %(year)s.") % {"year": measure.plan.year.label()})
    return activity, [*form.sentences(), *sentences]


def _hand_in(request: StaffRequest, activity: Activity) -> None:
    try:
        submit(activity, by=request.user)
    except ActionRefused as refused:
        messages.warning(request, _("Saved as a draft, not handed in yet. %s") % refused)


def _next_page(activity: Activity) -> Any:
    if activity.state == State.IN_REVIEW:
        return redirect("measures_staff:progress_sent", pk=activity.pk).url
    return change_url(activity)


def _token(request: StaffRequest) -> uuid.UUID:
    """Return what tells one form from another; a form without it counts as a new one."""
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid.uuid4()


def _key(request: StaffRequest, token: uuid.UUID) -> str:
    return f"progress:{request.user.pk}:{token}"
