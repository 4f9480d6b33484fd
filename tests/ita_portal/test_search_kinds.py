"""Everything that is published is found, and nothing of it once it is not: kind by kind."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agency.models import Official
from budget.models import LineProgress, ProgressReport, Spending, SpendingMonth
from complaints.models import Channel, Statement
from ita_portal.models import Kind, SearchEntry
from ita_portal.search.index import refresh
from ita_portal.search.pages import PAGE_SOURCE, PAGES
from ita_portal.search.sources import BY_NAME, SOURCES
from measures.models import AssessmentYear, SurveyExplanation
from procurement.models import NilPeriod, YearSummary
from publishing.actions import withdraw
from publishing.models import Publishable
from publishing.workflow import State
from tests.conftest import published_fields
from tests.ita_portal.search_props import listing, rebuild, titles
from tests.measures.integrity_rows import GIVER, declaration, gift, nil, survey

NIL = "ไม่มีการจัดซื้อจัดจ้าง เดือนเมษายน 2566"
NO_GIFTS = "ไม่มีการรับของขวัญ รอบ 6 เดือนหลัง ปีงบประมาณ พ.ศ. 2566"


def nothing_bought(slug="2566-04", state=State.PUBLISHED):
    return NilPeriod.objects.create(fiscal_year=2566, slug=slug, **published_fields(state))


def explanation(state):
    assessment = AssessmentYear.objects.create(fiscal_year=2565)
    indicator = assessment.indicators.create(number=1, name="การปฏิบัติหน้าที่", instrument="IIT")
    question = indicator.questions.create(code="i1", text="เจ้าหน้าที่ปฏิบัติงานตามขั้นตอน")
    return SurveyExplanation.objects.create(
        question=question, text="ดูว่าทำงานตรงเวลาหรือไม่", **published_fields(state)
    )


def person(name="นางสมมติ เที่ยงธรรม", **fields):
    return Official.objects.create(
        **{"name": name, "position": "ปลัดองค์การบริหารส่วนตำบล", "group": "head"} | fields
    )


@pytest.fixture
def make_all(agency, make_line):
    """Return a function that makes one of each kind in a state."""

    def make(state):
        fields = published_fields(state)
        declaration(state=state)
        gift(state=state)
        nil("h2", state=state)
        nothing_bought(state=state)
        line = make_line(title="ลานกีฬา")
        SpendingMonth.objects.create(year=line.year, month=3, **fields)
        report = ProgressReport.objects.create(year=line.year, period_slug="h1", **fields)
        LineProgress.objects.create(report=report, line=line, status="done", problem="ฝนตกหนัก")
        YearSummary.objects.create(
            fiscal_year=2566, problems_met="ผู้เสนอราคาน้อยราย", suggestions="ประกาศให้กว้าง", **fields
        )
        explanation(state)
        rebuild()

    return make


def of_source(source, words):
    return [row for row in listing(words).rows if row.entry.source == source]


FOUND = [
    ("ประกาศเจตนารมณ์", "gift_declaration", "/measures/2566/gifts/#declaration-{pk}"),
    ("กระเช้าผลไม้", "gift", "/measures/2566/gifts/#register"),
    ("ไม่มีการรับของขวัญ", "gift_nil", "/measures/2566/gifts/#h2"),
    ("ไม่มีการจัดซื้อ", "nil", "/procurement/2566/monthly/2566-04/"),
    ("ไม่มีการเบิกจ่าย", "month", "/budget/2566/reports/2565-12/"),
    ("ฝนตกหนัก", "progress", "/budget/2566/reports/h1/"),
    ("เสนอราคาน้อย", "summary", "/procurement/2566/summary/"),
    ("ทำงานตรงเวลา", "explanation", "/measures/2565/surveys/#question-"),
]


def test_what_is_published_is_found_at_its_place(make_all):
    make_all(State.PUBLISHED)

    rows = [(row, url) for words, source, url in FOUND for row in of_source(source, words)]

    assert len(rows) == len(FOUND)
    assert all(row.url.startswith(url.format(pk=row.entry.object_id)) for row, url in rows)


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_published_is_not_found(make_all, state):
    make_all(state)

    assert not SearchEntry.objects.filter(source__in=[source for _w, source, _u in FOUND]).exists()


def test_what_was_withdrawn_a_moment_ago_is_not_shown(make_all):
    make_all(State.PUBLISHED)
    for _words, source, _url in FOUND:
        BY_NAME[source].public().model.objects.update(state=State.WITHDRAWN)

    assert [row for words, source, _url in FOUND for row in of_source(source, words)] == []


def test_every_kind_of_unit_reaches_the_search():
    units = {model for model in apps.get_models() if issubclass(model, Publishable)}
    reached = {model for source in SOURCES for model in source.by}

    # A statement stands on the page of the statistics of its year, which is found itself.
    assert {unit for unit in units - reached if unit._meta.app_label != "tests"} == {Statement}


def test_no_two_kinds_share_a_number():
    numbers = [source.number for source in [*SOURCES, PAGE_SOURCE]]

    assert (len(numbers), max(numbers) < 2**5) == (len(set(numbers)), True)


# ------------------------------------------------------------------ gifts
def test_who_gave_a_thing_is_in_no_entry(db):
    gift()
    gift(giver_kind="citizen", day=dt.date(2023, 1, 4), handling="kept")
    rebuild()

    said = " ".join(f"{each.title} {each.text} {each.words}" for each in SearchEntry.objects.all())
    assert ("กระเช้าผลไม้" in said, "ลับมาก" in said) == (True, False)
    assert titles(GIVER) == []


def test_a_declaration_that_is_withdrawn_is_gone_at_once(
    db, approver, django_capture_on_commit_callbacks
):
    row = declaration()
    rebuild()

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(row, by=approver, reason="ลงชื่อผิดคน")

    assert not SearchEntry.objects.filter(source="gift_declaration").exists()


# ------------------------------------------------------------------ nothing to tell
def test_a_nil_that_a_contract_contradicts_is_not_told(db, make_purchase, make_contract):
    nothing_bought()
    nothing_bought("2566-02")
    rebuild()
    make_contract(make_purchase(), on=dt.date(2023, 2, 3))

    late = titles("ไม่มีการจัดซื้อ")
    rebuild()

    assert (late, titles("ไม่มีการจัดซื้อ")) == ([NIL], [NIL])


def test_a_draft_with_a_contract_contradicts_nothing_in_public(db, make_purchase, make_contract):
    nothing_bought()
    make_contract(make_purchase(state=State.DRAFT), on=dt.date(2023, 4, 3))
    rebuild()

    assert titles("ไม่มีการจัดซื้อ") == [NIL]


def test_a_half_without_gifts_that_a_gift_contradicts_is_not_told(db):
    nil("h1"), nil("h2")
    rebuild()
    gift()

    late = titles("ไม่มีการรับของขวัญ", kind=Kind.MEASURE)
    rebuild()

    assert (late, titles("ไม่มีการรับของขวัญ", kind=Kind.MEASURE)) == ([NO_GIFTS], [NO_GIFTS])


def test_a_month_tells_what_was_spent_or_that_nothing_was(make_line):
    line = make_line()
    spent, empty = (
        SpendingMonth.objects.create(
            year=line.year, month=month, **published_fields(State.PUBLISHED)
        )
        for month in (1, 2)
    )
    Spending.objects.create(month=spent, line=line, amount=1500)
    rebuild()

    said = {row.object_id: row.text for row in SearchEntry.objects.filter(source="month")}
    assert said == {
        spent.pk: "เบิกจ่ายตามข้อบัญญัติ 1,500.00 บาท",
        empty.pk: "ไม่มีรายการ ไม่มีการเบิกจ่ายในเดือนนี้",
    }


# ------------------------------------------------------------------ people
def test_a_person_is_found_by_position_with_whom_to_call(client, agency, make_unit):
    person(phone="0 1111 1111", email="a@example.go.th", unit=make_unit("สำนักปลัด"))
    rebuild()

    row = listing("เบอร์โทรปลัด").rows[0]

    assert (row.url, row.kind) == ("/about/#officials", "ผู้บริหารและหัวหน้าส่วนราชการ")
    assert row.entry.text == "สำนักปลัด · โทรศัพท์ 0 1111 1111 · a@example.go.th"


def test_a_person_without_a_telephone_is_reached_through_the_office(agency):
    agency.phones = "0 2222 2222"
    agency.save()
    person()
    rebuild()

    assert SearchEntry.objects.get(source="official").text == "โทรศัพท์ของหน่วยงาน 0 2222 2222"


def test_a_new_telephone_is_found_with_the_next_refresh(agency):
    row = person(phone="0 1111 1111")
    rebuild()
    row.phone = "0 3333 3333"
    row.save()

    list(refresh(timezone.now()))

    assert SearchEntry.objects.get(source="official").text == "โทรศัพท์ 0 3333 3333"


def test_who_left_the_office_is_not_shown(agency):
    row = person()
    rebuild()
    Official.objects.filter(pk=row.pk).update(is_active=False)

    assert row.name not in " ".join(titles("ปลัด"))


def test_people_come_in_their_order_before_money(agency, make_line):
    make_line(title="เงินเดือนปลัด")
    person("นายข", order=2), person("นายก", order=1)
    rebuild()

    assert [title.split()[0] for title in titles("ปลัด")][:3] == ["นายก", "นายข", "เงินเดือนปลัด"]


# ------------------------------------------------------------------ pages that come and go
def test_a_poster_is_found_by_what_it_says_and_what_it_is(agency):
    declaration()
    rebuild()

    found = [listing(words).rows[0].url for words in ("โปสเตอร์ ของฝาก", "อินโฟกราฟิก ของฝาก")]

    assert found == ["/posters/no-gift/2566/"] * 2


def test_a_poster_of_what_was_withdrawn_is_not_shown(agency, approver):
    row = declaration()
    rebuild()
    withdraw(row, by=approver, reason="ลงชื่อผิดคน")

    shown = [each.url for each in listing("โปสเตอร์ ของฝาก").rows]
    list(refresh(timezone.now()))

    assert (shown, SearchEntry.objects.filter(url="/posters/no-gift/2566/").exists()) == ([], False)


def test_the_statistics_of_each_year_are_found(make_question):
    make_question()
    rebuild()

    year = listing("สถิติเรื่องร้องเรียน").rows[1].entry

    assert (year.year, year.url) == (year.year, f"/complaints/statistics/{year.year}/")


def test_a_hotline_leads_to_the_page_of_all_channels(db):
    Channel.objects.create(
        kind="damrongdhama", name="ศูนย์ดำรงธรรม", contact="1567", for_grievances=True
    )
    Channel.objects.create(
        kind="phone", name="เลิกใช้", contact="1999", for_grievances=True, is_active=False
    )
    rebuild()

    assert [row.url for row in listing("1567").rows] == ["/complaints/"]
    assert titles("1999") == []


def test_every_page_of_the_site_is_found_by_its_own_title(db):
    rebuild()

    assert [page.name for page in PAGES if str(page.title) not in titles(str(page.title))] == []


# ------------------------------------------------------------------ order
def test_a_year_alone_finds_what_tells_of_the_whole_year_first(make_line, make_purchase):
    make_line(title="ลานกีฬา")
    make_purchase("สัญญาเลขที่ 1/2566", listed_on=dt.date(2023, 9, 1))
    rebuild()

    assert titles("2566")[:2] == [
        "งบประมาณปี พ.ศ. 2566",
        "รายงานการใช้จ่ายงบประมาณ ปีงบประมาณ พ.ศ. 2566",
    ]


def test_the_year_in_a_title_does_not_make_it_one_about_the_budget(make_line):
    make_line(title="ลานกีฬา")
    survey(fiscal_year=2567)
    rebuild()

    assert titles("งบ")[:2] == ["งบประมาณ", "งบประมาณปี พ.ศ. 2566"]
    assert "แบบวัด EIT ปีงบประมาณ พ.ศ. 2567" in titles("งบ")


def test_common_questions_lead_to_the_page_that_answers_them(make_all):
    person()
    make_all(State.PUBLISHED)
    expected = {
        "ร้องเรียน": "/complaints/",
        "เบอร์โทร": "/complaints/",
        "ขอข้อมูลข่าวสาร": "/complaints/ask/",
        "อบต.": "/about/",
        "ไอทีเอ": "/measures/",
        "No Gift": "/measures/gifts/",
        "นโยบายไม่รับของขวัญ": "/measures/gifts/",
        "โปสเตอร์": "/posters/",
        "คู่มือ": "/complaints/manual/",
    }

    assert {words: listing(words).rows[0].url for words in expected} == expected


def test_words_that_are_found_together_are_not_torn_apart(make_purchase):
    nothing_bought()
    make_purchase("จัดซื้อโต๊ะเพื่อการเรียน", public_note="ไม่ชำรุดและมีประกัน")
    rebuild()

    assert [words for words, _query in listing("ไม่มีการจัดซื้อ").suggestions] == []


# ------------------------------------------------------------------ cost
def test_four_of_each_kind_and_nine_take_the_same_queries(client, agency):
    def count(numbers):
        for number in numbers:
            gift(day=dt.date(2020, 1, number))
            nil(fiscal_year=2550 + number)
            nothing_bought(f"2566-0{number}")
            declaration(fiscal_year=2550 + number)
            person(f"นาย {number}", order=number)
        rebuild()
        client.get("/search/", {"q": "โปสเตอร์"})
        found = {}
        for words in ("กระเช้าผลไม้", "ประกาศเจตนารมณ์", "ไม่มีรายการ", "ปลัด"):
            with CaptureQueriesContext(connection) as queries:
                response = client.get("/search/", {"q": words})
            found[words] = response.context["listing"].count, len(queries)
        return found

    four, nine = count(range(1, 5)), count(range(5, 10))

    assert {words: queries for words, (_, queries) in four.items()} == {
        words: queries for words, (_, queries) in nine.items()
    }
    assert [four[words][0] < nine[words][0] for words in four] == [True] * 4
