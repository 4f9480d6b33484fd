"""Many units of one kind at once: a list first, and each decided by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agency.roles import Role
from measures.models import Outcome
from publishing.actions import send_back, submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State

SUBMIT = "/admin/publishing/submit/measures/outcome/"
REVIEW = "/admin/publishing/review/measures/outcome/"


@pytest.fixture
def make_outcome(make_measure, clerk):
    """Return a function that makes a draft of the clerk."""
    measure = make_measure()

    def make(text="ไม่พบการทักท้วง", author=clerk):
        return Outcome.objects.create(measure=measure, text=text, author=author, edited_by=author)

    return make


@pytest.fixture
def make_waiting(make_outcome, clerk):
    def make(**fields):
        outcome = make_outcome(**fields)
        submit(outcome, by=outcome.author)
        return outcome

    return make


def step_of(unit):
    return PublicationStep.objects.of(unit).first().pk


def ticked(*units):
    return {"unit": [unit.pk for unit in units]} | {
        f"seen-{unit.pk}": step_of(unit) for unit in units
    }


def states(*units):
    return [type(unit).objects.get(pk=unit.pk).state for unit in units]


# ---------------------------------------------------------------- handing in


def test_own_drafts_are_listed_and_no_others(client, clerk, make_user, make_outcome):
    mine = make_outcome()
    make_outcome(author=make_user("colleague", Role.CLERK))
    client.force_login(clerk)

    rows = client.get(SUBMIT).context["rows"]

    assert [row["unit"] for row in rows] == [mine]


def test_what_is_ticked_is_handed_in_and_the_rest_stays(client, clerk, make_outcome):
    first, second, third = (make_outcome() for _ in range(3))
    client.force_login(clerk)

    client.post(SUBMIT, {"unit": [first.pk, third.pk]})

    assert states(first, second, third) == [State.IN_REVIEW, State.DRAFT, State.IN_REVIEW]
    assert PublicationStep.objects.filter(action=Action.SUBMIT).count() == 2


def test_one_that_is_incomplete_keeps_no_other_back(client, clerk, make_activity, make_measure):
    whole = make_measure(state=State.DRAFT, author=clerk)
    without_schedule = make_measure(state=State.DRAFT, author=clerk, schedules=())
    client.force_login(clerk)

    page = client.post(
        "/admin/publishing/submit/measures/measure/",
        {"unit": [without_schedule.pk, whole.pk]},
        follow=True,
    )

    assert states(whole, without_schedule) == [State.IN_REVIEW, State.DRAFT]
    assert str(without_schedule) in "".join(map(str, page.context["messages"]))


def test_nothing_ticked_is_said_and_nothing_happens(client, clerk, make_outcome):
    draft = make_outcome()
    client.force_login(clerk)

    page = client.post(SUBMIT, {})

    assert (page.context["form"].errors.keys(), states(draft)) == ({"unit"}, [State.DRAFT])


@pytest.mark.parametrize("sent", [["x"], ["999999"], ["1", "’"]])
def test_a_box_that_is_none_is_refused(client, clerk, make_outcome, sent):
    make_outcome()
    client.force_login(clerk)

    page = client.post(SUBMIT, {"unit": sent})

    assert (page.status_code, page.context["form"].errors.keys()) == (200, {"unit"})


def test_a_draft_of_another_is_not_handed_in(client, clerk, make_user, make_outcome):
    theirs = make_outcome(author=make_user("colleague", Role.CLERK))
    client.force_login(clerk)

    client.post(SUBMIT, {"unit": [theirs.pk]})

    assert states(theirs) == [State.DRAFT]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_drafts_costs_the_same_however_long(
    client, clerk, make_outcome, django_assert_max_num_queries, count
):
    for _ in range(count):
        make_outcome()
    client.force_login(clerk)

    with django_assert_max_num_queries(16):
        client.get(SUBMIT)


# ---------------------------------------------------------------- approving


@pytest.mark.parametrize("kind", ["outcome", "activity", "measure"])
def test_the_list_to_approve_costs_the_same_for_one_and_three_rows(
    client, approver, clerk, make_outcome, make_activity, make_measure, kind
):
    make = {
        "outcome": make_outcome,
        "activity": lambda: make_activity(state=State.DRAFT),
        "measure": lambda: make_measure(state=State.DRAFT),
    }[kind]
    client.force_login(approver)
    client.get("/admin/publishing/review/")  # what is read once and kept is read now
    costs, rows = [], []
    for count in (1, 2):
        for _ in range(count):
            submit(make(), by=clerk)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/admin/publishing/review/measures/{kind}/")
        costs.append(len(queries))
        rows.append(len(page.context["rows"]))

    assert (rows, costs[0]) == ([1, 3], costs[1])


def test_what_is_ticked_is_published_each_with_its_own_step(client, approver, make_waiting):
    first, second, third = (make_waiting() for _ in range(3))
    client.force_login(approver)

    client.post(REVIEW, ticked(first, second))

    assert states(first, second, third) == [State.PUBLISHED, State.PUBLISHED, State.IN_REVIEW]
    assert PublicationStep.objects.filter(action=Action.APPROVE).count() == 2


def test_own_work_has_no_box_while_another_approver_is_there(
    client, approver, make_user, make_waiting
):
    author = make_user("second", Role.APPROVER)
    own = make_waiting(author=author)
    client.force_login(author)

    page = client.get(REVIEW)
    client.post(REVIEW, ticked(own))

    assert [row["is_barred"] for row in page.context["rows"]] == [True]
    assert states(own) == [State.IN_REVIEW]


def test_own_work_stops_no_other(client, approver, make_user, make_waiting):
    author = make_user("second", Role.APPROVER)
    own, other = make_waiting(author=author), make_waiting()
    client.force_login(author)

    client.post(REVIEW, ticked(own, other))

    assert states(own, other) == [State.IN_REVIEW, State.PUBLISHED]


def test_a_text_handed_in_anew_is_not_approved_unseen(client, approver, clerk, make_waiting):
    unit = make_waiting()
    seen = ticked(unit)
    send_back(unit, by=approver, reason="แก้")
    submit(unit, by=clerk)
    client.force_login(approver)

    client.post(REVIEW, seen)

    assert states(unit) == [State.IN_REVIEW]


def test_pressing_twice_makes_one_step(client, approver, make_waiting):
    unit = make_waiting()
    sent = ticked(unit)
    client.force_login(approver)

    client.post(REVIEW, sent)
    again = client.post(REVIEW, sent)

    assert again.status_code == 200
    assert PublicationStep.objects.filter(action=Action.APPROVE).count() == 1


def test_several_of_a_kind_are_offered_together(client, approver, make_waiting, make_activity):
    make_waiting()
    client.force_login(approver)
    alone = client.get("/admin/publishing/review/").context["heaps"]
    make_waiting()

    together = client.get("/admin/publishing/review/").context["heaps"]

    assert (alone, [(heap.count, heap.url) for heap in together]) == ([], [(2, REVIEW)])


def test_questions_are_judged_one_by_one(client, approver):
    client.force_login(approver)

    answer = client.get("/admin/publishing/review/complaints/question/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/publishing/review/")


@pytest.mark.parametrize("path", [SUBMIT, REVIEW])
def test_who_has_no_right_does_not_enter(client, executive, path):
    client.force_login(executive)

    assert client.get(path).status_code == 403


@pytest.mark.parametrize("kind", ["measures/nothing", "auth/group", "nothing/nothing"])
@pytest.mark.parametrize("desk", ["review", "submit"])
def test_an_address_of_no_kind_is_not_found(client, approver, desk, kind):
    client.force_login(approver)

    assert client.get(f"/admin/publishing/{desk}/{kind}/").status_code == 404


def test_a_number_of_thousands_of_digits_is_no_choice(client, clerk, make_outcome):
    make_outcome()
    client.force_login(clerk)

    response = client.post(SUBMIT, {"unit": ["9" * 5000]})

    assert (response.status_code, "unit" in response.context["form"].errors) == (200, True)
