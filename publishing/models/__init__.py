"""How a thing becomes public: its state, its record of steps, its photos and documents."""

from publishing.models.import_file import ImportFile
from publishing.models.material import Edition, Photo
from publishing.models.step import PublicationStep, StepQuerySet
from publishing.models.unit import Facts, Publishable, PublishableQuerySet

__all__ = [
    "Edition",
    "Facts",
    "ImportFile",
    "Photo",
    "PublicationStep",
    "Publishable",
    "PublishableQuerySet",
    "StepQuerySet",
]
