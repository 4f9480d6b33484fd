from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "ita_portal"
