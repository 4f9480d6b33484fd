"""Clerks write, approvers publish, the executive reads."""

from django.db import migrations

from agency.roles import Role, grant

PUBLISHABLE = ["purchase", "stage", "nilperiod", "yearsummary"]
PARTS = [
    "vendor",
    "medianprice",
    "notice",
    "bid",
    "contract",
    "amendment",
    "instalment",
    "progress",
    "progressphoto",
    "purchasedocument",
    "contractchange",
]


def every(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


WRITE = [*every(["add", "change", "delete", "view"], PUBLISHABLE + PARTS), "view_egprecord"]
PERMISSIONS = {
    Role.CLERK: WRITE,
    Role.APPROVER: [*WRITE, *every(["approve"], PUBLISHABLE)],
    Role.EXECUTIVE: [*every(["view"], PUBLISHABLE + PARTS), "view_egprecord"],
}


def make_roles(apps, schema_editor):
    grant(apps, "procurement", PERMISSIONS)


class Migration(migrations.Migration):
    replaces = [("procurement", "0002_roles"), ("procurement", "0006_roles_of_contract_changes")]
    dependencies = [
        # By names that are replaced: a database in between is told so.
        ("procurement", "0007_names_for_staff"),
        ("budget", "0003_classification"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
