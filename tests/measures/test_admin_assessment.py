"""Scores of a year in the staff backend: its framework, its questions, its corrections."""

import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from measures.actions import create_assessment
from measures.admin.assessment import MAX_FINDINGS
from measures.models import AssessmentYear
from publishing.actions import approve, submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State


@pytest.fixture
def assessment(clerk):
    return create_assessment(2566, by=clerk)


@pytest.fixture
def published(assessment, clerk, approver):
    submit(assessment, by=clerk)
    approve(assessment, by=approver)
    return assessment


def page_of(row):
    return reverse(f"admin:measures_{row._meta.model_name}_change", args=[row.pk])


def test_a_new_year_comes_with_its_framework_and_leads_to_its_scores(client, clerk):
    client.force_login(clerk)

    response = client.post("/admin/measures/assessmentyear/add/", {"fiscal_year": "2566"})

    assessment = AssessmentYear.objects.get()
    assert (assessment.indicators.count(), assessment.author) == (10, clerk)
    assert response.headers["Location"] == page_of(assessment)


def test_an_unknown_year_says_that_its_framework_is_not_known(client, clerk):
    client.force_login(clerk)

    client.post("/admin/measures/assessmentyear/add/", {"fiscal_year": "2590"})

    assert AssessmentYear.objects.get().indicators.count() == 0


@pytest.mark.parametrize("year", ["2023", "2566.5", "สองห้าหกหก", ""])
def test_a_year_that_is_none_is_a_sentence(client, clerk, year):
    client.force_login(clerk)

    response = client.post("/admin/measures/assessmentyear/add/", {"fiscal_year": year})

    assert (response.status_code, AssessmentYear.objects.count()) == (200, 0)


def test_scores_of_indicators_are_entered_on_the_page_of_the_year(client, clerk, assessment):
    client.force_login(clerk)
    rows = list(assessment.indicators.all())
    data = {
        "total_score": "99.18",
        "indicators-TOTAL_FORMS": len(rows),
        "indicators-INITIAL_FORMS": len(rows),
        "findings-TOTAL_FORMS": 0,
        "findings-INITIAL_FORMS": 0,
    }
    for place, row in enumerate(rows):
        data |= {
            f"indicators-{place}-id": row.pk,
            f"indicators-{place}-number": row.number,
            f"indicators-{place}-name": row.name,
            f"indicators-{place}-instrument": row.instrument,
            f"indicators-{place}-score": "98.5",
        }

    client.post(page_of(assessment), data)

    assessment.refresh_from_db()
    scores = set(assessment.indicators.values_list("score", flat=True))
    assert (assessment.total_score, scores) == (Decimal("99.18"), {Decimal("98.50")})


def test_questions_stand_on_the_page_of_their_indicator(client, approver, assessment):
    client.force_login(approver)
    indicator = assessment.indicators.get(number=2)
    data = {
        "name": indicator.name,
        "instrument": indicator.instrument,
        "questions-TOTAL_FORMS": 1,
        "questions-INITIAL_FORMS": 0,
        "questions-0-text": "ท่านทราบข้อมูลเกี่ยวกับงบประมาณ มากน้อยเพียงใด",
        "questions-0-score": "99.18",
    }

    client.post(page_of(indicator), data)

    assessment.refresh_from_db()
    assert indicator.questions.get().score == Decimal("99.18")
    assert assessment.edited_by == approver


def question_form(indicator, **fields):
    return {
        "name": indicator.name,
        "instrument": indicator.instrument,
        "score": "91",
        "questions-TOTAL_FORMS": 0,
        "questions-INITIAL_FORMS": 0,
    } | fields


def test_a_part_of_a_published_year_is_closed_to_clerks(client, clerk, published):
    client.force_login(clerk)
    indicator = published.indicators.first()

    client.post(page_of(indicator), question_form(indicator, correction_reason="แก้"))

    indicator.refresh_from_db()
    assert indicator.score is None


def test_a_correction_of_a_part_is_a_correction_of_its_year(client, approver, published):
    client.force_login(approver)
    indicator = published.indicators.first()

    client.post(page_of(indicator), question_form(indicator))
    without_reason = published.indicators.first().score
    client.post(page_of(indicator), question_form(indicator, correction_reason="ประกาศแก้ไข"))

    step = PublicationStep.objects.of(published).first()
    assert (without_reason, published.indicators.first().score) == (None, Decimal(91))
    assert (step.action, step.reason, step.unit) == (Action.CORRECT, "ประกาศแก้ไข", published)


def test_a_grade_is_added_only_to_a_year_that_is_open(client, clerk, published):
    client.force_login(clerk)
    data = {"assessment": published.pk, "name": "ใหม่", "minimum_total": "10"}

    response = client.post("/admin/measures/gradelevel/add/", data)

    assert (response.status_code, published.levels.count()) == (200, 5)


def test_the_fullest_page_stays_below_the_limit_of_fields(client, clerk, assessment):
    client.force_login(clerk)
    for number in range(MAX_FINDINGS):
        assessment.findings.create(text=f"ประเด็นที่ {number}", order=number)

    page = client.get(page_of(assessment)).content.decode()

    assert len(re.findall(r'\sname="', page)) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_a_locked_year_shows_its_scores(client, executive, published):
    client.force_login(executive)

    assert "2566" in client.get(page_of(published)).content.decode()
    assert published.state == State.PUBLISHED
