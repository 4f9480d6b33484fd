"""The five roles and what they may do in this app."""

from django.db import migrations

from agency.roles import Role, grant

EVERYBODY = ["view_unit", "view_village", "view_official"]
PERMISSIONS = {
    Role.CLERK: EVERYBODY,
    Role.APPROVER: EVERYBODY,
    Role.EXECUTIVE: [*EVERYBODY, "view_agency"],
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
        "add_village",
        "change_village",
        "delete_village",
        "view_village",
        "add_official",
        "change_official",
        "view_official",
    ],
}


def make_roles(apps, schema_editor):
    grant(apps, "agency", PERMISSIONS)


class Migration(migrations.Migration):
    replaces = [
        ("agency", "0002_roles"),
        ("agency", "0004_village_roles"),
        ("agency", "0006_roles_of_officials"),
    ]
    dependencies = [
        ("agency", "0005_officials"),  # a name that is replaced: a database in between is told so
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
