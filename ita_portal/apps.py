from django.apps import AppConfig
from django.core import checks

from ita_portal.checks import no_demonstration_accounts


class PortalConfig(AppConfig):
    name = "ita_portal"
    share_picture = "ita_portal.posters.picture_about"  # the poster that tells of a unit

    def ready(self) -> None:
        checks.register(no_demonstration_accounts, checks.Tags.security, deploy=True)
