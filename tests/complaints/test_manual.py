"""The handling manual: the parts that the OIT item names, from the settings, as page and paper."""

import datetime as dt
import re

import pypdfium2
import pytest
from django.urls import reverse

from complaints.manual import manual_of
from complaints.models import Channel, ChannelKind, HandlingStep, TimeLimit


@pytest.fixture
def make_step(agency, make_unit):
    """Return a function that makes a step of the manual, of the unit and within the limit given."""

    def make(title="รับเรื่อง", *, unit="งานนิติการ", stage="acknowledge", **fields):
        return HandlingStep.objects.create(
            title=title,
            text=f"วิธีทำ{title}",
            unit=make_unit(unit),
            limit=TimeLimit.objects.get(stage=stage),
            **fields,
        )

    return make


@pytest.fixture
def counter(agency, make_unit):
    return Channel.objects.create(
        kind=ChannelKind.COUNTER,
        name="เคาน์เตอร์ศูนย์รับเรื่อง",
        for_corruption=True,
        hours="วันทำการ",
        unit=make_unit("สำนักปลัด"),
    )


def page_of(client):
    return client.get(reverse("complaints:manual")).text


def pdf_of(client):
    return client.get(reverse("complaints:manual_pdf")).getvalue()


def text_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    return "".join(text.split())


# ------------------------------------------------------------------ the parts that OIT names
PARTS = [
    "วิธีที่บุคคลภายนอกแจ้งเรื่องร้องเรียน",
    "ขั้นตอนการดำเนินการ",
    "ส่วนงานที่รับผิดชอบ",
    "ระยะเวลาดำเนินการ",
    "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
]


def test_the_page_has_the_five_parts_in_their_order(client, make_step):
    make_step()
    heads = re.findall(r"<h2>\d+\. (.*?)</h2>", page_of(client))

    assert heads[1:6] == PARTS


def test_the_paper_has_the_same_parts(client, make_step):
    make_step()
    text = text_of(pdf_of(client))

    assert [part for part in PARTS if part not in text] == []


def test_a_step_says_who_does_it_and_within_what_time(client, make_step):
    make_step("ตรวจสอบข้อเท็จจริง", unit="หน่วยตรวจสอบภายใน", stage="examine")
    limit = TimeLimit.objects.get(stage="examine")
    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*ตรวจสอบข้อเท็จจริง.*?</tr>", page_of(client), re.DOTALL)

    cells = re.sub(r"<[^>]+>", " ", row.group())
    assert ["หน่วยตรวจสอบภายใน" in cells, f"ภายใน {limit.days} " in cells] == [True, True]


def test_units_are_named_once_each(agency, make_step):
    make_step("รับเรื่อง")
    make_step("แจ้งผล")
    make_step("ตรวจสอบ", unit="หน่วยตรวจสอบภายใน")

    assert manual_of(agency).responsible == "งานนิติการ และหน่วยตรวจสอบภายใน"


def test_without_units_the_agency_itself_is_responsible(agency):
    assert manual_of(agency).responsible == agency.name


def test_steps_of_questions_stand_apart(agency, make_step):
    HandlingStep.objects.all().delete()
    make_step("รับเรื่อง")
    make_step("ร่างคำตอบ", for_corruption=False)
    content = manual_of(agency)

    assert [
        [step.title for step in steps] for steps in (content.steps, content.question_steps)
    ] == [["รับเรื่อง"], ["ร่างคำตอบ"]]


def test_every_limit_stands_there_with_its_legal_basis(client, agency):
    text = re.sub(r"\s+", " ", page_of(client))

    assert [row.stage for row in TimeLimit.objects.all() if row.legal_basis not in text] == []


def test_channels_of_the_office_and_of_other_agencies_are_told_apart(agency, counter):
    content = manual_of(agency)

    assert [entry.name for entry in content.corruption] == ["เคาน์เตอร์ศูนย์รับเรื่อง"]
    assert "สำนักงาน ป.ป.ช." in [entry.name for entry in content.outside]


def test_the_manual_does_not_promise_what_only_the_commission_can_give(client, agency):
    assert "หน่วยงานนี้ให้ความคุ้มครองตามกฎหมายดังกล่าวแทนไม่ได้" in page_of(client)


# ------------------------------------------------------------------ numerals, demonstration, files
def test_the_page_has_arabic_numerals_only(client, make_step):
    make_step()

    assert re.findall("[๐-๙]", page_of(client)) == []


def test_the_paper_has_thai_numerals_but_in_addresses(client, make_step):
    make_step()
    text = text_of(pdf_of(client))

    assert (
        re.findall(
            r"[0-9]+", re.sub(r"https?://\S+?/complaints/\w+/|https://\S+?/(?=\W|$)", "", text)
        )
        == []
    )


def test_an_agency_that_writes_arabic_numerals_gets_them(client, agency, make_step):
    make_step()
    agency.thai_digits_in_documents = False
    agency.save()

    assert re.findall("[๐-๙]", text_of(pdf_of(client))) == []


def test_a_demonstration_says_so_on_every_page_of_the_paper(client, agency, make_step):
    make_step()
    agency.is_demonstration = True
    agency.save()
    pages = pypdfium2.PdfDocument(pdf_of(client))

    said = ["ข้อมูลสาธิต" in page.get_textpage().get_text_range() for page in pages]
    assert said == [True] * len(pages)


def test_the_paper_is_made_once_until_a_setting_changes(client, make_step, settings):
    step = make_step()
    first, again = pdf_of(client), pdf_of(client)
    step.title = "ลงทะเบียนรับ"
    step.save()

    assert (first == again, pdf_of(client) == first) == (True, False)


def test_the_manual_is_of_the_day_of_its_newest_setting(agency, make_step):
    history = make_step().history.get()
    history.history_date = dt.datetime(2099, 1, 31, 18, 0, tzinfo=dt.UTC)  # 1 February in Bangkok
    history.save()

    assert manual_of(agency).as_of == dt.date(2099, 2, 1)


def test_before_the_agency_is_set_up_the_page_says_so_and_there_is_no_paper(client, db):
    answers = [client.get(reverse(f"complaints:{name}")) for name in ("manual", "manual_pdf")]

    assert [answer.status_code for answer in answers] == [200, 404]
