"""Whole files, from the first byte to the sentence or the table."""

import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from time import perf_counter

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publishing import import_problems, refusals, zip_files
from publishing.file_kinds import FileKind
from publishing.import_answer import request_as_json, table_as_json, table_from_json
from publishing.import_cleaning import Request
from publishing.import_reader import WORKER
from publishing.import_table import ColumnKind, ImportColumn
from tests.publishing import samples
from tests.publishing.printed_tables import glyph_soup, picture, readable, under_password
from tests.publishing.refused import said
from tests.publishing.sheets import (
    COLUMNS,
    HEADER,
    cleaned,
    csv,
    header_xml,
    old_office_file,
    read,
    refusal,
    text_xml,
    xls,
    xls_under_password,
    xlsx,
    xlsx_of,
)

DATA = settings.BASE_DIR.parent / "shared" / "data"
beside_the_shared_folder = pytest.mark.skipif(
    not DATA.is_dir(), reason="the published files are not beside this clone"
)

MEGABYTES = 400  # that reading a file may take
# A process in between: a child counts the memory of the one that started it as its own.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], input=sys.stdin.buffer.read(), capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'AAAAAAAAAA'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def facts(table):
    return [(row.number, row.values["title"], row.values["amount"]) for row in table.rows]


def memory_of(content: bytes) -> int:
    """Return the megabytes that the worker takes at most, without the checks before it."""
    job = json.dumps(request_as_json(Request("a.xlsx", COLUMNS))).encode() + b"\n" + content
    command = [sys.executable, "-c", MEASURE, *WORKER]
    return int(subprocess.run(command, input=job, capture_output=True, check=True).stdout)


def shared_texts(count: int, *, text: str, rows: int, columns: int, **wishes: int) -> bytes:
    """Return an XLSX whose cells all show the first of `count` shared texts."""
    parts = samples.xlsx_parts(("<row>" + '<c t="s"><v>0</v></c>' * columns + "</row>") * rows)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f"<si><t>{text}</t></si>" + "<si/>" * count
    links = ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
    parts["xl/_rels/workbook.xml.rels"] = samples.relationships(*links)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{namespace}">{texts}</sst>'
    return samples.package(parts, **wishes)


# ------------------------------------------------------------------ tables
@pytest.mark.parametrize(
    "content",
    [
        xlsx(),
        xls(),
        csv(),
        csv(separator=";"),
        csv(separator="\t"),
        csv(separator="|"),
        csv(encoding="cp874"),
        csv(encoding="utf-8-sig"),
        csv(encoding="utf-16"),
        csv(encoding="utf-16-le"),
        csv(encoding="utf-16-be"),
    ],
    ids=["xlsx", "xls", "csv", ";", "tab", "|", "cp874", "BOM", "utf-16", "LE", "BE"],
)
@pytest.mark.parametrize("name", ["งบ.xlsx", "งบ.txt"])
def test_one_table_is_the_same_in_every_format_and_under_every_name(content, name):
    table = read(content, name=name)

    assert facts(table) == [(2, "เงินเดือน", Decimal("1000.50")), (3, "ค่าตอบแทน", Decimal("500.00"))]
    assert [row.values["plan"] for row in table.rows] == ["แผนงานบริหารงานทั่วไป"] * 2
    assert table.refusals == ()


def test_the_fingerprint_of_a_table_does_not_depend_on_its_format():
    assert read(xlsx()).fingerprint == read(csv(encoding="cp874")).fingerprint


def test_a_table_comes_back_from_the_worker_as_it_was():
    month = ImportColumn("month", "เดือน", kind=ColumnKind.MONTH)
    rows = [
        [*HEADER, "เดือน"],
        ["ก", "", "x", 1.5, "ต.ค."],
        ["ก", "", "y", "?", ""],
        ["รวม", "", "", 9],
    ]
    columns = (*COLUMNS, month)
    table = cleaned(rows, columns=columns)

    assert table_from_json(json.loads(json.dumps(table_as_json(table))), columns) == table


