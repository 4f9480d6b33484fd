from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = _("Complaints and questions")
    social_line = "ถามได้ ร้องเรียนได้ ติดตามได้"  # of the picture beside its links
