"""Who may read the record of publication steps."""

from django.db import migrations

from agency.roles import Role, grant

PERMISSIONS = {
    Role.APPROVER: ["view_publicationstep"],
    Role.EXECUTIVE: ["view_publicationstep"],
    Role.ADMINISTRATOR: ["view_publicationstep"],
}


def make_roles(apps, schema_editor):
    grant(apps, "publishing", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial"), ("agency", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