def test_the_sheet_with_all_columns_is_found_behind_others():
    table = read(xlsx(before=["คำอธิบาย", "ปก"]))

    assert (table.sheet, table.sheets) == ("รายจ่าย", ("คำอธิบาย", "ปก", "รายจ่าย"))
    assert len(table.rows) == 2


def test_the_wished_sheet_is_read():
    table = read(xlsx(before=["ปก"]), sheet="ปก")

    assert (table.sheet, table.rows) == ("ปก", ())


def test_a_mapping_and_a_header_row_reach_the_worker():
    rows = [["x"], ["a", "b", "c"], ["ก", "ข", "5"]]

    table = read(csv(rows), mapping={"plan": 0, "title": 1, "amount": 2}, header_row=2)

    assert (table.header_row, facts(table)) == (2, [(3, "ข", Decimal("5.00"))])


def test_a_text_that_begins_like_a_formula_is_kept_as_text():
    evil = '=HYPERLINK("http://evil.test")'

    table = read(
        xlsx_of(header_xml() + f"<row>{text_xml('ก') * 2}{text_xml(evil)}<c><v>1</v></c></row>")
    )

    assert facts(table) == [(2, evil, Decimal("1.00"))]


@given(
    st.lists(st.integers(min_value=-(10**12), max_value=10**12), min_size=1, max_size=5),
    st.sampled_from(["cp874", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)
@hypothesis_settings(max_examples=25, deadline=None)
def test_every_amount_comes_through_every_encoding(satang, encoding):
    amounts = [Decimal(each) / 100 for each in satang]
    rows = [HEADER, *[["ก", "", "x", f"{amount:,.2f}"] for amount in amounts]]

    table = read(csv(rows, encoding=encoding))

    assert [row.values["amount"] for row in table.rows] == amounts


def test_ten_thousand_rows_are_read_in_seconds():
    header = [*HEADER, "ผลการเบิกจ่าย ต.ค.", "ผลการเบิกจ่าย พ.ย.", "a", "b", "c", "d"]
    rows = [
        ["แผนงานการศึกษา", "งบลงทุน", f"โครงการที่ {n}", n / 100, 1, 2, 3, 4, 5, 6]
        for n in range(10_000)
    ]
    content = xlsx([header, *rows])
    started = perf_counter()

    table = read(content)

    assert len(table.rows) == 10_000
    assert perf_counter() - started < 8  # a second and a half on a quiet machine


# ------------------------------------------------------------------ sentences
def test_a_bad_cell_is_named_from_file_to_value():
    table = read(xlsx([HEADER, ["ก", "", "x", "สิบบาท"]]), name="C:\\งบ\\งบ 2565.xlsx")

    sentence = (
        "ไฟล์ “งบ 2565.xlsx” แผ่นงาน “รายจ่าย” แถว 2 คอลัมน์ D “งบประมาณ (บาท)”: "
        "อ่าน “สิบบาท” เป็นจำนวนเงินไม่ได้ กรุณาพิมพ์ตัวเลข เช่น 1,234.50"
    )
    assert [refusal.sentence for refusal in table.refusals] == [sentence]


def test_a_csv_file_has_no_sheet_in_its_sentences():
    table = read(csv([HEADER, ["ก", "", "", "1"]]), name="a.csv")

    assert [refusal.sentence for refusal in table.refusals] == [
        "ไฟล์ “a.csv” แถว 2 คอลัมน์ C “รายการ”: ช่องนี้ว่าง กรุณากรอกรายการ"
    ]


@pytest.mark.parametrize("cell", ['<c r="D2"><f>A1*2</f></c>', '<c r="D2" t="e"><v>#REF!</v></c>'])
def test_a_broken_formula_is_refused_by_its_place(cell):
    table = read(
        xlsx_of(f'{header_xml()}<row r="2">{text_xml("ก")}<c/>{text_xml("x")}{cell}</row>')
    )

    assert [(each.row, each.column) for each in table.refusals] == [(2, "amount")]


NOT_A_TABLE = import_problems.NOT_A_TABLE


@pytest.mark.parametrize(
    ("content", "sentence", "details"),
    [
        (b"", refusals.EMPTY, {}),
        (samples.four_corners, NOT_A_TABLE, {"kind": FileKind.JPEG.label}),
        (samples.docx(), NOT_A_TABLE, {"kind": FileKind.ZIP.label}),
        (old_office_file("WordDocument"), NOT_A_TABLE, {"kind": FileKind.OLD_OFFICE.label}),
        (b"{\\rtf1 x}", NOT_A_TABLE, {"kind": FileKind.OLD_OFFICE.label}),
        (b"a,b\n\x01\x02", NOT_A_TABLE, {"kind": FileKind.UNKNOWN.label}),
        (b"MZ\x90\0" + bytes(99), refusals.PROGRAM, {}),
        (b"#!/bin/sh\n", refusals.PROGRAM, {}),
        (b"<html><table><tr><td>1", import_problems.WEB_PAGE, {}),
        (b"<?xml version='1.0'?><Workbook/>", import_problems.OTHER_SPREADSHEET, {}),
        (samples.package({"content.xml": "<x/>"}), import_problems.OTHER_SPREADSHEET, {}),
        (old_office_file("EncryptedPackage"), refusals.PASSWORD, {}),
        (xls_under_password(), refusals.PASSWORD, {}),
        (xls()[:2000], refusals.DAMAGED_DOCUMENT, {}),
        (xlsx()[:2000], refusals.DAMAGED_DOCUMENT, {}),
        (csv() + b"\r\n\xff", import_problems.UNDECODABLE, {"line": 4}),
        (csv() + b'\r\n"', import_problems.OPEN_QUOTATION, {"row": 4}),
        (
            csv([["1"] * 100_000]),
            import_problems.TOO_MANY_COLUMNS,
            {"count": "100,000", "limit": 60},
        ),
        (b"a,b\n" * 20_001, import_problems.TOO_MANY_ROWS, {"limit": "20,000"}),
        (
            xlsx_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            import_problems.FAR_CELL,
            {"sheet": "a", "cell": "XFD1048576", "columns": 60, "rows": "20,000"},
        ),
        (
            samples.xlsx({"xl/worksheets/sheet1.xml": f"{LAUGHS}<x>&i;</x>"}),
            zip_files.DEFINITIONS,
            {},
        ),
        (xlsx_of(f"<row>{text_xml('A' * 8_000_000)}</row>"), zip_files.BOMB, {}),
        (shared_texts(0, text="A" * 30_000, rows=19_000, columns=60), zip_files.BOMB, {}),
        (bytes(10 * 1024 * 1024 + 1), import_problems.TOO_BIG, {"size": "10.1", "limit": "10"}),
        (under_password(), refusals.PASSWORD, {}),
        (b"%PDF-1.7 x", refusals.DAMAGED_DOCUMENT, {}),
    ],
    ids=[
        "empty",
        "photo",
        "Word",
        "old Word",
        "RTF",
        "bytes",
        "program",
        "script",
        "web page",
        "XML",
        "OpenDocument",
        "XLSX under a password",
        "XLS under a password",
        "cut XLS",
        "cut XLSX",
        "encoding",
        "quotation",
        "columns",
        "rows",
        "far cell",
        "laughs",
        "one cell of 8 MB",
        "rows of 570 MB",
        "too big",
        "PDF under a password",
        "cut PDF",
    ],
)
def test_a_file_that_is_no_table_gets_its_own_sentence(content, sentence, details):
    if callable(content):
        content = samples.picture(content(), "JPEG")

    assert refusal(content, name="a.xlsx") == said(sentence, name="a.xlsx", **details)


def test_a_sheet_that_is_gone_is_named():
    assert refusal(xlsx(), name="a.xlsx", sheet="ปีก่อน") == said(
        import_problems.NO_SUCH_SHEET, name="a.xlsx", sheet="ปีก่อน"
    )


@pytest.mark.parametrize("beginning", ["BM", "MZ", "ID3"])
def test_a_header_may_begin_like_another_kind_of_file(beginning):
    table = read(csv([[beginning, *HEADER], ["", "ก", "", "x", "1"]])[1:].replace(b'"', b""))

    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (readable, import_problems.PDF_WITH_TEXT),
        (glyph_soup, import_problems.PDF_WITHOUT_LETTERS),
        (picture, import_problems.PDF_OF_PICTURES),
    ],
)
def test_a_pdf_is_opened_and_answered_honestly(make, sentence):
    assert refusal(make(), name="งบ.pdf") == said(sentence, name="งบ.pdf")


