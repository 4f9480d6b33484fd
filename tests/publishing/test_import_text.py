import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.import_raw import RawRow
from publishing.import_table import Problem, Unreadable
from publishing.import_text import decode, read_text_table, separator_of

TEXT = "แผนงาน,งบประมาณ (บาท)\r\nน้ำประปา,๑๒\r\n"
THAI = st.text(
    st.characters(codec="cp874", exclude_categories=["Cc", "Mn"], exclude_characters="�"),
    min_size=20,
    max_size=60,
)


def problem_of(content: bytes) -> tuple[Problem, dict]:
    with pytest.raises(Unreadable) as caught:
        read_text_table(content)
    return caught.value.problem, caught.value.facts


# ------------------------------------------------------------------ encodings
@pytest.mark.parametrize(
    "encoding",
    ["cp874", "tis-620", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_thai_is_read_in_every_encoding_of_an_office(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf_16_is_known_by_its_mark():
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@given(THAI, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_text_is_read_back(text, encoding):
    line = f"รายการ,{text}"

    assert decode(line.encode(encoding)) == line


@given(st.lists(st.sampled_from(["แผนงาน", "งบ", "ค่าใช้สอย", "น้ำ", "1,000", "x"]), min_size=2))
def test_every_table_in_cp874_is_read_back(words):
    line = ";".join(words)

    assert decode(line.encode("cp874")) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (TEXT.encode() + "ก".encode()[:2] + b"\nx", 3),
        (TEXT.encode() + b"\xff", 3),
        (TEXT.encode("cp874") + b"\xfc", 3),
        (TEXT.encode("utf-16") + b"\x00\xd8x\0", 3),
        ("ก,ข\nค".encode("utf-16")[:-1], 2),
        ("ก,ข\n\ufffd\ufffd".encode(), 2),
        ("中文,字符\n项目预算合计金额".encode("gb18030"), 1),
    ],
    ids=["cut letter", "foreign byte", "free byte", "half pair", "half", "lost before", "Chinese"],
)
def test_what_cannot_be_decoded_is_named_by_its_line(content, line):
    assert problem_of(content) == (Problem.UNDECODABLE, {"line": line})


def test_bytes_that_are_no_text_are_no_table():
    assert problem_of(b"a,b\n\x01\x02,c") == (Problem.NOT_A_TABLE, {})


# ------------------------------------------------------------------ separators and rows
@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("ก,ข\n1,2", ","),
        ("ก;ข\n1,000.50;2,5\n3,000;4", ";"),
        ("ก\tข, ค\n1\t2", "\t"),
        ("รายงาน ก, ข และ ค\nก|ข\n1|2", "|"),
        ("คำเดียว", ","),
    ],
)
def test_the_separator_is_found_by_what_divides_most_rows_alike(text, separator):
    assert separator_of(text) == separator


def test_a_hint_to_excel_is_followed_and_is_no_row():
    table = read_text_table("sep=;\nก;ข,ค\n".encode())

    assert table.rows == [RawRow(1, ["ก", "ข,ค"])]


def test_rows_are_counted_as_excel_counts_them():
    table = read_text_table('ก,"สอง\nบรรทัด"\r\n\r\n,,\r\nข,2\r\n'.encode())

    assert table.rows == [RawRow(1, ["ก", "สอง\nบรรทัด"]), RawRow(4, ["ข", "2"])]


def test_a_quotation_that_never_ends_is_named_by_its_row():
    assert problem_of('ก,ข\n1,2\n3,"4\n5,6\n'.encode()) == (Problem.OPEN_QUOTATION, {"row": 3})


def test_blank_columns_at_the_end_do_not_count():
    table = read_text_table(("ก,ข" + "," * 5000).encode())

    assert table.rows == [RawRow(1, ["ก", "ข"])]


def test_a_hundred_thousand_columns_are_refused():
    content = ",".join(["1"] * 100_000).encode()

    assert problem_of(content) == (Problem.TOO_MANY_COLUMNS, {"limit": 60, "count": "100,000"})


def test_more_rows_than_a_table_may_have_are_refused():
    assert problem_of(b"a,b\n" * 20_001) == (Problem.TOO_MANY_ROWS, {"limit": "20,000"})
