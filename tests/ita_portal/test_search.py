"""What the search of the whole site finds: the same on both databases."""

import datetime as dt

import pytest

from ita_portal.models import Kind
from ita_portal.search import finding
from ita_portal.search import listing as listing_module
from publishing.workflow import State
from tests.ita_portal.search_props import listing, meant, rebuild, titles

ROAD = "จ้างก่อสร้างถนน คสล. สายบ้านน้ำใส ม.๓ อบต.ตัวอย่าง"
PAPER = "ซื้อกระดาษ A4 80 แกรม ครบ 100% (ด่วน)"
BUDGET = "จ้างพิมพ์เอกสารงบประมาณ"


@pytest.fixture
def purchases(make_purchase):
    for day, title in enumerate((ROAD, PAPER, BUDGET), start=1):
        make_purchase(title, listed_on=dt.date(2023, 1, day))
    rebuild()


@pytest.mark.parametrize(
    "words, expected",
    [
        ("ถนน", [ROAD]),
        ("ถนนคอนกรีต", [ROAD]),
        ("องค์การบริหารส่วนตำบล", [ROAD]),
        ("อบต", [ROAD]),
        ("นํ้าใส", [ROAD]),
        ("น้ำ\u200bใส", [ROAD]),
        ("หมู่ที่ 3 ถนน", [ROAD]),
        ("ถนนหมู่ ๓", [ROAD]),
        ("ถนนม.30", []),
        ("ม.30", []),
        ("งบ", [BUDGET]),
        ("๒๕๖๖ กระดาษ", [PAPER]),
        ("2023 กระดาษ", [PAPER]),
        ("กระดาษ ปี 66", [PAPER]),
        ("กระดาษ ปี 67", []),
        ("ถนน กระดาษ", []),
        ("100%", [PAPER]),
        ('a4" OR "x', []),
        ("ถนน*", []),
        ("'; DROP TABLE", []),
    ],
)
def test_words_find(purchases, words, expected):
    assert titles(words, kind=Kind.PURCHASE) == expected


def test_titles_come_first_and_then_the_newest(make_purchase):
    make_purchase("สะพาน", listed_on=dt.date(2022, 11, 1))
    make_purchase("ถนน ก", listed_on=dt.date(2022, 12, 1), public_note="สะพาน")
    make_purchase("ถนน ข", listed_on=dt.date(2023, 1, 1), reason="สะพาน")
    rebuild()

    assert titles("สะพาน") == ["สะพาน", "ถนน ข", "ถนน ก"]


def test_every_kind_is_found(
    make_line, make_transfer, make_purchase, make_measure, make_activity, make_question
):
    one, other = make_line(title="ดาวเทียมในงบ"), make_line(title="อื่น")
    make_transfer(one, other, 100, reason="โอนเพื่อดาวเทียม")
    make_purchase("ซื้อดาวเทียม")
    make_activity(make_measure(title="มาตรการดาวเทียม"), title="ประชุมเรื่องดาวเทียม")
    make_question(asked="ดาวเทียมแพงไหม", subject_title="")
    rebuild()

    assert {(row.entry.kind, row.entry.source) for row in listing("ดาวเทียม").rows} == {
        (Kind.BUDGET, "line"),
        (Kind.BUDGET, "transfer"),
        (Kind.PURCHASE, "purchase"),
        (Kind.MEASURE, "measure"),
        (Kind.MEASURE, "activity"),
        (Kind.PAGE, "page"),  # the poster of the measure
        (Kind.QUESTION, "question"),
    }


def test_a_budget_is_found_by_its_plan_and_by_each_line_of_it(make_line):
    line = make_line(title="ลานกีฬา")
    rebuild()

    found = listing(line.plan.name)

    assert {row.entry.source for row in found.rows} == {"plan", "line"}
    assert found.rows[0].url == "/budget/2566/plans/00310/"


@pytest.mark.parametrize(
    "words, url",
    [
        ("ร้องทุกข์", "/complaints/"),
        ("โกง", "/complaints/corruption/"),
        ("PDPA", "/privacy/"),
    ],
)
def test_pages_of_the_site_are_found_by_what_people_call_them(db, words, url):
    rebuild()

    assert [row.url for row in listing(words).rows] == [url]


# ------------------------------------------------------------------ filters
def test_kind_and_year_narrow_what_is_found(make_purchase, make_line):
    make_purchase("สะพาน ก", fiscal_year=2566)
    make_purchase("สะพาน ข", fiscal_year=2565)
    make_line(title="สะพาน ค")
    rebuild()

    assert set(titles("สะพาน", kind="purchase")) == {"สะพาน ก", "สะพาน ข"}
    assert titles("สะพาน", year=2565) == ["สะพาน ข"]
    assert titles("สะพาน", kind="budget", year=2565) == []


