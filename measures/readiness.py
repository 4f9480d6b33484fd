"""What the annual report of a year still lacks, each with the page where it is put right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from agency.models import Agency
from measures.models import Measure, MeasurePlan
from publishing.models import Publishable
from publishing.workflow import State

UNDECIDED = {State.IN_REVIEW, State.SENT_BACK}


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, in a sentence, and the address of the page that mends it."""

    message: str
    url: str


def gaps(plan: MeasurePlan) -> list[Gap]:
    """Return everything that keeps an edition from being issued; empty when nothing does.

    Drafts that nobody has submitted yet do not count: they are simply not part of the report.
    """
    measures = list(plan.measures.with_report().not_withdrawn().order_by("order"))
    found = [*_gaps_of_signature(plan)]
    if not measures:
        found.append(Gap(_("The year has no measure yet."), _add("measure", plan=plan.pk)))
    return found + [gap for measure in measures for gap in _gaps_of_measure(measure)]


def _gaps_of_signature(plan: MeasurePlan) -> Iterator[Gap]:
    agency = Agency.objects.first()
    if agency is None:
        yield Gap(_("The agency itself is not entered yet."), reverse("admin:agency_agency_add"))
    elif not (plan.signatory_name or agency.executive_name):
        yield Gap(_("It is not known who signs the report."), _change(plan))


def _gaps_of_measure(measure: Measure) -> Iterator[Gap]:
    named = {"number": measure.order}
    if not measure.is_published:
        yield Gap(_("Measure %(number)s is not published yet.") % named, _change(measure))
        return
    yield from _missing_results(measure)
    if not _has_published(measure.activities.all()):
        message = _("Measure %(number)s has no published activity.") % named
        # Activities are begun on the quick page, which keeps whatever was typed.
        yield Gap(message, f"{reverse('measures_staff:progress_add')}?measure={measure.pk}")
    if not _has_published(measure.outcomes.all()):
        message = _("Measure %(number)s has no published outcome.") % named
        yield Gap(message, _add("outcome", measure=measure.pk))
    if not _has_published(measure.suggestions.all()):
        message = _("Measure %(number)s has no published suggestion.") % named
        yield Gap(message, _add("suggestion", measure=measure.pk))
    yield from _undecided(measure)


def _missing_results(measure: Measure) -> Iterator[Gap]:
    for method in measure.methods.all():
        result = getattr(method, "result", None)
        if result is None or result.state in {State.DRAFT, State.WITHDRAWN}:
            message = _("Method %(method)s of measure %(number)s has no published result.")
            url = _change(result) if result else _add("result", method=method.pk)
            yield Gap(message % {"method": method.order, "number": measure.order}, url)


def _undecided(measure: Measure) -> Iterator[Gap]:
    """What was submitted for the report and still waits for somebody."""
    results = [method.result for method in measure.methods.all() if hasattr(method, "result")]
    parts: list[Publishable] = [
        *results,
        *measure.activities.all(),
        *measure.outcomes.all(),
        *measure.suggestions.all(),
    ]
    for part in parts:
        if part.state in UNDECIDED:
            facts = {"state": part.get_state_display(), "title": str(part)[:80]}
            yield Gap(_("Not decided yet (%(state)s): %(title)s") % facts, _change(part))


def _has_published(parts: Iterable[Publishable]) -> bool:
    return any(part.is_published for part in parts)


def _change(row: MeasurePlan | Publishable) -> str:
    return reverse(f"admin:measures_{row._meta.model_name}_change", args=[row.pk])


def _add(model: str, **initial: int) -> str:
    query = "&".join(f"{name}={value}" for name, value in initial.items())
    return f"{reverse(f'admin:measures_{model}_add')}?{query}"
