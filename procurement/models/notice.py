"""What is announced about a purchase, at what price it was reckoned, and who offered."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.money import positive_baht_field
from procurement.methods import WINNERS, NoticeKind
from procurement.models.purchase import SETTLED
from procurement.models.stage import StagePart, StagePartQuerySet
from procurement.models.vendor import Vendor
from procurement.selection import Announced
from publishing.workflow import Problem
from thai.dates import short_date
from thai.money import format_baht


class MedianPrice(StagePart):
    """The price by which offers are judged (ราคากลาง, พ.ร.บ. 2560 มาตรา 4 and 63). Baht."""

    value = positive_baht_field(_("median price (baht)"))
    set_on = models.DateField(_("median price set on"))
    sources = models.TextField(_("sources of the median price"), blank=True)
    officers = models.TextField(
        _("officers who set the median price"), blank=True, help_text=_("One name on each line.")
    )

    objects = StagePartQuerySet["MedianPrice"].as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("median price")
        verbose_name_plural = _("median prices")
        ordering = ["set_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="median_price_not_negative"),
        ]

    def __str__(self) -> str:
        return format_baht(self.value)

    @property
    def fact(self) -> str:
        return f"{format_baht(self.value)} ({short_date(self.set_on)}) {self.sources}".strip()


class Notice(StagePart):
    """An announcement (ประกาศ); a new version stands beside the old one and names it."""

    kind = models.CharField(_("kind of notice"), max_length=2, choices=NoticeKind)
    published_on = models.DateField(_("announced on"))
    closes_on = models.DateField(_("last day for offers"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    url = models.URLField(_("address in e-GP"), max_length=500, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("changes or cancels"),
        null=True,
        blank=True,
        related_name="later",
    )
    winner = models.ForeignKey(
        Vendor,
        models.PROTECT,
        verbose_name=_("winner"),
        null=True,
        blank=True,
        related_name="won",
        help_text=_("Only in a notice of a winner; of several winners each has a notice here."),
    )

    objects = StagePartQuerySet["Notice"].as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["published_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=models.F("published_on")),
                name="notice_closes_after_it_opens",
                violation_error_message=_("Offers cannot close before the notice appears."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def fact(self) -> str:
        closing = f" ถึง {short_date(self.closes_on)}" if self.closes_on else ""
        parts = [f"{self.get_kind_display()} {short_date(self.published_on)}{closing}"]
        won = f"ผู้ชนะ: {self.winner}" if self.winner else ""
        return " ".join(filter(None, [*parts, won, self.title, self.url]))

    def clean(self) -> None:
        super().clean()
        if self.replaces is not None and self.replaces.purchase_id != self.purchase_id:
            raise ValidationError({"replaces": _("This notice belongs to another purchase.")})
        if self.winner is not None and self.kind not in WINNERS:
            raise ValidationError({"winner": _("Only a notice of a winner names one.")})

    def problems(self) -> list[str]:
        """Who won is one of the bidders; a step that announces it says who, where it may be several."""
        if self.kind not in WINNERS:
            return []
        counted = SETTLED | Q(stage=self.stage_id)
        bids = Bid.objects.filter(counted, purchase=self.purchase_id)
        marks = dict(bids.values_list("vendor", "is_selected"))
        if self.winner is None:
            # Marks tell who won, until that was cancelled: then they tell who did not win now.
            is_cancelled = Notice.objects.filter(
                counted, purchase=self.purchase_id, kind=NoticeKind.WINNER_CANCELLED
            ).exists()
            is_told = any(marks.values()) and not is_cancelled
            is_asked = self.stage_id is not None and len(marks) > 1 and not is_told
            return [Problem(_("Say who won."), "winner")] if is_asked else []
        if marks and self.winner_id not in marks:
            sentence = _("%(vendor)s is none of the bidders.") % {"vendor": self.winner}
            return [Problem(sentence, "winner")]
        return []

    @property
    def announced(self) -> Announced[Vendor]:
        """What it says of who won."""
        return Announced(self.pk, self.kind, self.published_on, self.replaces_id, self.winner)


class Bid(StagePart):
    """What somebody offered (ผู้เสนอราคา). Baht."""

    vendor = models.ForeignKey(
        Vendor, models.PROTECT, verbose_name=_("bidder"), related_name="bids"
    )
    price = positive_baht_field(_("price offered (baht)"))
    is_selected = models.BooleanField(_("selected"), default=False)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)

    objects = StagePartQuerySet["Bid"].as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bid")
        verbose_name_plural = _("bids")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["purchase", "vendor"],
                name="bid_once_per_vendor",
                violation_error_message=_("This bidder is there already."),
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="bid_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {format_baht(self.price)}"

    @property
    def fact(self) -> str:
        selected = "(ผู้ได้รับการคัดเลือก)" if self.is_selected else ""
        return " ".join(filter(None, [str(self), selected, self.remark]))


class DocumentKind(models.TextChoices):
    NOTICE = "notice", _("Notice")
    MEDIAN_PRICE = "median_price", _("Median price form (บก.)")
    TERMS = "terms", _("Terms of reference")
    CONTRACT = "contract", _("Contract or order")
    ACCEPTANCE = "acceptance", _("Acceptance report")
    OTHER = "other", _("Other document")


class PurchaseDocument(StagePart):
    """A paper of a purchase for everybody to download."""

    kind = models.CharField(
        _("kind of document"), max_length=12, choices=DocumentKind, default=DocumentKind.NOTICE
    )
    title = models.CharField(_("title"), max_length=300)
    dated = models.DateField(_("dated"), null=True, blank=True)
    notice = models.ForeignKey(
        Notice,
        models.SET_NULL,
        verbose_name=_("notice"),
        null=True,
        blank=True,
        related_name="documents",
    )
    document = models.CharField(max_length=120, editable=False)  # name in storage
    document_kind = models.CharField(_("file type"), max_length=5, editable=False)
    document_size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)

    objects = StagePartQuerySet["PurchaseDocument"].as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["dated", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def fact(self) -> str:
        day = short_date(self.dated) if self.dated else ""
        return f"{self.title} ({self.get_kind_display()}) {day}".strip()

    def get_absolute_url(self) -> Any:
        return reverse("procurement:document", args=[self.pk])
