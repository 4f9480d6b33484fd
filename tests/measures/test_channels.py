"""Posts and papers on boards as evidence of the channels in the annual report."""

import datetime as dt

import pytest
from django.utils import timezone

from measures.channels import channels_of
from measures.report_channels import ChannelContent, ChannelsContent
from publishing.boards import cancel_posting
from publishing.models import Board, BoardPhoto, BoardPosting, Channel
from publishing.sharing import strike
from tests.publishing.outreach import posted


@pytest.fixture
def unit(agency, make_activity):
    return make_activity()


def at(*day):
    return dt.datetime(*day, 9, tzinfo=timezone.get_current_timezone())


def test_posts_are_counted_by_channel_with_their_days_and_places(unit, clerk):
    posted(unit, clerk, when=at(2023, 1, 5), place="กลุ่มผู้นำ")
    posted(unit.measure, clerk, when=at(2023, 3, 9), place="กลุ่มผู้นำ")
    posted(unit, clerk, channel=Channel.FACEBOOK, when=at(2023, 2, 1))

    lines = channels_of(2566).channels
    assert [(each.count, each.days, each.places) for each in lines] == [
        (2, "5 มกราคม – 9 มีนาคม 2566", ["กลุ่มผู้นำ"]),
        (1, "1 กุมภาพันธ์ 2566", []),
    ]


def test_what_was_struck_out_counts_no_more(unit, clerk):
    strike(posted(unit, clerk)[0], reason="ผิด", by=clerk)

    assert channels_of(2566) is None


def test_posts_of_another_year_do_not_count(unit, clerk):
    posted(unit, clerk)

    assert channels_of(2567) is None


def hung(unit, by, *, has_photo=True):
    board = Board.objects.create(name="ป้ายหน้า อบต.")
    posting = BoardPosting(board=board, starts_on=dt.date(2023, 1, 5), ends_on=dt.date(2023, 2, 5))
    posting.subject, posting.ordered_by = unit, by
    posting.save()
    if has_photo:
        BoardPhoto.objects.create(
            posting=posting, moment="start", taken_on=posting.starts_on, by=by, width=1, height=1
        )
    return posting


@pytest.mark.parametrize("has_photo", [True, False])
def test_a_paper_on_a_board_counts_from_its_photo_on(unit, clerk, has_photo):
    hung(unit, clerk, has_photo=has_photo)

    found = channels_of(2566)
    places = [each.places for each in found.channels] if found else None
    assert places == ([["ป้ายหน้า อบต."]] if has_photo else None)


def test_a_posting_that_is_cancelled_leaves_the_live_report_at_once(client, unit, clerk):
    posting, report = hung(unit, clerk), "/measures/2566/report/"
    before = client.get(report)
    cancel_posting(posting, reason="ผิดป้าย", by=clerk)
    after = client.get(report, headers={"If-None-Match": before.headers["ETag"]})

    shown = [str(posting.board) in page.text for page in (before, after)]
    assert (after.status_code, shown) == (200, [True, False])


def test_the_section_says_how_often_and_by_how_many_channels():
    one = ChannelContent(name="LINE", count=2, days="1 ม.ค.", places=[])
    content = ChannelsContent(channels=[one, one.model_copy(update={"count": 1})])

    assert ("2 ช่องทาง" in content.text, "รวม 3 ครั้ง" in content.text) == (True, True)
    assert one.places_text == "–"
