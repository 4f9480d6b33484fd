"""Words that must be found nowhere: a whole case by its pages, then a search through everything kept."""

import base64
import logging
import tempfile

import pytest
from django.core.cache import cache
from django.test import Client

from agency.models import Unit
from agency.roles import Role
from complaints.files import root
from complaints.models import Case, RecoveryKey
from tests.complaints import haystack
from tests.complaints.conftest import TODAY
from tests.complaints.story import Story, canary


@pytest.fixture
def spool(settings, tmp_path, monkeypatch):
    """A folder for temporary files that is not there: whoever writes one fails."""
    spool = tmp_path / "spool"
    settings.FILE_UPLOAD_TEMP_DIR = spool
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    return spool


@pytest.fixture
def story(make_officer, agency):
    make_officer("colleague", position="นิติกร")
    return Story(make_officer("officer", position="นักทรัพยากรบุคคล"))


def everything(log, folder):
    """Return all places: tables, backup, files beside the database, cache, log."""
    return {
        **haystack.tables(),
        **haystack.backup(),
        **haystack.files(folder),
        **haystack.kept_in_cache(),
        "log": "\n".join(log.lines).encode(errors="replace"),
    }


def test_no_word_of_a_case_is_left_anywhere(story, spool, tmp_path, make_user, monkeypatch, capsys):
    newcomer = make_user("newcomer", Role.COMPLAINT_OFFICER)
    with haystack.every_logger() as log:
        story.tell()
        story.enrol(newcomer)
        story.fail(monkeypatch)

    places = everything(log, tmp_path)
    places["console"] = "".join(capsys.readouterr()).encode()
    assert haystack.hits(places, story.words) == []
    assert spool.exists() is False


def test_the_story_is_read_by_its_officer(story, spool):
    """Control: everything was said and kept, so the search above looks for what could be there."""
    story.tell()

    shown = ["who", "what", "contact_phone", "sound", "photo", "file name", "later file", "answer"]
    assert [name for name in shown if story.words[name].encode() not in story.read] == []
    assert Case.objects.get().files.count() == 6


def test_a_word_that_is_left_is_found(db, tmp_path):
    """Control: planted in every kind of place, in every spelling."""
    words = {name: canary() for name in ("text", "bytes", "hex", "base64", "utf-16", "json")}
    words |= {name: canary() for name in ("session", "cache", "file", "log", "escaped")}
    plain = {name: word.encode() for name, word in words.items()}
    units = [words["text"], f"x{plain['hex'].hex()}", ascii(words["json"])]
    units += [base64.b64encode(b"ab" + plain["base64"] + b"c").decode()]
    for name in units:
        Unit.objects.create(name=name)
    _in_bytes(plain["bytes"] + words["utf-16"].encode("utf-16-le"))
    client = Client()
    session = client.session
    session["x"] = words["session"]
    session.save()
    cache.set("x", words["cache"])
    root().joinpath("planted").write_bytes(plain["file"])
    with haystack.every_logger() as log:
        logging.getLogger("django.template").debug("%s", words["log"])
        logging.getLogger("django.server").debug("%s", ascii(words["escaped"]))

    found = {name for _place, name in haystack.hits(everything(log, tmp_path), words)}
    assert found == set(words)


def _in_bytes(content):
    RecoveryKey.objects.create(public=content, fingerprint="planted", imported_on=TODAY)
