"""Clerks and approvers number and print posters; executives see which hang somewhere."""

from django.db import migrations

from agency.roles import Role, grant

WRITE = ["add_posteredition", "change_posteredition", "view_posteredition"]
PERMISSIONS = {
    Role.CLERK: WRITE,
    Role.APPROVER: WRITE,
    Role.EXECUTIVE: ["view_posteredition"],
}


def make_roles(apps, schema_editor):
    grant(apps, "publishing", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_posters"), ("agency", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
