"""manage.py import_egp"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from procurement.models import EgpRecord
from tests.procurement.egp_samples import PROJECT, feed, item
from tests.procurement.egp_servers import says, server
from tests.procurement.test_egp_desk import table


@pytest.fixture
def run(clerk, settings):
    """Return a function that runs the command and returns what it says."""
    settings.EGP_FEED_URL = ""

    def call(*arguments, **options):
        out = StringIO()
        call_command("import_egp", *map(str, arguments), stdout=out, stderr=out, **options)
        return out.getvalue()

    return call


def test_a_file_is_brought_and_the_groups_are_counted(run, tmp_path):
    path = tmp_path / "egp.xml"
    path.write_bytes(feed(item()))
    said = run(path).splitlines()
    assert EgpRecord.objects.get().project == PROJECT
    assert [line.startswith("ปี 2566: มีใน e-GP แต่ไม่มีในเว็บไซต์ 1 งาน") for line in said] == [
        False,
        True,
    ]


def test_again_changes_nothing(run, tmp_path):
    path = tmp_path / "e.csv"
    path.write_bytes(table())
    run(path)
    before = list(EgpRecord.objects.values())
    run(path)
    assert list(EgpRecord.objects.values()) == before


def test_an_address_below_the_configured_one_is_fetched(run, settings):
    with server(says(feed(item()))) as url:
        settings.EGP_FEED_URL = url
        run(f"{url}?anounceType=D0")
    assert EgpRecord.objects.count() == 1


@pytest.mark.parametrize(
    "source",
    ["http://169.254.169.254/latest", "https://other.example/x", "file:///etc/passwd", "ftp://x/"],
)
def test_any_other_address_is_refused(run, settings, source):
    settings.EGP_FEED_URL = "https://egp.example/feed.xml"
    with pytest.raises(CommandError, match=r"egp\.example/feed\.xml"):
        run(source)


@pytest.mark.parametrize("source", ["", "https://egp.example/feed.xml"])
def test_without_a_configured_address_nothing_is_fetched(run, source):
    with pytest.raises(CommandError, match="EGP_FEED_URL"):
        run(source)


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.7", b"\x00" * 100])
def test_a_bad_file_is_one_line_and_nothing_is_kept(run, tmp_path, content):
    path = tmp_path / "egp.xml"
    path.write_bytes(content)
    with pytest.raises(CommandError) as error:
        run(path)
    assert (len(str(error.value).splitlines()), EgpRecord.objects.count()) == (1, 0)


def test_a_file_that_is_too_big_is_not_read_to_its_end(run, tmp_path):
    path = tmp_path / "egp.xml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(CommandError, match="10"):
        run(path)


@pytest.mark.parametrize("name", ["missing.xml", "."])
def test_a_file_that_cannot_be_opened_is_told(run, tmp_path, name):
    with pytest.raises(CommandError, match="“"):
        run(tmp_path / name)


def test_who_may_not_add_purchases_brings_nothing(run, executive, tmp_path):
    path = tmp_path / "egp.xml"
    path.write_bytes(feed(item()))
    with pytest.raises(CommandError):
        run(path, user="executive")
    assert EgpRecord.objects.count() == 0


def test_what_did_not_come_whole_ends_with_an_error(run, settings):
    asked = []

    def answer(handler):
        asked.append(handler.path)
        says(feed(item()) if len(asked) == 1 else b"<html>closed")(handler)

    with server(answer) as url:
        settings.EGP_FEED_URL = url
        with pytest.raises(CommandError, match=r"17\.01"):
            run()
    assert EgpRecord.objects.count() == 1
