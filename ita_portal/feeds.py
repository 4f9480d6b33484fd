"""The feed of the whole site: what any app published, corrected or withdrew (Atom)."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from complaints.models import Question
from publishing.caching import public_page
from publishing.feeds import step_feed
from publishing.models import PublicationStep, StepQuerySet


@login_not_required
@require_safe
@public_page(Question.history.model)
def feed(request: HttpRequest) -> HttpResponse:
    """Give feed readers everything that became public, newest first."""
    return step_feed(request, site_steps(), title=_("News of the portal"), page=reverse("home"))


def site_steps() -> StepQuerySet:
    """Return the steps that everybody may know of: an answer to one person is not among them."""
    kind = ContentType.objects.get_for_model(Question)
    private = Question.objects.filter(is_public_wish=False).order_by().values("pk")
    steps = PublicationStep.objects.seen_by_the_public()
    return steps.exclude(content_type=kind, object_id__in=private)
