"""The audit chain: append-only in the database itself, and every other change is found."""

import pytest
from django.db import DatabaseError, connection, transaction

from complaints.audit import FIRST, faults, hash_of, record
from complaints.models import AuditAction, AuditEntry, Register
from tests.complaints.conftest import TODAY

TABLE = AuditEntry._meta.db_table
ON_SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def chain(db):
    """Five links."""
    return [
        record(AuditAction.OPENED, today=TODAY, actor="officer", subject=f"CASE{number}")
        for number in range(1, 6)
    ]


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def without_triggers():
    """Take the guard away, as whoever owns the machine could: it comes back with the rollback."""
    names = ["audit_never_changes", "audit_never_shrinks", "audit_never_emptied"]
    for name in names[:2] if ON_SQLITE else [names[0], names[2]]:
        run(f"DROP TRIGGER {name}" if ON_SQLITE else f"DROP TRIGGER {name} ON {TABLE}")


def found():
    last = Register.objects.get(series="audit").last
    return list(faults(AuditEntry.objects.order_by("seq"), last=last))


def refused(sql, *values):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(sql, *values)


# ------------------------------------------------------------------ a whole chain
def test_each_link_covers_the_one_before(chain):
    assert [link.previous for link in chain] == [FIRST, *(link.hash for link in chain[:-1])]


def test_a_whole_chain_has_no_fault(chain):
    assert found() == []


def test_a_chain_with_sealed_links_has_no_fault(chain, recovery):
    record(AuditAction.OPENED, today=TODAY, subject="SECRET", is_restricted=True)

    assert found() == []


@pytest.mark.parametrize("field", ["action", "actor", "subject", "note", "previous"])
def test_the_hash_covers_every_word(chain, field):
    link = chain[2]
    before = hash_of(link)
    setattr(link, field, "other")

    assert hash_of(link) != before


def test_words_cannot_be_moved_from_one_field_to_the_next(db):
    left = AuditEntry(seq=1, day=TODAY, actor="ab", subject="c", previous=FIRST)
    right = AuditEntry(seq=1, day=TODAY, actor="a", subject="bc", previous=FIRST)

    assert hash_of(left) != hash_of(right)


# ------------------------------------------------------------------ the database refuses
def test_no_link_can_be_changed(chain):
    refused(f"UPDATE {TABLE} SET actor = 'somebody' WHERE seq = 3")


def test_no_link_can_be_deleted(chain):
    refused(f"DELETE FROM {TABLE} WHERE seq = 5")


def test_the_table_cannot_be_emptied(chain):
    refused(f"DELETE FROM {TABLE}" if ON_SQLITE else f"TRUNCATE {TABLE}")


def test_no_link_can_be_replaced_by_inserting(chain):
    """SQLite lets REPLACE pass a DELETE trigger unless triggers are recursive."""
    columns = "id, seq, day, action, actor, subject, note, sealed, previous, hash"
    old = "id, seq, day, action, 'somebody', subject, note, sealed, previous, hash"
    if ON_SQLITE:
        refused(
            f"INSERT OR REPLACE INTO {TABLE} ({columns}) SELECT {old} FROM {TABLE} WHERE seq = 3"
        )
    else:
        refused(
            f"INSERT INTO {TABLE} ({columns}) SELECT {old} FROM {TABLE} WHERE seq = 3 "
            "ON CONFLICT (id) DO UPDATE SET actor = 'somebody'"
        )


def test_the_guards_stand_again_after_the_trial(chain):
    point = transaction.savepoint()
    without_triggers()
    transaction.savepoint_rollback(point)

    refused(f"UPDATE {TABLE} SET actor = 'somebody' WHERE seq = 3")


# ------------------------------------------------------------------ mutations, guards taken away
def test_a_changed_link_is_found(chain):
    without_triggers()
    run(f"UPDATE {TABLE} SET actor = 'somebody' WHERE seq = 3")

    assert found() == ["link 3 was changed"]


def test_a_changed_link_with_a_new_hash_is_found(chain):
    without_triggers()
    link = AuditEntry.objects.get(seq=3)
    link.actor = "somebody"
    run(f"UPDATE {TABLE} SET actor = 'somebody', hash = %s WHERE seq = 3", hash_of(link))

    assert found() == ["link 4 does not follow the link before it"]


def test_a_deleted_link_is_found(chain):
    without_triggers()
    run(f"DELETE FROM {TABLE} WHERE seq = 3")

    assert found() == [
        "link 3 is missing, link 4 stands in its place",
        "link 4 does not follow the link before it",
    ]


@pytest.mark.parametrize("seq", [1, 5])
def test_a_link_deleted_at_an_end_is_found(chain, seq):
    without_triggers()
    run(f"DELETE FROM {TABLE} WHERE seq = %s", seq)

    assert len(found()) >= 1


def test_two_swapped_links_are_found(chain):
    without_triggers()
    run(f"UPDATE {TABLE} SET seq = 99 WHERE seq = 2")
    run(f"UPDATE {TABLE} SET seq = 2 WHERE seq = 3")
    run(f"UPDATE {TABLE} SET seq = 3 WHERE seq = 99")

    assert {"link 2 was changed", "link 3 was changed"} <= set(found())


def test_an_inserted_link_is_found(chain):
    """A link that follows the last one well, but was never counted."""
    extra = AuditEntry(seq=6, day=TODAY, action="opened", previous=chain[-1].hash)
    extra.hash = hash_of(extra)
    extra.save(force_insert=True)

    assert found() == ["the chain has 6 links, 5 were written"]


def test_an_emptied_chain_is_found(chain):
    without_triggers()
    run(f"DELETE FROM {TABLE}")

    assert found() == ["the chain has 0 links, 5 were written"]
