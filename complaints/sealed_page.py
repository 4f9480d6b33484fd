"""Pages of sealed forms: no account, no cookie, kept nowhere, what is sent along only in memory."""

import functools
from collections.abc import Callable
from io import BytesIO

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from complaints.evidence.judging import MAX_FILES

MAX_UPLOAD = 20 * 1024 * 1024  # bytes of all files of a form together

View = Callable[..., HttpResponse]


class SealedRequest(HttpRequest):
    """A request of a sealed page; `uploads_refused` says why its files were dropped, if they were."""

    uploads_refused: str | Promise | None


class RamUploads(FileUploadHandler):
    """Keeps uploads in memory, whatever their size: nothing plain touches a disk.

    (Django's own memory handler steps back above 2.5 MB and leaves them to a temporary file.)
    Beyond the quota files are dropped, `request.uploads_refused` says why, and the typed text stays.
    """

    request: SealedRequest

    def __init__(self, request: SealedRequest) -> None:
        super().__init__(request)
        self._count = self._size = 0
        self._file = BytesIO()
        request.uploads_refused = None

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._file = BytesIO()
        self._count += 1
        if self._count > MAX_FILES:
            self._refuse(_("At most five files can be sent with one form."))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > MAX_UPLOAD:
            self._refuse(_("The files are larger than 20 MB together. Send fewer or smaller ones."))
        if not self._is_refused():
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self._is_refused():
            return None
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )

    def _refuse(self, sentence: str | Promise) -> None:
        self.request.uploads_refused = sentence
        self._file = BytesIO()

    def _is_refused(self) -> bool:
        return self.request.uploads_refused is not None


def sealed_page(view: View) -> View:
    """Decorate a page of a sealed form: no account, no cookie, never kept, uploads in memory.

    It needs no CSRF cookie, which would stay on the phone for a year: the ticket stands for it.
    """

    @functools.wraps(view)
    def sealed(request: SealedRequest, *args: object, **kwargs: object) -> HttpResponse:
        request.upload_handlers = [RamUploads(request)]
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return login_not_required(csrf_exempt(sealed))
