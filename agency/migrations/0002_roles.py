"""The five roles and what they may do in this app."""

from django.db import migrations

from agency.roles import Role, grant

PERMISSIONS = {
    Role.CLERK: ["view_unit"],
    Role.APPROVER: ["view_unit"],
    Role.EXECUTIVE: ["view_unit", "view_agency"],
    Role.COMPLAINT_OFFICER: [],
    Role.ADMINISTRATOR: [
        "change_agency",
        "view_agency",
        "add_unit",
        "change_unit",
        "view_unit",
        "add_user",
        "change_user",
        "view_user",
        "add_holiday",
        "change_holiday",
        "delete_holiday",
        "view_holiday",
    ],
}


def make_roles(apps, schema_editor):
    grant(apps, "agency", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
