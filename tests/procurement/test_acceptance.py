"""Work is accepted at once, or instalment by instalment up to the last; one rule says when."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from agency.wording import long_date
from procurement.acceptance import accepted_day
from procurement.models import Contract, Instalment
from procurement.models.purchase import refresh_list_facts
from procurement.story import purchase_story
from procurement.tasks import Kind, owed_on

FIRST, SECOND, END = dt.date(2023, 3, 1), dt.date(2023, 4, 1), dt.date(2023, 5, 1)
LATER = dt.date(2023, 6, 1)


@pytest.mark.parametrize(
    ("whole", "instalments", "day"),
    [
        (None, [], None),
        (END, [], END),
        (None, [None], None),
        (None, [FIRST, None], None),
        (None, [SECOND, FIRST], SECOND),
        (END, [FIRST, None], END),
        (END, [FIRST, SECOND], END),
    ],
)
def test_all_is_accepted_at_once_or_with_the_last_instalment(whole, instalments, day):
    assert accepted_day(whole, instalments) == day


@pytest.fixture
def make_parts(make_purchase, make_contract):
    """Return a function that makes a contract in instalments, accepted on these days."""

    def make(*days, ends_on=END, **fields):
        contract = make_contract(make_purchase(), ends_on=ends_on, **fields)
        for number, day in enumerate(days, start=1):
            Instalment.objects.create(
                contract=contract, number=number, amount=Decimal(1), accepted_on=day
            )
        refresh_list_facts(contract.purchase_id)
        contract.refresh_from_db()
        return contract

    return make


CASES = [(), (None,), (FIRST, None), (FIRST, SECOND)]


@pytest.mark.parametrize("days", CASES)
@pytest.mark.parametrize("whole", [None, END])
def test_the_database_knows_the_same_contracts_as_open(make_parts, days, whole):
    contract = make_parts(*days, accepted_on=whole)

    assert Contract.objects.unaccepted().exists() == (contract.accepted_day is None)


@pytest.mark.parametrize(
    ("days", "ends_on", "today", "sentence"),
    [
        ((FIRST, SECOND), END, LATER, "Contract with {who}; the work was accepted on {second}."),
        ((FIRST, SECOND), None, LATER, "Contract with {who}; the work was accepted on {second}."),
        (
            (FIRST, None), END, LATER,
            "The contract with {who} ended on {end}; 1 of 2 instalments are accepted.",
        ),
        (
            (FIRST, None), END, SECOND,
            "Contract with {who}; it ends on {end}; 1 of 2 instalments are accepted.",
        ),
        ((FIRST, None), None, LATER, "Contract with {who}; 1 of 2 instalments are accepted."),
        (
            (None, None), END, LATER,
            "The contract with {who} ended on {end}; no acceptance is published yet.",
        ),
    ],
    ids=["all", "all, no end", "some, ended", "some, running", "some, no end", "none"],
)  # fmt: skip
def test_the_page_says_how_much_is_accepted(make_parts, days, ends_on, today, sentence):
    contract = make_parts(*days, ends_on=ends_on)

    with translation.override("en"):
        words = {"who": contract.vendor, "second": long_date(SECOND), "end": long_date(END)}
        assert purchase_story(contract.purchase, today).standing == sentence.format(**words)


def test_the_last_acceptance_ends_a_contract_before_its_last_day(make_parts):
    assert make_parts(FIRST, SECOND).purchase.ends_on == SECOND


@pytest.mark.parametrize(("last", "owed"), [(None, 1), (SECOND, 0)])
def test_only_what_is_not_accepted_to_the_last_instalment_is_owed(make_parts, last, owed):
    make_parts(FIRST, last)

    assert [each.kind for each in owed_on(LATER)].count(Kind.ACCEPTANCE) == owed


@pytest.mark.parametrize(("last", "status"), [(None, "active"), (SECOND, "terminated")])
def test_in_open_data_a_contract_ends_with_its_last_instalment(
    client, agency, make_parts, last, status
):
    purchase = make_parts(FIRST, last).purchase

    told = client.get(f"{purchase.get_absolute_url()}ocds.json").json()
    assert told["releases"][0]["contracts"][0]["status"] == status
