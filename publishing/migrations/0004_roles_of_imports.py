"""Clerks and approvers import files."""

from django.db import migrations

from agency.roles import Role, grant

IMPORT = ["add_importfile", "view_importfile"]
PERMISSIONS = {Role.CLERK: IMPORT, Role.APPROVER: IMPORT}


def make_roles(apps, schema_editor):
    grant(apps, "publishing", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_imported_files"), ("agency", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
