from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from publishing.checks import check_pango


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")
    social_line = "โปร่งใส ตรวจสอบได้ ทุกเรื่อง"  # of the picture beside its links

    def ready(self) -> None:
        checks.register(check_pango)
