"""What the portal refuses to start with, each in one sentence, and the key of the demonstration."""

import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings

from ita_portal.settings import demo_secret
from tests.ita_portal.processes import HOST, start


def refusal(**environment):
    """Return the last line that a start with this environment leaves behind."""
    result = start("import ita_portal.settings", **environment)
    assert result.returncode != 0
    return result.stderr.splitlines()[-1].removeprefix(
        "django.core.exceptions.ImproperlyConfigured: "
    )


# ------------------------------------------------------------------ refusing to start
def test_production_refuses_to_start_without_a_secret_key():
    answer = refusal(ALLOWED_HOSTS=HOST)

    assert answer == (
        "Set SECRET_KEY in the environment: a long random text, kept secret and never changed."
    )


def test_production_refuses_to_start_without_allowed_hosts():
    answer = refusal(SECRET_KEY="x")

    assert answer == (
        "Set ALLOWED_HOSTS in the environment: the names of the site, divided by commas."
    )


def test_debug_is_refused_outside_the_demonstration():
    answer = refusal(SECRET_KEY="x", ALLOWED_HOSTS=HOST, DEBUG="1")

    assert answer == "DEBUG=1 shows secrets to visitors: it works only with DEMO=1."


def test_a_flag_that_is_neither_0_nor_1_is_refused_by_name():
    assert refusal(DEMO="yes") == "DEMO='yes': use 0 or 1."


def test_a_port_that_is_no_number_is_refused_by_name(tmp_path):
    answer = refusal(DEMO="1", DATA_DIR=str(tmp_path), PORT="80a")

    assert answer == "PORT='80a': use a whole number."


@pytest.mark.parametrize("url", ["mysql://x:hidden@h/n", "postgresql://x:hidden@h:p/n", "hidden"])
def test_a_wrong_database_url_is_refused_without_showing_its_password(tmp_path, url):
    answer = refusal(DEMO="1", DATA_DIR=str(tmp_path), DATABASE_URL=url)

    assert answer == "DATABASE_URL: use sqlite:///path or postgresql://user@host/name."


def test_manage_py_says_what_is_wrong_without_a_traceback():
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )

    assert result.stderr == (
        "Set SECRET_KEY in the environment: a long random text, kept secret and never changed.\n"
    )


# ------------------------------------------------------------------ the demonstration's key
def test_the_key_of_the_demonstration_can_be_read_by_its_owner_only(tmp_path):
    demo_secret(tmp_path / "var" / "secret_key")

    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_the_key_of_the_demonstration_is_made_once(tmp_path):
    first = demo_secret(tmp_path / "secret_key")

    assert demo_secret(tmp_path / "secret_key") == first


def test_the_key_of_the_demonstration_is_long(tmp_path):
    assert len(demo_secret(tmp_path / "secret_key")) >= 50
