"""What e-GP says of our purchases, kept beside ours and never published by itself."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from budget.money import baht_field
from procurement.methods import Method, NoticeKind


class EgpRecordQuerySet(models.QuerySet["EgpRecord"]):
    def of_project(self, number: str) -> Self:
        return self.filter(project=number)

    def newest_year(self) -> int | None:
        """Return the newest fiscal year of which e-GP said anything."""
        year: int | None = self.aggregate(newest=models.Max("fiscal_year"))["newest"]
        return year


class EgpRecord(models.Model):
    """One announcement or contract as e-GP has it (รายการในระบบ e-GP). Baht.

    The feed has no key of its own: project, kind, day and address together are one. What a table
    says of a project has no kind, and stands once.
    """

    # 11 digits; the number of a plan (P0) has letters before its digits and is longer.
    project = models.CharField(_("e-GP project number"), max_length=20, db_index=True)
    kind = models.CharField(_("kind of notice"), max_length=2, choices=NoticeKind, blank=True)
    day = models.DateField(_("day in e-GP"), null=True)
    title = models.CharField(_("title in e-GP"), max_length=1000)
    method = models.CharField(_("procurement method"), max_length=2, choices=Method, blank=True)
    work = models.CharField(_("kind of work in e-GP"), max_length=100, blank=True)
    agency = models.CharField(_("agency in e-GP"), max_length=300, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"), null=True)
    allocated = baht_field(_("budget allocated (baht)"), null=True)
    median_price = baht_field(_("median price (baht)"), null=True)
    price = baht_field(_("price agreed (baht)"), null=True)
    url = models.CharField(_("address in e-GP"), max_length=500, blank=True)
    first_seen = models.DateTimeField(_("first seen"), auto_now_add=True)

    objects = EgpRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of e-GP")
        verbose_name_plural = _("records of e-GP")
        ordering = ["-day", "-id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "day", "url"], name="egp_record_once"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(kind=""), name="egp_project_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
