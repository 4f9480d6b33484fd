import datetime as dt

import pytest

from measures.models import GiftAcknowledgement, GiftDeclaration, Measure
from measures.posters import (
    MOST_DECLARED,
    NO_GIFTS,
    eit_poster,
    iit_poster,
    measure_poster,
    no_gift_poster,
)
from publishing.posters.ageing import is_old
from publishing.posters.content import MAX_TITLE
from publishing.workflow import State
from tests.conftest import published_fields
from tests.measures.integrity_rows import URL, declaration, survey
from thai.fiscal import FiscalYear

OPEN, AFTER = dt.date(2023, 3, 23), dt.date(2023, 4, 1)
LATE = dt.date(2030, 3, 1)  # after the declaration of the tests was published


def test_a_measure_tells_its_promise_and_what_came_of_it(agency, make_measure):
    measure = make_measure(title="สร้างการรับรู้ " * 20)
    measure.outcomes.create(order=1, text="ไม่พบการทักท้วง", **published_fields(State.PUBLISHED))
    measure.outcomes.create(order=2, text="ร่าง")

    poster = measure_poster(Measure.objects.with_report().get(), OPEN)

    promise, result = poster.sections
    assert [line.name for line in promise.lines] == ["ชี้แจงแผนการใช้จ่ายงบประมาณ"]
    assert [line.name for line in result.lines] == ["ไม่พบการทักท้วง"]
    assert [figure.text for figure in poster.figures] == ["0%", "0/12 ครั้ง"]
    assert (len(poster.title) <= MAX_TITLE, poster.details) == (True, measure.get_absolute_url())


def test_the_survey_of_citizens_has_a_poster_while_it_is_open(agency):
    survey()
    poster = eit_poster(OPEN)

    assert (poster.url, poster.shows_large_code) == (URL, True)
    assert poster.hero.text == "31 มีนาคม 2566"
    assert (eit_poster(AFTER), iit_poster(OPEN)) == (None, None)


def test_the_survey_of_staff_has_a_reminder_while_it_is_open(agency):
    survey(instrument="IIT")

    assert "IIT" in iit_poster(OPEN).title
    assert iit_poster(AFTER) is None


def test_no_poster_of_a_survey_changes_from_day_to_day(agency):
    survey()

    assert eit_poster(OPEN).fingerprint == eit_poster(OPEN + dt.timedelta(1)).fingerprint


def test_the_declaration_is_told_with_who_signed_it_and_how_many_know(agency, clerk):
    row = declaration()
    GiftAcknowledgement.objects.create(declaration=row, person=clerk, day=OPEN)

    poster = no_gift_poster(2566)

    assert poster.sections[0].lines[0].name == "นายตัวอย่าง ทดสอบ"
    assert poster.figures[1].text == "1/34 คน"
    assert no_gift_poster(2567) is None


def test_the_count_names_the_day_on_which_the_newest_took_note(agency, clerk):
    GiftAcknowledgement.objects.create(declaration=declaration(), person=clerk, day=LATE)

    poster = no_gift_poster(2566)

    assert poster.figures[1].label == "รับทราบแล้ว ณ วันที่ 1 มีนาคม 2573"
    assert poster.as_of == LATE


def test_whoever_takes_note_makes_no_poster_old(agency, clerk):
    row = declaration()
    before = no_gift_poster(2566)
    GiftAcknowledgement.objects.create(declaration=row, person=clerk, day=LATE)

    assert not is_old(before, no_gift_poster(2566))


@pytest.mark.parametrize(
    "change", [{"signatory_name": "นายคนใหม่ ทดสอบ"}, {"text": "ไม่รับของกำนัล"}, {"signed_on": OPEN}]
)
def test_another_declaration_makes_the_poster_old(agency, change):
    row = declaration()
    before = no_gift_poster(2566)
    GiftDeclaration.objects.filter(pk=row.pk).update(**change)

    assert is_old(before, no_gift_poster(2566))


@pytest.mark.parametrize("length, is_whole", [(MOST_DECLARED, True), (MOST_DECLARED + 1, False)])
def test_a_declaration_is_told_whole_or_in_one_sentence(agency, length, is_whole):
    text = "ก" * length
    declaration(text=text)

    assert no_gift_poster(2566).lead == (text if is_whole else NO_GIFTS)


def test_what_was_done_so_far_ages_the_poster_when_the_year_is_over(agency, make_measure):
    make_measure()
    row = Measure.objects.with_report().get()
    day = FiscalYear(row.plan.fiscal_year).last_day

    during, after = measure_poster(row, day), measure_poster(row, day + dt.timedelta(1))

    assert [{figure.is_running for figure in each.figures} for each in (during, after)] == [
        {True},
        {False},
    ]
