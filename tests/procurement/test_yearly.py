"""What is said of a whole month, quarter or year of buying."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from procurement.models import NilPeriod, YearSummary
from procurement.models.yearly import contradictions
from publishing.workflow import State
from tests.conftest import published_fields
from thai.fiscal import Period


@pytest.fixture
def make_nil(db):
    def make(slug="2565-12", *, state=State.DRAFT, **fields):
        fields = {"fiscal_year": 2566} | fields
        return NilPeriod.objects.create(slug=slug, **published_fields(state), **fields)

    return make


def test_a_period_in_which_nothing_was_signed_may_be_confirmed(
    make_nil, make_purchase, make_contract
):
    make_contract(make_purchase(), on=dt.date(2023, 1, 1))

    assert make_nil("2565-12").problems() == []


@pytest.mark.parametrize(
    ("slug", "day"),
    [
        ("2565-12", dt.date(2022, 12, 1)),
        ("2565-12", dt.date(2022, 12, 31)),
        ("q1", dt.date(2022, 10, 1)),
        ("q1", dt.date(2022, 12, 31)),
    ],
)
def test_a_contract_in_a_period_contradicts_it(make_nil, make_purchase, make_contract, slug, day):
    contract = make_contract(make_purchase(), on=day)
    nil = make_nil(slug)

    assert (list(contradictions(nil.period)), len(nil.problems())) == ([contract], 1)


@pytest.mark.parametrize("state", State)
def test_a_contract_of_a_stage_contradicts_until_it_is_withdrawn(
    make_purchase, make_stage, make_contract, state
):
    purchase = make_purchase()
    make_contract(purchase, on=dt.date(2022, 12, 1), stage=make_stage(purchase, state=state))

    is_found = contradictions(Period.from_slug(2566, "2565-12")).exists()
    assert is_found is (state != State.WITHDRAWN)


def test_a_contract_of_a_withdrawn_purchase_contradicts_nothing(make_purchase, make_contract):
    make_contract(make_purchase(state=State.WITHDRAWN), on=dt.date(2022, 12, 1))

    assert not contradictions(Period.from_slug(2566, "2565-12")).exists()


def test_a_contract_of_a_draft_purchase_contradicts_already(make_purchase, make_contract):
    make_contract(make_purchase(state=State.DRAFT), on=dt.date(2022, 12, 1))

    assert contradictions(Period.from_slug(2566, "2565-12")).exists()


def test_a_period_that_is_not_over_cannot_be_confirmed(make_nil):
    assert len(make_nil("2641-12", fiscal_year=2642).problems()) == 1


@pytest.mark.parametrize("slug", ["h1", "year", "2566-12", "q5", "เมื่อวาน"])
def test_only_a_month_or_a_quarter_of_the_year_is_confirmed(slug):
    with pytest.raises(ValidationError) as caught:
        NilPeriod(fiscal_year=2566, slug=slug).clean()
    assert list(caught.value.error_dict) == ["slug"]


def test_a_period_is_confirmed_once(make_nil):
    make_nil()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_nil()


def test_a_withdrawn_confirmation_may_be_given_again(make_nil):
    make_nil(state=State.WITHDRAWN)
    make_nil()

    assert NilPeriod.objects.count() == 2


def test_a_year_has_one_summary(db):
    texts = {"problems_met": "ไม่มี", "suggestions": "ไม่มี", "fiscal_year": 2566}
    YearSummary.objects.create(**texts)

    with pytest.raises(IntegrityError), transaction.atomic():
        YearSummary.objects.create(**texts)
