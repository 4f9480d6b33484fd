"""The counts of the day (จำนวนผู้ตอบวันนี้): one screen for every survey that is open, for a phone."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agency.staff import StaffRequest, staff_page
from measures.integrity_forms import TallyForm
from measures.models import Survey
from measures.survey_actions import count, fill_explanations, missing_explanations
from measures.surveys import Progress, countable_surveys
from publishing.workflow import ActionRefused


@dataclass(frozen=True)
class Card:
    """A survey of the desk, with the field for its count."""

    progress: Progress
    form: TallyForm


@permission_required("measures.view_survey", raise_exception=True)
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """Show the open surveys, and those closed a short while ago, with the counts of the last days."""
    return _page(request, None, None)


@permission_required("measures.add_surveytally", raise_exception=True)
@require_http_methods(["GET", "POST"])
def save(request: StaffRequest, pk: int) -> HttpResponse:
    """Note a count; a refused one stands in its field with the reason.

    A phone that loads the page of a refused count anew comes here without one, back to the desk.
    """
    if request.method != "POST":
        return redirect("measures_staff:tallies")
    survey = get_object_or_404(Survey, pk=pk)
    form = TallyForm(request.POST, auto_id=f"id_{pk}_%s")
    if form.is_valid():
        try:
            tally = count(
                survey,
                day=form.cleaned_data["day"],
                answered=form.cleaned_data["answered"],
                reason=form.cleaned_data["reason"],
            )
        except ActionRefused as refused:
            form.add_error("answered", str(refused))
        else:
            facts = {"survey": survey.instrument, "answered": f"{tally.answered:,}"}
            messages.success(request, _("%(survey)s: %(answered)s answers noted.") % facts)
            return redirect("measures_staff:tallies")
    return _page(request, pk, form)


@permission_required("measures.add_surveyexplanation", raise_exception=True)
@require_POST
def fill(request: StaffRequest) -> HttpResponse:
    """Enter the explanations that come with the portal, as drafts."""
    made = fill_explanations(by=request.user)
    if made:
        facts = {"count": len(made)}
        messages.success(request, _("%(count)s explanations were entered as drafts.") % facts)
    else:
        messages.info(request, _("All of them are entered already."))
    return redirect("admin:measures_surveyexplanation_changelist")


def _page(request: StaffRequest, pk: int | None, form: TallyForm | None) -> HttpResponse:
    """Show the desk; `form` stands in the card of the survey `pk`."""
    today = timezone.localdate()
    found = countable_surveys(today)
    if form and all(each.survey.pk != pk for each in found):  # its card is gone, the field with it
        for sentences in form.errors.values():
            messages.error(request, " ".join(map(str, sentences)))
    cards = [
        Card(each, form if form and each.survey.pk == pk else _empty(each, today)) for each in found
    ]
    may_explain = request.user.has_perm("measures.add_surveyexplanation")
    return staff_page(
        request,
        "admin/measures/tallies.html",
        title=_("Surveys: count of the day"),
        cards=cards,
        today=today,
        may_count=request.user.has_perm("measures.add_surveytally"),
        missing=missing_explanations() if may_explain else 0,
    )


def _empty(progress: Progress, today: dt.date) -> TallyForm:
    day = min(today, progress.survey.closes_on)
    return TallyForm(initial={"day": day}, auto_id=f"id_{progress.survey.pk}_%s")
