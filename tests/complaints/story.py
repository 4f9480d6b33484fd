"""One case from the first page of the form to an answer, through the pages alone, full of canaries."""

import re
import secrets

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from complaints.models import Case
from tests.complaints.conftest import PASSPHRASE, answer_to
from tests.complaints.walking import ADDRESS, Reporter
from tests.publishing import samples

TRACK = "/complaints/track/"
ANSWERS = ["who", "what", "when", "where", "evidence", "before"]
CONTACT = ["contact_name", "contact_phone", "contact_email", "contact_address"]
FILES = ["sound", "photo", "paper", "file name", "later file", "name of later file"]
LETTERS = ["letter", "answer"]
FRAME = b"\xff\xfb\x90\x00"  # head of an MP3 frame of 417 bytes
SIX = range(1, 7)  # three files as they are kept, two originals, one that came later


def canary():
    """Return a word that stands nowhere by chance, partly Thai."""
    return f"กบทอง{secrets.token_hex(6)}canary"


def sound(word):
    return FRAME + word.encode().ljust(413, b"\0") + (FRAME + bytes(413)) * 8


def photo(word):
    exif = samples.phone_exif(1)
    exif[0x010E] = word.encode()  # its description
    return samples.picture(samples.four_corners(), "JPEG", exif=exif)


def paper(word):
    document = samples.pdf_object()
    document.docinfo["/Author"] = word
    return samples.saved(document)


class Story:
    """`words` are what must be found nowhere afterwards."""

    def __init__(self, officer):
        self.officer = officer
        self.words = {name: canary() for name in [*ANSWERS, *CONTACT, *FILES, *LETTERS]}

    def tell(self):
        self.report()
        self.write_later()
        self.work_on_it()

    def report(self):
        """Fill in everything, send three files with their originals, type the code back."""
        word = self.words
        reporter = Reporter(Client())
        reporter.begin()
        reporter.fill_in(**{name: word[name] for name in [*ANSWERS, *CONTACT]})
        reporter.send(
            file1=SimpleUploadedFile(f"{word['file name']}.mp3", sound(word["sound"])),
            file2=SimpleUploadedFile("ภาพ.jpg", photo(word["photo"])),
            file3=SimpleUploadedFile("เอกสาร.pdf", paper(word["paper"])),
            originals="on",
        )
        self.code = re.search(r"(?:\d{4} ){4}\d{4}", reporter.page.text)[0]
        self.words |= {"code": self.code, "code in one": self.code.replace(" ", "")}
        self.words["ticket"] = reporter.page.fields["ticket"][0]
        reporter.press("", code=self.code)
        self.case = Case.objects.get()

    def write_later(self):
        """Look at what was reported, write once more with a file."""
        client = Client()
        client.post(TRACK, {"code": self.code, "step": "show"})
        name = f"{self.words['name of later file']}.mp3"
        later = SimpleUploadedFile(name, sound(self.words["later file"]))
        fields = {"step": "write", "text": self.words["letter"], "files": later}
        client.post(TRACK, {"code": self.code, **fields})

    def work_on_it(self):
        """Open everything as an officer does, and answer; the session stays open."""
        desk, page = Client(), f"/desk/cases/{self.case.number}/"
        desk.force_login(self.officer)
        desk.post("/desk/unlock/", {"passphrase": PASSPHRASE})
        self.words["passphrase"] = PASSPHRASE
        answers = [desk.get(page)]
        for place in SIX:
            answers.append(desk.get(f"{page}files/{place}/"))
            answers.append(desk.post(f"{page}files/{place}/original/", {"sure": "on"}))
        answers.append(desk.post(f"{page}contact/", {"reason": "asked"}))
        desk.post(f"{page}letter/", {"text": self.words["answer"]})
        desk.post(f"{page}status/", {"status": "more_asked", "text": self.words["answer"]})
        answers.append(desk.get(page))
        self.read = b"".join(each.content for each in answers)

    def enrol(self, newcomer):
        """Make a key as an officer does; the personal code is shown once."""
        client, secret = Client(), secrets.token_hex(12)
        client.force_login(newcomer)
        page = client.post("/desk/enrol/", {"passphrase": secret, "again": secret})
        code = re.search(r"(?:[2-9A-Z]{4}-){4}[2-9A-Z]{4}", page.content.decode())[0]
        client.post("/desk/enrol/code/", {"code": code})
        self.words |= {"new passphrase": secret, "personal code": code}

    def fail(self, monkeypatch):
        """Break the disk, the database and the code while words are in the air."""
        word = self.words["words of a failure"] = canary()
        for error in (OperationalError(word), OSError(word), ValueError(word)):
            with monkeypatch.context() as broken:
                for place in ("corruption_views.receive", "track_views.steps"):
                    broken.setattr(f"complaints.{place}", _raising(error))
                client = Client(raise_request_exception=False)
                reporter = Reporter(client)
                reporter.begin()
                reporter.fill_in(what=word)
                answer = answer_to(reporter.page.labels["guard-puzzle"])
                fields = reporter.page.fields | {"go": "send", "puzzle": answer}
                client.post(ADDRESS, fields)
                client.post(TRACK, {"code": self.code})
        client.post(TRACK, {"code": word})
        client.get(f"{TRACK}{word}/")


def _raising(error):
    def fail(*args, **kwargs):
        raise error

    return fail
