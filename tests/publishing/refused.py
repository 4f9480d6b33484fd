"""Asking for a refusal and comparing it: both sides are sentences in the language of the moment."""

from io import BytesIO

import pytest

from publishing.documents import inspect_document
from publishing.photos import process_photo
from publishing.refusals import UploadRefused


def photo_refusal(content: bytes, name: str = "a.jpg") -> str:
    with pytest.raises(UploadRefused) as caught:
        process_photo(BytesIO(content), name=name)
    return str(caught.value)


def document_refusal(content: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(UploadRefused) as caught:
        inspect_document(BytesIO(content), name=name)
    return str(caught.value)


def said(sentence, *, name: str = "a.pdf", **facts: object) -> str:
    return str(sentence) % (facts | {"name": name})
