"""Ordering a paper on a board, its sheet and its photos, as staff do it."""

import datetime as dt
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ita_portal.demo.pictures import sample_picture
from publishing.actions import withdraw
from publishing.board_rules import PostingState
from publishing.boards import Order, add_photo, cancel_posting, order, state_on
from publishing.links import short_url
from publishing.models import Board, BoardPhoto, BoardPosting
from publishing.outreach_tasks import owed_postings
from publishing.photos import process_photo
from publishing.workflow import ActionRefused
from tests.publishing.outreach import file_of, queries_of
from thai.dates import long_date
from thai.fiscal import FiscalYear

START, END = BoardPhoto.Moment.START, BoardPhoto.Moment.END
DAY = dt.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def board(db):
    return Board.objects.create(name="ป้ายหน้า อบต.")


@pytest.fixture
def unit(agency, make_activity):
    return make_activity(text="อบรมผู้นำหมู่บ้าน 6 หมู่บ้าน")


@pytest.fixture(scope="module")
def photo():
    return process_photo(BytesIO(sample_picture("ป้าย")), name="board.jpg")


@pytest.fixture
def ordered(unit, board, clerk):
    """Return a function that orders a posting from a day on."""

    def make(first, **fields):
        what = Order(board, first, **fields)
        path = unit.get_absolute_url()
        return order(unit, what, title=str(unit), path=path, by=clerk)[0]

    return make


def test_the_rule_says_how_long_a_paper_hangs(ordered, today):
    assert ordered(today, rule="monitoring").ends_on == today + 30 * DAY


def test_a_day_that_was_typed_counts_more_than_the_rule(ordered, today):
    assert ordered(today, ends_on=today + 20 * DAY).ends_on == today + 20 * DAY


@pytest.mark.parametrize(
    ("rule", "days", "least"), [("ordinance", 0, 15), ("monitoring", 2, 30), ("general", 14, 15)]
)
def test_fewer_days_than_the_rule_asks_for_are_refused_with_the_least_last_day(
    ordered, today, rule, days, least
):
    with pytest.raises(ActionRefused) as refused:
        ordered(today, ends_on=today + days * DAY, rule=rule)

    (problem,) = refused.value.problems
    assert (problem.at, long_date(today + least * DAY) in problem) == ("ends_on", True)


def test_what_ends_on_a_day_of_its_own_hangs_as_short_as_was_typed(ordered, today):
    assert ordered(today, ends_on=today + DAY, rule="dated").ends_on == today + DAY


@pytest.mark.parametrize(
    ("first", "last", "at"),
    [(-367, -300, "starts_on"), (367, 400, "starts_on"), (0, 367, "ends_on"), (0, -1, "ends_on")],
)
def test_days_that_are_a_slip_of_the_keyboard_are_refused_at_their_field(
    ordered, today, first, last, at
):
    with pytest.raises(ActionRefused) as refused:
        ordered(today + first * DAY, ends_on=today + last * DAY)

    assert [each.at for each in refused.value.problems] == [at]


def test_nothing_hangs_before_it_was_there(ordered, unit, today):
    unit.measure.plan.fiscal_year = FiscalYear.of(today + 60 * DAY).year + 1
    unit.measure.plan.save()
    with pytest.raises(ActionRefused) as refused:
        ordered(today - DAY)

    assert [each.at for each in refused.value.problems] == ["starts_on"]


def test_ordered_twice_it_hangs_once(ordered, today):
    assert ordered(today) == ordered(today)


def test_it_cannot_end_before_it_begins(ordered, today):
    with pytest.raises(ActionRefused):
        ordered(today, ends_on=today - DAY)


def test_what_is_not_public_is_not_posted(make_activity, agency, board, clerk, today):
    draft = make_activity(state="draft")
    with pytest.raises(ActionRefused):
        order(draft, Order(board, today), title="ร่าง", path="/", by=clerk)


