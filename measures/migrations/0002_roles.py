"""Clerks write, approvers publish, the executive reads everything and issues editions."""

from django.db import migrations

from agency.roles import Role, grant

PUBLISHABLE = ["assessmentyear", "measure", "activity", "result", "outcome", "suggestion"]
PARTS = [
    "gradelevel",
    "indicator",
    "question",
    "finding",
    "measureplan",
    "method",
    "schedule",
    "activityphoto",
    "evidence",
]


def every(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


WRITE = every(["add", "change", "delete", "view"], PUBLISHABLE + PARTS)
VIEW = every(["view"], [*PUBLISHABLE, *PARTS, "reportedition"])
PERMISSIONS = {
    Role.CLERK: [*WRITE, "view_reportedition"],
    Role.APPROVER: [*WRITE, *every(["approve"], PUBLISHABLE), "view_reportedition"],
    Role.EXECUTIVE: [*VIEW, "add_reportedition"],
}


def make_roles(apps, schema_editor):
    grant(apps, "measures", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial"), ("publishing", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
