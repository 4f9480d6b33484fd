"""Lines in the staff backend: found, added, corrected and locked with their ordinance."""

from decimal import Decimal

import pytest
from django.urls import reverse

from agency.roles import Role
from budget.models import BudgetLine
from publishing.actions import submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State

ADD = "/admin/budget/budgetline/add/"
LIST = "/admin/budget/budgetline/"


@pytest.fixture
def draft(make_year, clerk):
    return make_year(state=State.DRAFT, author=clerk, edited_by=clerk)


@pytest.fixture
def public_year(make_year):
    return make_year(paper_expenditure=Decimal(100))


@pytest.fixture
def post(client, clerk, heading):
    """Return a function that sends the page of a line; headings are those of a road."""

    def send(address, *, user=clerk, **fields):
        client.force_login(user)
        data = {
            "title": "ก่อสร้างถนน",
            "amount": "100",
            "order": 0,
            "source": "ordinance",
            "plan": heading("plan", "00310").pk,
            "budget_class": heading("class", "540000").pk,
        }
        return client.post(address, data | fields, follow=True)

    return send


def page_of(line):
    return reverse("admin:budget_budgetline_change", args=[line.pk])


def add_to(unit):
    if hasattr(unit, "year_id"):
        return f"{ADD}?year={unit.year_id}&supplement={unit.pk}"
    return f"{ADD}?year={unit.pk}"


# ------------------------------------------------------------------ adding
def test_a_line_is_added_to_a_draft_and_the_next_can_follow(post, draft, clerk):
    response = post(add_to(draft), amount="๑,๐๐๐.๕๐ บาท")

    line = draft.lines.get()
    assert (line.title, line.amount, line.supplement) == (
        "ก่อสร้างถนน",
        Decimal("1000.50"),
        None,
    )
    assert response.redirect_chain == [(add_to(draft), 302)]


def test_a_line_of_a_further_ordinance_is_of_its_year_too(post, make_supplement, clerk):
    supplement = make_supplement(state=State.DRAFT)

    post(add_to(supplement))

    line = BudgetLine.objects.get()
    assert (line.supplement, line.year) == (supplement, supplement.year)


def test_what_stands_above_a_heading_need_not_be_chosen(post, draft, heading):
    work, category = heading("work", "00312"), heading("category", "542000")

    post(add_to(draft), plan="", work=work.pk, budget_class="", category=category.pk)

    line = draft.lines.get()
    assert (line.plan, line.budget_class) == (work.parent, category.parent)


def test_a_line_without_plan_or_class_is_two_sentences(post, draft):
    response = post(add_to(draft), plan="", budget_class="")

    errors = response.context["adminform"].form.errors
    assert sorted(errors) == ["budget_class", "plan"]


def test_a_work_of_another_plan_is_refused(post, draft, heading):
    response = post(add_to(draft), work=heading("work", "00111").pk)

    assert list(response.context["adminform"].form.errors) == ["work"]


def test_a_heading_that_came_later_is_not_of_this_year(post, draft, heading):
    plan = heading("plan", "00310")
    plan.first_year = 2570
    plan.save()

    response = post(add_to(draft))

    assert list(response.context["adminform"].form.errors) == ["plan"]


def test_two_lines_of_one_number_are_a_sentence(post, make_line, draft):
    make_line(1, draft, code="7")

    response = post(add_to(draft), code="7")

    assert response.context["adminform"].form.non_field_errors()
    assert draft.lines.count() == 1


def test_whoever_adds_a_line_has_a_part_in_the_ordinance(post, make_user, draft):
    other = make_user("other", Role.CLERK)

    post(add_to(draft), user=other)

    draft.refresh_from_db()
    assert draft.edited_by == other


def test_a_clerk_adds_nothing_to_a_published_ordinance(post, public_year):
    post(add_to(public_year), correction_reason="ลืม")

    assert not public_year.lines.exists()


def test_an_approver_adds_to_a_published_ordinance_on_record(
    post, make_line, approver, public_year
):
    make_line(60, public_year)
    fields = {"amount": "40", "correction_reason": "ตกหล่นจากเล่มข้อบัญญัติ"}

    post(add_to(public_year), user=approver, **fields)

    step = PublicationStep.objects.of(public_year).get()
    added = [each.after for each in step.differences if not each.before]
    assert (step.action, added) == (Action.CORRECT, ["40.00"])


def test_an_approver_says_why(post, make_line, approver, public_year):
    make_line(60, public_year)

    response = post(add_to(public_year), user=approver, amount="40")

    assert "correction_reason" in response.context["adminform"].form.errors
    assert public_year.lines.count() == 1


def test_a_difference_that_a_correction_makes_is_explained_or_refused(
    post, make_line, approver, public_year
):
    make_line(100, public_year)
    fields = {"user": approver, "amount": "40", "correction_reason": "เพิ่ม"}

    refused = post(add_to(public_year), **fields)
    after_refusal = public_year.lines.count()
    post(add_to(public_year), **fields, ordinance_explanation="เล่มพิมพ์ผิด")

    public_year.refresh_from_db()
    assert "ต่างกัน 40.00 บาท" in refused.content.decode()
    assert (after_refusal, public_year.lines.count()) == (1, 2)
    assert public_year.difference_explanation == "เล่มพิมพ์ผิด"


# ------------------------------------------------------------------ changing
def test_a_line_of_a_published_ordinance_is_corrected_by_an_approver(
    post, make_line, approver, public_year
):
    line = make_line(100, public_year)

    post(page_of(line), user=approver, title="ชื่อที่ถูก", correction_reason="พิมพ์ผิด")

    line.refresh_from_db()
    assert line.title == "ชื่อที่ถูก"
    assert PublicationStep.objects.of(public_year).get().reason == "พิมพ์ผิด"


