"""The progress of projects in the staff backend: a page for each plan."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from budget.models import LineProgress, ProgressReport
from budget.progress_desk import PROJECTS_ON_A_PAGE
from budget.projects import flags_of_report, projects_of
from publishing.actions import submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from tests.conftest import published_fields

ADD = "/admin/budget/progressreport/add/"
CITIZEN_ID = "9999999999994"  # begins with 9: given to nobody


@pytest.fixture
def make_report(make_year, clerk):
    def make(state=State.DRAFT, **fields):
        mine = {"author": clerk, "edited_by": clerk}
        return ProgressReport.objects.create(
            year=make_year(), **published_fields(state), **mine, **fields
        )

    return make


@pytest.fixture
def write(client, clerk, heading):
    """Return a function that saves the page of a plan: fields by line."""

    def send(report, rows, *, user=clerk, query="", **fields):
        client.force_login(user)
        data = {
            f"line-{line.pk}-{name}": text
            for line, row in rows.items()
            for name, text in row.items()
        }
        address = sheet_of(report, heading("plan", "00310"))
        return client.post(f"{address}{query}", data | fields, follow=True)

    return send


def sheet_of(report, plan):
    return reverse("admin:budget_progressreport_sheet", args=[report.pk, plan.pk])


def page_of(report):
    return reverse("admin:budget_progressreport_change", args=[report.pk])


def facts(report):
    return {row.line_id: row.fact for row in report.lines.all()}


def test_what_looks_like_a_project_is_offered_first(make_report, make_line):
    report = make_report()
    built = make_line(budget_class="540000", title="เครื่องปรับอากาศ")
    named = make_line(budget_class="530000", title="โครงการป้องกันไข้เลือดออก")
    make_line(budget_class="530000", title="ค่าไฟฟ้า")
    reported = make_line(budget_class="530000", title="ค่าจ้างเหมา")
    LineProgress.objects.create(report=report, line=reported, status="done")

    assert list(projects_of(report)) == [built, named, reported]


def test_the_page_offers_projects_and_on_demand_all_lines(
    client, clerk, make_report, make_line, heading
):
    report, project = make_report(), make_line()
    other = make_line(budget_class="530000", title="ค่าไฟฟ้า")
    client.force_login(clerk)
    address = sheet_of(report, heading("plan", "00310"))

    few, all_of_them = client.get(address), client.get(f"{address}?all")

    assert [row.line for row in few.context["rows"]] == [project]
    assert [row.line for row in all_of_them.context["rows"]] == [project, other]


def test_state_result_problem_and_suggestion_are_kept(write, make_report, make_line):
    report, line = make_report(), make_line()
    row = {"status": "done", "result": "เสร็จแล้ว", "problem": "ฝนตก", "suggestion": "เริ่มเร็วขึ้น"}

    write(report, {line: row})

    kept = report.lines.values("status", "result", "problem", "suggestion").get()
    assert kept == row


def test_words_without_a_state_mean_that_it_goes_on(write, make_report, make_line):
    report, line = make_report(), make_line()

    write(report, {line: {"result": "วางท่อแล้ว 200 เมตร"}})

    assert report.lines.get().status == LineProgress.Status.IN_PROGRESS


def test_projects_left_empty_are_not_reported(write, make_report, make_line):
    report = make_report()

    write(report, {make_line(): {"status": "", "result": ""}})

    assert facts(report) == {}


def test_an_emptied_row_is_taken_out(write, make_report, make_line):
    report, line = make_report(), make_line()
    write(report, {line: {"status": "done"}})

    write(report, {line: {"status": ""}})

    assert facts(report) == {}


def test_a_citizen_number_saves_nothing_and_keeps_what_was_typed(write, make_report, make_line):
    report, line, other = make_report(), make_line(), make_line()

    response = write(report, {line: {"status": "done"}, other: {"result": CITIZEN_ID}})

    assert facts(report) == {}
    assert f">{CITIZEN_ID}</textarea>" in response.content.decode().replace("\n", "")


def test_a_published_report_is_corrected_by_an_approver_with_a_reason(
    write, approver, make_report, make_line
):
    report, line = make_report(State.PUBLISHED), make_line()
    LineProgress.objects.create(report=report, line=line, status="in_progress")

    without = write(report, {line: {"status": "done"}}, user=approver)
    write(report, {line: {"status": "done"}}, user=approver, correction_reason="เสร็จแล้ว")

    step = PublicationStep.objects.of(report).get()
    assert "correction_reason" in without.context["reason"].errors
    assert (step.action, step.reason) == (Action.CORRECT, "เสร็จแล้ว")
    assert report.lines.get().status == "done"


def test_a_correction_that_empties_the_report_changes_nothing(
    write, approver, make_report, make_line
):
    report, line = make_report(State.PUBLISHED), make_line()
    LineProgress.objects.create(report=report, line=line, status="done")

    write(report, {line: {"status": ""}}, user=approver, correction_reason="ลบ")

    assert report.lines.count() == 1


def test_a_clerk_does_not_correct_what_is_public(write, make_report, make_line):
    report, line = make_report(State.PUBLISHED), make_line()

    response = write(report, {line: {"result": "เสร็จ"}}, correction_reason="ก")

    assert (response.status_code, facts(report)) == (409, {})
    assert "เสร็จ" in response.content.decode()


@pytest.mark.parametrize("who", ["clerk", "approver"])
def test_a_report_in_review_is_locked(request, write, clerk, make_report, make_line, who):
    report, line = make_report(), make_line()
    LineProgress.objects.create(report=report, line=line, status="done", result="เสร็จ")
    submit(report, by=clerk)

    response = write(report, {line: {"status": ""}}, user=request.getfixturevalue(who))

    assert (response.status_code, report.lines.count()) == (409, 1)


def test_the_executive_reads_the_projects_and_saves_none(
    client, write, executive, make_report, make_line
):
    report, line = make_report(State.PUBLISHED), make_line()
    LineProgress.objects.create(report=report, line=line, status="done", result="ถนนยาว 1 กม.")
    client.force_login(executive)

    page = client.get(sheet_of(report, line.plan))
    response = write(report, {line: {"status": ""}}, user=executive)

    assert "ถนนยาว 1 กม." in page.content.decode()
    assert (page.status_code, response.status_code, report.lines.count()) == (200, 403, 1)


def test_the_report_leads_to_its_plans(client, clerk, make_report, make_line):
    report = make_report()
    project = make_line(plan="00310")
    salary = make_line(plan="00110", budget_class="520000", title="เงินเดือน")
    client.force_login(clerk)

    context = client.get(page_of(report)).context

    assert [row.plan for row in context["plans"]] == [project.plan]
    assert [row.plan for row in context["plans_without"]] == [salary.plan]


def test_a_period_reported_twice_is_a_sentence(client, clerk, make_report):
    report = make_report()
    client.force_login(clerk)

    response = client.post(ADD, {"year": report.year_id, "period_slug": "h1"})

    assert response.context["adminform"].form.non_field_errors()


def test_a_full_page_stays_below_the_limit_of_fields(
    client, clerk, make_report, make_line, heading
):
    report = make_report()
    for _number in range(PROJECTS_ON_A_PAGE + 1):
        make_line()
    client.force_login(clerk)

    page = client.get(sheet_of(report, heading("plan", "00310"))).content.decode()

    assert len(re.findall(r'\sname="', page)) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, clerk, make_report, make_line, django_assert_max_num_queries, count
):
    slugs = ["h1", "year", "q1"]
    for number in range(count):
        report = make_report(period_slug=slugs[number])
        LineProgress.objects.create(report=report, line=make_line(), status="done")
    client.force_login(clerk)

    with django_assert_max_num_queries(18):
        client.get("/admin/budget/progressreport/")


# ------------------------------------------------------------------ what is missing
def row_of(report, line, **fields):
    return LineProgress.objects.create(report=report, line=line, **fields)


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"status": "done"}, 1),
        ({"status": "done", "result": "เสร็จแล้ว"}, 0),
        ({"status": "cancelled"}, 1),
        ({"status": "cancelled", "problem": "ผู้รับจ้างทิ้งงาน"}, 0),
        ({"status": "in_progress"}, 0),
        ({"status": "not_started"}, 0),
    ],
)
def test_what_must_not_be_empty_keeps_a_report_back(make_report, make_line, fields, lacks):
    report = make_report()
    row_of(report, make_line(), **fields)

    assert len(report.problems()) == lacks


def test_a_report_published_before_can_still_be_corrected(make_report, make_line):
    report = make_report(State.PUBLISHED)
    row_of(report, make_line(), status="done")

    assert report.problems() == []


def test_projects_without_a_word_are_named_plan_by_plan(make_report, make_line):
    report = make_report(problems_text="ไม่มี", suggestions_text="ไม่มี")
    done, going_on = make_line(title="ถนน ก"), make_line(title="ถนน ข")
    make_line(title="ถนน ค")
    make_line(title="โรงเรียน", plan="00210")
    row_of(report, done, status="done", result="เสร็จแล้ว")
    row_of(report, going_on, status="in_progress")

    flags = [(flag.text.rsplit(": ", 1)[1], flag.rows) for flag in flags_of_report(report)]

    assert flags == [
        ("ยังไม่ได้รายงาน 1 จาก 1 โครงการ", ("โรงเรียน",)),
        ("ยังไม่ได้รายงาน 1 จาก 3 โครงการ", ("ถนน ค",)),
        ("กำลังดำเนินการ แต่ไม่ได้เขียนว่าทำถึงไหน 1 โครงการ", ("ถนน ข",)),
    ]


def test_what_ita_asks_of_a_report_is_missed(make_report, make_line):
    report = make_report()
    row_of(report, make_line(), status="in_progress", result="ครึ่งทาง", problem="ฝนตก")

    assert [flag.text for flag in flags_of_report(report)] == [
        "ไม่ได้เขียนข้อเสนอแนะไว้เลย ถ้าไม่มี ให้เขียนว่า “ไม่มี”"
    ]


def test_the_page_lists_what_is_missing_before_it_is_handed_in(
    client, clerk, make_report, make_line
):
    report = make_report()
    row_of(report, make_line(title="ถนนที่เสร็จ"), status="done")
    client.force_login(clerk)

    context = client.get(page_of(report)).context

    assert ["ถนนที่เสร็จ" in sentence for sentence in context["lacks"]] == [True]
    assert len(context["flags"]) == 2  # neither a problem nor a suggestion


def test_the_approver_sees_it_too(client, clerk, approver, make_report, make_line):
    report = make_report()
    row_of(report, make_line(), status="done", result="เสร็จแล้ว")
    make_line(title="ถนนที่ลืม")
    submit(report, by=clerk)
    client.force_login(approver)

    page = client.get(
        reverse("publishing_staff:review", args=["budget", "progressreport", report.pk])
    )

    assert "ถนนที่ลืม" in page.content.decode()
