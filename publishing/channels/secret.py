"""A key of the office that shows itself to nobody but the service that it is for."""


class Secret:
    """A text that is never printed: not in a log, not in an error, not on a page for debugging."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self._text)

    @property
    def is_sound(self) -> bool:
        """Whether it can travel in a header; a line end in it would begin another header."""
        return bool(self._text) and self._text.isascii() and self._text.isprintable()

    def reveal(self) -> str:
        return self._text
