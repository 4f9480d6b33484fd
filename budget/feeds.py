"""What the feeds of the budget tell of: the steps of a year, or of all years."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from budget.models import BudgetYear, ProgressReport, SpendingMonth, Supplement, Transfer
from publishing.models import PublicationStep, StepQuerySet

PARTS = (Supplement, Transfer, SpendingMonth, ProgressReport)


def steps_of_year(year: BudgetYear) -> StepQuerySet:
    """Return the steps that changed what the public sees of a year."""
    kinds = ContentType.objects.get_for_models(BudgetYear, *PARTS)
    own = Q(content_type=kinds[BudgetYear], object_id=year.pk)
    for part in PARTS:
        rows = part.objects.filter(year=year).order_by().values("pk")
        own |= Q(content_type=kinds[part], object_id__in=rows)
    return PublicationStep.objects.seen_by_the_public().filter(own)


def steps_of_budget() -> StepQuerySet:
    return PublicationStep.objects.seen_by_the_public().of_kinds(BudgetYear, *PARTS)
