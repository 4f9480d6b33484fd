"""Clerks enter surveys and gifts, approvers publish and confirm, the executive reads and signs."""

from django.db import migrations

from agency.roles import Role, grant

PUBLISHABLE = ["survey", "surveyexplanation", "giftdeclaration", "gift", "giftnil"]
PARTS = ["surveytally", "giftdeclarationphoto", "giftacknowledgement"]


def every(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


WRITE = every(["add", "change", "delete", "view"], PUBLISHABLE + PARTS)
PERMISSIONS = {
    Role.CLERK: WRITE,
    Role.APPROVER: [*WRITE, *every(["approve"], PUBLISHABLE)],
    # Whoever is bound by the policy takes note of it in person.
    Role.EXECUTIVE: [*every(["view"], PUBLISHABLE + PARTS), "add_giftacknowledgement"],
}


def make_roles(apps, schema_editor):
    grant(apps, "measures", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("measures", "0004_surveys_and_gifts")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
