"""What all pages of a budget year have in common: which year, and what nobody outside may see."""

import pytest

from agency.models import Village
from budget.models import Source, SpendingMonth
from publishing.actions import withdraw
from publishing.workflow import ActionRefused, State

HIDDEN = [State.DRAFT, State.IN_REVIEW, State.SENT_BACK]
SECRET = "ลับทดสอบ๑๒๓"
PAGES = [
    "",
    "months/",
    "classes/",
    "classes/540000/",
    "villages/",
    "revenue/",
    "compare/",
    "outside/",
    "plans/00310/",
    "transfers/",
    "changes.atom",
]


def page(client, path="", year=2566):
    return client.get(f"/budget/{year}/{path}")


# ------------------------------------------------------------------ which year
@pytest.mark.parametrize("path", ["", "classes/", "villages/", "villages/3/", "reports/", "data/"])
def test_a_page_leads_to_itself_in_other_years(client, make_year, path):
    Village.objects.create(number=3)
    make_year(2565)
    make_year(2566)

    assert f'href="/budget/2565/{path}"' in page(client, path).text


def test_the_yearless_address_leads_to_the_newest_published_year(client, make_year):
    make_year(2565)
    make_year(2566)
    make_year(2567, state=State.DRAFT)

    assert client.get("/budget/").headers["Location"] == "/budget/2566/"


def test_before_any_budget_is_published_the_page_says_so(client, agency):
    response = client.get("/budget/")

    assert (response.status_code, "ยังไม่มีงบประมาณที่เผยแพร่" in response.text) == (200, True)


def test_a_year_without_budget_names_those_that_exist(client, make_year):
    make_year(2566)

    response = page(client, year=2571)

    assert (response.status_code, 'href="/budget/2566/"' in response.text) == (404, True)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("state", HIDDEN)
def test_a_year_that_is_not_published_has_no_page(client, make_year, make_line, path, state):
    make_line(year=make_year(2566, state=state, title=SECRET), title=SECRET)

    response = page(client, path)

    assert (response.status_code, SECRET in response.text) == (404, False)


def test_an_ordinance_is_corrected_and_never_withdrawn(make_year, approver):
    with pytest.raises(ActionRefused):
        withdraw(make_year(2566), by=approver, reason="ลงตัวเลขผิดทั้งฉบับ")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_lines_of_a_further_ordinance_that_is_not_public_are_seen_nowhere(
    client, make_line, make_supplement, path, state
):
    make_line(100)
    make_line(77_777, supplement=make_supplement(state=state, title=SECRET), title=SECRET)
    make_line(
        77_777,
        supplement=make_supplement(state=state),
        title=SECRET,
        source=Source.SPECIFIC_GRANT,
    )

    text = page(client, path).text

    assert (SECRET in text, "77,777" in text) == (False, False)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_transfer_that_is_not_public_is_seen_nowhere(
    client, make_line, make_transfer, path, state
):
    make_transfer(make_line(900_000), make_line(900_000), 77_777, state=state, reason=SECRET)

    text = page(client, path).text

    assert (SECRET in text, "77,777" in text) == (False, False)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_spending_of_a_month_that_is_not_public_is_seen_nowhere(
    client, make_line, make_spending, path, state
):
    line = make_line(900_000)
    make_spending(line, 77_777, month=2, state=state)
    SpendingMonth.objects.update(paper_month=77_777, difference_explanation=SECRET)

    text = page(client, path).text

    assert (SECRET in text, "77,777" in text) == (False, False)


# ------------------------------------------------------------------ freshness
@pytest.mark.parametrize("path", PAGES)
def test_an_unchanged_page_is_not_sent_again(client, make_line, path):
    make_line()
    etag = page(client, path).headers["ETag"]

    again = client.get(f"/budget/2566/{path}", headers={"If-None-Match": etag})
    assert again.status_code == 304
