import datetime as dt

from measures.models import GiftAcknowledgement, Measure
from measures.posters import eit_poster, iit_poster, measure_poster, no_gift_poster
from publishing.posters.content import MAX_TITLE
from publishing.workflow import State
from tests.conftest import published_fields
from tests.measures.integrity_rows import URL, declaration, survey

OPEN, AFTER = dt.date(2023, 3, 23), dt.date(2023, 4, 1)


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
