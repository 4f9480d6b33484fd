import itertools
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache

from tests.budget.conftest import (  # noqa: F401
    heading,
    make_line,
    make_supplement,
    make_transfer,
    make_year,
)
from tests.complaints.conftest import make_question  # noqa: F401
from tests.procurement.conftest import (  # noqa: F401
    make_contract,
    make_purchase,
    make_stage,
    make_vendor,
)


@pytest.fixture(autouse=True)
def _forget_wrong_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """Return a function that turns the app's clock to its next code, and stop it there."""
    half_minutes = itertools.count(1000)
    clock = SimpleNamespace()
    monkeypatch.setattr(totp, "time", clock)

    def next_code():
        now = next(half_minutes) * totp.app_settings.TOTP_PERIOD
        clock.time = lambda: now

    next_code()
    return next_code
