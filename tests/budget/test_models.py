"""What may become public, what is kept on record, and which rows the tables refuse."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from budget.models import BudgetLine, Heading, HeadingAlias, Spending, SpendingMonth, TransferItem
from publishing.actions import approve, submit, withdraw
from publishing.workflow import ActionRefused, State
from thai.fiscal import fiscal_year_of


@pytest.fixture
def draft(make_year, clerk):
    return make_year(state=State.DRAFT, author=clerk, edited_by=clerk)


def test_a_budget_without_lines_is_not_handed_in(draft, clerk):
    draft.paper_expenditure = Decimal(0)
    draft.save()

    with pytest.raises(ActionRefused):
        submit(draft, by=clerk)


def test_a_budget_asks_for_the_total_of_the_signed_paper(draft, make_line):
    make_line(100, draft)

    assert len(draft.problems()) == 1


def test_a_difference_from_the_paper_blocks_publishing(draft, make_line):
    make_line(100, draft)
    draft.paper_expenditure = Decimal(90)

    assert [sentence for sentence in draft.problems() if "10.00" in sentence] == draft.problems()
    assert len(draft.problems()) == 1


def test_an_explained_difference_may_be_published(draft, make_line, clerk, approver):
    make_line(100, draft)
    draft.paper_expenditure = Decimal(90)
    draft.difference_explanation = "เอกสารพิมพ์ยอดรวมคลาดเคลื่อน"
    draft.save()

    submit(draft, by=clerk)
    approve(draft, by=approver)

    assert draft.is_published is True


def test_money_outside_the_ordinance_does_not_count_for_its_total(draft, make_line):
    make_line(100, draft)
    make_line(40, draft, source="accumulated")
    draft.paper_expenditure = Decimal(100)

    assert draft.problems() == []


def test_lines_of_a_supplement_do_not_count_for_the_annual_ordinance(
    make_year, make_line, make_supplement
):
    year = make_year(paper_expenditure=Decimal(100))
    make_line(100, year)
    make_line(7, year, supplement=make_supplement(year))

    assert [control.rows for control in year.controls] == [100]


def test_a_month_is_checked_alone_and_since_october(make_line, make_spending):
    line = make_line(100)
    make_spending(line, 10, month=1)
    month = make_spending(line, 5, month=2).month
    month.paper_month, month.paper_to_date = Decimal(5), Decimal(16)

    assert [control.difference for control in month.controls] == [0, -1]


def test_a_month_without_spending_needs_the_zero_of_the_paper(make_year):
    month = SpendingMonth.objects.create(year=make_year(), month=3)

    assert len(month.problems()) == 1
    month.paper_month = Decimal(0)
    assert month.problems() == []


def test_a_transfer_makes_no_money(make_line, make_transfer):
    transfer = make_transfer(make_line(100), make_line(50), 30, state=State.DRAFT)
    TransferItem.objects.filter(amount__gt=0).update(amount=31)

    assert [sentence for sentence in transfer.problems() if "1.00" in sentence] != []


def test_a_transfer_lies_in_its_fiscal_year(make_line, make_transfer):
    lines = make_line(100), make_line(50)

    assert len(make_transfer(*lines, 30, day=dt.date(2023, 10, 1)).problems()) == 1
    assert make_transfer(*lines, 30, day=dt.date(2023, 9, 30)).problems() == []


def test_a_supplement_waits_for_the_budget_of_its_year(draft, make_line, make_supplement):
    supplement = make_supplement(draft, state=State.DRAFT, paper_expenditure=Decimal(5))
    make_line(5, draft, supplement=supplement)

    assert len(supplement.problems()) == 1


@pytest.mark.django_db
def test_the_classification_is_loaded():
    assert Heading.objects.get(kind="plan", code="00310").parent.name == "ด้านการเศรษฐกิจ"


@pytest.mark.django_db
def test_an_alias_is_compared_without_spaces():
    heading = Heading.objects.get(kind="plan", code="00260")

    alias = HeadingAlias.objects.create(heading=heading, text="ศาสนา  วัฒนธรรม")

    assert alias.key == "ศาสนาวัฒนธรรม"


def test_a_work_of_another_plan_is_refused(make_line, heading):
    line = make_line(plan="00210")
    line.work = heading("work", "00312")

    with pytest.raises(ValidationError) as refused:
        line.clean()
    assert list(refused.value.message_dict) == ["work"]


def test_a_plan_below_a_plan_is_refused(heading):
    row = Heading(kind="plan", code="9", name="แผน", parent=heading("plan", "00310"))

    with pytest.raises(ValidationError):
        row.clean()


def test_two_lines_of_a_year_never_share_a_number(make_line):
    make_line(code="001")

    with pytest.raises(IntegrityError):
        make_line(code="001")


def test_lines_without_a_number_may_be_many(make_line):
    make_line()
    make_line()

    assert BudgetLine.objects.filter(code="").count() == 2


def test_a_line_is_spent_on_once_a_month(make_line, make_spending):
    line = make_line()
    make_spending(line, 1)

    with pytest.raises(IntegrityError):
        make_spending(line, 2)


def test_a_line_with_spending_cannot_be_deleted(make_line, make_spending):
    spending = make_spending(make_line(), 1)

    with pytest.raises(Exception, match="protected"):
        spending.line.delete()
    assert Spending.objects.count() == 1


def test_the_record_of_a_huge_month_is_a_fingerprint(make_line, make_spending, monkeypatch):
    monkeypatch.setattr("budget.models.facts.MAX_ROWS", 1)
    make_spending(make_line(), 1)
    month = make_spending(make_line(), 2).month

    before = month.public_facts()
    Spending.objects.filter(amount=2).update(amount=3)

    assert [len(before), before == month.public_facts()] == [2, False]


def test_the_public_figures_go_to_the_end_of_the_newest_published_month(make_line, make_spending):
    line = make_line()
    make_spending(line, 1, month=2)
    make_spending(line, 1, month=3, state=State.DRAFT)

    assert line.year.as_of() == dt.date(2022, 11, 30)


def test_a_withdrawn_month_may_be_entered_anew(make_line, make_spending, approver):
    line = make_line(100)
    wrong = make_spending(line, 10, month=1).month
    withdraw(wrong, by=approver, reason="ลงผิดเดือน")

    right = SpendingMonth.objects.create(year=line.year, month=1)

    Spending.objects.create(month=right, line=line, amount=7)
    assert right.total_to_date == 7


def test_a_month_stands_once(make_year):
    SpendingMonth.objects.create(year=make_year(), month=1)

    with pytest.raises(IntegrityError):
        SpendingMonth.objects.create(year=make_year(), month=1)


def test_money_never_crosses_the_border_of_the_ordinance(make_line, make_transfer):
    inside, outside = make_line(100), make_line(50, source="accumulated")

    assert len(make_transfer(inside, outside, 30).problems()) == 1


def test_a_transfer_waits_for_the_further_ordinance_of_its_lines(
    make_line, make_supplement, make_transfer
):
    new = make_line(50, supplement=make_supplement(state=State.IN_REVIEW))

    assert len(make_transfer(make_line(100), new, 30).problems()) == 1


def test_an_ordinance_that_a_transfer_rests_on_is_not_withdrawn(
    make_line, make_supplement, make_transfer, approver
):
    supplement = make_supplement()
    make_transfer(make_line(100), make_line(50, supplement=supplement), 30)

    with pytest.raises(ActionRefused):
        withdraw(supplement, by=approver, reason="ผิด")


def test_an_ordinance_that_nothing_rests_on_may_be_withdrawn(make_line, make_supplement, approver):
    supplement = make_supplement()
    make_line(50, supplement=supplement)

    withdraw(supplement, by=approver, reason="ผิด")

    assert supplement.state == State.WITHDRAWN


def test_a_month_is_published_when_it_is_over(make_year):
    today = timezone.localdate()
    year = make_year(fiscal_year_of(today))
    number = (today.month - 10) % 12 + 1
    this_month = SpendingMonth.objects.create(year=year, month=number, paper_month=0)

    assert len(this_month.problems()) == 1


# ------------------------------------------------------------------ told of outside
def test_what_the_budget_knows_of_its_own_days_says_since_when_it_was_known(
    make_year, make_line, make_supplement, make_transfer
):
    year = make_year(council_approved_on=dt.date(2022, 8, 15))
    month = SpendingMonth.objects.create(year=year, month=3)
    transfer = make_transfer(make_line(100), make_line(50), 10)

    known = [each.existed_on for each in (year, make_supplement(), transfer, month)]
    assert known == [
        dt.date(2022, 8, 15),
        dt.date(2023, 4, 1),
        dt.date(2023, 2, 1),
        dt.date(2022, 12, 31),
    ]
