"""The rule of who is chosen: from notices, marked bids and contracts alone."""

import datetime as dt

import pytest

from procurement.selection import Announced, Choice, Signed, selection, winner_notices


def day(number):
    return dt.date(2023, 1, number)


def told(*rows):
    """Notices of one day after another: kind, winner, and the number of the notice it replaces."""
    return [
        Announced(number, kind, day(number), replaces=replaces, winner=winner)
        for number, (kind, winner, replaces) in enumerate(rows, start=1)
    ]


W0_A, W0_B, W0 = ("W0", "A", None), ("W0", "B", None), ("W0", None, None)
W1, W2, W2_B = ("W1", None, None), ("W2", None, None), ("W2", "B", None)


def found(*notices, marked=(), contracts=(), is_cancelled=False):
    """Who is selected, and who was."""
    chosen = selection(told(*notices), marked, contracts, is_cancelled=is_cancelled)
    return chosen.now, chosen.past


# ------------------------------------------------------------------ notices that name
@pytest.mark.parametrize(
    ("notices", "now", "past"),
    [
        ([], (), ()),
        ([("D0", None, None)], (), ()),
        ([W0_A], ("A",), ()),
        ([W0_A, W0_B], ("A", "B"), ()),
        ([W0_A, W1], (), ("A",)),
        ([W0_A, W1, W0_B], ("B",), ("A",)),
        ([W0_A, W1, W0_B, W1, W0_A], ("A",), ("B",)),
        ([W0_A, W2_B], ("B",), ("A",)),
        ([W0_A, W2], ("A",), ()),
        ([W0_A, W2, W1], (), ("A",)),
        ([W0_A, W0_B, ("W1", None, 1)], ("B",), ("A",)),
        ([W0_A, W0_B, ("W2", "C", 1)], ("B", "C"), ("A",)),
    ],
)
def test_notices_say_who_is_chosen(notices, now, past):
    assert found(*notices) == (now, past)


def test_notices_that_name_somebody_count_and_marks_do_not():
    assert found(W0_A, marked=["B"]) == (("A",), ())


# ------------------------------------------------------------------ notices that name nobody
@pytest.mark.parametrize(
    ("notices", "now", "past"),
    [
        ([], ("A",), ()),
        ([W0], ("A",), ()),
        ([W0, W2], ("A",), ()),
        ([W0, W1], (), ("A",)),
        ([W0, W1, W0], ("A",), ()),
        ([W0, W1, W0_B], ("B",), ("A",)),
        ([W0, W2_B], ("B",), ("A",)),
        ([W0, W0_B], ("B", "A"), ()),
    ],
)
def test_marked_bids_say_who_is_meant(notices, now, past):
    assert found(*notices, marked=["A"]) == (now, past)


# ------------------------------------------------------------------ contracts
def test_who_signed_is_chosen():
    assert found(contracts=[Signed("A")]) == (("A",), ())


def test_who_signed_though_the_notice_was_cancelled_is_chosen():
    assert found(W0_A, W1, contracts=[Signed("A")]) == (("A",), ())


def test_of_several_contracts_one_that_stands_is_enough():
    assert found(contracts=[Signed("A", day(9)), Signed("A")]) == (("A",), ())


@pytest.mark.parametrize("fields", [{"marked": ["A"]}, {}])
def test_who_lost_the_contract_is_chosen_no_more(fields):
    assert found(W0, contracts=[Signed("A", day(9))], **fields) == ((), ("A",))


def test_who_lost_the_contract_goes_though_the_notice_stands():
    assert found(W0_A, contracts=[Signed("A", day(9))]) == ((), ("A",))


def test_a_later_notice_chooses_again_who_lost_the_contract():
    notices = (W0_A, W1, W0_A)

    ends = [found(*notices, contracts=[Signed("A", day(end))]) for end in (2, 3)]

    assert ends == [(("A",), ()), ((), ("A",))]


# ------------------------------------------------------------------ the whole purchase
def test_in_a_cancelled_purchase_everybody_who_was_chosen_is_past():
    chosen = found(W0_A, W1, W0_B, contracts=[Signed("C")], is_cancelled=True)

    assert chosen == ((), ("B", "C", "A"))


# ------------------------------------------------------------------ what becomes of an offer
@pytest.mark.parametrize(
    ("notices", "is_cancelled", "choices"),
    [
        ([], False, [Choice.UNDECIDED, Choice.UNDECIDED]),
        ([W0], False, [Choice.UNTOLD, Choice.UNTOLD]),
        ([W0, W1], False, [Choice.UNDECIDED, Choice.UNDECIDED]),
        ([W0_A], False, [Choice.SELECTED, Choice.NOT_SELECTED]),
        ([W0_A, W1], False, [Choice.PAST, Choice.NOT_SELECTED]),
        ([W0_A, W1, W0_B], False, [Choice.PAST, Choice.SELECTED]),
        ([W0_A], True, [Choice.PAST, Choice.NOT_SELECTED]),
        ([], True, [Choice.NEVER, Choice.NEVER]),
    ],
)
def test_every_offer_has_its_outcome(notices, is_cancelled, choices):
    chosen = selection(told(*notices), [], [], is_cancelled=is_cancelled)

    assert [chosen.choice(vendor) for vendor in "AB"] == choices


def test_a_change_takes_the_place_of_a_notice_and_a_cancellation_leaves_it_empty():
    rows = winner_notices(told(W0_A, W2_B, W1))

    ids = [[each.id for each in part] for part in (rows.in_force, rows.cancelled, rows.replaced)]
    assert ids == [[], [2], [1]]
