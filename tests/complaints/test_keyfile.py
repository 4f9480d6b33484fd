"""The key file: made once, for its owner alone, and never silently made anew."""

import json
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from complaints.keyfile import keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(settings):
    return settings.COMPLAINT_KEYS


@pytest.fixture
def forgotten(settings, tmp_path):
    """Return a function by which a new process begins: it has read nothing yet."""

    def begin():
        moved = tmp_path / f"process-{len(list(tmp_path.glob('process-*')))}"
        moved.symlink_to(settings.COMPLAINT_KEYS)
        settings.COMPLAINT_KEYS = moved

    return begin


def test_it_is_made_on_first_use_for_the_owner_alone(path):
    assert path.exists() is False

    keys()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_made_once(path, forgotten):
    first = keys()
    before = path.read_bytes()
    forgotten()

    assert (keys(), path.read_bytes()) == (first, before)


def test_each_secret_is_another(path):
    made = keys()

    assert len({made.receipt, made.ticket, made.pepper}) == 3
    assert {len(each) for each in (made.receipt, made.ticket, made.pepper)} == {32}


def test_no_other_file_is_left_beside_it(path):
    keys()

    assert [each.name for each in path.parent.iterdir() if each.is_file()] == [path.name]


@pytest.mark.parametrize("make", ["make_case", "make_question"])
def test_a_lost_file_is_refused_while_receipts_were_given(request, path, forgotten, make):
    request.getfixturevalue(make)()
    path.unlink()
    forgotten()

    with pytest.raises(ImproperlyConfigured, match="missing"):
        keys()
    assert path.exists() is False


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not json",
        "[]",
        "{}",
        json.dumps({"receipt": "00" * 32, "ticket": "00" * 32}),
        json.dumps({"receipt": "00" * 32, "ticket": "00" * 32, "pepper": "00" * 31}),
        json.dumps({"receipt": "00" * 32, "ticket": "00" * 32, "pepper": "xy" * 32}),
        json.dumps({"receipt": "00" * 32, "ticket": "00" * 32, "pepper": None}),
    ],
)
def test_a_damaged_file_is_refused_and_not_repeated(path, content):
    path.write_text(content)

    with pytest.raises(ImproperlyConfigured) as refused:
        keys()

    assert "00" * 31 not in str(refused.value)
    assert path.read_text() == content
