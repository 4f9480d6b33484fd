"""Texts are compared in another form now (numbers, initials, villages): the next `tick` writes them."""

from django.db import migrations


def forget_when_it_was_true(apps, schema_editor):
    apps.get_model("ita_portal", "SearchRefresh").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("ita_portal", "0002_text_index_in_parts")]

    operations = [
        migrations.RunPython(forget_when_it_was_true, migrations.RunPython.noop, elidable=True)
    ]
