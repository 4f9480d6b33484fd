import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.change_views import MOST
from budget.models import TransferItem, TransferKind
from publishing.workflow import State


def events(client):
    return client.get("/budget/2566/transfers/").context["events"]


def test_transfers_stand_newest_first(client, make_line, make_transfer):
    source, target = make_line(), make_line()
    make_transfer(source, target, 5, day=dt.date(2023, 1, 1))
    make_transfer(source, target, 5, day=dt.date(2023, 5, 1))

    assert [event.transfer.number for event in events(client)] == [2, 1]


def test_a_transfer_has_an_anchor(client, make_line, make_transfer):
    transfer = make_transfer(make_line(), make_line(), 5)

    assert f'id="transfer-{transfer.pk}"' in client.get("/budget/2566/transfers/").text


def test_each_line_is_shown_before_and_after(client, make_line, make_transfer):
    make_transfer(make_line(100), make_line(50), 30)

    changes = events(client)[0].changes

    assert [(each.before, each.after) for each in changes] == [(100, 70), (50, 80)]


def test_a_later_transfer_goes_on_from_the_earlier_one(client, make_line, make_transfer):
    source, target = make_line(100), make_line(50)
    make_transfer(source, target, 30, day=dt.date(2023, 1, 1))
    make_transfer(source, target, 20, day=dt.date(2023, 5, 1))

    newest = events(client)[0].changes

    assert [(each.before, each.after) for each in newest] == [(70, 50), (80, 100)]


def test_a_draft_changes_no_amount_before_or_after(client, make_line, make_transfer):
    source, target = make_line(100), make_line(50)
    make_transfer(source, target, 30, day=dt.date(2023, 1, 1), state=State.DRAFT)
    make_transfer(source, target, 20, day=dt.date(2023, 5, 1))

    assert [each.before for each in events(client)[0].changes] == [100, 50]


def test_a_changed_explanation_is_shown_old_beside_new(client, make_line, make_transfer):
    line = make_line(explanation="ยาว 180 เมตร")
    transfer = make_transfer(make_line(), make_line(), 0, kind=TransferKind.EXPLANATION)
    TransferItem.objects.create(transfer=transfer, line=line, after="ยาว 205 เมตร")

    text = client.get("/budget/2566/transfers/").text

    assert ("ยาว 180 เมตร" in text, "ยาว 205 เมตร" in text) == (True, True)


def test_a_withdrawn_transfer_leaves_a_line(client, make_line, make_transfer):
    transfer = make_transfer(make_line(), make_line(), 5, state=State.WITHDRAWN)

    context = client.get("/budget/2566/transfers/").context

    assert (context["events"], list(context["withdrawn"])) == ([], [transfer])


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_line_of_an_ordinance_that_is_not_public_is_not_named(
    client, make_line, make_supplement, make_transfer, state
):
    hidden = make_line(supplement=make_supplement(state=state), title="รายการที่ยังไม่เผยแพร่")
    make_transfer(make_line(), hidden, 5)

    addresses = ["/budget/2566/transfers/", "/budget/2566/data/transfers.csv"]
    texts = [b"".join(client.get(address)).decode() for address in addresses]

    assert [hidden.title in text for text in texts] == [False, False]


def test_a_year_without_transfers_says_so(client, make_line):
    make_line()

    assert events(client) == []


@pytest.mark.parametrize("number", ["0", "2", "x", "-3"])
def test_a_page_that_makes_no_sense_is_a_page_all_the_same(
    client, make_line, make_transfer, number
):
    make_transfer(make_line(), make_line(), 5)

    response = client.get("/budget/2566/transfers/", {"page": number})
    assert len(response.context["events"]) == 1


def test_a_transfer_of_very_many_lines_shows_the_first_and_counts_the_rest(
    client, make_line, make_transfer
):
    transfer = make_transfer(make_line(title="ถนน"), make_line(), 5)
    for _ in range(MOST):
        TransferItem.objects.create(transfer=transfer, line=make_line(title="สะพาน"), amount=0)

    [event] = events(client)

    assert [event.changes[0].line.title, len(event.changes), event.hidden] == ["ถนน", MOST, 2]


def test_the_page_costs_the_same_for_one_and_three_transfers(client, make_line, make_transfer):
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            make_transfer(make_line(), make_line(), 5)
        client.get("/budget/2566/transfers/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/budget/2566/transfers/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 9
