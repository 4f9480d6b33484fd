"""What a visitor asks of the list of purchases: words and filters, and the address that says so."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from procurement.bands import Band
from procurement.methods import GROUP_OF, Method, MethodGroup
from procurement.status import Status

FILTERS = ("q", "year", "status", "method", "village", "band")  # as addresses name them


@dataclass(frozen=True)
class Question:
    """Every filter that is None lets all purchases pass; so does `q` when it is empty.

    `village` is the number of a village.
    """

    q: str = ""
    year: int | None = None
    status: Status | None = None
    method: Method | MethodGroup | None = None
    village: int | None = None
    band: Band | None = None

    @property
    def active(self) -> list[str]:
        return [name for name in FILTERS if getattr(self, name)]

    @property
    def filters(self) -> list[str]:
        """What is asked beside the words."""
        return [name for name in self.active if name != "q"]

    @property
    def methods(self) -> list[Method]:
        """The methods asked for; empty when any will do."""
        if isinstance(self.method, MethodGroup):
            return [method for method, group in GROUP_OF.items() if group == self.method]
        return [self.method] if self.method else []

    def without(self, name: str) -> "Question":
        nothing: dict[str, Any] = {name: "" if name == "q" else None}
        return replace(self, **nothing)

    @property
    def values(self) -> dict[str, str]:
        """What is asked, as a form and an address write it."""
        return {name: str(getattr(self, name)) for name in self.active}

    @property
    def query(self) -> str:
        """The query string that asks this, always in the same order; empty when all are asked."""
        return urlencode(self.values)
