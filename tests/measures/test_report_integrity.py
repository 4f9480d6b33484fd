"""The section of the annual report on surveys and gifts: page, data, Word, and older editions."""

import csv
import datetime as dt
import io

import docx

from measures.models import GiftAcknowledgement, SurveyTally
from measures.report import report_content
from measures.report_content import ReportContent
from measures.report_csv import report_csv
from measures.report_docx import report_docx
from measures.report_imprint import Imprint
from publishing.workflow import State
from tests.measures.integrity_rows import GIVER, SIGNED, declaration, gift, nil, survey

DAY = dt.date(2023, 11, 1)
TITLE = "การขับเคลื่อนตามแบบวัด IIT/EIT และนโยบาย No Gift Policy"


def content_of(plan, agency):
    return report_content(plan, agency, site="https://example.go.th", day=DAY)


def fill():
    row = survey()
    SurveyTally.objects.create(survey=row, day=dt.date(2023, 3, 30), answered=47)
    signed = declaration()
    for number in range(3):
        GiftAcknowledgement.objects.create(declaration=signed, name=f"คนที่ {number}", day=SIGNED)
    gift(handling="returned", value_class="large")
    nil("h2")


def test_the_section_is_absent_when_there_is_nothing(complete_plan, agency):
    survey(state=State.DRAFT)

    content = content_of(complete_plan, agency)

    assert (content.integrity, "integrity" in content.json_bytes.decode()) == (None, False)


def test_the_section_says_what_was_reached_and_signed(complete_plan, agency):
    fill()

    integrity = content_of(complete_plan, agency).integrity

    assert ([each.text for each in integrity.surveys], integrity.gifts) == (
        ["แบบวัด EIT เปิดให้ตอบ 1–31 มีนาคม 2566 มีผู้ตอบ 47 คน จากเป้าหมาย 42 คน ครบตามเป้าหมาย"],
        [
            "นายตัวอย่าง ทดสอบ นายก อบต. ลงนามประกาศเจตนารมณ์ไม่รับของขวัญ เมื่อวันที่ 6 ธันวาคม 2565",
            "ผู้บริหารและเจ้าหน้าที่ลงนามรับทราบแล้ว 3 คน จากทั้งหมด 34 คน",
            "มีผู้เสนอให้หรือให้ของขวัญ 1 ครั้ง: ส่งคืนผู้ให้ 1 ครั้ง",
            integrity.gifts[-1],
        ],
    )
    assert integrity.gifts[-1].startswith("รอบ 6 เดือนหลัง ปีงบประมาณ พ.ศ. 2566: ยืนยันแล้วว่าไม่มี")


def test_the_register_stands_in_figures(complete_plan, agency):
    fill()

    counts = content_of(complete_plan, agency).integrity.counts

    assert [(each.name, each.small, each.large) for each in counts if each.small or each.large] == [
        ("ส่งคืนผู้ให้", 0, 1)
    ]


def test_no_form_of_the_report_names_a_giver_or_who_took_note(complete_plan, agency):
    fill()

    text = content_of(complete_plan, agency).json_bytes.decode()

    assert (GIVER in text, "คนที่ 1" in text) == (False, False)


def test_page_word_and_data_carry_the_section(client, complete_plan, agency):
    fill()
    content = content_of(complete_plan, agency)
    imprint = Imprint(number=None, moment=dt.datetime(2023, 11, 1, tzinfo=dt.UTC))

    page = client.get("/measures/2566/report/").content.decode()
    word = docx.Document(io.BytesIO(report_docx(content, imprint)))
    rows = list(csv.DictReader(io.StringIO(report_csv(content).decode("utf-8-sig"))))

    assert f'id="integrity">{TITLE}</h2>' in page
    assert f"ภาคผนวก {TITLE}" in [each.text for each in word.paragraphs]
    assert [row["จำนวน"] for row in rows if row["ประเภท"] == "แบบวัด IIT/EIT"] == ["47"]


def test_an_edition_of_before_reads_back_with_the_hash_it_had(complete_plan, agency):
    content = content_of(complete_plan, agency)

    assert ReportContent.model_validate_json(content.json_bytes).sha256 == content.sha256
