"""Numbers of plans are longer than those of projects; each record stands once on every database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procurement", "0002_roles")]

    operations = [
        migrations.AlterField(
            model_name="egprecord",
            name="project",
            field=models.CharField(
                db_index=True, max_length=20, verbose_name="e-GP project number"
            ),
        ),
        migrations.RemoveConstraint(model_name="egprecord", name="egp_record_once"),
        migrations.AddConstraint(
            model_name="egprecord",
            constraint=models.UniqueConstraint(
                fields=("project", "kind", "day", "url"), name="egp_record_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="egprecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "")), fields=("project",), name="egp_project_once"
            ),
        ),
    ]