def test_an_executive_orders_nothing(unit, board, executive, today):
    with pytest.raises(ActionRefused):
        order(unit, Order(board, today), title="x", path="/", by=executive)


def test_it_counts_with_both_photos(ordered, photo, clerk, today):
    posting = ordered(today - 20 * DAY)
    add_photo(posting, photo, moment=START, taken_on=today - 20 * DAY, by=clerk)
    add_photo(posting, photo, moment=END, taken_on=today - 5 * DAY, by=clerk)

    assert state_on(posting, today) == PostingState.DONE


@pytest.mark.parametrize(
    ("moment", "days"), [(START, -21), (START, 1), (END, -10)], ids=["early", "future", "no start"]
)
def test_a_photo_that_proves_nothing_is_refused(ordered, photo, clerk, today, moment, days):
    posting = ordered(today - 20 * DAY, ends_on=today + 10 * DAY)
    with pytest.raises(ActionRefused):
        add_photo(posting, photo, moment=moment, taken_on=today + days * DAY, by=clerk)


def test_what_was_put_up_late_hangs_its_whole_time(ordered, photo, clerk, today):
    posting = ordered(today - 20 * DAY)
    add_photo(posting, photo, moment=START, taken_on=today - 17 * DAY, by=clerk)
    with pytest.raises(ActionRefused) as refused:
        add_photo(posting, photo, moment=END, taken_on=today - 5 * DAY, by=clerk)
    add_photo(posting, photo, moment=END, taken_on=today - 2 * DAY, by=clerk)

    assert long_date(today - 2 * DAY) in str(refused.value)
    assert state_on(posting, today) == PostingState.DONE


def test_photos_of_one_day_do_not_prove_the_whole_time(ordered, photo, clerk, today):
    posting = ordered(today - 15 * DAY)
    BoardPosting.objects.update(starts_on=today, ends_on=today)
    posting.refresh_from_db()
    for moment in (START, END):
        BoardPhoto.objects.create(
            posting=posting, moment=moment, taken_on=today, by=clerk, width=1, height=1
        )

    assert state_on(posting, today) == PostingState.TOO_SHORT


def test_a_second_photo_of_a_moment_is_refused(ordered, photo, clerk, today):
    posting = ordered(today)
    add_photo(posting, photo, moment=START, taken_on=today, by=clerk)
    with pytest.raises(ActionRefused):
        add_photo(posting, photo, moment=START, taken_on=today, by=clerk)


def test_a_cancelled_order_stays_readable_and_can_be_given_anew(ordered, clerk, today):
    first = ordered(today)
    cancel_posting(first, reason="ผิดป้าย", by=clerk)

    assert (state_on(first, today), ordered(today) != first) == (PostingState.CANCELLED, True)


def test_it_is_not_cancelled_without_a_reason(ordered, clerk, today):
    with pytest.raises(ActionRefused):
        cancel_posting(ordered(today), reason=" ", by=clerk)


# ------------------------------------------------------------------ my work
def test_a_posting_is_owed_until_its_photos_are_there(ordered, photo, clerk, today):
    posting = ordered(today - 15 * DAY)
    before = [(each.state, each.day) for each in owed_postings(today)]
    add_photo(posting, photo, moment=START, taken_on=today - 15 * DAY, by=clerk)
    between = [(each.state, each.day) for each in owed_postings(today)]
    add_photo(posting, photo, moment=END, taken_on=today, by=clerk)

    assert before == [(PostingState.TO_POST, today - 15 * DAY)]
    assert between == [(PostingState.TO_TAKE_DOWN, today)]
    assert owed_postings(today) == []


def test_a_cancelled_posting_is_not_owed(ordered, clerk, today):
    cancel_posting(ordered(today), reason="ผิดป้าย", by=clerk)

    assert owed_postings(today) == []


