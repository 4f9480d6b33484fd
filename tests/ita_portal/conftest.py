import itertools
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache


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
