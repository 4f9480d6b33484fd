"""Thai digits ๐–๙ and Arabic digits 0–9.

Official letters use Thai digits (Cabinet resolution of 2000, พ.ศ. 2543); web tables, e-GP numbers,
identifiers and addresses stay Arabic, so the caller decides, never the text.
"""

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"

_TO_THAI = str.maketrans(ARABIC, THAI)
_TO_ARABIC = str.maketrans(THAI, ARABIC)


def to_thai(text: str) -> str:
    """Return `text` with every Arabic digit written as a Thai digit."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """Return `text` with every Thai digit written as an Arabic digit."""
    return text.translate(_TO_ARABIC)
