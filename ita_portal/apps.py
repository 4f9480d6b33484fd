from django.apps import AppConfig
from django.core import checks

from ita_portal.checks import no_demonstration_accounts


class PortalConfig(AppConfig):
    name = "ita_portal"

    def ready(self) -> None:
        checks.register(no_demonstration_accounts, checks.Tags.security, deploy=True)
