"""Who may import, share, post, order and print, who may send to everybody, and who may read it."""

from django.db import migrations

from agency.roles import Role, grant

READ = ["view_post", "view_outboxmessage", "view_boardposting", "view_board", "view_posteredition"]
WRITE = [
    "add_importfile",
    "view_importfile",
    "add_post",
    "add_outboxmessage",
    "change_outboxmessage",
    "add_boardposting",
    "change_boardposting",
    "add_board",
    "change_board",
    "add_posteredition",
    "change_posteredition",
]
PERMISSIONS = {
    Role.CLERK: [*READ, *WRITE],
    Role.APPROVER: [
        *READ,
        *WRITE,
        "view_publicationstep",
        "change_post",
        "broadcast_outboxmessage",
    ],
    Role.EXECUTIVE: [*READ, "view_publicationstep"],
    Role.ADMINISTRATOR: ["view_publicationstep"],
}


def make_roles(apps, schema_editor):
    grant(apps, "publishing", PERMISSIONS)


class Migration(migrations.Migration):
    replaces = [
        ("publishing", "0002_roles"),
        ("publishing", "0004_roles_of_imports"),
        ("publishing", "0006_roles_of_outreach"),
        ("publishing", "0008_roles_of_posters"),
    ]
    dependencies = [
        # By names that are replaced: a database in between is told so.
        ("publishing", "0009_history_of_posts"),
        ("agency", "0006_roles_of_officials"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
