"""What stands inside the sealed texts, as JSON: the report, a message, the contact. Pure."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict


class _Sealed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_bytes(self) -> bytes:
        return self.model_dump_json().encode()


class FileNote(_Sealed):
    """A sealed file as its readers know it.

    `key` opens the file (hexadecimal), `sha256` is that of what the reporter sent, `size` in bytes
    of what is kept. `has_hidden_data` marks sounds and videos, which are kept as they came;
    `is_original` a file whose reporter asked to keep it untouched, `clean_of` then names its twin.
    """

    stored: str
    key: str
    name: str
    mime: str
    size: int
    sha256: str
    has_hidden_data: bool = False
    is_original: bool = False


class Body(_Sealed):
    """A report: what was answered, by the name of the question, and its files.

    `kept_out` are the primary keys of the officer keys whose owners must never be given access.
    """

    answers: dict[str, str]
    files: list[FileNote] = []
    kept_out: list[int] = []


class Letter(_Sealed):
    """One message; `author` is the position of an officer, empty for the reporter."""

    text: str
    author: str = ""
    files: list[FileNote] = []


class Contact(_Sealed):
    """How the reporter may be reached, if he wanted to say so."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class CleanFile:
    """A file that may be kept: judged and stripped. `sha256` is that of what was sent."""

    name: str
    mime: str
    content: bytes
    sha256: str
    has_hidden_data: bool = False
    is_original: bool = False
