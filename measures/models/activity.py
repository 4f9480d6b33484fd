"""What was done: dated activities with photos and links to evidence."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.wording import date_range, period_label
from measures.models.measure import Measure, MeasurePlan, Method
from measures.schedules import Span
from publishing.models import Facts, Photo, Publishable, PublishableQuerySet
from publishing.workflow import Problem, State
from thai.fiscal import Period


class ActivityQuerySet(PublishableQuerySet["Activity"]):
    def public(self) -> Self:
        """Published activities of published measures."""
        return self.published().filter(measure__state=State.PUBLISHED)

    def with_material(self) -> Self:
        return self.prefetch_related("photos", "evidence", "methods")


class Activity(Publishable):
    """Something done to keep a measure (กิจกรรม): a day or a period, a place, text and photos.

    A draft may be incomplete, so that nothing typed on a phone is ever lost; `problems` says
    what is missing before it can be submitted.
    """

    measure = models.ForeignKey(
        Measure, models.PROTECT, verbose_name=_("measure"), related_name="activities"
    )
    methods = models.ManyToManyField(
        Method,
        verbose_name=_("methods it serves"),
        blank=True,
        related_name="activities",
        help_text=_("None chosen: it serves every method of the measure."),
    )
    title = models.CharField(_("what was done"), max_length=500, blank=True)
    text = models.TextField(_("details"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    year_path = "measure__plan__fiscal_year"
    shown_with = ("methods", "photos", "evidence")

    objects = ActivityQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[methods])

    class Meta(Publishable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["measure", F("starts_on").asc(nulls_last=True), "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"))
                | Q(starts_on__isnull=True, ends_on__isnull=True),
                name="activity_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | (Q(starts_on__isnull=False) & ~Q(title="")),
                name="activity_public_is_complete",
                violation_error_message=_("A published activity has a title and a date."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("untitled activity"))

    def get_absolute_url(self) -> str:
        return f"{self.measure.get_absolute_url()}#activity-{self.pk}"

    @property
    def is_public(self) -> bool:
        return self.is_published and self.measure.is_published

    @property
    def span(self) -> Span:
        """First and last day; only for activities that have a date."""
        if self.starts_on is None or self.ends_on is None:
            raise ValueError("This activity has no date yet.")
        return Span(self.starts_on, self.ends_on)

    @property
    def when(self) -> str:
        """The day or period in the language of the page; empty while it is not known."""
        if self.starts_on is None or self.ends_on is None:
            return ""
        period = Period.of_bounds(self.starts_on, self.ends_on)
        return period_label(period) if period else date_range(self.starts_on, self.ends_on)

    def serves(self, method: Method) -> bool:
        chosen = list(self.methods.all())
        return not chosen or method in chosen

    def public_facts(self) -> Facts:
        photos = [
            (str(_("photo")), f"{photo.caption} ({photo.alt})") for photo in self.photos.all()
        ]
        return [*self._told(), *photos, *self._proved()]

    def share_facts(self) -> Facts:
        return [*self._told(), *self._proved()]

    def _told(self) -> Facts:
        facts: Facts = [
            (str(_("what was done")), self.title),
            (str(_("details")), self.text),
            (str(_("place")), self.place),
            (str(_("date")), self.when),
        ]
        facts += [(str(_("method")), str(method)) for method in self.methods.all()]
        return [(label, text) for label, text in facts if text]

    def _proved(self) -> Facts:
        items = [str(item) for item in self.evidence.all()]
        return [(str(_("evidence")), item) for item in items if item]

    def problems(self) -> list[str]:
        photos = list(self.photos.all())
        checks = [
            (not self.title.strip(), _("Write what was done."), "title"),
            (self.starts_on is None, _("Write the date or choose the period."), "starts_on"),
            (not all(photo.alt.strip() for photo in photos), _("Say what each picture shows."), ""),
            (
                not self.measure.is_published,
                _("The measure itself is not published yet: it has to be approved first."),
                "measure",
            ),
        ]
        return [Problem(sentence, at) for wrong, sentence, at in checks if wrong]


class ActivityPhotoQuerySet(models.QuerySet["ActivityPhoto"]):
    def public(self) -> Self:
        return self.filter(
            activity__state=State.PUBLISHED, activity__measure__state=State.PUBLISHED
        )

    def of_plan(self, plan: MeasurePlan) -> Self:
        return self.filter(activity__measure__plan=plan)


class ActivityPhoto(Photo):
    """A photograph of an activity."""

    VIEW = "measures:photo"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="photos")

    objects = ActivityPhotoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Photo.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def public(self) -> Self:
        return self.filter(
            activity__state=State.PUBLISHED, activity__measure__state=State.PUBLISHED
        )


class Evidence(models.Model):
    """What proves an activity (หลักฐาน): an address elsewhere or a document kept here."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    document = models.CharField(max_length=120, blank=True, editable=False)  # name in storage
    document_kind = models.CharField(_("file type"), max_length=5, blank=True, editable=False)
    document_size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = EvidenceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") ^ Q(document=""),
                name="evidence_is_address_or_document",
                violation_error_message=_("Give either an address or a document."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url or reverse("measures:evidence", args=[self.pk])
