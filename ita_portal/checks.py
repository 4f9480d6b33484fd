"""System checks of the portal, run by `manage.py check --deploy`."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError


def no_demonstration_accounts(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Everybody can read the passwords of the demonstration's accounts on the console."""
    if settings.DEMO or not _demonstration_accounts_exist():
        return []
    return [
        Error(
            "The database holds accounts of the demonstration, but DEMO is off.",
            hint="Start with an empty database, or delete these accounts.",
            id="ita_portal.E001",
        )
    ]


def _demonstration_accounts_exist() -> bool:
    try:
        return get_user_model().objects.filter(is_demonstration=True).exists()
    except DatabaseError:  # before the first migration
        return False
