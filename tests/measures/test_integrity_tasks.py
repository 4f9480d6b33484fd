"""What is owed around surveys and gifts, on a day."""

import datetime as dt

from measures.integrity_tasks import Kind, owed_on
from measures.models import SurveyTally
from publishing.workflow import State
from tests.measures.integrity_rows import declaration, gift, nil, survey

MARCH = dt.date(2023, 3, 23)
MAY = dt.date(2023, 5, 10)


def owed(today):
    return [(each.kind, each.day) for each in owed_on(today)]


def test_an_office_that_never_used_it_owes_nothing(agency):
    assert owed(MARCH) == []


def test_an_open_survey_is_counted_every_day(agency):
    row = survey()
    before = owed(MARCH)
    SurveyTally.objects.create(survey=row, day=MARCH, answered=5)

    assert (before, owed(MARCH)) == ([(Kind.TALLY, MARCH)], [])


def test_a_large_gift_is_reported_within_thirty_days(agency):
    gift(day=dt.date(2023, 3, 1), value_class="large", handling="handed_in")

    assert owed(MARCH) == [(Kind.REPORT, dt.date(2023, 3, 31))]


def test_what_was_refused_reported_or_small_is_not_owed(agency):
    gift(value_class="large", handling="refused")
    gift(value_class="large", handling="kept", reported_on=dt.date(2022, 12, 29))
    gift(value_class="small", handling="kept")

    assert owed(MARCH) == []


def test_further_gifts_are_counted_behind_the_fifth(agency):
    for day in range(1, 8):
        gift(day=dt.date(2023, 3, day), value_class="large", handling="kept")

    assert [each.more for each in owed_on(MARCH)] == [0, 0, 0, 0, 2]


def test_a_new_year_needs_its_declaration(agency):
    declaration()

    found = owed(dt.date(2023, 11, 15))

    assert (Kind.DECLARATION, dt.date(2023, 12, 31)) in found


def test_a_new_executive_must_sign(agency):
    declaration(signatory_name="คนก่อน")

    assert (Kind.SIGN_AGAIN, MARCH) in owed(MARCH)


def test_a_declaration_of_the_new_executive_that_is_begun_is_enough(agency):
    declaration(signatory_name="คนก่อน")
    declaration(signatory_name=agency.executive_name, state=State.DRAFT)

    assert owed(MARCH) == []


def test_a_half_that_is_over_says_what_came(agency):
    declaration(signatory_name=agency.executive_name)
    before = owed(MAY)
    nil("h1", state=State.IN_REVIEW)

    assert (before, owed(MAY)) == ([(Kind.NIL, dt.date(2023, 4, 30))], [])


def test_a_gift_after_the_word_that_nothing_came_is_put_right(agency):
    declaration(signatory_name=agency.executive_name)
    nil("h1")
    gift()

    assert owed(MAY) == [(Kind.CONTRADICTED, dt.date(2023, 4, 30))]
