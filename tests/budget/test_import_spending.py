"""Spending from files: a month is replaced as a whole, others stay."""

from decimal import Decimal

import pytest
from django.utils.translation import gettext

from budget.importers import SpendingImporter
from budget.models import Spending, SpendingMonth
from publishing.imports import ImportRefused
from publishing.models import PublicationStep
from publishing.workflow import State
from tests.budget.importing import bring, choices_for, look

IMPORTER = SpendingImporter()
MONTH = "โครงการ|เบิกจ่าย\nถนน|100.25\nสะพาน|50"


@pytest.fixture
def lines(agency, make_line):
    """Two lines of one year: a road and a bridge."""
    return make_line(1000, title="ถนน", code="001"), make_line(1000, title="สะพาน", code="002")


@pytest.fixture
def order(lines, clerk):
    """Return a function that says what a clerk chose for 2566, October unless told."""

    def choose(month=1, by=None, **options):
        target = {"year": 2566, "month": month}
        return choices_for(by or clerk, target, file="จ่าย.csv", **options)

    return choose


def spent():
    rows = Spending.objects.order_by("month__month", "line__order")
    return [(row.month.month, row.line.title, row.amount) for row in rows]


def test_a_month_becomes_a_draft(order, clerk):
    bring(IMPORTER, MONTH, order())

    month = SpendingMonth.objects.get()
    assert (month.state, month.author, month.month) == (State.DRAFT, clerk, 1)
    assert spent() == [(1, "ถนน", Decimal("100.25")), (1, "สะพาน", Decimal("50.00"))]


def test_a_second_identical_import_changes_nothing(order):
    bring(IMPORTER, MONTH, order())

    file = bring(IMPORTER, MONTH, order())

    assert (file.unchanged_rows, file.has_changed_anything) == (2, False)


def test_a_month_is_replaced_as_a_whole_and_other_months_stay(order):
    bring(IMPORTER, MONTH, order(1))
    bring(IMPORTER, MONTH, order(2))

    file = bring(IMPORTER, "โครงการ|เบิกจ่าย\nถนน|70", order(2))

    assert (file.changed_rows, file.removed_rows) == (1, 1)
    assert spent() == [
        (1, "ถนน", Decimal("100.25")),
        (1, "สะพาน", Decimal("50.00")),
        (2, "ถนน", Decimal("70.00")),
    ]


def test_removed_spending_keeps_its_history(order, clerk):
    bring(IMPORTER, MONTH, order())

    bring(IMPORTER, "โครงการ|เบิกจ่าย\nถนน|100.25", order())

    removed = Spending.history.get(history_type="-")
    assert (removed.amount, removed.history_user) == (Decimal("50.00"), clerk)


def test_twelve_columns_fill_the_months_that_have_figures(order):
    text = "รหัส|ต.ค.|พ.ย.|ธ.ค.\n001|10|20|-\n002|-|5|"

    bring(IMPORTER, text, order(None))

    assert spent() == [
        (1, "ถนน", Decimal("10.00")),
        (2, "ถนน", Decimal("20.00")),
        (2, "สะพาน", Decimal("5.00")),
    ]
    assert [month.month for month in SpendingMonth.objects.order_by("month")] == [1, 2]


def test_a_month_without_any_figure_in_a_wide_file_is_left_alone(order):
    bring(IMPORTER, MONTH, order(3))

    bring(IMPORTER, "รหัส|ต.ค.|พ.ย.|ธ.ค.\n001|10|20|-\n002|-|5|", order(None))

    assert [row for row in spent() if row[0] == 3] == [
        (3, "ถนน", Decimal("100.25")),
        (3, "สะพาน", Decimal("50.00")),
    ]


def test_a_column_of_months_says_which_month_each_row_is_of(order):
    bring(IMPORTER, "รหัส|เดือน|เบิกจ่าย\n001|ต.ค. 2565|10\n001|มกราคม|7", order(None))

    assert spent() == [(1, "ถนน", Decimal("10.00")), (4, "ถนน", Decimal("7.00"))]


def test_a_running_total_becomes_the_month_less_what_was_there_before(order):
    bring(IMPORTER, MONTH, order(1))

    bring(IMPORTER, "รหัส|ตั้งแต่ต้นปี\n001|130.25\n002|50", order(2))

    assert [row for row in spent() if row[0] == 2] == [(2, "ถนน", Decimal("30.00"))]


def test_a_falling_running_total_is_flagged_and_not_refused(order):
    bring(IMPORTER, MONTH, order(1))

    plan = look(IMPORTER, "รหัส|ตั้งแต่ต้นปี\n001|30\n002|50", order(2))

    assert plan.is_ready
    assert any("70.25" in note for note in plan.reading.notes)


