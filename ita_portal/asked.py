"""What was asked about a page and answered, below the page itself (เรื่องที่มีผู้สอบถามหรือทักท้วง)."""

from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from complaints.models import Question
from ita_portal.subjects import address_of, is_subject

SHOWN = 10  # the newest; the list of the year has all


class Asked:
    """The answered questions about one page, read when the page shows them, in one query."""

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def questions(self) -> list[Question]:
        rows = Question.objects.public().about(self.path).order_by("-published_at", "-pk")
        return list(rows[: SHOWN + 1])

    @property
    def shown(self) -> list[Question]:
        return self.questions[:SHOWN]

    @property
    def has_more(self) -> bool:
        return len(self.questions) > SHOWN

    @property
    def ask_url(self) -> str:
        return f"{reverse('complaints:ask')}?{urlencode({'about': self.path})}"


def asked_below(request: HttpRequest) -> dict[str, Asked | None]:
    """Give templates `asked`; None where the page is nothing to ask about."""
    match = getattr(request, "resolver_match", None)
    return {"asked": Asked(address_of(match)) if match and is_subject(match) else None}
