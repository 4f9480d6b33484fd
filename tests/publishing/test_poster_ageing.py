import pytest

from publishing.posters.ageing import is_old, lasting, outlived
from publishing.posters.content import Figure, Line, Section
from tests.publishing.posters import poster

SIGNED = Figure(value="งดรับ งดให้", label="ของขวัญทุกชนิด")
LINES = (Line(name="ซื้อนม", number="500 บาท"),)


def counted(people, *, is_running=True):
    """Return a poster with a count that goes on."""
    count = Figure(value=f"{people}/34", unit="คน", label="รับทราบแล้ว", is_running=is_running)
    return poster(figures=(SIGNED, count))


def test_a_count_that_goes_on_makes_no_poster_old():
    assert not is_old(counted(21), counted(22))


def test_the_last_number_makes_old_what_was_printed_before():
    assert is_old(counted(21), counted(34, is_running=False))


def test_rows_that_come_day_by_day_make_no_poster_old():
    before, after = (Section(lines=LINES * count, is_running=True) for count in (1, 2))

    assert not is_old(poster(sections=(before,)), poster(sections=(after,)))


@pytest.mark.parametrize("is_lead_running", [True, False])
def test_a_sentence_about_counts_that_go_on_lasts_no_longer_than_they(is_lead_running):
    before, after = (poster(lead=lead, is_lead_running=is_lead_running) for lead in ("ก", "ข"))

    assert is_old(before, after) is not is_lead_running


@pytest.mark.parametrize(
    "change",
    [
        {"title": "มาติดต่อเรา"},
        {"kicker": "ปีงบประมาณ พ.ศ. 2568"},
        {"lead": "ไม่รับของขวัญ"},
        {"url": "https://itas.example.go.th/"},
        {"figures": (SIGNED,)},
        {"sections": (Section(lines=LINES),)},
    ],
)
def test_whatever_it_says_for_good_makes_it_old(change):
    assert is_old(poster(), poster(**change))


def test_the_day_alone_makes_no_poster_old():
    assert not is_old(poster(), poster(as_of=poster().as_of.replace(year=2025)))


def test_what_made_it_old_is_told_without_the_counts():
    before, after = counted(21), counted(22).model_copy(update={"title": "งดให้"})

    assert [(each.before, each.after) for each in outlived(before, after)] == [
        ("งบ 100 บาท ไปไหน", "งดให้")
    ]


def test_what_lasts_is_all_that_is_told_but_the_counts():
    assert ("รับทราบแล้ว", "21/34 คน") not in lasting(counted(21))
    assert ("ของขวัญทุกชนิด", "งดรับ งดให้") in lasting(counted(21))
