"""Clerks share, post and order; only approvers send to everybody outside; executives read."""

from django.db import migrations

from agency.roles import Role, grant

READ = ["view_post", "view_outboxmessage", "view_boardposting", "view_board"]
WRITE = [
    "add_post",
    "add_outboxmessage",
    "change_outboxmessage",
    "add_boardposting",
    "change_boardposting",
    "add_board",
    "change_board",
]
PERMISSIONS = {
    Role.CLERK: [*READ, *WRITE],
    Role.APPROVER: [*READ, *WRITE, "change_post", "broadcast_outboxmessage"],
    Role.EXECUTIVE: READ,
}


def make_roles(apps, schema_editor):
    grant(apps, "publishing", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_outreach"), ("agency", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
