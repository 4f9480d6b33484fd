"""Clerks answer questions, approvers publish and keep the channels, officers work sealed cases."""

from django.db import migrations

from agency.roles import Role, grant

SETTINGS = ["channel", "timelimit", "handlingstep"]
PUBLISHABLE = ["question", "statement"]


def every(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


WRITE = every(["add", "change", "delete", "view"], PUBLISHABLE)
KEEP = every(["add", "change", "delete", "view"], SETTINGS)
READ = every(["view"], PUBLISHABLE + SETTINGS)
PERMISSIONS = {
    Role.CLERK: [*WRITE, *every(["view"], SETTINGS)],
    Role.APPROVER: [*WRITE, *every(["approve"], PUBLISHABLE), *KEEP],
    Role.EXECUTIVE: READ,
    Role.COMPLAINT_OFFICER: ["work_case"],
    Role.ADMINISTRATOR: KEEP,
}


def make_roles(apps, schema_editor):
    grant(apps, "complaints", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial"), ("publishing", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
