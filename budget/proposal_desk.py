"""The decision not to add a line that a clerk proposed for a published ordinance."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agency.staff import StaffRequest
from budget.actions import decide_proposal
from budget.models import LineProposal
from publishing.forms import ReasonForm
from publishing.workflow import ActionRefused


@permission_required("budget.approve_budgetyear", raise_exception=True)
@require_POST
def refuse(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a proposed line back to the person who wrote it, with the reason."""
    proposal = get_object_or_404(LineProposal.objects.with_names(), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write why it is not added."))
        return redirect(proposal_url(proposal))
    try:
        decide_proposal(proposal, by=request.user, refusal=form.cleaned_data["reason"])
    except ActionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Given back: %s") % proposal)
    return redirect("admin:index")


def proposal_url(proposal: LineProposal) -> str:
    """The form of a new line, filled in with the proposal."""
    return reverse("admin:budget_budgetline_add", query={"proposal": proposal.pk})
