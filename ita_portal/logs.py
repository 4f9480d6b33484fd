"""What logs and error reports may say of the sealed pages: that something failed, and where in the code.

The address of a reporter's page, what he typed, and sentences of exceptions, which may quote it, stay out.
"""

import logging
import re
import traceback
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

from ita_portal.languages import thai_path

_SEALED = ("/complaints/", "/desk/")
_PATH = re.compile(r"(?:/en)?/(?:complaints|desk)/[^\s\"'?]*(?:\?[^\s\"']*)?")
HIDDEN = "/-"
# What a template did not find it reports, at DEBUG, with everything that the page knows.
_TEMPLATES = "django.template"


def is_sealed(request: Any) -> bool:
    return isinstance(request, HttpRequest) and thai_path(request.path).startswith(_SEALED)


class SealedPages(logging.Filter):
    """Replaces addresses of sealed pages by `/-` and drops the request and the exception's words."""

    def filter(self, record: logging.LogRecord) -> bool:
        sentence = record.getMessage()
        hidden = _PATH.sub(HIDDEN, sentence)
        is_of_sealed = is_sealed(getattr(record, "request", None)) or record.name == _TEMPLATES
        if hidden == sentence and not is_of_sealed:
            return True
        record.msg, record.args = hidden, ()
        if record.exc_info and record.exc_info[0]:
            record.exc_text = _places(record.exc_info)
        record.exc_info = None
        record.__dict__.pop("request", None)
        return True


class SealedReports(SafeExceptionReporterFilter):
    """Keeps what was sent to a sealed page, and the variables of its code, out of error reports."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {} if is_sealed(request) else super().get_post_parameters(request)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        if is_sealed(request):
            return {}.items()
        return super().get_traceback_frame_variables(request, tb_frame)


def _places(exc_info: Any) -> str:
    """Return where it happened and what kind it was, without its sentence."""
    kind, _value, place = exc_info
    return "".join(traceback.format_tb(place)) + kind.__name__
