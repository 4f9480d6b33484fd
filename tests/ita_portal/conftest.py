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
    counter = [1000]
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter(counter))

    def next_code():
        counter[0] += 1

    return next_code
