import pytest

from measures.models import Activity, Measure, Outcome, Result, Suggestion
from measures.readiness import gaps
from publishing.workflow import State


def urls(plan):
    return [gap.url for gap in gaps(plan)]


def test_nothing_is_missing_from_a_complete_year(complete_plan):
    assert gaps(complete_plan) == []


@pytest.mark.parametrize(
    ("model", "page"), [(Activity, "progress"), (Outcome, "outcome"), (Suggestion, "suggestion")]
)
def test_what_a_measure_lacks_leads_to_the_page_that_adds_it(complete_plan, model, page):
    model.objects.all().delete()
    measure = Measure.objects.get()

    assert urls(complete_plan) == [f"/admin/measures/{page}/add/?measure={measure.pk}"]


def test_a_method_without_result_leads_to_its_result(complete_plan):
    Result.objects.all().delete()
    method = Measure.objects.get().methods.get()

    assert urls(complete_plan) == [f"/admin/measures/result/add/?method={method.pk}"]


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.SENT_BACK])
def test_what_was_submitted_must_be_decided(complete_plan, make_activity, state):
    activity = make_activity(Measure.objects.get(), state=state)

    assert urls(complete_plan) == [f"/admin/measures/activity/{activity.pk}/change/"]


def test_a_result_that_waits_is_said_once(complete_plan):
    result = Result.objects.get()
    Result.objects.update(state=State.IN_REVIEW)

    assert urls(complete_plan) == [f"/admin/measures/result/{result.pk}/change/"]


def test_drafts_keep_nothing_back(complete_plan, make_activity):
    make_activity(Measure.objects.get(), state=State.DRAFT, title="", starts_on=None, ends_on=None)

    assert gaps(complete_plan) == []


def test_a_measure_that_is_not_published_is_the_only_gap_of_it(complete_plan, make_measure):
    measure = make_measure(complete_plan, order=2, state=State.DRAFT)

    assert urls(complete_plan) == [f"/admin/measures/measure/{measure.pk}/change/"]


def test_a_withdrawn_measure_is_not_missed(complete_plan, make_measure):
    make_measure(complete_plan, order=2, state=State.WITHDRAWN)

    assert gaps(complete_plan) == []


def test_somebody_has_to_sign(complete_plan, agency):
    agency.executive_name = ""
    agency.save()

    assert urls(complete_plan) == [f"/admin/measures/measureplan/{complete_plan.pk}/change/"]


def test_an_empty_year_lacks_a_measure(agency, make_plan):
    plan = make_plan(2570)

    assert urls(plan) == [f"/admin/measures/measure/add/?plan={plan.pk}"]


def test_every_link_leads_to_a_page(complete_plan, make_measure, approver, client):
    Result.objects.all().delete()
    Activity.objects.all().delete()
    make_measure(complete_plan, order=2, state=State.DRAFT)
    client.force_login(approver)

    assert {client.get(url).status_code for url in urls(complete_plan)} == {200}
