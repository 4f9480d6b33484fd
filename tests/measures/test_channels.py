"""Posts and papers on boards as evidence of the channels in the annual report."""

import datetime as dt

import pytest
from django.apps import apps
from django.utils import timezone

from complaints.models import Statement
from measures.channels import channels_of, units_of
from measures.models import (
    AssessmentYear,
    Indicator,
    Question,
    Suggestion,
    SurveyExplanation,
)
from measures.report_channels import ChannelContent, ChannelsContent
from procurement.models import NilPeriod, YearSummary
from publishing.boards import cancel_posting
from publishing.models import Board, BoardPhoto, BoardPosting, Channel, Publishable
from publishing.posters.editions import issue
from publishing.sharing import strike
from publishing.workflow import State
from tests.conftest import published_fields
from tests.measures.integrity_rows import declaration, gift, nil, survey
from tests.publishing.outreach import posted
from tests.publishing.posters import poster

PUBLISHED = published_fields(State.PUBLISHED)


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


def hung(unit, by, *, photos=("start", "end"), days=31):
    board = Board.objects.create(name="ป้ายหน้า อบต.")
    first = dt.date(2023, 1, 5)
    last = first + dt.timedelta(days=days)
    posting = BoardPosting(board=board, starts_on=first, ends_on=last, rule="general")
    posting.subject, posting.ordered_by = unit, by
    posting.save()
    for moment in photos:
        day = first if moment == "start" else last
        BoardPhoto.objects.create(
            posting=posting, moment=moment, taken_on=day, by=by, width=1, height=1
        )
    return posting


def told_of(found):
    """Return how often and on which days each channel was used."""
    return [(each.count, each.days, each.places) for each in found.channels] if found else []


@pytest.mark.parametrize(
    ("photos", "days", "counted"),
    [
        (["start", "end"], 31, [(1, "5 มกราคม 2566", ["ป้ายหน้า อบต."])]),
        (["start"], 31, []),
        ([], 31, []),
        (["start", "end"], 14, []),
    ],
    ids=["whole time", "first photo alone", "no photo", "fewer days than its rule"],
)
def test_a_paper_on_a_board_counts_with_both_photos(unit, clerk, photos, days, counted):
    hung(unit, clerk, photos=photos, days=days)

    assert told_of(channels_of(2566)) == counted


def test_a_poster_on_a_board_counts_in_the_year_of_its_first_day(agency, clerk):
    path = "/posters/hundred/2566/"
    hung(issue("hundred", "2566", poster(), path=path, by=clerk, for_paper=True), clerk)

    assert [len(told_of(channels_of(year))) for year in (2565, 2566, 2567)] == [0, 1, 0]


# ------------------------------------------------------------------ every kind of thing
@pytest.fixture
def make_of_kind(agency, make_purchase, make_stage, make_measure, make_question):
    """Return a function that makes a published thing of 2566 by the name of its kind."""

    def explanation():
        plan = AssessmentYear.objects.create(fiscal_year=2566)
        indicator = Indicator.objects.create(
            assessment=plan, number=1, name="การปฏิบัติหน้าที่", instrument="IIT"
        )
        question = Question.objects.create(indicator=indicator, text="ข้อคำถาม")
        return SurveyExplanation.objects.create(question=question, text="แปลว่า", **PUBLISHED)

    def statement():
        signed = {"signatory_name": "ก", "signatory_position": "นายก"}
        days = {"fiscal_year": 2566, "slug": "h1", "signed_on": dt.date(2023, 1, 2)}
        return Statement.objects.create(**signed, **days, **PUBLISHED)

    makers = {
        "IIT": lambda: survey(instrument="IIT"),
        "EIT": survey,
        "declaration": declaration,
        "explanation": explanation,
        "gift": gift,
        "no gifts": nil,
        "suggestion": lambda: Suggestion.objects.create(
            measure=make_measure(), text="ควรทำต่อ", **PUBLISHED
        ),
        "assessment": lambda: AssessmentYear.objects.create(fiscal_year=2566, **PUBLISHED),
        "purchase": make_purchase,
        "stage": make_stage,
        "nothing bought": lambda: NilPeriod.objects.create(
            fiscal_year=2566, slug="2565-12", **PUBLISHED
        ),
        "year of purchases": lambda: YearSummary.objects.create(
            fiscal_year=2566, problems_met="ไม่มี", suggestions="ไม่มี", **PUBLISHED
        ),
        "question": lambda: make_question(fiscal_year=2566, today=dt.date(2023, 1, 2)),
        "statement": statement,
    }
    return lambda kind: makers[kind]()


KINDS = [
    "IIT",
    "EIT",
    "declaration",
    "explanation",
    "gift",
    "no gifts",
    "suggestion",
    "assessment",
    "purchase",
    "stage",
    "nothing bought",
    "year of purchases",
    "question",
    "statement",
]


@pytest.mark.parametrize("kind", KINDS)
def test_posts_of_every_kind_count_in_the_report_of_its_year(make_of_kind, clerk, kind):
    thing = make_of_kind(kind)
    posted(thing, clerk, when=at(2023, 1, 5))
    hung(thing, clerk)

    days = [each.days for each in channels_of(2566).channels]
    assert (days, channels_of(2565), channels_of(2567)) == (["5 มกราคม 2566"] * 2, None, None)


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("EIT", dt.date(2022, 10, 1)),
        ("declaration", dt.date(2022, 12, 6)),
        ("question", dt.date(2023, 1, 2)),
        ("statement", dt.date(2023, 1, 2)),
    ],
)
def test_a_thing_was_known_since_its_own_day_or_the_first_of_its_year(make_of_kind, kind, day):
    assert make_of_kind(kind).known_since == day


def test_every_kind_that_can_be_published_counts():
    counted = {rows.model for rows in units_of(2566)}

    assert counted == {each for each in apps.get_models() if issubclass(each, Publishable)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_counts_in_the_year_to_which_it_says_that_it_belongs(make_of_kind, kind):
    thing = make_of_kind(kind)

    assert (thing.belongs_to_year, thing in type(thing).objects.of_year(2566)) == (2566, True)


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


def test_a_survey_that_opens_before_its_year_is_known_since_then(make_of_kind):
    survey = make_of_kind("EIT")

    survey.opens_on = dt.date(2022, 9, 1)

    assert survey.known_since == dt.date(2022, 9, 1)
