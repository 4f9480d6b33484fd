"""A line comes into a published year: set up by a transfer, or proposed to an approver."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_first_rows"),
        ("budget", "0002_first_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LineProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="item or project")),
                ("typed", models.JSONField(default=dict, verbose_name="what was typed")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an approver"),
                            ("taken", "Added"),
                            ("refused", "Not added"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("at", models.DateTimeField(auto_now=True, verbose_name="proposed at")),
                ("answer", models.TextField(blank=True, verbose_name="why it was not added")),
            ],
            options={
                "verbose_name": "proposed line",
                "verbose_name_plural": "proposed lines",
                "ordering": ["at", "id"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="budgetline",
            name="opened_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opened",
                to="budget.transfer",
                verbose_name="set up by the transfer",
            ),
        ),
        migrations.AddField(
            model_name="historicalbudgetline",
            name="opened_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="budget.transfer",
                verbose_name="set up by the transfer",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_by", None),
                    models.Q(("amount", 0), ("supplement", None)),
                    _connector="OR",
                ),
                name="line_of_a_transfer_has_no_amount",
            ),
        ),
        migrations.AddField(
            model_name="lineproposal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposed by",
            ),
        ),
        migrations.AddField(
            model_name="lineproposal",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="lineproposal",
            name="supplement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="budget.supplement",
                verbose_name="further ordinance",
            ),
        ),
        migrations.AddField(
            model_name="lineproposal",
            name="year",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="budget.budgetyear",
                verbose_name="budget of",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="line_proposal_refused_says_why",
            ),
        ),
    ]
