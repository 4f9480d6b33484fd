"""No Gift Policy (นโยบายไม่รับของขวัญ): who declared it for a year, and who has taken note."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.gift_rules import count_people, same_name, signing_days
from measures.models.assessment import refuse_no_year
from publishing.models import Facts, Photo, Publishable, PublishableQuerySet
from publishing.workflow import Problem, State
from thai.dates import long_date

YEARS = (2540, 2700)


def gifts_url(fiscal_year: int) -> str:
    return reverse("measures:gifts", args=[fiscal_year])


class GiftDeclarationQuerySet(PublishableQuerySet["GiftDeclaration"]):
    def newest_first(self) -> Self:
        return self.order_by("-signed_on", "-pk")


class GiftDeclaration(Publishable):
    """The declaration of a year that nobody here takes gifts (ประกาศเจตนารมณ์), signed by the head.

    A new executive signs again; the earlier declaration stays readable.
    """

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year (B.E.)"), validators=[MinValueValidator(YEARS[0])]
    )
    text = models.TextField(_("text of the declaration"))
    signatory_name = models.CharField(_("signed by"), max_length=200)
    signatory_position = models.CharField(_("position"), max_length=200)
    signed_on = models.DateField(_("signed on"))
    staff_count = models.PositiveIntegerField(
        _("number of staff"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many people the policy binds: staff and executives."),
    )

    shown_with = ("photos",)

    objects = GiftDeclarationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("No Gift declaration")
        verbose_name_plural = _("No Gift declarations")
        ordering = ["-fiscal_year", "-signed_on"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["fiscal_year", "signatory_name"],
                condition=~Q(state=State.WITHDRAWN),
                name="gift_declaration_once_per_signatory",
                violation_error_message=_("This person signed a declaration of the year already."),
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=YEARS),
                name="gift_declaration_year_is_plausible",
                violation_error_message=_("Write the fiscal year in the Buddhist era."),
            ),
        ]

    def __str__(self) -> str:
        return f"ประกาศเจตนารมณ์ No Gift Policy ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return f"{gifts_url(self.fiscal_year)}#declaration-{self.pk}"

    @property
    def existed_on(self) -> dt.date:
        return self.signed_on

    def clean(self) -> None:
        refuse_no_year(self.fiscal_year)

    def is_signed_by(self, name: str) -> bool:
        """Whether this person signed it; an agency without a named executive asks for nobody."""
        return not name.strip() or same_name(self.signatory_name, name)

    def count_noted(self) -> int:
        """How many people have taken note; on paper and online is once."""
        return count_people(map(str, self.acknowledgements.select_related("person")))

    def too_many_noted(self) -> str:
        """Say that more people would have taken note than it binds; "" where that is not so."""
        people = self.count_noted()
        if self.staff_count is None or people <= self.staff_count:
            return ""
        sentence = _(
            "%(people)s people would have taken note, more than the %(staff)s staff whom the "
            "declaration binds. Check the names, strike who is named twice or has left, or correct "
            "the number of staff in the declaration."
        )
        return str(sentence % {"people": f"{people:,}", "staff": f"{self.staff_count:,}"})

    def public_facts(self) -> Facts:
        photos = self.photos.all() if self.pk else []
        shown = [(str(_("photo")), f"{each.caption} ({each.alt})") for each in photos]
        return self.share_facts() + shown

    def share_facts(self) -> Facts:
        facts: Facts = [
            (self.label_of("fiscal_year"), str(self.fiscal_year)),
            (self.label_of("text"), self.text),
            (self.label_of("signatory_name"), self.signatory_name),
            (self.label_of("signatory_position"), self.signatory_position),
            (self.label_of("signed_on"), long_date(self.signed_on)),
        ]
        if self.staff_count:
            facts.append((self.label_of("staff_count"), f"{self.staff_count:,}"))
        return facts

    def problems(self) -> list[str]:
        too_many, (first, last) = self.too_many_noted(), signing_days(self.fiscal_year)
        checks = [
            (
                self.signed_on > timezone.localdate(),
                _("It is not signed yet: check the date."),
                "signed_on",
            ),
            (
                not first <= self.signed_on <= last,
                _(
                    "A declaration of fiscal year %(year)s is signed between %(first)s and "
                    "%(last)s, this one on %(day)s: check the fiscal year and the day."
                )
                % {
                    "year": self.fiscal_year,
                    "first": long_date(first),
                    "last": long_date(last),
                    "day": long_date(self.signed_on),
                },
                "fiscal_year",
            ),
            (bool(too_many), too_many, "staff_count"),
            (
                not all(photo.alt.strip() for photo in self.photos.all()),
                _("Say what each picture shows."),
                "",
            ),
        ]
        return [Problem(sentence, at) for wrong, sentence, at in checks if wrong]


class GiftPhotoQuerySet(models.QuerySet["GiftDeclarationPhoto"]):
    def public(self) -> Self:
        return self.filter(declaration__state=State.PUBLISHED)


class GiftDeclarationPhoto(Photo):
    """A photograph of the signing."""

    VIEW = "measures:gift_photo"

    declaration = models.ForeignKey(GiftDeclaration, models.CASCADE, related_name="photos")

    objects = GiftPhotoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Photo.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")


class GiftAcknowledgement(models.Model):
    """One person who has taken note of a declaration (ลงนามรับทราบ); the public reads a count."""

    declaration = models.ForeignKey(
        GiftDeclaration,
        models.CASCADE,
        verbose_name=_("declaration"),
        related_name="acknowledgements",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("person"),
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    day = models.DateField(_("day"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "person"], name="gift_acknowledgement_person_once"
            ),
            models.UniqueConstraint(
                fields=["declaration", "name"],
                condition=~Q(name=""),
                name="gift_acknowledgement_name_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ ~Q(name=""),
                name="gift_acknowledgement_is_of_one_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)
