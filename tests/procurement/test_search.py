"""What words find: the same on both databases, and nothing that is not public."""

import datetime as dt

import pytest

from procurement import hits as finding
from procurement.cube import figures
from procurement.listing import listed
from procurement.models import Purchase, PurchaseText
from procurement.question import Question
from publishing.workflow import State

TODAY = dt.date(2023, 6, 1)
ROAD = "จ้างก่อสร้างถนน คสล. สายบ้านน้ำใส ม.๓ อบต.ตัวอย่าง"
PAPER = "ซื้อกระดาษ A4 80 แกรม ครบ 100% (ด่วน)"
BUDGET = "จ้างพิมพ์เอกสารงบประมาณ งบ"


def titles(question, **fields):
    question = Question(q=question, **fields)
    found = listed(question, figures(question, TODAY), None, TODAY)
    return {row.purchase.title for row in found.rows}


@pytest.fixture
def purchases(make_purchase):
    for title in (ROAD, PAPER, BUDGET):
        make_purchase(title)


@pytest.mark.parametrize(
    "question, expected",
    [
        ("ถนน", {ROAD}),
        ("ถนนคอนกรีต", {ROAD}),
        ("ถนนคสล.", {ROAD}),
        ("อบต", {ROAD}),
        ("องค์การบริหารส่วนตำบล", {ROAD}),
        ("น้ำใส", {ROAD}),
        ("นํ้าใส", {ROAD}),
        ("หมู่ที่ 3 ถนน", {ROAD}),
        ("ถนน ม.3", {ROAD}),
        ("ม.30", set()),
        ("ม.1", set()),
        ("งบ", {BUDGET}),
        ("จ้าง", {ROAD, BUDGET}),
        ("จ้าง ถนน", {ROAD}),
        ("ถนน กระดาษ", set()),
        ("a4", {PAPER}),
        ("A4", {PAPER}),
        ("๒๕๖๖", {ROAD, PAPER, BUDGET}),
        ("2566 กระดาษ", {PAPER}),
        ("100%", {PAPER}),
        ("%%", set()),
        ("__", set()),
        ("'; DROP TABLE", set()),
        ('a4" OR "x', set()),
        ("ถนน*", set()),
        ("NOT ถนน", set()),
        ("(ด่วน)", {PAPER}),
        ("ไม่มีคำนี้", set()),
    ],
)
def test_words_find(purchases, question, expected):
    assert titles(question) == expected


@pytest.mark.parametrize("question", ["", "   ", "%", '"', "\x00", "\u200b", "ก"])
def test_without_a_word_everything_is_found(purchases, question):
    assert titles(question) == {ROAD, PAPER, BUDGET}


@pytest.mark.parametrize("question", ["ถนน" * 4000, "ก ข " * 3000, "\x00ถนน\x00" * 50, "'\"" * 99])
def test_a_hostile_question_is_answered(purchases, question):
    assert titles(question) <= {ROAD, PAPER, BUDGET}


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN])
def test_what_is_not_public_is_not_found(make_purchase, state):
    make_purchase(ROAD, state=state)

    assert titles("ถนน") == set()


def test_a_purchase_is_found_by_who_got_it(make_purchase, make_contract, make_vendor):
    make_contract(make_purchase(ROAD), vendor=make_vendor("หจก.ทดสอบโยธา"))

    assert titles("ห้างหุ้นส่วนจำกัด ทดสอบโยธา") == {ROAD}


def test_a_contract_that_is_not_public_finds_nothing(
    make_purchase, make_stage, make_contract, make_vendor
):
    purchase = make_purchase(ROAD)
    stage = make_stage(purchase, state=State.DRAFT)
    make_contract(purchase, vendor=make_vendor("หจก.ทดสอบโยธา"), stage=stage)

    assert titles("ทดสอบโยธา") == set()


def test_a_purchase_is_found_by_its_new_title_alone(purchases):
    purchase = Purchase.objects.get(title=ROAD)
    purchase.title = "ขุดลอกคลอง"
    purchase.save()

    assert (titles("ถนน"), titles("คลอง")) == (set(), {"ขุดลอกคลอง"})


def test_a_deleted_text_is_not_found(purchases):
    PurchaseText.objects.all().delete()

    assert titles("ถนน") == set()


def test_words_and_filters_hold_together(make_purchase):
    make_purchase(ROAD, fiscal_year=2566)
    make_purchase(BUDGET, fiscal_year=2565)

    assert (titles("จ้าง", year=2565), titles("ถนน", year=2565)) == ({BUDGET}, set())


# ------------------------------------------------------------------ more than are counted
@pytest.fixture
def few_are_many(monkeypatch):
    """Count no more than three, so that every way of finding is walked with four purchases."""
    monkeypatch.setattr(finding, "MOST", 3)
    monkeypatch.setattr(finding, "FEW", 0)


def hits(question, **fields):
    question = Question(q=question, **fields)
    return listed(question, figures(question, TODAY), None, TODAY)


def test_many_are_not_counted_and_the_first_are_listed(few_are_many, make_purchase):
    rows = [make_purchase(ROAD, listed_on=TODAY - dt.timedelta(days)) for days in range(5)]

    found = hits("ถนน")

    assert (found.is_cut, found.count, found.total) == (True, 3, None)
    assert [row.purchase.pk for row in found.rows] == [row.pk for row in rows[:3]]


def test_of_many_the_open_ones_come_first(few_are_many, make_purchase, make_notice):
    for _each in range(4):
        make_purchase(ROAD, listed_on=TODAY)
    late = make_purchase(ROAD)
    make_notice(late, on=dt.date(2023, 1, 9), closes_on=TODAY)

    assert hits("ถนน").rows[0].purchase.pk == late.pk


def test_the_newest_of_many_are_those_with_the_word(few_are_many, make_purchase):
    rows = [make_purchase(ROAD, listed_on=TODAY - dt.timedelta(days)) for days in range(5)]
    make_purchase(PAPER, listed_on=TODAY)

    assert [row.purchase.pk for row in hits("ถนน").rows] == [row.pk for row in rows[:3]]


def test_as_many_as_are_counted_are_counted(few_are_many, make_purchase):
    for _each in range(3):
        make_purchase(ROAD, amount=100)

    assert (hits("ถนน").is_cut, hits("ถนน").count, hits("ถนน").total) == (False, 3, 300)


def test_many_drafts_do_not_make_many(few_are_many, make_purchase):
    for state in (State.DRAFT, State.DRAFT, State.DRAFT, State.PUBLISHED):
        make_purchase(ROAD, state=state, amount=100)

    assert (hits("ถนน").count, hits("ถนน").total) == (1, 100)


@pytest.mark.parametrize("few", [0, 1000])
def test_many_have_the_word_but_few_pass_the_filter(few_are_many, monkeypatch, make_purchase, few):
    monkeypatch.setattr(finding, "FEW", few)
    for year in (2565, 2565, 2565, 2565, 2566):
        make_purchase(ROAD, fiscal_year=year, amount=100)

    assert (hits("ถนน", year=2566).count, hits("ถนน", year=2566).total) == (1, 100)
