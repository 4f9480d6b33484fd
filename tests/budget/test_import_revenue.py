"""Expected revenue from files."""

from decimal import Decimal

import pytest

from budget.importers import LinesImporter, RevenueImporter
from budget.models import BudgetYear, Heading, RevenueEstimate
from tests.budget.importing import bring, choices_for, look

IMPORTER = RevenueImporter()
TWO = """
    ประเภทรายได้|หมวด|รายการ|ประมาณการ
    รายได้จัดเก็บเอง|หมวดภาษีอากร|ภาษีป้าย|1,000.50
    |หมวดรายได้เบ็ดเตล็ด||200
"""


@pytest.fixture
def order(agency, clerk):
    def choose(**options):
        return choices_for(clerk, {"year": 2566}, file="รายรับ.csv", **options)

    return choose


def test_revenue_is_imported_into_a_draft(order):
    bring(IMPORTER, TWO, order(totals={"revenue": "1200.50"}))

    year = BudgetYear.objects.get()
    rows = [(str(row), row.amount) for row in year.own_revenue]
    assert rows == [("ภาษีป้าย", Decimal("1000.50")), ("หมวดรายได้เบ็ดเตล็ด", Decimal("200.00"))]
    assert year.paper_revenue == Decimal("1200.50")


def test_a_second_identical_import_changes_nothing(order):
    bring(IMPORTER, TWO, order())

    assert not bring(IMPORTER, TWO, order()).has_changed_anything


def test_what_the_file_lacks_goes_only_when_that_is_chosen(order):
    bring(IMPORTER, TWO, order())
    shorter = "\n".join(TWO.strip().splitlines()[:2])

    bring(IMPORTER, shorter, order())
    kept = RevenueEstimate.objects.count()
    bring(IMPORTER, shorter, order(remove=True))

    assert (kept, RevenueEstimate.objects.count()) == (2, 1)


def test_an_unknown_category_may_become_new_below_its_group(order):
    text = TWO.replace("หมวดภาษีอากร", "หมวดค่าเช่าดาวเทียม")
    plan = look(IMPORTER, text, order())

    bring(IMPORTER, text, order(new_names=True))

    assert [name.text for name in plan.reading.unknown] == ["หมวดค่าเช่าดาวเทียม"]
    assert Heading.objects.get(name="หมวดค่าเช่าดาวเทียม").parent.code == "410000"


def test_a_row_twice_is_refused_with_both_rows(order):
    row = TWO.strip().splitlines()[1]

    (refusal,) = look(IMPORTER, f"{TWO.strip()}\n{row}", order()).refusals

    assert all(part in refusal.sentence for part in ["รายรับ.csv", "แถว 4", "2"])


def test_revenue_that_is_not_the_expenditure_is_flagged(order):
    lines = "แผนงาน|งบ|รายการ|งบประมาณ\nแผนงานการศึกษา|งบดำเนินงาน|ก|1,000"
    bring(LinesImporter(), lines, order())

    plan = look(IMPORTER, TWO, order())

    assert plan.is_ready
    assert any("200.50" in note for note in plan.reading.notes)
