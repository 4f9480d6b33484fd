"""The citizen budget has two pages, whatever the budget has, and its hundred baht are a hundred."""

import io
from decimal import Decimal
from pathlib import Path

import cv2
import pypdfium2
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from agency.models import Village
from budget.citizen import citizen_budget
from budget.citizen_content import (
    MAX_PROJECTS,
    MAX_SHARES,
    OTHERS,
    Project,
    Share,
    bar_width,
    biggest,
    of_hundred,
    shares,
)
from budget.citizen_paper import citizen_pdf
from budget.glossary import GLOSSARY
from budget.ledger import ZERO, after_transfers, spent_in_year
from budget.models import BudgetLine, Heading
from budget.sums import entry
from publishing.templatetags.paper_text import on_one_line
from publishing.workflow import State
from tests.budget.amounts import overlapping
from tests.budget.books import make_book
from tests.publishing.papers import text_by_pdfium
from thai.digits import to_thai
from thai.money import MAX_AMOUNT, compact_baht, format_baht
from thai.text import shortened

AMOUNTS = st.decimals("0.01", MAX_AMOUNT, places=2)
LONG = "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านหนองบัวใหญ่พัฒนาถึงบ้านทุ่งบุหลัง"


def paper(year):
    return Path(default_storage.path(citizen_pdf(citizen_budget(year)))).read_bytes()


# ------------------------------------------------------------------ a hundred baht
@given(st.lists(AMOUNTS, min_size=1, max_size=15))
def test_a_hundred_baht_are_divided_to_the_satang(amounts):
    parts = of_hundred(amounts)

    assert sum(parts) == 100
    assert all(abs(part - amount * 100 / sum(amounts)) < Decimal("0.01")
               for part, amount in zip(parts, amounts, strict=True))  # fmt: skip


def test_nothing_is_divided_into_nothing():
    assert of_hundred([]) == []


@given(st.lists(AMOUNTS, max_size=30))
def test_the_bars_are_few_and_add_up_to_everything(amounts):
    found = shares((str(place), amount, ZERO) for place, amount in enumerate(amounts))

    assert len(found) <= MAX_SHARES
    assert sum((each.amount for each in found), ZERO) == sum(amounts, ZERO)


def test_bars_stand_from_the_biggest_down_and_the_rest_last():
    parts = [(str(place), Decimal(place), ZERO) for place in range(1, 12)]

    names = [each.name for each in shares(parts)]

    assert names == ["11", "10", "9", "8", "7", "6", "5", OTHERS]


def test_what_is_nothing_has_no_bar():
    assert shares([("งบกลาง", ZERO, ZERO), ("โอนหมด", Decimal(-1), ZERO)]) == ()


def test_a_small_part_can_be_seen():
    assert Share("", Decimal(1), Decimal("0.01")).width == 1


@pytest.mark.parametrize(
    ("part", "width"), [(None, 0), (Decimal(-3), 0), (Decimal("45.6"), 46), (Decimal(250), 100)]
)
def test_a_bar_stays_within_its_scale(part, width):
    assert bar_width(part) == width


# ------------------------------------------------------------------ what fits
@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("ซ่อมถนน", 10, "ซ่อมถนน"),
        ("ซ่อมถนน หมู่ที่ 1 และหมู่ที่ 2", 10, "ซ่อมถนน…"),
        ("ก่อสร้างถนนคอนกรีต", 5, "ก่อส…"),
        ("น้ำน้ำน้ำ", 5, "น้ำ…"),
        ("กกกเกก", 5, "กกก…"),
    ],
)
def test_a_long_text_is_cut_at_a_space_or_at_least_not_before_a_mark(text, length, short):
    assert shortened(text, length) == short


def test_the_biggest_project_of_each_village_comes_before_the_second_of_any():
    projects = [
        Project(place, f"หมู่ที่ {place}", "", Decimal(1000 * place + rank), ZERO)
        for place in range(1, 8)
        for rank in range(3)
    ]

    found = biggest(projects)

    assert [each.place for each in found] == [1, 2, 3, 4, 5, 5, 6, 6, 7, 7]
    assert len(found) == MAX_PROJECTS


# ------------------------------------------------------------------ the paper
def _with_long_names(year):
    """Give everything the longest names that people type."""
    villages = [
        Village.objects.create(number=number, name="บ้านหนองบัวใหญ่พัฒนาร่วมใจสามัคคี")
        for number in range(1, 15)
    ]
    Heading.objects.filter(kind="plan").update(name=f"แผนงาน{LONG}")
    lines = list(BudgetLine.objects.filter(year=year))
    for line, village in zip(lines, villages * len(lines), strict=False):
        line.title, line.village = LONG * 5, village
    BudgetLine.objects.bulk_update(lines, ["title", "village"])
    year.statement = LONG * 10
    year.save()


@pytest.mark.parametrize("lines", [3, 300])
def test_it_has_two_pages_for_few_lines_and_for_many(agency, lines):
    assert len(pypdfium2.PdfDocument(paper(make_book(1, lines=lines)))) == 2


