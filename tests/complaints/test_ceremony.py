"""The ceremony from end to end: the command, the server and the offline machine."""

import datetime as dt
import itertools
import stat

import pytest
from django.core.management import CommandError, call_command

from agency.roles import Role
from complaints.ceremony import apply_wraps, export_wraps, import_recovery_key
from complaints.contents import Body
from complaints.models import AuditEntry, OfficerKey, RecoveryKey, Withdrawal, Wrap
from complaints.recovery import NewWrap, NewWraps, fingerprint_of, join, make, rewrap
from complaints.sealing.boxes import CannotOpen, new_pair, unseal, unwrap
from publishing.workflow import ActionRefused
from tests.complaints.conftest import TODAY, key_of

LATER = TODAY + dt.timedelta(days=1)


@pytest.fixture(scope="module")
def ceremony():
    return make()


@pytest.fixture
def recovery(db, ceremony):
    """The recovery key of the ceremony instead of the plain one."""
    return import_recovery_key(ceremony.public, today=TODAY)


@pytest.fixture
def hold(ceremony):
    """Return a function that holds the ceremony for one officer."""

    def held(officer):
        export = export_wraps([officer.key])
        return rewrap(export, join(ceremony.sheets[1:])).file

    return held


def answers_of(case, user):
    return Body.model_validate_json(unseal(key_of(case, user), bytes(case.body))).answers


def leave(user):
    Wrap.objects.filter(key=user.key).delete()
    OfficerKey.objects.filter(pk=user.key.pk).update(retired_on=TODAY)
    user.groups.clear()


# ------------------------------------------------------------------ the drill
def test_the_old_officer_is_gone_and_the_new_one_reads(make_officer, make_case, hold):
    old = make_officer("old")
    case = make_case("เรียกรับเงิน")
    leave(old)
    new = make_officer("new")

    done = apply_wraps(hold(new), today=LATER)

    assert (done.added, answers_of(case, new)) == (1, {"what": "เรียกรับเงิน"})


def test_a_new_officer_reads_nothing_without_the_ceremony(make_officer, make_case):
    make_officer("old")
    make_case()
    new = make_officer("new")

    assert Wrap.objects.filter(key=new.key).count() == 0


def test_whom_the_reporter_kept_out_is_skipped(make_officer, make_case, hold):
    accused, _other = make_officer("accused"), make_officer("other")
    make_case(excluded=[accused])

    done = apply_wraps(hold(accused), today=LATER)

    assert (done.added, Wrap.objects.filter(key=accused.key).count()) == (0, 0)


def test_a_new_key_does_not_let_in_whom_the_reporter_kept_out(make_officer, make_case, hold):
    accused, _other = make_officer("accused"), make_officer("other")
    make_case(excluded=[accused])
    OfficerKey.objects.filter(pk=accused.key.pk).update(retired_on=TODAY)
    public, _private = new_pair()
    accused.key = OfficerKey.objects.create(
        user=accused, public=public, locked=b"x", locked_again=b"x", enrolled_on=TODAY
    )

    done = apply_wraps(hold(accused), today=LATER)

    assert done.added == 0


def test_applying_the_same_file_twice_changes_nothing(make_officer, make_case, hold):
    make_officer("old")
    make_case()
    file = hold(make_officer("new"))

    first, second = apply_wraps(file, today=LATER), apply_wraps(file, today=LATER)

    assert (first.added, second.added, second.known) == (1, 0, 1)


def test_a_case_whose_content_was_deleted_is_neither_exported_nor_given(
    make_officer, make_case, hold
):
    make_officer("old")
    case = make_case()
    new = make_officer("new")
    file = hold(new)
    case.body_deleted_on = TODAY
    case.save()

    assert export_wraps([new.key]).cases == []
    assert apply_wraps(file, today=LATER).unfit == 1


def test_a_key_of_another_officer_is_not_taken(make_officer, make_case):
    officer = make_officer()
    case = make_case()
    new = make_officer("new")
    foreign = NewWrap(
        number=case.number, key=new.key.pk, public=bytes(officer.key.public).hex(), sealed="00"
    )

    assert apply_wraps(NewWraps(wraps=[foreign]), today=LATER).unfit == 1


def test_somebody_who_is_no_officer_any_more_gets_nothing(make_officer, make_case, hold):
    make_officer("old")
    make_case()
    new = make_officer("new")
    file = hold(new)
    new.groups.clear()

    assert apply_wraps(file, today=LATER).unfit == 1


def test_who_withdrew_from_a_case_is_not_given_it_again(make_officer, make_case, hold):
    make_officer("old")
    case = make_case()
    new = make_officer("new")
    file = hold(new)
    Withdrawal.objects.create(case=case, user=new, day=TODAY)

    assert apply_wraps(file, today=LATER).unfit == 1


def test_the_chain_tells_to_whom_a_case_was_given(make_officer, make_case, hold):
    make_officer("old")
    case = make_case()
    new = make_officer("new")

    apply_wraps(hold(new), today=LATER)

    entry = AuditEntry.objects.last()
    assert (entry.action, entry.subject, entry.note) == ("recovered", case.number, "new")


def test_the_chain_tells_nothing_of_a_restricted_case(make_officer, make_case, hold):
    accused, _other = make_officer("accused"), make_officer("other")
    make_case(excluded=[accused])

    done = apply_wraps(hold(make_officer("new")), today=LATER)

    entry = AuditEntry.objects.last()
    assert (done.added, entry.action, entry.subject, entry.note) == (1, "", "", "")


