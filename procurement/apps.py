from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = _("Procurement")
    social_line = "ซื้ออะไร จากใคร ราคาเท่าไร"  # of the picture beside its links
