"""How far a survey is, and its public page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.models import AssessmentYear, SurveyExplanation, SurveyTally
from measures.surveys import eit_of, explanations_for, iit_of, open_survey, open_surveys
from publishing.workflow import State
from tests.conftest import published_fields
from tests.measures.integrity_rows import URL, survey
from thai.fiscal import FiscalYear

OPEN, LAST = dt.date(2023, 3, 23), dt.date(2023, 3, 31)


def explain(text, *, year=2565, code="i1", state=State.PUBLISHED):
    assessment = AssessmentYear.objects.get_or_create(fiscal_year=year)[0]
    indicator = assessment.indicators.get_or_create(
        number=1, defaults={"name": "การปฏิบัติหน้าที่", "instrument": "IIT"}
    )[0]
    question = indicator.questions.create(code=code, text=f"ข้อ {code}")
    return SurveyExplanation.objects.create(
        question=question,
        text=text,
        path="/budget/2566/",
        path_label="ดูงบประมาณ",
        **published_fields(state),
    )


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (dt.date(2023, 2, 28), False),
        (dt.date(2023, 3, 1), True),
        (LAST, True),
        (dt.date(2023, 4, 1), False),
    ],
)
def test_row_and_queryset_agree_on_open(db, day, is_open):
    row = survey()

    assert (row.is_open_on(day), open_survey(day) is not None) == (is_open, is_open)


def test_only_a_published_survey_is_offered(db):
    survey(state=State.IN_REVIEW)

    assert eit_of(OPEN) is None


def test_each_survey_is_found_by_its_own_name(db):
    survey(instrument="IIT", population=34)
    survey()

    assert (iit_of(OPEN).survey.instrument, eit_of(OPEN).survey.instrument) == ("IIT", "EIT")


def test_progress_counts_the_newest_tally_of_the_day_or_before(db):
    row = survey()
    for day, answered in ((20, 17), (22, 21), (25, 30)):
        SurveyTally.objects.create(survey=row, day=dt.date(2023, 3, day), answered=answered)

    progress = eit_of(OPEN)

    assert (progress.answered, progress.percent, progress.missing, progress.days_left) == (
        21,
        50,
        21,
        9,
    )


def test_the_page_shows_link_code_and_progress_while_open(client, agency):
    today = timezone.localdate()
    row = survey(opens_on=today, closes_on=today)
    SurveyTally.objects.create(survey=row, day=today, answered=26)

    page = client.get("/measures/2566/surveys/").content.decode()

    assert (f'href="{URL}"' in page, '<svg class="qr"' in page, "26<" in page) == (True, True, True)


def test_a_closed_survey_offers_no_link(client, agency):
    survey()

    assert URL not in client.get("/measures/2566/surveys/").content.decode()


def test_a_draft_is_nowhere(client, agency):
    survey(state=State.DRAFT)

    assert client.get("/measures/2566/surveys/").status_code == 404


def test_a_year_without_surveys_names_those_that_have_some(client, agency):
    survey()

    response = client.get("/measures/2571/surveys/")

    assert (response.status_code, b'href="/measures/2566/surveys/"' in response.content) == (
        404,
        True,
    )


def test_the_yearless_address_leads_to_the_newest_year(client, agency):
    survey()
    survey(fiscal_year=2565)

    assert client.get("/measures/surveys/").headers["Location"] == "/measures/2566/surveys/"


def test_questions_of_an_earlier_year_stand_in_for_those_not_entered(db):
    explain("ของปี 2564", year=2564)
    explain("ของปี 2565", year=2565)
    explain("ร่าง", year=2566, state=State.DRAFT)

    year, found = explanations_for(2566)

    assert (year, [each.text for each in found]) == (2565, ["ของปี 2565"])


def test_the_page_explains_the_questions_with_a_link_to_the_facts(client, agency):
    explain("ง่าย ๆ")

    page = client.get("/measures/2565/surveys/").content.decode()

    assert ("ง่าย ๆ" in page, 'href="/budget/2566/"' in page) == (True, True)


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_the_page_asks_the_same_for_one_row_and_for_three(client, agency):
    row = survey()
    explain("ก")
    SurveyTally.objects.create(survey=row, day=OPEN, answered=1)
    client.get("/measures/2566/surveys/?warm")  # the years are kept from here on
    one = queries_of(client, "/measures/2566/surveys/?one")
    survey(instrument="IIT", population=34)
    for number in (2, 3):
        explain("ก", code=f"i{number}")
        SurveyTally.objects.create(survey=row, day=OPEN + dt.timedelta(number), answered=number)

    assert queries_of(client, "/measures/2566/surveys/?three") == one


def test_a_new_count_changes_the_page_that_is_kept(client, agency):
    row = survey()
    before = client.get("/measures/2566/surveys/").headers["ETag"]

    SurveyTally.objects.create(survey=row, day=OPEN, answered=26)

    assert client.get("/measures/2566/surveys/").headers["ETag"] != before


def test_every_open_survey_is_counted(db):
    survey()
    survey(instrument="IIT", population=34)

    assert [each.survey.instrument for each in open_surveys(OPEN)] == ["IIT", "EIT"]


# ------------------------------------------------------------------ years that are a slip
@pytest.fixture
def later():
    """Return a fiscal year after the next one."""
    return FiscalYear.of(timezone.localdate()).year + 2


def test_the_yearless_address_leads_to_no_year_after_the_next(client, agency, later):
    for year in (later, later - 1, 2566):
        survey(fiscal_year=year)

    location = client.get("/measures/surveys/").headers["Location"]

    assert location == f"/measures/{later - 1}/surveys/"


def test_the_survey_of_a_year_after_the_next_is_not_the_open_one(db, later):
    today = timezone.localdate()
    for year in (later, later - 1):
        survey(fiscal_year=year, opens_on=today, closes_on=today)

    assert eit_of(today).survey.fiscal_year == later - 1
