"""The page of a purchase says who is chosen, step by step, and never names as chosen who is not."""

import datetime as dt
import re

import pytest
from django.utils.html import strip_tags
from django.utils.translation import gettext

from procurement.methods import NoticeKind
from procurement.models.purchase import refresh_list_facts
from procurement.selection import Choice
from procurement.story import CHOICES
from publishing.workflow import State

SELECTED, PAST, NOT_SELECTED, UNDECIDED = (
    Choice.SELECTED,
    Choice.PAST,
    Choice.NOT_SELECTED,
    Choice.UNDECIDED,
)
SIGNED_BY_ANOTHER = [PAST, SELECTED, NOT_SELECTED]


@pytest.fixture
def shown(client):
    """Return a function that returns what a stranger reads of the page of a purchase."""

    def get(purchase):
        refresh_list_facts(purchase.pk)
        return client.get(purchase.get_absolute_url()).text

    return get


def outcomes(text):
    """What the table of bids says of each bidder."""
    cells = re.findall(r'<td data-label="ผลการคัดเลือก">(.*?)</td>', text, re.DOTALL)
    return [strip_tags(cell).strip() for cell in cells]


def words(*choices):
    return [str(CHOICES[choice]) for choice in choices]


def chosen(text):
    """Whom the page names as chosen, in its short facts."""
    found = re.search(r"<dt>ผู้ได้รับการคัดเลือก</dt>\s*<dd>(.*?)</dd>", text, re.DOTALL)
    return [strip_tags(name) for name in found.group(1).split("<br>")] if found else []


@pytest.mark.parametrize(
    ("step", "choices", "names"),
    [
        ("bids", [UNDECIDED] * 3, []),
        ("winner", [SELECTED, NOT_SELECTED, NOT_SELECTED], ["ร้านหนึ่ง"]),
        ("cancelled", [PAST, NOT_SELECTED, NOT_SELECTED], []),
        ("next winner", SIGNED_BY_ANOTHER, ["ร้านสอง"]),
        ("contract", SIGNED_BY_ANOTHER, ["ร้านสอง"]),
        ("contract cancelled", [PAST, PAST, NOT_SELECTED], []),
    ],
)
def test_step_by_step_the_page_says_who_is_chosen(awarded_again, shown, step, choices, names):
    text = shown(awarded_again(step))

    assert (outcomes(text), chosen(text)) == (words(*choices), names)


def test_a_step_that_is_not_approved_chooses_nobody(
    make_purchase, make_stage, make_bid, make_notice, shown
):
    purchase = make_purchase()
    vendor = make_bid(purchase).vendor
    draft = make_stage(purchase, state=State.DRAFT)
    make_notice(purchase, kind=NoticeKind.WINNER, winner=vendor, stage=draft)

    text = shown(purchase)

    assert (outcomes(text), chosen(text)) == (words(UNDECIDED), [])


def test_a_contract_in_a_step_says_that_its_bidder_was_selected(
    make_purchase, make_stage, make_bid, make_vendor, make_contract, shown
):
    purchase = make_purchase()
    for name in ("ร้านหนึ่ง", "ร้านสอง"):
        vendor = make_bid(purchase, vendor=make_vendor(name)).vendor
    make_contract(purchase, vendor=vendor, stage=make_stage(purchase))

    assert outcomes(shown(purchase)) == words(NOT_SELECTED, SELECTED)


def test_a_cancelled_purchase_names_nobody_as_chosen(awarded_again, shown):
    purchase = awarded_again("contract")
    purchase.cancelled_on, purchase.cancel_reason = dt.date(2023, 3, 5), "งบประมาณถูกตัด"
    purchase.save()

    text = shown(purchase)

    assert (outcomes(text), chosen(text)) == (words(PAST, PAST, NOT_SELECTED), [])


def test_a_purchase_cancelled_before_the_decision_waits_for_none(make_purchase, make_bid, shown):
    purchase = make_purchase(cancelled_on=dt.date(2023, 3, 5), cancel_reason="งบประมาณถูกตัด")
    make_bid(purchase)

    assert outcomes(shown(purchase)) == words(Choice.NEVER)


def test_a_winner_whom_an_old_notice_does_not_name_is_looked_for_there(
    make_purchase, make_bid, make_notice, shown
):
    purchase = make_purchase()
    make_bid(purchase)
    make_notice(purchase, kind=NoticeKind.WINNER)

    assert outcomes(shown(purchase)) == words(Choice.UNTOLD)


def test_the_event_of_a_winner_notice_says_who_won(awarded_again, shown):
    text = shown(awarded_again("next winner"))

    told = [
        gettext("Winner: %(vendor)s") % {"vendor": name} in text for name in ("ร้านหนึ่ง", "ร้านสอง")
    ]
    assert told == [True, True]
