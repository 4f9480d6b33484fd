"""Where a period stands of which there may be nothing to tell; who says so: procurement, gifts."""

import pytest

from publishing.nil_periods import Standing, standing_of
from publishing.workflow import State


@pytest.mark.parametrize(
    ("is_over", "has_rows", "state", "standing"),
    [
        (False, False, None, Standing.RUNNING),
        (True, False, None, Standing.MISSING),
        (True, True, None, Standing.ROWS),
        (True, False, State.DRAFT, Standing.BEGUN),
        (True, False, State.SENT_BACK, Standing.BEGUN),
        (True, False, State.IN_REVIEW, Standing.WAITING),
        (True, False, State.PUBLISHED, Standing.NIL),
        (True, True, State.PUBLISHED, Standing.CONTRADICTED),
        (True, True, State.IN_REVIEW, Standing.CONTRADICTED),
    ],
)
def test_where_a_period_stands(is_over, has_rows, state, standing):
    found = standing_of(is_over=is_over, has_rows=has_rows, state=state)

    assert found == standing
