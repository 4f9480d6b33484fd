"""Short addresses, for paper and posters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.addresses import lasting_path


class ShortLink(models.Model):
    """An address of ours that can be typed from a paper (ลิงก์ย่อ); never changed, never reused."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    path = models.CharField(_("address"), max_length=1000, unique=True)  # as it goes over the wire
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("short link")
        verbose_name_plural = _("short links")
        default_permissions = ()

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return lasting_path("publishing:short_link", self.code)