# ------------------------------------------------------------------ memory
@pytest.mark.parametrize(
    "make",
    [
        lambda: xlsx_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        lambda: xlsx_of(f"<row>{text_xml('A' * 30_000_000)}</row>"),
        lambda: xlsx_of(f"<row>{text_xml('A' * 200)}</row>" * 200_000),
        lambda: shared_texts(9_000_000, text="", rows=1, columns=1),
        lambda: shared_texts(0, text="A" * 30_000, rows=19_000, columns=60),
        lambda: xls([[1]], errors=[(65535, 255, "#REF!")]),
        lambda: xlsx_of(header_xml() + ("<row>" + "<c><v>1.5</v></c>" * 60 + "</row>") * 19_000),
        lambda: b"," * 9_999_999,
        lambda: b'"' * 9_999_999,
        lambda: "ก".encode() * 3_000_000,
    ],
    ids=[
        "corner",
        "cell",
        "rows",
        "texts",
        "one text",
        "old corner",
        "full",
        "commas",
        "quotes",
        "word",
    ],
)
def test_reading_stays_within_its_memory_even_without_the_checks_before_it(make):
    assert memory_of(make()) < MEGABYTES


def test_a_file_that_breaks_the_worker_is_answered():
    text = "A" * 30_000
    content = shared_texts(0, text=text, rows=6_000, columns=60, packing=zipfile.ZIP_STORED)

    assert refusal(content, name="a.xlsx") == said(import_problems.TOO_HEAVY, name="a.xlsx")