# ------------------------------------------------------------------ pages
def test_a_clerk_orders_on_the_page_of_the_thing(client, unit, board, clerk, today):
    client.force_login(clerk)
    url = reverse("publishing_staff:order", args=["measures", "activity", unit.pk])
    client.post(url, {"board": board.pk, "rule": "general", "starts_on": long_date(today)})

    posting = BoardPosting.objects.get()
    assert (posting.subject, posting.ends_on, posting.ordered_by) == (unit, today + 15 * DAY, clerk)


def test_bad_days_are_answered_with_what_was_typed(client, unit, board, clerk, today):
    client.force_login(clerk)
    url = reverse("publishing_staff:order", args=["measures", "activity", unit.pk])
    typed = {"board": board.pk, "rule": "general", "starts_on": "32/13/2566", "note": "ฝากไว้"}
    page = client.post(url, typed)

    assert (page.status_code, "32/13/2566" in page.text, "ฝากไว้" in page.text) == (200, True, True)


def test_too_few_days_are_refused_beside_the_last_day(client, unit, board, clerk, today):
    client.force_login(clerk)
    url = reverse("publishing_staff:order", args=["measures", "activity", unit.pk])
    days = {"starts_on": long_date(today), "ends_on": long_date(today)}
    page = client.post(url, {"board": board.pk, "rule": "ordinance", **days})

    assert (list(page.context["form"].errors), BoardPosting.objects.count()) == (["ends_on"], 0)


def test_the_photo_is_sent_on_the_page_of_the_posting(client, ordered, clerk, today):
    client.force_login(clerk)
    posting = ordered(today)
    upload = SimpleUploadedFile("x.jpg", sample_picture("ป้าย"), "image/jpeg")
    typed = {"moment": START, "taken_on": long_date(today), "photo": upload}
    client.post(reverse("publishing_staff:posting", args=[posting.pk]), typed)

    page = client.get(reverse("publishing_staff:board_photo", args=[posting.photos.get().pk]))
    assert file_of(page).startswith(b"RIFF")


def test_a_photo_that_is_none_is_refused_with_a_sentence(client, ordered, clerk, today):
    client.force_login(clerk)
    posting = ordered(today)
    typed = {
        "moment": START,
        "taken_on": long_date(today),
        "photo": SimpleUploadedFile("x.jpg", b"MZ"),
    }
    page = client.post(reverse("publishing_staff:posting", args=[posting.pk]), typed)

    assert (page.status_code, "x.jpg" in page.text, posting.photos.count()) == (200, True, 0)


def test_the_sheet_is_one_page_with_title_text_and_address(client, ordered, unit, clerk, today):
    client.force_login(clerk)
    posting = ordered(today)
    response = client.get(reverse("publishing_staff:sheet", args=[posting.pk]))
    pages = pypdfium2.PdfDocument(file_of(response))
    text = "".join(pages[0].get_textpage().get_text_range().split())

    link = short_url(posting.path).split("://")[1]
    wanted = ["ประชุมชี้แจงแผน", "อบรมผู้นำหมู่บ้าน", link, "ป้ายหน้าอบต."]
    assert (len(pages), [words in text for words in wanted]) == (1, [True] * 4)


def test_there_is_no_sheet_of_what_was_withdrawn(client, ordered, unit, clerk, approver, today):
    client.force_login(clerk)
    posting = ordered(today)
    withdraw(unit, by=approver, reason="ผิด")

    assert client.get(reverse("publishing_staff:sheet", args=[posting.pk])).status_code == 302


def test_an_unknown_posting_is_not_found(client, clerk, db):
    client.force_login(clerk)

    assert client.get(reverse("publishing_staff:posting", args=[99])).status_code == 404


def test_more_postings_ask_no_more_questions(client, ordered, clerk, today):
    client.force_login(clerk)
    url = reverse("publishing_staff:postings")
    ordered(today)
    client.get(url)
    one = queries_of(client, url)
    for days in (1, 2):
        ordered(today + days * DAY)

    assert queries_of(client, url) == one