def test_a_line_over_its_budget_is_flagged_and_not_refused(order):
    plan = look(IMPORTER, "รหัส|เบิกจ่าย\n001|1,500", order())

    assert plan.is_ready
    assert any("1,500.00" in note for note in plan.reading.notes)


def test_a_month_in_which_nothing_was_spent_is_a_month(order):
    bring(IMPORTER, "รหัส|เบิกจ่าย\n001|-", order())

    assert (SpendingMonth.objects.get().month, spent()) == (1, [])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("รหัส|เบิกจ่าย\n009|5", ["จ่าย.csv", "แถว 2", "009"]),
        ("โครงการ|เบิกจ่าย\nถนนใหญ่|5", ["จ่าย.csv", "แถว 2", "ถนนใหญ่"]),
        ("รหัส|เบิกจ่าย\n001|5\n001|6", ["จ่าย.csv", "แถว 3", "2"]),
        ("รหัส|โครงการ\n001|ถนน", ["จ่าย.csv"]),
    ],
)
def test_what_is_not_understood_is_named_and_nothing_is_saved(order, text, parts):
    plan = look(IMPORTER, text, order())

    (refusal,) = plan.refusals
    assert all(part in refusal.sentence for part in parts)
    with pytest.raises(ImportRefused):
        bring(IMPORTER, text, order())
    assert (spent(), SpendingMonth.objects.count()) == ([], 0)


def test_a_figure_without_a_month_asks_for_it(order):
    plan = look(IMPORTER, MONTH, order(None))

    assert {refusal.column for refusal in plan.refusals} == {"month"}


def test_two_lines_of_one_name_ask_for_the_number(order, make_line):
    make_line(5, title="ถนน", plan="00210")

    plan = look(IMPORTER, "โครงการ|เบิกจ่าย\nถนน|5", order())
    narrowed = look(IMPORTER, "แผนงาน|โครงการ|เบิกจ่าย\nแผนงานการศึกษา|ถนน|5", order())

    assert (len(plan.refusals), narrowed.is_ready) == (1, True)


def test_totals_of_the_paper_are_kept_with_the_month(order):
    bring(IMPORTER, MONTH, order(1))
    totals = {"month": "150.25", "to_date": "300.50"}

    plan = look(IMPORTER, MONTH, order(2, totals=totals))
    bring(IMPORTER, MONTH, order(2, totals=totals))

    month = SpendingMonth.objects.get(month=2)
    assert [total.agrees for total in plan.reading.totals] == [True, True]
    assert [control.agrees for control in month.controls] == [True, True]


@pytest.fixture
def published(order):
    bring(IMPORTER, MONTH, order(1, totals={"month": "150.25"}))
    month = SpendingMonth.objects.get()
    month.state, month.published_at = State.PUBLISHED, month.changed_at
    month.save()
    return month


CORRECTED = "โครงการ|เบิกจ่าย\nถนน|100.25\nสะพาน|60"


def test_a_published_month_is_not_changed_by_a_clerk(order, published):
    with pytest.raises(ImportRefused):
        bring(IMPORTER, CORRECTED, order(1, reason="พิมพ์ผิด"))

    assert spent()[1] == (1, "สะพาน", Decimal("50.00"))


def test_an_approver_corrects_a_published_month_with_a_reason(order, published, approver):
    totals = {"month": "160.25"}

    bring(IMPORTER, CORRECTED, order(1, approver, reason="พิมพ์ผิด", totals=totals))

    step = PublicationStep.objects.get()
    assert (step.action, step.by, step.reason) == ("correct", approver, "พิมพ์ผิด")
    assert spent()[1] == (1, "สะพาน", Decimal("60.00"))


def test_an_unchanged_published_month_beside_a_new_one_needs_no_approver(order, published):
    text = "รหัส|ต.ค.|พ.ย.\n001|100.25|7\n002|50|"

    bring(IMPORTER, text, order(None))

    assert (published.spendings.count(), len(spent())) == (2, 3)


def test_a_month_in_review_is_locked(order):
    bring(IMPORTER, MONTH, order())
    month = SpendingMonth.objects.get()
    month.state = State.IN_REVIEW
    month.save()

    assert not look(IMPORTER, CORRECTED, order()).is_ready


def test_lines_of_the_same_names_without_a_number_need_one_in_the_portal(order, make_line):
    make_line(1000, title="ทางเท้า")
    make_line(1000, title="ทางเท้า")

    plan = look(IMPORTER, "โครงการ|เบิกจ่าย\nทางเท้า|5", order())

    sentence = gettext(
        "%(count)s lines could be meant by %(value)s, and they have no number."
        " Give the lines in the portal a number first."
    )
    (refusal,) = plan.refusals
    assert refusal.sentence.endswith(sentence % {"count": 2, "value": "“ทางเท้า”"})
