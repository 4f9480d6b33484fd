"""What a clerk asks an approver to add to an ordinance that is public already."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budget.models.year import BudgetYear, Ordinance, Supplement


class LineProposalQuerySet(models.QuerySet["LineProposal"]):
    def waiting(self) -> Self:
        return self.filter(state=LineProposal.State.WAITING)

    def refused(self) -> Self:
        return self.filter(state=LineProposal.State.REFUSED)

    def with_names(self) -> Self:
        return self.select_related("year", "supplement__year", "by", "decided_by")


class LineProposal(models.Model):
    """A line that was forgotten when a published ordinance was entered (รายการตกหล่น), as it was typed.

    Only an approver corrects what is public: the form of the line opens filled in with it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an approver")
        TAKEN = "taken", _("Added")
        REFUSED = "refused", _("Not added")

    year = models.ForeignKey(
        BudgetYear, models.PROTECT, verbose_name=_("budget of"), related_name="proposals"
    )
    supplement = models.ForeignKey(
        Supplement,
        models.PROTECT,
        verbose_name=_("further ordinance"),
        null=True,
        blank=True,
        related_name="proposals",
    )
    title = models.CharField(_("item or project"), max_length=500)
    typed = models.JSONField(_("what was typed"), default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("proposed by"), related_name="+"
    )
    at = models.DateTimeField(_("proposed at"), auto_now=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decided by"),
        null=True,
        related_name="+",
    )
    answer = models.TextField(_("why it was not added"), blank=True)

    objects = LineProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed line")
        verbose_name_plural = _("proposed lines")
        ordering = ["at", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="line_proposal_refused_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ordinance(self) -> Ordinance:
        return self.supplement or self.year
