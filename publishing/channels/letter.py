"""What is sent, whatever the service."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """A text with its link and picture, and the key by which a second sending is recognised."""

    text: str
    retry_key: uuid.UUID
    link: str = ""
    picture: str = ""  # its public address
