"""Clerks write, approvers publish, the executive reads; everybody on the staff sees the headings."""

from django.db import migrations

from agency.roles import Role, grant

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


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_initial"), ("publishing", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
