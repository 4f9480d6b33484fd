"""The feed of the measures: what was published of them, corrected or withdrawn (Atom)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.models import Activity, AssessmentYear, Measure, Outcome, Result, Suggestion
from publishing.caching import public_page
from publishing.feeds import step_feed
from publishing.models import PublicationStep

KINDS = (AssessmentYear, Measure, Activity, Result, Outcome, Suggestion)


@login_not_required
@require_safe
@public_page()
def feed(request: HttpRequest) -> HttpResponse:
    """Give feed readers what was promised and done for integrity, newest first."""
    steps = PublicationStep.objects.seen_by_the_public().of_kinds(*KINDS)
    return step_feed(request, steps, title=_("Measures"), page=reverse("measures:latest"))
