import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from agency.models import Agency
from measures.models import Evidence, Finding, Outcome, Result, Suggestion
from measures.report import report_content
from publishing.workflow import State
from tests.conftest import published_fields

SITE = "https://portal.example.go.th"
DAY = dt.date(2023, 9, 30)
HIDDEN = [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN]


def gathered(plan, **options):
    return report_content(plan, Agency.objects.get(), site=SITE, day=DAY, **options)


def only_measure(plan, **options):
    (measure,) = gathered(plan, **options).measures
    return measure


def add_hidden_parts(measure, state, make_activity):
    """Give a complete measure one part more of each kind, in `state`."""
    fields = published_fields(state)
    make_activity(measure, state=state, title="ซ่อนกิจกรรม")
    Outcome.objects.create(measure=measure, text="ซ่อนผลลัพธ์", order=2, **fields)
    Suggestion.objects.create(measure=measure, text="ซ่อนข้อเสนอแนะ", order=2, **fields)
    Result.objects.update(text="ซ่อนผล", **fields)


def counts(measure):
    results = [method.result for method in measure.methods if method.result]
    return [
        len(part) for part in (measure.activities, measure.outcomes, measure.suggestions, results)
    ]


# ------------------------------------------------------------------ what enters
def test_everything_published_enters(complete_plan):
    assert counts(only_measure(complete_plan)) == [1, 1, 1, 1]


@pytest.mark.parametrize("state", HIDDEN)
def test_nothing_that_is_not_public_enters_an_edition(complete_plan, make_activity, state):
    add_hidden_parts(complete_plan.measures.get(), state, make_activity)

    content = gathered(complete_plan)

    assert counts(content.measures[0]) == [1, 1, 1, 0]
    assert "ซ่อน" not in content.json_bytes.decode()


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK])
def test_a_draft_shows_what_is_on_its_way(complete_plan, make_activity, state):
    add_hidden_parts(complete_plan.measures.get(), state, make_activity)

    assert counts(only_measure(complete_plan, drafts=True)) == [2, 2, 2, 1]


def test_not_even_a_draft_shows_what_was_withdrawn(complete_plan, make_activity):
    add_hidden_parts(complete_plan.measures.get(), State.WITHDRAWN, make_activity)

    assert counts(only_measure(complete_plan, drafts=True)) == [1, 1, 1, 0]


@pytest.mark.parametrize("state", HIDDEN)
def test_a_measure_that_is_not_public_stays_out_of_an_edition(complete_plan, make_measure, state):
    make_measure(complete_plan, state=state)

    assert [measure.number for measure in gathered(complete_plan).measures] == [1]


# ------------------------------------------------------------------ what is said
def test_progress_is_said_in_thai_whatever_language_the_executive_reads(complete_plan):
    with translation.override("en"):
        measure = only_measure(complete_plan)

    assert measure.progress == "ล่าช้ากว่ากำหนด"


def test_evidence_is_numbered_through_the_whole_report(complete_plan, make_measure, make_activity):
    first = complete_plan.measures.get().activities.get()
    second = make_activity(make_measure(complete_plan))
    for activity in (first, second):
        for title in ("ประกาศ", "ภาพหน้าเว็บไซต์"):
            Evidence.objects.create(activity=activity, title=title, url="https://a.go.th/1")

    content = gathered(complete_plan)

    numbers = [item.number for activity in content.activities for item in activity.evidence]
    assert numbers == [1, 2, 3, 4]


def test_a_document_is_proof_with_its_full_address(complete_plan):
    activity = complete_plan.measures.get().activities.get()
    row = Evidence.objects.create(
        activity=activity, title="ประกาศ", document="documents/1.pdf", document_kind="pdf"
    )

    (item,) = only_measure(complete_plan).activities[0].evidence

    assert item.url == f"{SITE}{row.get_absolute_url()}"


def test_addresses_of_the_report_are_complete(complete_plan):
    content = gathered(complete_plan)

    assert content.public_url == f"{SITE}/measures/2566/"
    assert content.editions_url == f"{SITE}/measures/2566/editions/"


def test_the_executive_signs_where_the_year_names_nobody(complete_plan):
    assert gathered(complete_plan).signatory_name == "นายตัวอย่าง ทดสอบ"


def test_the_year_may_name_another_signatory(complete_plan):
    complete_plan.signatory_name = "นางสาวผู้รักษาการ แทน"

    assert gathered(complete_plan).signatory_name == "นางสาวผู้รักษาการ แทน"


@pytest.mark.parametrize(
    ("state", "score"), [(State.DRAFT, None), (State.PUBLISHED, Decimal("85.20"))]
)
def test_only_an_announced_score_of_the_assessment_is_cited(complete_plan, state, score):
    assessment = complete_plan.assessment
    assessment.total_score = Decimal("85.20")
    for name, value in published_fields(state).items():
        setattr(assessment, name, value)

    assert gathered(complete_plan).assessed_score == score


def test_a_finding_says_where_it_was_read(complete_plan):
    assessment = complete_plan.assessment
    indicator = assessment.indicators.create(
        number=2, name="การใช้งบประมาณ", instrument="IIT", score=Decimal("79.45")
    )
    finding = Finding.objects.create(
        assessment=assessment, text="บุคลากรยังไม่ทราบแผน", indicator=indicator
    )
    complete_plan.measures.get().findings.add(finding)

    (said,) = only_measure(complete_plan).findings

    assert (said.about, said.score) == ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", Decimal("79.45"))


# ------------------------------------------------------------------ cost
@pytest.mark.parametrize("more", [0, 2])
def test_a_report_of_many_measures_asks_the_database_no_more_often(
    complete_plan, make_measure, make_activity, django_assert_max_num_queries, more
):
    for _ in range(more):
        make_activity(make_measure(complete_plan))

    with django_assert_max_num_queries(26):
        gathered(complete_plan)
