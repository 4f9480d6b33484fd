"""System checks of publishing."""

from collections.abc import Sequence
from typing import Any

from django.core import checks

from publishing.pdf import APT_LINE, missing_libraries


def check_pango(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Warn when PDF files cannot be made on this machine; everything else works without."""
    return [pango_warning(name) for name in missing_libraries()]


def pango_warning(library: str) -> checks.Warning:
    message = f"PDF files cannot be made: this machine lacks {library}."
    return checks.Warning(message, hint=APT_LINE, id="publishing.W001")