# ------------------------------------------------------------------ published files
AREA = ImportColumn("area", "หน่วยงาน", required=True)
GROUP = ImportColumn("group", "แผนงาน", required=True)
BAHT = ImportColumn("baht", "จำนวนเงิน", kind=ColumnKind.AMOUNT, required=True)


@beside_the_shared_folder
@pytest.mark.parametrize(
    ("name", "mapping", "count", "total"),
    [
        (
            "pao_budget_tasks_demo_2565.csv",
            {"area": 1, "group": 3, "baht": 6},
            3359,
            "57312949370.00",
        ),
        ("pao_income_demo_2565.csv", {"area": 1, "group": 3, "baht": 4}, 535, "56588610300.00"),
    ],
)
def test_a_published_file_is_read_by_the_mapping_of_a_person(name, mapping, count, total):
    content = (DATA / name).read_bytes()

    table = read(content, name=name, columns=[AREA, GROUP, BAHT], mapping=mapping)

    assert (len(table.rows), table.refusals, table.totals) == (count, (), ())
    assert sum(row.values["baht"] for row in table.rows) == Decimal(total)


@beside_the_shared_folder
def test_a_line_break_inside_a_field_divides_no_row():
    content = (DATA / "pao_income_demo_2565.csv").read_bytes()

    table = read(content, columns=[AREA, GROUP, BAHT], mapping={"area": 1, "group": 3, "baht": 4})

    assert table.rows[1].values["group"] == "หมวดค่าธรรมเนียม\nค่าปรับและใบอนุญาต"


@beside_the_shared_folder
def test_the_headers_of_a_published_file_are_shown_for_the_mapping():
    content = (DATA / "pao_budget_tasks_demo_2565.csv").read_bytes()

    table = read(content, columns=[AREA, BAHT])

    assert table.headers == (
        "fiscal_year_be",
        "pao",
        "area",
        "plan",
        "expense_type",
        "task",
        "amount_baht",
    )
    assert [each.column for each in table.refusals] == ["baht"]
