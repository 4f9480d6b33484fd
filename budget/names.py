"""How names of headings, lines and units are compared: spacing and punctuation do not count."""

from functools import lru_cache

from thai.text import search_key


@lru_cache(maxsize=20_000)  # an import asks for the same names again and again
def name_key(text: str) -> str:
    """Return the form in which two spellings of one name are the same: "การศาสนา  วัฒนธรรมฯ"."""
    return "".join(
        character for character in search_key(text) if character.isalnum() or _mark(character)
    )


def _mark(character: str) -> bool:
    """Thai vowels and tones above and below are no letters to Python, but they are to people."""
    return "\u0e30" <= character <= "\u0e4e" and character not in "\u0e3f\u0e46"
