"""Fill in the classification that every local budget uses."""

from django.db import migrations

from budget.classification import load_classification


def load(apps, schema_editor):
    load_classification(
        apps.get_model("budget", "Heading"), apps.get_model("budget", "HeadingAlias")
    )


class Migration(migrations.Migration):
    dependencies = [("budget", "0002_roles")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
