"""The files of a sealed form: dropped by the guard, refused by the judge, or ready to be kept."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from complaints.contents import CleanFile
from complaints.evidence import judge
from complaints.guard import has_room
from complaints.sealed_page import SealedRequest
from publishing.refusals import UploadRefused

NO_ROOM = _("Files cannot be taken at the moment: there is no room. Send the text alone.")


def judged_files(
    request: SealedRequest, names: Sequence[str], *, keep_originals: bool
) -> list[CleanFile]:
    """Return the files of these fields as they may be kept; raises `UploadRefused`."""
    if request.uploads_refused:
        raise UploadRefused(request.uploads_refused)
    uploads = [file for name in names for file in request.FILES.getlist(name)]
    if not uploads:
        return []
    if not has_room():
        raise UploadRefused(NO_ROOM)
    return judge(uploads, keep_originals=keep_originals)
