"""One bit turned over, wherever it is: whoever opens it is told, and nobody sees what was inside."""

import pytest
from django.test import Client

from complaints.contents import CleanFile, Contact
from complaints.dialogue import from_officer
from complaints.files import root
from complaints.models import Message, SealedFile, Wrap
from tests.complaints.conftest import TODAY, key_of
from tests.complaints.story import canary

TRACK = "/complaints/track/"


def turned(content, at=-20):
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


def turn_over(row, name):
    setattr(row, name, turned(getattr(row, name)))
    row.save(update_fields=[name])


@pytest.fixture
def world(make_officer, make_case, agency):
    """A case with a file, a contact and a letter; `word` stands in all of them."""
    word, officer = canary(), make_officer()
    files = [CleanFile(f"{word}.mp3", "audio/mpeg", word.encode(), "0" * 64)]
    case = make_case(word, files=files, contact=Contact(name=word))
    from_officer(case, key_of(case, officer), word, by=officer, today=TODAY)
    case.word, case.officer = word, officer
    return case


def break_body(case):
    turn_over(case, "body")


def break_contact(case):
    turn_over(case, "contact")


def break_wrap(case):
    turn_over(Wrap.objects.get(case=case, key=case.officer.key), "sealed")


def break_wrap_of_reporter(case):
    turn_over(case.wraps.get(key=None, recovery=None), "sealed")


def break_key_of_reporter(case):
    turn_over(case, "reporter_locked")


def break_letter(case):
    turn_over(Message.objects.get(), "sealed")


def break_file(case):
    path = root() / SealedFile.objects.get().stored
    path.write_bytes(turned(path.read_bytes()))


def cut_file(case):
    path = root() / SealedFile.objects.get().stored
    path.write_bytes(path.read_bytes()[:-1])


def lose_file(case):
    (root() / SealedFile.objects.get().stored).unlink()


def is_told(response, case):
    """Whether the answer is one of our pages, says that something failed, and shows nothing."""
    text = response.content.decode()
    shows = [each in text for each in (case.word, "Traceback", "CannotOpen")]
    return (response.status_code, "</html>" in text, shows) == (500, True, [False] * 3)


@pytest.mark.parametrize(
    "harm, act",
    [
        (break_body, ""),
        (break_wrap, ""),
        (break_letter, ""),
        (break_contact, "contact/"),
        (break_file, "files/1/"),
        (break_file, "files/1/original/"),
        (cut_file, "files/1/"),
        (lose_file, "files/1/"),
    ],
)
def test_the_officer_is_told(world, desk, harm, act):
    harm(world)
    address = f"/desk/cases/{world.number}/{act}"
    client = desk(world.officer)

    if act in {"contact/", "files/1/original/"}:
        response = client.post(address, {"reason": "asked", "sure": "on"})
    else:
        response = client.get(address)

    assert is_told(response, world) is True


@pytest.mark.parametrize(
    "harm, step",
    [
        (break_body, "show"),
        (break_letter, ""),
        (break_wrap_of_reporter, ""),
        (break_key_of_reporter, ""),
    ],
)
def test_the_reporter_is_told(world, harm, step):
    harm(world)
    client = Client(raise_request_exception=False)

    response = client.post(TRACK, {"code": world.code, "step": step})

    assert is_told(response, world) is True


def test_what_was_not_touched_opens(world, desk):
    """Control: the same pages show the word when nothing was changed."""
    client = desk(world.officer)

    pages = [client.get(f"/desk/cases/{world.number}/")]
    pages += [client.post(TRACK, {"code": world.code, "step": "show"})]

    assert [world.word in page.content.decode() for page in pages] == [True, True]
