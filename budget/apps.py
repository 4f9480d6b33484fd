from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetConfig(AppConfig):
    name = "budget"
    verbose_name = _("Budget")
    social_line = "เงินของตำบล ดูได้ทุกบาท"  # of the picture beside its links
