"""Letters of a case: sealed, once per form, refused where nobody would read them."""

import time
import traceback

import pytest

from complaints.contents import CleanFile, Letter
from complaints.dialogue import MOST_A_DAY, from_officer, from_reporter, letters
from complaints.files import open_sealed, root
from complaints.models import AuditEntry, Case, Message, SealedFile
from complaints.sealing import tickets
from complaints.sealing.boxes import CannotOpen, new_key, seal
from publishing.workflow import ActionRefused
from tests.complaints.conftest import TODAY, key_of

PICTURE = CleanFile("ใบเสร็จ.jpg", "image/jpeg", b"picture of a receipt", "ab" * 32)


@pytest.fixture
def officer(make_officer):
    return make_officer(position="นิติกรชำนาญการ")


@pytest.fixture
def write(officer, make_case):
    """Return a function by which the reporter of one case writes."""
    case = make_case()

    def send(text="ขอส่งข้อมูลเพิ่ม", files=(), ticket=None):
        ticket = ticket or tickets.new_ticket(time.time())
        return from_reporter(case, key_of(case, officer), text, files, ticket=ticket, today=TODAY)

    return send


def close(case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=TODAY)
    case.refresh_from_db()


def test_an_officer_signs_with_the_position(officer, make_case):
    case = make_case()
    dek = key_of(case, officer)

    from_officer(case, dek, "  ขอทราบวันที่เกิดเหตุ  ", by=officer, today=TODAY)

    [entry] = letters(case, dek)
    assert (entry.day, entry.letter, entry.from_reporter) == (
        TODAY,
        Letter(text="ขอทราบวันที่เกิดเหตุ", author="นิติกรชำนาญการ"),
        False,
    )


def test_letters_stand_in_the_order_in_which_they_were_written(officer, write):
    write("หนึ่ง")
    case = Case.objects.get()
    dek = key_of(case, officer)
    from_officer(case, dek, "สอง", by=officer, today=TODAY)
    write("สาม")

    entries = letters(case, dek)

    assert [(entry.letter.text, entry.from_reporter) for entry in entries] == [
        ("หนึ่ง", True),
        ("สอง", False),
        ("สาม", True),
    ]


def test_a_file_of_a_letter_opens_with_the_key_in_the_letter(officer, write):
    message = write(files=[PICTURE])

    case = Case.objects.get()
    [note] = letters(case, key_of(case, officer))[0].letter.files
    assert open_sealed(note.stored, bytes.fromhex(note.key)) == b"picture of a receipt"
    assert list(SealedFile.objects.values_list("message", "stored")) == [(message.pk, note.stored)]


def test_the_same_ticket_is_one_letter(write):
    ticket = tickets.new_ticket(time.time())

    kept = {write(files=[PICTURE], ticket=ticket).pk for _each in range(3)}

    assert (len(kept), Message.objects.count(), SealedFile.objects.count()) == (1, 1, 1)


def test_the_letter_of_one_case_is_not_that_of_another_by_its_ticket(officer, write, make_case):
    ticket = tickets.new_ticket(time.time())
    write("ของเรื่องแรก", ticket=ticket)
    other = make_case()

    with pytest.raises(ActionRefused):
        from_reporter(other, key_of(other, officer), "x", [], ticket=ticket, today=TODAY)

    assert letters(other, key_of(other, officer)) == []


def test_the_text_of_a_letter_is_in_no_column(officer, write):
    write("ข้อความลับมาก")

    message = Message.objects.get()
    assert "ข้อความลับมาก".encode() not in bytes(message.sealed)
    assert message.ticket != ""


def test_another_key_opens_no_letter(write):
    write()

    with pytest.raises(CannotOpen):
        letters(Case.objects.get(), new_key())


def test_what_is_no_letter_is_not_repeated_by_its_failure(officer, make_case):
    case = make_case()
    dek = key_of(case, officer)
    sealed = seal(dek, '{"text": ["คำลับ"]}'.encode())
    Message.objects.create(case=case, from_reporter=True, day=TODAY, sealed=sealed)

    with pytest.raises(CannotOpen) as failure:
        letters(case, dek)

    assert "".join(traceback.format_exception(failure.value)).count("คำลับ") == 0


@pytest.mark.parametrize("files", [(), [PICTURE]])
def test_a_letter_needs_words_or_a_file(write, files):
    if files:
        assert write("", files=files).pk == Message.objects.get().pk
    else:
        with pytest.raises(ActionRefused):
            write("  \n ")


def test_a_letter_that_is_too_long_is_refused(write):
    with pytest.raises(ActionRefused):
        write("ก" * 8001)


def test_one_code_does_not_fill_the_disk(write):
    for _each in range(MOST_A_DAY):
        write()

    with pytest.raises(ActionRefused):
        write(files=[PICTURE])

    assert (Message.objects.count(), list(root().iterdir())) == (MOST_A_DAY, [])


def test_a_closed_case_takes_no_letter(officer, make_case, write):
    case = Case.objects.get()
    close(case)

    with pytest.raises(ActionRefused):
        write("ช้าไปแล้ว")
    with pytest.raises(ActionRefused):
        from_officer(case, key_of(case, officer), "ช้าไปแล้ว", by=officer, today=TODAY)
    assert Message.objects.count() == 0


def test_a_case_that_was_closed_meanwhile_takes_no_letter(officer, make_case):
    case = make_case()
    close(Case.objects.get())

    with pytest.raises(ActionRefused):
        from_officer(case, key_of(case, officer), "x", by=officer, today=TODAY)


def test_a_case_without_content_takes_no_letter(officer, make_case):
    case = make_case()
    Case.objects.update(body_deleted_on=TODAY)

    with pytest.raises(ActionRefused):
        from_officer(case, key_of(case, officer), "x", by=officer, today=TODAY)


def test_the_chain_tells_who_answered_and_that_the_reporter_wrote(officer, write):
    write()
    case = Case.objects.get()
    from_officer(case, key_of(case, officer), "x", by=officer, today=TODAY)

    told = list(AuditEntry.objects.values_list("action", "actor", "subject"))
    assert told[1:] == [("reporter_wrote", "", case.number), ("answered", "officer", case.number)]


def test_the_chain_tells_nothing_of_letters_of_a_restricted_case(make_officer, make_case):
    officer, accused = make_officer("a"), make_officer("b")
    case = make_case(excluded=[accused])

    from_officer(case, key_of(case, officer), "x", by=officer, today=TODAY)

    told = list(AuditEntry.objects.values_list("action", "actor", "subject", "note"))
    assert told == [("", "", "", "")] * 2
