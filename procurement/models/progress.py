"""How far the work has come, with photographs."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procurement.models.stage import StagePart, StagePartQuerySet
from publishing.models import Photo
from thai.dates import short_date


class Progress(StagePart):
    """How much of the work is done on a day (ความก้าวหน้าของงาน), in whole percent."""

    on = models.DateField(_("on"))
    percent = models.PositiveSmallIntegerField(
        _("percent done"), validators=[MaxValueValidator(100)]
    )
    text = models.TextField(_("what was done"), blank=True)

    objects = StagePartQuerySet["Progress"].as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("progress of the work")
        verbose_name_plural = _("progress of the work")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="progress_at_most_whole"),
        ]

    def __str__(self) -> str:
        return f"{short_date(self.on)} ร้อยละ {self.percent}"

    @property
    def fact(self) -> str:
        shown = [photo.alt for photo in self.photos.all() if photo.alt]
        pictures = f"(ภาพถ่าย: {', '.join(shown)})" if shown else ""
        return " ".join(filter(None, [str(self), self.text, pictures]))

    def problems(self) -> list[str]:
        wordless = any(not photo.alt.strip() for photo in self.photos.all())
        return [str(_("Say what each picture shows."))] if wordless else []


class ProgressPhoto(Photo):
    """A photograph of the work, before, during or after."""

    VIEW = "procurement:photo"

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="photos")

    history = HistoricalRecords()

    class Meta(Photo.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
