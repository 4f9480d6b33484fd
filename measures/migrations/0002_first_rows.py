"""Clerks write, approvers publish and confirm, the executive reads everything, signs and issues editions."""

from django.db import migrations

from agency.roles import Role, grant

PUBLISHABLE = [
    "assessmentyear",
    "measure",
    "activity",
    "result",
    "outcome",
    "suggestion",
    "survey",
    "surveyexplanation",
    "giftdeclaration",
    "gift",
    "giftnil",
]
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
    "surveytally",
    "giftdeclarationphoto",
    "giftacknowledgement",
]


def every(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


WRITE = every(["add", "change", "delete", "view"], PUBLISHABLE + PARTS)
PERMISSIONS = {
    Role.CLERK: [*WRITE, "view_reportedition"],
    Role.APPROVER: [*WRITE, *every(["approve"], PUBLISHABLE), "view_reportedition"],
    Role.EXECUTIVE: [
        *every(["view"], [*PUBLISHABLE, *PARTS, "reportedition"]),
        "add_reportedition",
        # Whoever is bound by the policy takes note of it in person.
        "add_giftacknowledgement",
    ],
}


def make_roles(apps, schema_editor):
    grant(apps, "measures", PERMISSIONS)


class Migration(migrations.Migration):
    replaces = [("measures", "0002_roles"), ("measures", "0005_roles_of_surveys_and_gifts")]
    dependencies = [
        ("measures", "0006_names_of_assessments"),  # a name that is replaced: a database in between is told so
        ("publishing", "0002_first_rows"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
