"""Form fields that take only photos and documents which may be published, and say why when not."""

from typing import Any, BinaryIO, NamedTuple, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from publishing.documents import MAX_BYTES, DocumentFacts, inspect_document
from publishing.file_kinds import DocumentKind
from publishing.photos import ProcessedPhoto, process_photo
from publishing.refusals import UploadRefused

PHOTO_TYPES = "image/jpeg,image/png,image/webp"
DOCUMENT_TYPES = ",".join(text for kind in DocumentKind for text in (kind.extension, kind.mime))


TOO_BIG_TOGETHER = _(
    "These files are too big: at most 20 MB can be sent at once. Choose smaller ones, or send "
    "them one by one."
)


class CheckedDocument(NamedTuple):
    """A document that may be stored, and what is known of it."""

    facts: DocumentFacts
    upload: UploadedFile


class _UploadField(forms.FileField):
    """A file field that names its kinds to the file picker and judges the content itself."""

    accept = ""

    def __init__(self, **options: Any) -> None:
        # Our own sentence for an empty file names the file.
        super().__init__(**{"allow_empty_file": True} | options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Name the kinds, and what all files of a form together may weigh (`static/js/staff.js`)."""
        told = {"accept": self.accept, "data-most": MAX_BYTES, "data-too-big": TOO_BIG_TOGETHER}
        return super().widget_attrs(widget) | told

    def to_python(self, data: Any) -> Any:
        upload = cast(UploadedFile | None, super().to_python(data))
        if upload is None:
            return None
        try:
            return self.judge(upload)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused), code="refused") from refused

    def judge(self, upload: UploadedFile) -> Any:
        raise NotImplementedError


class PhotoField(_UploadField):
    """Cleans an uploaded photo into a `ProcessedPhoto`."""

    accept = PHOTO_TYPES

    def judge(self, upload: UploadedFile) -> ProcessedPhoto:
        return process_photo(cast(BinaryIO, upload), name=upload.name or "")


class DocumentField(_UploadField):
    """Cleans an uploaded document into `(facts, upload)`."""

    accept = DOCUMENT_TYPES

    def judge(self, upload: UploadedFile) -> CheckedDocument:
        facts = inspect_document(cast(BinaryIO, upload), name=upload.name or "")
        return CheckedDocument(facts, upload)
