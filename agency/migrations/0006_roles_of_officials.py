"""The administrator keeps the list of officials; everybody on the staff may read it."""

from django.db import migrations

from agency.roles import Role, grant

PERMISSIONS = {
    Role.CLERK: ["view_official"],
    Role.APPROVER: ["view_official"],
    Role.EXECUTIVE: ["view_official"],
    Role.ADMINISTRATOR: ["add_official", "change_official", "view_official"],
}


def make_roles(apps, schema_editor):
    grant(apps, "agency", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("agency", "0005_officials")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
