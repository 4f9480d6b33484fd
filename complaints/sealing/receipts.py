"""The receipt code (รหัสติดตาม): twenty digits that are the only key of an anonymous reporter.

Derived from the ticket of the form, so that sending the form again shows the same code; kept
nowhere. What the database keeps to find a report cannot be turned back into the code: it is a slow
hash under a pepper that no backup of the database holds.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from threading import Lock

from complaints.sealing.boxes import KEY_SIZE, SALT_SIZE, stretched

DIGITS = 20
_GROUP = 4
_ONE_AT_A_TIME = Lock()  # each derivation takes 64 MB


@dataclass(frozen=True)
class CodeKeys:
    """What a code is good for: `lookup` finds the row, `box` opens what belongs to the reporter."""

    lookup: str
    box: bytes


def code_of(receipt_key: bytes, nonce: bytes) -> str:
    """Return the code of a ticket."""
    number = int.from_bytes(hmac.digest(receipt_key, nonce, "sha512"), "big")
    return f"{number % 10**DIGITS:0{DIGITS}}"


def grouped(code: str) -> str:
    """Return the code as it is printed: 1234 5678 9012 3456 7890."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def typed_code(text: str) -> str | None:
    """Return the code in what somebody typed: Thai digits, spaces and dashes are accepted."""
    digits = [unicodedata.digit(character, None) for character in text[:200]]
    code = "".join(str(digit) for digit in digits if digit is not None)
    return code if len(code) == DIGITS else None


def keys_of(code: str, pepper: bytes) -> CodeKeys:
    """Return what the code opens. Takes a tenth of a second, one caller at a time."""
    salt = hashlib.sha256(b"ita_portal receipts" + pepper).digest()[:SALT_SIZE]
    with _ONE_AT_A_TIME:
        both = stretched(code.encode() + pepper, salt, size=2 * KEY_SIZE)
    return CodeKeys(hashlib.sha256(both[:KEY_SIZE]).hexdigest(), both[KEY_SIZE:])
