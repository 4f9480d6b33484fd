"""The classification that every local budget uses; clerks write, approvers publish, the executive reads."""

from django.db import migrations

from agency.roles import Role, grant
from budget.classification import load_classification

PUBLISHABLE = ["budgetyear", "supplement", "transfer", "spendingmonth", "progressreport"]
PARTS = [
    "revenueestimate",
    "budgetdocument",
    "budgetline",
    "transferitem",
    "spending",
    "lineprogress",
]
HEADINGS = ["heading", "headingalias"]


def every(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


WRITE = every(["add", "change", "delete", "view"], PUBLISHABLE + PARTS + HEADINGS)
PERMISSIONS = {
    Role.CLERK: WRITE,
    Role.APPROVER: [*WRITE, *every(["approve"], PUBLISHABLE)],
    Role.EXECUTIVE: every(["view"], PUBLISHABLE + PARTS + HEADINGS),
}


def make_roles(apps, schema_editor):
    grant(apps, "budget", PERMISSIONS)


def load(apps, schema_editor):
    load_classification(
        apps.get_model("budget", "Heading"), apps.get_model("budget", "HeadingAlias")
    )


class Migration(migrations.Migration):
    replaces = [("budget", "0002_roles"), ("budget", "0003_classification")]
    dependencies = [("budget", "0001_tables"), ("publishing", "0002_first_rows")]

    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
