"""The offline half of the ceremony: sheets, pairs of sheets, and rewrapping. No database."""

import datetime as dt
import itertools

import pytest
from shamir_mnemonic.wordlist import WORDLIST

from complaints.contents import Body
from complaints.recovery import (
    Export,
    ExportedCase,
    Fault,
    Reader,
    RecoveryFailed,
    fingerprint_of,
    join,
    key_file,
    make,
    rewrap,
    sheet_text,
    words_in,
)
from complaints.sealing.boxes import new_key, new_pair, public_of, seal, unwrap, wrap

DAY = dt.date(2026, 11, 28)


@pytest.fixture(scope="module")
def ceremony():
    return make()


@pytest.fixture(scope="module")
def private(ceremony):
    return join(ceremony.sheets[:2])


def fault_of(sheets):
    with pytest.raises(RecoveryFailed) as failed:
        join(sheets)
    return failed.value.fault


def export_of(ceremony, key, *, kept_out=(), readers=(), body=None):
    """An export of one case for one new officer, whose keys were number 7 and, before, 3."""
    public, private = new_pair()
    sealed = body or seal(key, Body(answers={"what": "x"}, kept_out=list(kept_out)).to_bytes())
    case = ExportedCase(
        number="ABCD2345",
        wraps={fingerprint_of(ceremony.public): wrap(ceremony.public, key).hex()},
        readers=list(readers),
        body=sealed.hex(),
    )
    reader = Reader(key=7, username="new", public=public.hex(), same_person=[3, 7])
    return Export(readers=[reader], cases=[case]), private


# ------------------------------------------------------------------ sheets
@pytest.mark.parametrize("pair", list(itertools.combinations(range(3), 2)))
def test_any_two_sheets_give_the_private_half(ceremony, pair):
    private = join([ceremony.sheets[number] for number in pair])

    assert public_of(private) == ceremony.public


def test_one_sheet_alone_gives_nothing(ceremony):
    assert fault_of(ceremony.sheets[:1]) == Fault.WORDS


def test_the_same_sheet_twice_gives_nothing(ceremony):
    assert fault_of([ceremony.sheets[0]] * 2) == Fault.WORDS


def test_sheets_of_two_keys_give_nothing(ceremony):
    assert fault_of([ceremony.sheets[0], make().sheets[1]]) == Fault.WORDS


def test_a_misread_word_is_noticed(ceremony):
    words = ceremony.sheets[0].split()
    words[10] = next(word for word in WORDLIST if word != words[10])

    assert fault_of([" ".join(words), ceremony.sheets[1]]) == Fault.WORDS


def test_a_word_left_out_is_noticed(ceremony):
    short = " ".join(ceremony.sheets[0].split()[:-1])

    assert fault_of([short, ceremony.sheets[1]]) == Fault.COUNT


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_words_are_read_back_from_a_printed_sheet(ceremony, number):
    assert words_in(sheet_text(ceremony, number, DAY)) == ceremony.sheets[number - 1]


def test_capitals_and_numbers_do_not_matter_when_typing(ceremony):
    words = ceremony.sheets[0].split()
    typed = " ".join(f"{place}) {word.upper()}," for place, word in enumerate(words, start=1))

    assert words_in(typed) == ceremony.sheets[0]


def test_a_sheet_names_the_key_and_the_day(ceremony):
    text = sheet_text(ceremony, 2, DAY)

    assert "แผ่นที่ 2 จาก 3" in text
    assert f"ลายนิ้วมือของกุญแจ: {fingerprint_of(ceremony.public)}\n" in text
    assert "วันที่จัดทำ: 28 พฤศจิกายน 2569\n" in text


def test_the_public_file_holds_no_word_and_no_private_half(ceremony, private):
    text = key_file(ceremony.public).to_text()

    assert private.hex() not in text
    assert set(words_in(text).split()) & set(ceremony.sheets[0].split()) <= {"recovery"}


def test_a_fingerprint_fits_its_column():
    assert [len(fingerprint_of(bytes([each] * 32))) for each in range(3)] == [19, 19, 19]


# ------------------------------------------------------------------ rewrapping
def test_the_new_officer_gets_the_key_of_the_case(ceremony, private):
    key = new_key()
    export, private_of_officer = export_of(ceremony, key)

    [made] = rewrap(export, private).file.wraps

    assert (made.number, made.key) == ("ABCD2345", 7)
    assert unwrap(private_of_officer, bytes.fromhex(made.sealed)) == key


@pytest.mark.parametrize("kept_out", [[7], [3], [1, 3]])
def test_an_officer_kept_out_is_skipped_under_every_key_he_had(ceremony, private, kept_out):
    export, _private = export_of(ceremony, new_key(), kept_out=kept_out)

    done = rewrap(export, private)

    assert (done.file.wraps, done.skipped) == ([], 1)


def test_keeping_out_somebody_else_skips_nobody(ceremony, private):
    export, _private = export_of(ceremony, new_key(), kept_out=[4])

    assert rewrap(export, private).skipped == 0


def test_what_comes_back_does_not_tell_where_somebody_was_kept_out(ceremony, private):
    export, _private = export_of(ceremony, new_key(), kept_out=[7])

    assert "ABCD2345" not in rewrap(export, private).file.to_text()


def test_an_officer_who_reads_already_gets_nothing_twice(ceremony, private):
    export, _private = export_of(ceremony, new_key(), readers=[7])

    assert rewrap(export, private).file.wraps == []


def test_another_key_opens_nothing_and_says_so(ceremony):
    export, _private = export_of(ceremony, new_key())

    with pytest.raises(RecoveryFailed) as failed:
        rewrap(export, new_pair()[1])
    assert failed.value.fault == Fault.OTHER_KEY


def test_a_body_that_was_changed_gives_the_key_to_nobody(ceremony, private):
    key = new_key()
    good, _private = export_of(ceremony, key)
    bad, _private = export_of(ceremony, new_key(), body=b"changed")
    both = Export(readers=good.readers, cases=[*good.cases, *bad.cases])

    done = rewrap(both, private)

    assert (len(done.file.wraps), done.unopened) == (1, 1)


def test_an_empty_export_gives_an_empty_answer(private):
    assert rewrap(Export(readers=[], cases=[]), private).file.wraps == []
