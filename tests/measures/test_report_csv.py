import csv
import io

import pytest

from measures.report_csv import HEADER, report_csv
from tests.measures.seed_report import full_content, seed_content, with_every_text, with_one_measure


def rows(content):
    text = report_csv(content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of_kind(content, kind):
    return [row for row in rows(content) if row["ประเภท"] == kind]


def test_the_file_begins_with_the_mark_that_excel_needs():
    assert report_csv(seed_content()).startswith(b"\xef\xbb\xbf" + "ปีงบประมาณ,".encode())


def test_every_row_has_every_column():
    text = report_csv(full_content()).decode("utf-8-sig")

    widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""))}

    assert widths == {len(HEADER)}


def test_each_method_stands_with_its_owner_its_schedule_and_its_result():
    content = full_content()

    found = of_kind(content, "วิธีการดำเนินการ")

    assert [
        (row["มาตรการที่"], row["ลำดับ"], row["รายการ"], row["ผู้รับผิดชอบ"], row["ผลการดำเนินการ"])
        for row in found
    ] == [
        (str(measure.number), str(method.number), method.text, method.responsible, method.result)
        for measure in content.measures
        for method in measure.methods
    ]


def test_a_score_is_written_in_arabic_numerals():
    scores = [
        (row["คะแนนก่อน"], row["คะแนนหลัง"])
        for row in of_kind(full_content(), "ผลลัพธ์")
        if row["คะแนนหลัง"]
    ]

    assert scores == [("79.45", "99.18")]


def test_nothing_counted_is_a_nought_and_not_counted_is_empty():
    counts = [row["จำนวน"] for row in of_kind(full_content(), "ผลลัพธ์")][:3]

    assert counts == ["", "0", ""]


def test_an_activity_names_the_addresses_of_its_evidence():
    addresses = of_kind(full_content(), "กิจกรรม")[0]["ที่อยู่หลักฐาน"]

    assert addresses.splitlines() == [
        "https://portal.example.go.th/documents/1",
        "https://portal.example.go.th/files/2",
    ]


def test_every_suggestion_is_a_row():
    content = full_content()

    suggestions = [row["รายการ"] for row in of_kind(content, "ข้อเสนอแนะ")]

    assert suggestions == [text for measure in content.measures for text in measure.suggestions]


def test_commas_quotes_and_lines_come_back_as_they_were():
    text = 'แผน, "ประจำปี"\nบรรทัดที่สอง'

    assert rows(with_one_measure(suggestions=[text]))[-1]["รายการ"] == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_nothing_that_was_typed_is_computed_by_a_spreadsheet(start):
    content = with_every_text(full_content(), f"{start}HYPERLINK(1)")

    cells = [cell for row in rows(content) for cell in row.values()]

    assert not [cell for cell in cells if cell.startswith(start)]
    assert f"'{start}HYPERLINK(1)" in cells


def test_a_year_without_measures_is_a_header_alone():
    assert rows(seed_content(measures=[])) == []
