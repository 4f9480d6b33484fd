"""What a poster has beside its content: where it leads, and which edition it is. Pure."""

from publishing.posters.content import Content


class Stamp(Content):
    """What the place of a poster adds to it: the address of its page, short for people, and its number.

    `number` is None for a poster that was not issued as an edition.
    """

    url: str
    shown_url: str
    number: int | None = None

    @property
    def edition(self) -> str:
        return f"ฉบับที่ {self.number}" if self.number else "ฉบับออนไลน์ล่าสุด"


def without_scheme(url: str) -> str:
    """Return an address as people type it."""
    return url.split("://", 1)[-1].removesuffix("/")
