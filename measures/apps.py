from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = _("ITA measures")
    social_line = "สัญญาไว้ ทำแล้ว มีหลักฐาน"  # of the picture beside its links
