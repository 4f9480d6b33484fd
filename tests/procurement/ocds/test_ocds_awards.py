"""Awards in OCDS: one for each who was chosen, dated by the notice that names him."""

import datetime as dt

import pytest

from procurement.methods import NoticeKind
from publishing.workflow import State
from tests.procurement.ocds.schema import beside_the_shared_folder, errors_of

FIRST, SECOND = "ร้านหนึ่ง", "ร้านสอง"


def told_of(release):
    """Status, supplier and day of each award."""
    return [
        (each["status"], each["suppliers"][0]["name"], each["date"][:10])
        for each in release.get("awards", [])
    ]


@pytest.mark.parametrize(
    ("step", "awards", "status"),
    [
        ("bids", [], "active"),
        ("winner", [("active", FIRST, "2023-01-20")], "complete"),
        ("cancelled", [("cancelled", FIRST, "2023-01-20")], "active"),
        (
            "next winner",
            [("active", SECOND, "2023-01-30"), ("cancelled", FIRST, "2023-01-20")],
            "complete",
        ),
        (
            "contract",
            [("active", SECOND, "2023-01-30"), ("cancelled", FIRST, "2023-01-20")],
            "complete",
        ),
        (
            "contract cancelled",
            [("cancelled", FIRST, "2023-01-20"), ("cancelled", SECOND, "2023-01-30")],
            "active",
        ),
    ],
)
def test_step_by_step_the_awards_follow(awarded_again, release, step, awards, status):
    found = release(awarded_again(step))

    assert (told_of(found), found["tender"]["status"]) == (awards, status)


@beside_the_shared_folder
@pytest.mark.parametrize("step", ["winner", "cancelled", "next winner", "contract cancelled"])
def test_every_step_is_valid(awarded_again, told, step):
    assert errors_of(told(awarded_again(step))) == []


def test_the_notices_stand_with_the_award_that_they_announce(awarded_again, release):
    second, first = release(awarded_again("contract"))["awards"]

    kinds = [[each["documentType"] for each in award["documents"]] for award in (second, first)]
    assert kinds == [["awardNotice"], ["awardNotice", "cancellationDetails"]]


def test_a_contract_belongs_to_the_award_of_its_vendor(awarded_again, release):
    found = release(awarded_again("contract cancelled"))

    assert found["contracts"][0]["awardID"] == found["awards"][1]["id"]


def test_in_a_cancelled_purchase_every_award_is_cancelled(awarded_again, release):
    purchase = awarded_again("contract")
    purchase.cancelled_on, purchase.cancel_reason = dt.date(2023, 3, 5), "งบประมาณถูกตัด"
    purchase.save()

    found = release(purchase)["awards"]

    assert [each["status"] for each in found] == ["cancelled", "cancelled"]


def test_a_winner_who_is_neither_bidder_nor_contractor_is_a_party(
    make_purchase, make_notice, make_vendor, release
):
    purchase = make_purchase()
    make_notice(purchase, kind=NoticeKind.WINNER, winner=make_vendor(FIRST))

    parties = release(purchase)["parties"]

    assert [(each["name"], each["roles"]) for each in parties[1:]] == [(FIRST, ["supplier"])]


def test_the_winner_of_a_step_that_is_not_approved_leaves_no_trace(
    make_stage, make_notice, make_vendor, release
):
    stage = make_stage(state=State.DRAFT)
    make_notice(stage.purchase, kind=NoticeKind.WINNER, winner=make_vendor(FIRST), stage=stage)

    found = release(stage.purchase)

    assert ("awards" in found, len(found["parties"])) == (False, 1)


def test_who_lost_the_contract_leaves_no_award_without_a_supplier(
    make_purchase, make_notice, make_contract, release
):
    purchase = make_purchase()
    first = make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, 10))
    cancelled = NoticeKind.WINNER_CANCELLED
    make_notice(purchase, kind=cancelled, on=dt.date(2023, 1, 12), replaces=first)
    make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, 20))
    make_contract(purchase, cancelled_on=dt.date(2023, 3, 1))

    found = [
        (each["status"], each["date"][:10], "suppliers" in each)
        for each in release(purchase)["awards"]
    ]

    assert found == [("cancelled", "2023-01-20", True), ("cancelled", "2023-01-10", False)]
