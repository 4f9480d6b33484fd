"""The statistics of complaints in the annual report: as on their page, in every form of it."""

import csv
import datetime as dt
import io

import pytest
from docx import Document

from agency.models import Agency
from measures.report import report_content
from measures.report_content import ComplaintContent, CountContent, ReportContent
from measures.report_csv import report_csv
from measures.report_docx import report_docx
from measures.report_imprint import Imprint
from measures.report_pdf import report_pdf
from tests.complaints.stubs import ask, sign, stub
from tests.measures.seed_report import SITE, with_one_measure
from tests.publishing.papers import text_by_pdfium

AFTER = dt.date(2023, 11, 1)
URL = f"{SITE}/complaints/statistics/2566/"
IMPRINT = Imprint(1, dt.datetime(2023, 11, 1, 12, tzinfo=dt.UTC))


def complaints_of(plan, day=AFTER):
    return report_content(plan, Agency.objects.get(), site=SITE, day=day).complaints


def part(**changes):
    lines = [CountContent(name="รวมทั้งปี", received="น้อยกว่า 3", done="0", in_progress="น้อยกว่า 3")]
    fields = {
        "title": "สถิติเรื่องร้องเรียนและเรื่องสอบถาม ปีงบประมาณ พ.ศ. 2566",
        "url": URL,
        "nil": "ไม่พบการทักท้วงร้องเรียน",
        "cases_text": "ไม่มีเรื่องร้องเรียน",
        "cases": lines,
        "questions_text": "ไม่มีเรื่องสอบถาม/ทักท้วง",
        "questions": lines,
    }
    return ComplaintContent(**fields | changes)


@pytest.fixture
def content():
    small = with_one_measure(activities=[])
    return small.model_copy(update={"complaints": part(), "thai_digits": False})


# ------------------------------------------------------------------ what enters
def test_a_year_without_statistics_has_no_such_part(complete_plan):
    assert complaints_of(complete_plan) is None


def test_a_year_with_nothing_says_the_sentence_of_nil(complete_plan):
    sign(2566)
    assert complaints_of(complete_plan).nil == "ไม่พบการทักท้วงร้องเรียน"


def test_a_year_with_a_question_does_not(complete_plan):
    ask(dt.date(2022, 11, 1))
    assert complaints_of(complete_plan).nil == ""


def test_a_year_with_a_case_does_not(complete_plan):
    stub(dt.date(2022, 11, 1))
    assert complaints_of(complete_plan).nil == ""


def test_a_year_of_which_nothing_is_public_yet_does_not(complete_plan):
    assert complaints_of(complete_plan, day=dt.date(2022, 11, 1)).nil == ""


def test_halves_and_year_enter(complete_plan):
    stub(dt.date(2022, 11, 1))
    found = complaints_of(complete_plan)
    assert [(line.name, line.received) for line in found.cases] == [
        ("รอบ 6 เดือนแรก", "น้อยกว่า 3"),
        ("รอบ 6 เดือนหลัง", "ไม่มีเรื่องร้องเรียน"),
        ("รวมทั้งปี", "น้อยกว่า 3"),
    ]


def test_the_part_leads_to_the_page(complete_plan):
    sign(2566)
    assert complaints_of(complete_plan).url == URL


def test_the_same_numbers_on_another_day_are_the_same_report(complete_plan):
    sign(2566)
    reports = [
        report_content(complete_plan, Agency.objects.get(), site=SITE, day=day)
        for day in (AFTER, dt.date(2024, 3, 1))
    ]
    assert reports[0].says_the_same_as(reports[1])


# ------------------------------------------------------------------ older editions
def test_an_edition_of_before_is_still_read(content):
    old = content.model_dump(mode="json")
    del old["complaints"]
    assert ReportContent.model_validate(old).complaints is None


def test_the_hash_of_an_edition_of_before_stays():
    old = with_one_measure()
    assert b'"complaints"' not in old.json_bytes


def test_the_part_is_in_the_data(content):
    assert b'"complaints"' in content.json_bytes


# ------------------------------------------------------------------ in every form
def test_the_csv_has_a_row_for_each_line(content):
    rows = csv.DictReader(io.StringIO(report_csv(content).decode("utf-8-sig")))
    found = [row for row in rows if row["ที่อยู่หลักฐาน"] == URL]
    assert [(row["ประเภท"], row["รายการ"]) for row in found] == [
        (
            "สถิติเรื่องร้องเรียนการทุจริต",
            "รวมทั้งปี: รับ น้อยกว่า 3 แล้วเสร็จ 0 อยู่ระหว่างดำเนินการ น้อยกว่า 3",
        ),
        (
            "สถิติเรื่องสอบถาม/ทักท้วง",
            "รวมทั้งปี: รับ น้อยกว่า 3 แล้วเสร็จ 0 อยู่ระหว่างดำเนินการ น้อยกว่า 3",
        ),
    ]


def test_word_has_the_sentence_before_the_imprint(content):
    document = Document(io.BytesIO(report_docx(content, IMPRINT)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    places = [texts.index(each) for each in ("ไม่พบการทักท้วงร้องเรียน", "ข้อมูลของเอกสาร")]
    assert places == sorted(places)


def test_the_paper_has_it_after_everything_else_but_the_imprint(content):
    """In the contents and as an annex."""
    text = text_by_pdfium(report_pdf(content, IMPRINT))
    heading = "".join(f"ภาคผนวก {part().title}".split())
    ends = [text.rindex(heading), text.rindex("ข้อมูลของเอกสาร")]
    assert (text.count(heading), ends) == (2, sorted(ends))


def test_the_public_report_shows_it(client, complete_plan):
    sign(2566)
    page = client.get("/measures/2566/report/").content.decode()
    assert "ไม่พบการทักท้วงร้องเรียน" in page


def test_the_public_report_of_a_year_without_statistics_does_not(client, complete_plan):
    page = client.get("/measures/2566/report/").content.decode()
    assert "สถิติเรื่องร้องเรียน" not in page
