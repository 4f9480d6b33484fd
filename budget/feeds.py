"""The feed of a budget year: what was published, corrected or withdrawn, newest first (Atom)."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.translation import gettext as _

from agency.models import Agency
from budget.models import BudgetYear, ProgressReport, SpendingMonth, Supplement, Transfer
from publishing.models import PublicationStep, StepQuerySet
from publishing.workflow import Action

LENGTH = 50
PARTS = (Supplement, Transfer, SpendingMonth, ProgressReport)


def steps_of_year(year: BudgetYear) -> StepQuerySet:
    """Return the steps that changed what the public sees of a year."""
    kinds = ContentType.objects.get_for_models(BudgetYear, *PARTS)
    own = Q(content_type=kinds[BudgetYear], object_id=year.pk)
    for part in PARTS:
        rows = part.objects.filter(year=year).order_by().values("pk")
        own |= Q(content_type=kinds[part], object_id__in=rows)
    public = [Action.APPROVE, Action.CORRECT, Action.WITHDRAW]
    return PublicationStep.objects.filter(own, action__in=public)


def atom(year: BudgetYear, steps: StepQuerySet, *, site: str, path: str) -> str:
    """Return the newest steps as an Atom feed; a withdrawn thing is named, never shown.

    `site` is the address of the portal without a slash at its end, `path` that of the feed.
    """
    agency = Agency.objects.first()
    feed = Atom1Feed(
        title=str(year),
        link=f"{site}{year.get_absolute_url()}",
        description="",
        subtitle=_("What was published, corrected or withdrawn in this budget"),
        language="th",
        author_name=agency.name if agency else "",
        feed_url=f"{site}{path}",
        feed_guid=get_tag_uri(f"{site}{path}", None),
    )
    for step in steps[:LENGTH]:
        _add(feed, step, site, path)
    return feed.writeString("utf-8")


def _add(feed: Atom1Feed, step: PublicationStep, site: str, path: str) -> None:
    url = step.get_absolute_url() if step.action in {Action.CORRECT, Action.WITHDRAW} else step.url
    feed.add_item(
        title=f"{step.get_action_display()}: {step.title}",
        link=f"{site}{url}",
        description=step.reason,
        pubdate=step.at,
        updateddate=step.at,
        unique_id=get_tag_uri(f"{site}{path}#{step.pk}", step.at),
    )
