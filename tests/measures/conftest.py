"""A year whose report is complete, and what may be missing from it."""

import pytest

from measures.models import Outcome, Result, Suggestion
from publishing.workflow import State
from tests.complaints.conftest import make_question  # noqa: F401
from tests.conftest import published_fields
from tests.procurement.conftest import make_purchase, make_stage  # noqa: F401


@pytest.fixture
def complete_plan(agency, make_measure, make_activity):
    """Return the plan of 2566 with one measure of which everything is published."""
    measure = make_measure(order=1)
    make_activity(measure)
    fields = published_fields(State.PUBLISHED)
    Result.objects.create(method=measure.methods.get(), text="มีการชี้แจงแล้ว", **fields)
    Outcome.objects.create(measure=measure, text="บุคลากรเข้าใจมากขึ้น", **fields)
    Suggestion.objects.create(measure=measure, text="ควรรายงานอย่างต่อเนื่อง", **fields)
    return measure.plan