# ------------------------------------------------------------------ the key itself
def test_a_new_recovery_key_ends_the_one_before(recovery):
    newer = import_recovery_key(make().public, today=LATER)

    assert list(RecoveryKey.objects.active()) == [newer]


def test_a_new_recovery_key_does_not_open_what_came_before(make_officer, make_case):
    case = make_case()
    new = make()

    import_recovery_key(new.public, today=LATER)

    wrap = Wrap.objects.get(case=case, recovery__isnull=False)
    with pytest.raises(CannotOpen):
        unwrap(join(new.sheets[:2]), bytes(wrap.sealed))


@pytest.mark.parametrize("public", [b"", b"short", bytes(33)])
def test_what_is_no_key_is_refused(db, public):
    with pytest.raises(ActionRefused):
        import_recovery_key(public, today=TODAY)


def test_the_same_key_is_not_imported_twice(recovery, ceremony):
    with pytest.raises(ActionRefused):
        import_recovery_key(ceremony.public, today=LATER)


# ------------------------------------------------------------------ the command
def test_make_writes_three_sheets_and_a_public_key_for_the_owner_alone(tmp_path):
    """No fixture of the database: it may not be touched."""
    call_command("recovery", "make", out=tmp_path / "sheets")

    names = ["recovery-public.json", "sheet-1.txt", "sheet-2.txt", "sheet-3.txt"]
    files = sorted((tmp_path / "sheets").iterdir())
    assert [path.name for path in files] == names
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_make_overwrites_no_sheet(tmp_path):
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "sheet-2.txt").write_text("the only copy")

    with pytest.raises(CommandError):
        call_command("recovery", "make", out=folder)

    assert [path.name for path in folder.iterdir()] == ["sheet-2.txt"]
    assert (folder / "sheet-2.txt").read_text() == "the only copy"


@pytest.mark.parametrize("pair", list(itertools.combinations([1, 2, 3], 2)))
def test_the_command_leads_through_the_whole_ceremony(
    make_user, make_officer, make_case, tmp_path, pair
):
    call_command("recovery", "make", out=tmp_path)
    call_command("recovery", "import", tmp_path / "recovery-public.json")
    make_officer("old")
    case = make_case("ของกลาง")
    new = make_officer("new")

    call_command("recovery", "export", tmp_path / "out.json", username="new")
    sheets = [tmp_path / f"sheet-{number}.txt" for number in pair]
    call_command("recovery", "rewrap", tmp_path / "out.json", tmp_path / "back.json", sheet=sheets)
    call_command("recovery", "apply", tmp_path / "back.json")

    assert answers_of(case, new) == {"what": "ของกลาง"}
    assert stat.S_IMODE((tmp_path / "back.json").stat().st_mode) == 0o600


def test_rewrap_touches_no_database(tmp_path, ceremony):
    """No fixture of the database here either."""
    sheets = []
    for number in (0, 1):
        sheets.append(tmp_path / f"{number}.txt")
        sheets[-1].write_text(ceremony.sheets[number])
    (tmp_path / "out.json").write_text(
        '{"kind": "ita_portal recovery export", "readers": [], "cases": []}'
    )

    call_command("recovery", "rewrap", tmp_path / "out.json", tmp_path / "back.json", sheet=sheets)

    assert NewWraps.model_validate_json((tmp_path / "back.json").read_text()).wraps == []


@pytest.mark.parametrize("sheets", [["sheet-1.txt"], ["sheet-1.txt", "sheet-1.txt"]])
def test_fewer_than_two_different_sheets_open_nothing(tmp_path, sheets):
    call_command("recovery", "make", out=tmp_path)
    (tmp_path / "out.json").write_text(
        '{"kind": "ita_portal recovery export", "readers": [], "cases": []}'
    )
    paths = [tmp_path / name for name in sheets]

    with pytest.raises(CommandError):
        call_command("recovery", "rewrap", tmp_path / "out.json", tmp_path / "b.json", sheet=paths)

    assert not (tmp_path / "b.json").exists()


def test_a_damaged_file_is_refused_without_being_repeated(db, tmp_path):
    (tmp_path / "bad.json").write_text('{"secret": "words of a sheet"}')

    with pytest.raises(CommandError) as refused:
        call_command("recovery", "apply", tmp_path / "bad.json")

    assert "words of a sheet" not in str(refused.value)


def test_an_export_does_not_overwrite(db, tmp_path):
    (tmp_path / "there.json").write_text("x")

    with pytest.raises(CommandError):
        call_command("recovery", "export", tmp_path / "there.json")

    assert (tmp_path / "there.json").read_text() == "x"


def test_an_export_needs_somebody_to_read(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("recovery", "export", tmp_path / "out.json", username="nobody")


def test_people_who_are_no_officers_are_no_readers(make_user, make_officer, tmp_path):
    make_user("clerk", Role.CLERK)
    make_officer("officer")

    with pytest.raises(CommandError):
        call_command("recovery", "export", tmp_path / "out.json", username="clerk")


def test_importing_says_which_key_it_is(db, tmp_path, capsys):
    call_command("recovery", "make", out=tmp_path)

    call_command("recovery", "import", tmp_path / "recovery-public.json")

    key = RecoveryKey.objects.get()
    assert key.fingerprint == fingerprint_of(bytes(key.public))
    assert key.fingerprint in capsys.readouterr().out
