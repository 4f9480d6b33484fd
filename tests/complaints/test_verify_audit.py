"""manage.py verify_audit: proves the chain, compares it with the heads that were carried outside."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from complaints.audit import hash_of, record
from complaints.models import AuditAction, AuditEntry, Register
from tests.complaints.conftest import TODAY
from tests.complaints.test_audit import TABLE, run, without_triggers


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def chain(db):
    return [
        record(AuditAction.OPENED, today=TODAY, actor="officer", subject=f"CASE{number}")
        for number in range(1, 6)
    ]


@pytest.fixture
def heads(tmp_path):
    """Return a function that writes the file of heads."""

    def write(*lines):
        path = tmp_path / "kept-elsewhere.txt"
        path.write_text("".join(f"{line}\n" for line in lines))
        return path

    return write


def faults_told(capsys, **options):
    with pytest.raises(CommandError):
        call_command("verify_audit", **options)
    return capsys.readouterr().err.splitlines()


def test_a_whole_chain_passes(chain, capsys):
    call_command("verify_audit")

    assert chain[-1].hash in capsys.readouterr().out


def test_an_empty_chain_passes(db, capsys):
    call_command("verify_audit")

    assert capsys.readouterr().err == ""


def test_each_fault_is_one_line(chain, capsys):
    without_triggers()
    run(f"UPDATE {TABLE} SET actor = 'somebody' WHERE seq IN (2, 4)")

    assert faults_told(capsys) == ["link 2 was changed", "link 4 was changed"]


def test_the_heads_of_former_days_fit(chain, heads):
    path = heads(f"2026-11-26 2 {chain[1].hash}", f"2026-11-27 5 {chain[4].hash}")

    call_command("verify_audit", anchors=path)


def test_a_chain_that_was_rebuilt_is_found_by_the_heads(chain, heads, capsys):
    """Whoever owns the machine can write a chain anew that is whole in itself."""
    path = heads(f"2026-11-27 5 {chain[4].hash}")
    without_triggers()
    run(f"DELETE FROM {TABLE}")
    Register.objects.filter(series="audit").update(last=0)
    for number in range(1, 6):
        record(AuditAction.OPENED, today=TODAY, actor="nobody", subject=f"CASE{number}")
    call_command("verify_audit")

    assert faults_told(capsys, anchors=path) == ["link 5 is another than it was on 2026-11-27"]


def test_a_chain_that_was_cut_is_found_by_the_heads(chain, heads, capsys):
    path = heads(f"2026-11-27 5 {chain[4].hash}")
    without_triggers()
    run(f"DELETE FROM {TABLE} WHERE seq = 5")
    Register.objects.filter(series="audit").update(last=4)

    assert faults_told(capsys, anchors=path) == ["link 5, the head of 2026-11-27, is missing"]


def test_a_damaged_line_of_the_heads_is_a_fault(chain, heads, capsys):
    path = heads("2026-11-27 five", f"2026-11-27 5 {chain[4].hash}")

    assert faults_told(capsys, anchors=path) == ["line 1 of the heads is damaged"]


def test_heads_that_are_not_there_are_no_proof(chain, tmp_path):
    with pytest.raises(CommandError):
        call_command("verify_audit", anchors=tmp_path / "missing.txt")


def test_the_heads_of_this_machine_are_compared_by_themselves(chain, tmp_path, capsys):
    (tmp_path / "audit_heads.txt").write_text(f"2026-11-27 5 {'0' * 64}\n")

    assert faults_told(capsys) == ["link 5 is another than it was on 2026-11-27"]


def test_an_inserted_link_is_a_fault(chain, capsys):
    extra = AuditEntry(seq=6, day=TODAY, action="opened", previous=chain[-1].hash)
    extra.hash = hash_of(extra)
    extra.save(force_insert=True)

    assert faults_told(capsys) == ["the chain has 6 links, 5 were written"]


def test_the_guards_of_the_table_are_those_of_the_migration(db):
    """What the mutations above took away is there for everybody else."""
    table = (
        "sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else ("pg_trigger WHERE NOT tgisinternal")
    )
    column = "name" if connection.vendor == "sqlite" else "tgname"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} AND {column} LIKE 'audit_never%%'")
        names = {row[0] for row in cursor.fetchall()}

    other = "audit_never_shrinks" if connection.vendor == "sqlite" else "audit_never_emptied"
    assert names == {"audit_never_changes", other}