def test_it_has_two_pages_however_long_the_names_are(agency):
    agency.address, agency.phones = LONG * 4, "0 7471 1111, " * 15
    agency.save()
    year = make_book(1, lines=300)
    _with_long_names(year)

    assert len(pypdfium2.PdfDocument(paper(year))) == 2


def test_it_has_two_pages_for_a_year_of_which_nothing_is_known(make_year):
    pdf = paper(make_year())

    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert "ยังไม่เผยแพร่ประมาณการรายรับ" in text_by_pdfium(pdf)


def test_its_figures_are_those_of_the_ledger(agency):
    year = make_book(2)
    money = entry(BudgetLine.objects.public().ordinance())
    expected = [compact_baht(after_transfers(money)), compact_baht(spent_in_year(money))]

    text = text_by_pdfium(paper(year))

    assert [each for each in expected if to_thai("".join(each.split())) not in text] == []
    assert to_thai(format_baht(spent_in_year(money))) in text


def test_the_hundred_baht_of_the_paper_are_those_of_the_plans(agency):
    content = citizen_budget(make_book(2))

    assert sum(share.of_hundred for share in content.plans) == 100
    assert sum(share.amount for share in content.plans) == content.budget
    assert sum(share.spent for share in content.classes) == content.spent


def test_the_code_leads_to_the_page_of_the_year(agency):
    pages = pypdfium2.PdfDocument(io.BytesIO(paper(make_book(1, lines=3))))

    picture = pages[1].render(scale=3).to_numpy()

    found, *_rest = cv2.QRCodeDetector().detectAndDecode(picture)
    assert found == f"{settings.SITE_URL}/budget/2566/"


def test_without_villages_it_shows_what_costs_most(agency):
    content = citizen_budget(make_book(1, lines=30))

    biggest_line = max(BudgetLine.objects.ordinance(), key=lambda line: line.amount)
    assert not content.names_villages
    assert biggest_line.title in [project.title for project in content.projects]


def test_the_address_answers_with_the_paper(client, agency):
    make_book(1, lines=3)

    response = client.get("/budget/2566/citizen.pdf")

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="citizen-budget-2566.pdf"'
    response.close()


def test_a_year_without_a_budget_has_no_citizen_budget(client, agency):
    assert client.get("/budget/2566/citizen.pdf").status_code == 404


# ------------------------------------------------------------------ what is not known
def test_a_year_without_a_published_month_is_not_said_to_have_spent_nothing(agency):
    text = text_by_pdfium(paper(make_book(1, lines=12, months=0)))

    assert "ยังไม่มีผลการเบิกจ่ายที่เผยแพร่" in text
    assert "ใช้ไปแล้ว๐" not in text
    assert "๐.๐๐" not in text


def test_a_total_to_date_names_the_earlier_months_that_it_leaves_out(agency):
    year = make_book(1, lines=12, months=4)
    year.months.filter(month=2).update(state=State.WITHDRAWN)

    text = text_by_pdfium(paper(year))

    assert text.count("ยังไม่รวมเดือนพฤศจิกายน๒๕๖๕") == 2


def test_it_has_two_pages_with_ten_months_missing_and_the_longest_names(agency):
    year = make_book(1, lines=300)
    year.months.filter(month__range=(2, 11)).update(state=State.WITHDRAWN)
    _with_long_names(year)

    assert len(pypdfium2.PdfDocument(paper(year))) == 2


# ------------------------------------------------------------------ what fits its box
@pytest.mark.parametrize("amount", ["253_086_500.12", "9_999_999_999.99", "249_999_999_999.99"])
def test_large_amounts_stay_in_their_columns(agency, amount):
    year = make_book(1, lines=40)
    BudgetLine.objects.update(amount=Decimal(amount))

    pdf = paper(year)

    assert overlapping(pdf) == []
    assert len(pypdfium2.PdfDocument(pdf)) == 2


def test_ten_thousand_million_baht_are_written_smaller(agency):
    year = make_book(1, lines=12)
    BudgetLine.objects.update(amount=Decimal("1_012_346_000"))

    assert citizen_budget(year).has_long_figures


def test_the_words_are_those_of_the_glossary(agency):
    text = text_by_pdfium(paper(make_book(1, lines=3)))

    assert "".join(GLOSSARY["งบกลาง"].meaning.split()) in text
    assert "สภาท้องถิ่นเห็นชอบ" in text


def test_a_number_stays_with_its_word_and_nothing_else_is_marked_up():
    assert on_one_line("ซ่อม <ถนน> หมู่ที่ ๗ สาย 2") == (
        'ซ่อม &lt;ถนน&gt; <span class="together">หมู่ที่\u00a0๗</span> สาย 2'
    )


def test_the_name_of_a_method_is_not_broken_at_its_hyphen():
    assert on_one_line("วิธีประกวดราคา (e-bidding) e") == (
        'วิธีประกวดราคา <span class="together">(e-bidding)</span> e'
    )
