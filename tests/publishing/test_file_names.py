import unicodedata

import pytest

from publishing.file_names import clean_name, stored_name

SHA256 = "abcdef0123456789" * 4


def test_a_stored_name_is_made_of_the_hash_alone():
    assert stored_name("photos", SHA256, "-480.webp") == f"photos/ab/{SHA256}-480.webp"


@pytest.mark.parametrize("not_a_hash", ["", "../../etc/passwd", SHA256.upper(), SHA256 + "0"])
def test_nothing_but_a_hash_becomes_a_stored_name(not_a_hash):
    with pytest.raises(ValueError, match="SHA-256"):
        stored_name("photos", not_a_hash, ".jpg")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("น้ำ.pdf", "น้ำ.pdf"),
        ("นํ้า.pdf", "น้ำ.pdf"),
        ("ก" * 85 + ".pdf", "ก" * 85 + ".pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\รายงาน.docx", "รายงาน.docx"),
        ("CON.pdf", "CON.pdf"),
        (".htaccess", "htaccess"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u200b\u200d\ufeffb.pdf", "ab.pdf"),
        ("a\x00b\r\nc: d.pdf", "ab c: d.pdf"),
        ("a\ud800.pdf", "a.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("<b>.pdf", "<b>.pdf"),
        ("", "file"),
        ("..", "file"),
        ("a/", "file"),
    ],
)
def test_names_are_shown_without_what_deceives(typed, shown):
    assert clean_name(typed) == shown


def test_a_long_name_is_cut_before_its_ending():
    assert clean_name("ก" * 300 + ".pdf") == "ก" * 115 + "….pdf"


def test_a_long_ending_does_not_make_the_name_longer():
    assert len(clean_name("a." + "b" * 300)) == 120


def test_names_come_out_composed():
    assert unicodedata.is_normalized("NFC", clean_name("e\u0301" * 200))
