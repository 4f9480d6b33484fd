"""Everybody on the staff may read the villages; the administrator keeps them."""

from django.db import migrations

from agency.roles import Role, grant

PERMISSIONS = {
    Role.CLERK: ["view_village"],
    Role.APPROVER: ["view_village"],
    Role.EXECUTIVE: ["view_village"],
    Role.ADMINISTRATOR: ["add_village", "change_village", "delete_village", "view_village"],
}


def make_roles(apps, schema_editor):
    grant(apps, "agency", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("agency", "0003_village"), ("agency", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
