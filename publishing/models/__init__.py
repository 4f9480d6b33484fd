"""How a thing becomes public: its state, its record of steps, its photos and documents.

And how it is told of outside: short links, posts, messages, notice boards.
"""

from publishing.models.board import Board, BoardPhoto, BoardPosting
from publishing.models.import_file import ImportFile
from publishing.models.link import ShortLink
from publishing.models.material import Edition, Photo
from publishing.models.outbox import OutboxMessage, Target
from publishing.models.poster import PosterEdition
from publishing.models.sharing import Channel, Post, PostPhoto
from publishing.models.step import PublicationStep, StepQuerySet
from publishing.models.unit import Facts, Publishable, PublishableQuerySet

__all__ = [
    "Board",
    "BoardPhoto",
    "BoardPosting",
    "Channel",
    "Edition",
    "Facts",
    "ImportFile",
    "OutboxMessage",
    "Photo",
    "Post",
    "PostPhoto",
    "PosterEdition",
    "PublicationStep",
    "Publishable",
    "PublishableQuerySet",
    "ShortLink",
    "StepQuerySet",
    "Target",
]