def test_filters_say_how_many_there_are_of_each(make_purchase, make_line):
    make_purchase("สะพาน ก", fiscal_year=2566)
    make_purchase("สะพาน ข", fiscal_year=2565)
    make_line(title="สะพาน ค")
    rebuild()

    found = listing("สะพาน", kind="purchase")

    assert [(choice.count, choice.is_chosen) for choice in found.kinds] == [
        (3, False),
        (1, False),
        (2, True),
    ]
    assert [(choice.label, choice.count) for choice in found.years][1:] == [
        ("2566", 1),
        ("2565", 1),
    ]


def test_a_filter_in_force_stands_there_with_nothing_found(purchases):
    found = listing("สะพาน", kind="question", year=2560)

    assert (found.count, [choice.count for choice in found.kinds if choice.is_chosen]) == (0, [0])
    assert [choice.label for choice in found.years if choice.is_chosen] == ["2560"]


# ------------------------------------------------------------------ more than are counted
@pytest.fixture
def three_are_many(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 3)


def test_of_many_the_best_are_listed(three_are_many, make_purchase):
    for day in range(1, 6):
        make_purchase(f"งาน {day}", listed_on=dt.date(2023, 1, day), public_note="สะพาน")
    make_purchase("สะพานเก่า", listed_on=dt.date(2022, 10, 1))
    rebuild()

    found = listing("สะพาน")

    assert (found.is_cut, found.count) == (True, 3)
    assert [row.entry.title for row in found.rows] == ["สะพานเก่า", "งาน 5", "งาน 4"]
    assert [choice.count for choice in found.kinds] == [None] * (1 + len(Kind))
    assert [choice.label for choice in found.years][-1] == "2566"


def test_few_of_many_are_found_with_a_filter(three_are_many, make_purchase):
    for year in (2560, *[2566] * 5):
        make_purchase(f"สะพาน {year}", fiscal_year=year)
    rebuild()

    found = listing("สะพาน", year=2560)

    assert (titles("สะพาน", year=2560), found.is_cut) == (["สะพาน 2560"], False)


def test_pages_follow_each_other(monkeypatch, make_purchase):
    monkeypatch.setattr(listing_module, "PAGE_SIZE", 2)
    for day in range(1, 6):
        make_purchase(f"สะพาน {day}", listed_on=dt.date(2023, 1, day))
    rebuild()

    pages = [titles("สะพาน", page) for page in ("1", "2", "3", "99", "-1", "x")]

    assert pages[:3] == [["สะพาน 5", "สะพาน 4"], ["สะพาน 3", "สะพาน 2"], ["สะพาน 1"]]
    assert pages[3:] == [["สะพาน 1"], ["สะพาน 1"], ["สะพาน 5", "สะพาน 4"]]


# ------------------------------------------------------------------ what was meant
@pytest.mark.parametrize(
    "words, expected",
    [
        ("ถนย", ["ถนน"]),
        ("ก่อสร้างถนย", ["ก่อสร้างถนน"]),
        ("ถนน คอนกรีด", ["ถนน คอนกรีต"]),
        ("พิมพ์เอกสารงบประมาน", ["พิมพ์เอกสารงบประมาณ"]),
        ("กระดาด", ["กระดาษ"]),
        ("กระดาษ ดวน", ["กระดาษ ด่วน"]),
        ("ถนนก่อสร้าง", ["ถนน ก่อสร้าง"]),
        ("ถนน", []),
        ("ไม่มีคำนี้", []),
        ("2599", []),
    ],
)
def test_one_wrong_letter_is_put_right(purchases, words, expected):
    assert meant(words) == expected


def test_nothing_is_suggested_that_is_not_found(make_purchase):
    purchase = make_purchase("ซื้อกระดาษ")
    rebuild()
    purchase.state = State.DRAFT
    purchase.save()
    purchase.refresh_from_db()

    assert meant("กระดาด") == ["กระดาษ"]  # the words of the title are remembered …

    listing_module.SearchEntry.objects.filter(source="purchase").delete()

    assert meant("กระดาด") == []  # … but only what is found is said


def test_nothing_is_suggested_where_many_are_found(make_purchase):
    for number in range(5):
        make_purchase(f"ถน {number}")
    make_purchase("ถนน")
    rebuild()

    assert meant("ถน") == []
