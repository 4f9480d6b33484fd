"""“Add progress” (เพิ่มความคืบหน้า): choose a measure, say what was done, hand it in."""

import uuid
from dataclasses import dataclass
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
from publishing.unit_view import change_url, incomplete_url
from publishing.workflow import ActionRefused, State

REMEMBERED = 60 * 60  # seconds for which a form pressed twice is recognised
may_enter = permission_required("measures.add_activity", raise_exception=True)


@dataclass(frozen=True)
class EntryForms:
    """The parts of one entry: what was done, its photos, its evidence."""

    progress: ProgressForm
    photos: Any
    evidence: NewEvidenceForm


@may_enter
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """Ask for the measure, then for what was done; take it in when it was sent."""
    measure = _measure(request)
    if measure is None:
        return _choose(request)
    if request.method != "POST":
        return _form_page(request, measure, _empty_forms(measure), token=uuid.uuid4())
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


def _empty_forms(measure: Measure) -> EntryForms:
    today = timezone.localdate()
    day = today if measure.plan.year.contains(today) else None
    form = ProgressForm(measure=measure, initial={"day": day})
    return EntryForms(form, NewPhotoFormSet(), NewEvidenceForm())


def _filled_forms(request: StaffRequest, measure: Measure) -> EntryForms:
    """Read what was sent; the files are judged here, before the database is held."""
    sent = (request.POST, request.FILES)
    forms = EntryForms(
        ProgressForm(*sent, measure=measure), NewPhotoFormSet(*sent), NewEvidenceForm(*sent)
    )
    forms.progress.full_clean()
    if not forms.progress.is_empty:
        forms.photos.is_valid()
        forms.evidence.is_valid()
    return forms


def _form_page(
    request: StaffRequest, measure: Measure, forms: EntryForms, *, token: object
) -> HttpResponse:
    return staff_page(
        request,
        "admin/measures/progress_form.html",
        title=_("Add progress"),
        measure=measure,
        form=forms.progress,
        photos=forms.photos,
        evidence=forms.evidence,
        token=token,
    )


def _entered(request: StaffRequest, measure: Measure, key: str) -> HttpResponse:
    """Keep everything that can be kept as a draft, hand it in where that was asked for."""
    forms = _filled_forms(request, measure)
    if forms.progress.is_empty:
        return _form_page(request, measure, forms, token=uuid.uuid4())
    activity, sentences = _keep(request, measure, forms)
    cache.set(key, activity.pk, REMEMBERED)
    for sentence in sentences:
        messages.warning(request, sentence)
    if "submit" in request.POST and not sentences:
        _hand_in(request, activity)
    else:
        messages.success(request, _("Saved as a draft."))
    is_refused = "submit" in request.POST and activity.state == State.DRAFT
    return redirect(incomplete_url(activity) if is_refused else _next_page(activity))


def _keep(request: StaffRequest, measure: Measure, forms: EntryForms) -> tuple[Activity, list[str]]:
    """Save a draft with the good files; return it with a sentence for each thing left out."""
    with transaction.atomic():
        activity = forms.progress.activity(measure)
        activity.author = activity.edited_by = request.user
        activity.save()
        activity.methods.set(forms.progress.cleaned_data.get("methods", []))
        sentences = add_photos(activity, forms.photos)
        sentences += add_evidence(activity, forms.evidence)
    year, span = measure.plan.year, forms.progress.span
    if span and not (year.contains(span.first) and year.contains(span.last)):
        sentences.append(_("The date lies outside %(year)s.") % {"year": year.label()})
    return activity, [*forms.progress.sentences(), *sentences]


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
