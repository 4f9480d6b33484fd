"""The database itself refuses to change or remove a link of the audit chain."""

from django.db import migrations

TABLE = "complaints_auditentry"
SQLITE = [
    f"CREATE TRIGGER audit_never_changes BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'The audit chain is append-only.'); END",
    f"CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'The audit chain is append-only.'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'The audit chain is append-only.'; END $$",
    f"CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()",
    f"CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()",
]


def add_triggers(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    replaces = [("complaints", "0003_append_only_chain")]
    dependencies = [
        ("complaints", "0004_first_settings"),  # a name that is replaced: a database in between is told so
    ]

    operations = [migrations.RunPython(add_triggers, migrations.RunPython.noop)]
