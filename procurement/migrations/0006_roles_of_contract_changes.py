"""Clerks and approvers say in a step that a contract was accepted or amended."""

from django.db import migrations

from agency.roles import Role, grant

WRITE = [f"{verb}_contractchange" for verb in ("add", "change", "delete", "view")]
PERMISSIONS = {Role.CLERK: WRITE, Role.APPROVER: WRITE, Role.EXECUTIVE: ["view_contractchange"]}


def make_roles(apps, schema_editor):
    grant(apps, "procurement", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("procurement", "0005_contract_changes"), ("agency", "0002_roles")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
