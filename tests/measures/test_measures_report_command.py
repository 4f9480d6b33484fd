import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from measures.editions import issue_edition


@pytest.fixture
def run(tmp_path):
    def run(*options, year=2566, output=tmp_path / "report.pdf"):
        call_command("measures_report", "--year", str(year), "--output", str(output), *options)
        return output.read_bytes()

    return run


def test_the_command_writes_the_same_file_as_the_site(run, complete_plan, executive):
    edition = issue_edition(complete_plan, by=executive, at=timezone.now())

    with default_storage.open(edition.pdf) as file:
        assert run() == file.read()


def test_a_draft_needs_no_edition(run, complete_plan):
    assert run("--draft")[:5] == b"%PDF-"


def test_without_an_edition_the_command_says_what_to_do(run, complete_plan, tmp_path):
    with pytest.raises(CommandError):
        run()

    assert list(tmp_path.glob("*report*")) == []


@pytest.mark.parametrize("year", [2571, 1, 99999999999])
def test_a_year_without_measures_is_refused(run, complete_plan, year):
    with pytest.raises(CommandError):
        run(year=year)


def test_a_place_that_cannot_be_written_leaves_nothing_behind(run, complete_plan, tmp_path):
    (tmp_path / "taken").mkdir()

    with pytest.raises(CommandError):
        run("--draft", output=tmp_path / "taken")

    assert sorted(path.name for path in tmp_path.iterdir() if "unfinished" in path.name) == []