def test_a_clerk_does_not_change_a_line_of_a_published_ordinance(post, make_line, public_year):
    line = make_line(100, public_year)

    response = post(page_of(line), title="อื่น", correction_reason="อยากแก้")

    line.refresh_from_db()
    assert (response.status_code, line.title) == (409, "โครงการตัวอย่างที่ 1")


@pytest.mark.parametrize(
    ("state", "title"), [(State.DRAFT, "ชื่อใหม่"), (State.PUBLISHED, "โครงการตัวอย่างที่ 1")]
)
def test_a_line_of_a_further_ordinance_is_open_and_closed_with_it(
    post, make_line, make_supplement, state, title
):
    supplement = make_supplement(state=state)
    line = make_line(1, supplement.year, supplement=supplement)

    post(page_of(line), title="ชื่อใหม่")

    line.refresh_from_db()
    assert line.title == title


@pytest.mark.parametrize("who", ["clerk", "approver"])
def test_lines_of_an_ordinance_in_review_are_locked(request, post, make_line, draft, clerk, who):
    line = make_line(100, draft)
    draft.paper_expenditure = Decimal(100)
    draft.save()
    submit(draft, by=clerk)

    post(page_of(line), user=request.getfixturevalue(who), title="อื่น")

    line.refresh_from_db()
    assert line.title == "โครงการตัวอย่างที่ 1"


def test_another_line_of_the_ordinance_does_not_overtake_this_one(
    client, post, make_line, draft, clerk
):
    first, second = make_line(1, draft), make_line(2, draft)
    client.force_login(clerk)
    seen = client.get(page_of(first)).context["adminform"].form.version

    post(page_of(second), title="รายการอื่น")
    post(page_of(first), title="รายการนี้", seen=seen)

    first.refresh_from_db()
    assert first.title == "รายการนี้"


def test_a_line_that_somebody_changed_meanwhile_is_not_overwritten_unseen(
    client, post, make_line, draft, clerk
):
    line = make_line(1, draft)
    client.force_login(clerk)
    seen = client.get(page_of(line)).context["adminform"].form.version

    post(page_of(line), title="คนแรก")
    response = post(page_of(line), title="คนที่สอง", seen=seen)

    line.refresh_from_db()
    assert line.title == "คนแรก"
    assert response.context["adminform"].form.non_field_errors()


# ------------------------------------------------------------------ deleting
def delete(client, line):
    address = reverse("admin:budget_budgetline_delete", args=[line.pk])
    return client.post(address, {"post": "yes"}, follow=True)


def test_a_line_of_a_draft_is_deleted_by_whoever_may_edit_it(client, clerk, make_line, make_year):
    line = make_line(1, make_year(state=State.DRAFT))
    client.force_login(clerk)

    delete(client, line)

    assert not BudgetLine.objects.exists()


def test_a_line_on_which_something_hangs_stays(client, clerk, make_line, make_spending, draft):
    line = make_line(1, draft)
    make_spending(line, 1)
    client.force_login(clerk)

    response = delete(client, line)

    assert BudgetLine.objects.exists()
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_a_line_of_a_published_ordinance_is_not_deleted(client, approver, make_line):
    line = make_line()
    client.force_login(approver)

    assert delete(client, line).status_code == 403


# ------------------------------------------------------------------ lists and searches
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, clerk, make_line, make_supplement, django_assert_max_num_queries, count
):
    supplement = make_supplement()
    for number in range(count):
        make_line(number, supplement.year, supplement=supplement)
    client.force_login(clerk)

    with django_assert_max_num_queries(20):
        client.get(LIST)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=สะพาน", ["สร้างสะพาน"]),
        ("q=B-7", ["สร้างสะพาน"]),
        ("state=draft", ["ปรับปรุงถนน"]),
        ("state=published", ["สร้างสะพาน"]),
    ],
)
def test_lines_are_found_by_words_number_and_state(
    client, clerk, make_line, make_year, query, titles
):
    make_line(1, make_year(2566), title="สร้างสะพาน", code="B-7")
    make_line(1, make_year(2567, state=State.DRAFT), title="ปรับปรุงถนน")
    client.force_login(clerk)

    rows = client.get(f"{LIST}?{query}").context["cl"].result_list

    assert [line.title for line in rows] == titles


def test_the_box_finds_lines_of_its_year_with_their_headings(client, clerk, make_line, make_year):
    line = make_line(100, make_year(2566), title="สร้างสะพาน")
    make_line(100, make_year(2567), title="สร้างสะพานอีก")
    client.force_login(clerk)

    answer = client.get(f"{LIST}find/?year={line.year_id}&term=สะพาน").json()

    assert answer == {
        "results": [
            {"id": str(line.pk), "text": "สร้างสะพาน (100.00) แผนงานอุตสาหกรรมและการโยธา › งบลงทุน"}
        ],
        "pagination": {"more": False},
    }


def test_headings_are_offered_of_their_kind_only(client, clerk):
    client.force_login(clerk)
    query = "app_label=budget&model_name=budgetline&field_name=plan&term=การศึกษา"

    results = client.get(f"/admin/autocomplete/?{query}").json()["results"]

    assert [result["text"] for result in results] == ["แผนงานการศึกษา"]


def test_the_page_of_a_line_shows_its_money(client, clerk, make_line, make_transfer, make_spending):
    line, other = make_line(100), make_line(50)
    make_transfer(line, other, 30)
    make_spending(line, 20)
    client.force_login(clerk)

    money = client.get(page_of(line)).context["money"]

    assert money == {
        "approved": 100,
        "transferred": -30,
        "after": 70,
        "spent": 20,
        "remaining": 50,
    }
