"""System checks of publishing."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage


def check_pango(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    return []
