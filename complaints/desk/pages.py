"""What stands on the page of one case: answers under their questions, letters, files, who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from complaints.case_steps import COMES_FROM, barred, kept_until
from complaints.contents import Body, FileNote
from complaints.desk.access import DeskRequest, today
from complaints.desk.forms import (
    ContactForm,
    ForwardForm,
    LetterForm,
    ReaderForm,
    StatusForm,
    SureForm,
)
from complaints.dialogue import Entry, letters
from complaints.intake.steps import LABELS
from complaints.models import Case, OfficerKey, Status
from complaints.reading import body_of, links_of, readers_of


@dataclass(frozen=True)
class Answer:
    """What the reporter answered, under the question as it was asked."""

    label: str | Promise
    text: str


@dataclass(frozen=True)
class File:
    """A file of a case by its place: first those of the report, then those of the letters."""

    place: int
    note: FileNote

    @property
    def has_preview(self) -> bool:
        return not self.note.mime.startswith(("audio/", "video/"))


@dataclass(frozen=True)
class Said:
    """A letter with its files."""

    entry: Entry
    files: list[File]


def case_context(request: DeskRequest, case: Case, dek: bytes, **forms: Any) -> dict[str, Any]:
    """Return what the template of a case needs; `forms` are those that were filled in wrongly."""
    body = body_of(case, dek)
    said = letters(case, dek)
    files = files_of(body, said)
    readers = readers_of(case)
    candidates = _candidates(case, dek, readers)
    return {
        "case": case,
        "answers": [Answer(LABELS.get(name) or name, text) for name, text in body.answers.items()],
        "files": files[: len(body.files)],
        "letters": list(_with_files(said, files[len(body.files) :])),
        "readers": readers,
        "candidates": candidates,
        "links": links_of(case),
        "has_contact": case.contact is not None,
        "kept_until": kept_until(case),
        "today": today(),
        "is_asked_by_me": case.delete_asked_by_id == request.user.pk,
        "letter_form": LetterForm(),
        "status_form": StatusForm(initial={"status": _likely(case)}),
        "forward_form": ForwardForm(),
        "contact_form": ContactForm(),
        "reader_form": ReaderForm(keys=candidates),
        "sure": SureForm(),
        **forms,
    }


def files_of(body: Body, said: Iterable[Entry]) -> list[File]:
    """Return the files of a case, counted from 1; new letters only add at the end."""
    notes = [*body.files, *(note for entry in said for note in entry.letter.files)]
    return [File(place, note) for place, note in enumerate(notes, start=1)]


def file_at(case: Case, dek: bytes, place: int) -> File | None:
    """Return one file, or None where the case has none of this place."""
    files = files_of(body_of(case, dek), letters(case, dek))
    return next((file for file in files if file.place == place), None)


def _with_files(said: Iterable[Entry], files: list[File]) -> Iterable[Said]:
    start = 0
    for entry in said:
        end = start + len(entry.letter.files)
        yield Said(entry, files[start:end])
        start = end


def _candidates(case: Case, dek: bytes, readers: list[OfficerKey]) -> Any:
    """Return the keys of colleagues who may be let in: who must not is not even named."""
    inside = {key.user_id for key in readers}
    return OfficerKey.objects.active().exclude(user__in=inside | barred(case, dek))


def _likely(case: Case) -> str:
    """Return the status that usually comes next."""
    status = Status(case.status)
    return Status.EXAMINING if status in COMES_FROM[Status.EXAMINING] else Status.CLOSED
