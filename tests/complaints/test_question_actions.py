"""Taking in questions: numbers, due days, one receipt for one form, and setting aside."""

import datetime as dt
import time

import pytest

from agency.models import Agency, Holiday
from complaints.keyfile import keys
from complaints.models import Question, QuestionKind, Source
from complaints.question_actions import ask, set_aside
from complaints.sealing import tickets
from complaints.sealing.receipts import keys_of
from publishing.actions import submit
from publishing.workflow import ActionRefused

FRIDAY = dt.date(2026, 11, 27)


def asked(text="ทำไมจึงแพง", *, ticket=None, today=FRIDAY, **fields):
    return ask(
        QuestionKind.QUESTION,
        text,
        **{"subject": None, "name": "", "contact": "", "is_public_wish": True} | fields,
        ticket=ticket or tickets.new_ticket(time.time()),
        today=today,
    )


def test_questions_are_numbered_within_their_fiscal_year(db):
    days = [dt.date(2026, 9, 30), dt.date(2026, 10, 1), dt.date(2026, 10, 1)]

    assert [asked(today=day)[0].label for day in days] == ["1/2569", "1/2570", "2/2570"]


def test_an_answer_is_due_after_seven_working_days(db):
    assert asked()[0].due_on == dt.date(2026, 12, 8)


def test_days_off_lengthen_the_time(db):
    Holiday.objects.create(date=dt.date(2026, 12, 7), name="วันหยุดชดเชย")

    assert asked()[0].due_on == dt.date(2026, 12, 9)


def test_the_code_finds_the_question(db):
    question, code = asked()

    assert keys_of(code, keys().pepper).lookup == question.lookup


def test_the_same_form_gives_the_same_question_and_code(db):
    ticket = tickets.new_ticket(time.time())

    first, second = asked("ครั้งแรก", ticket=ticket), asked("ครั้งที่สอง", ticket=ticket)

    assert (first, Question.objects.count()) == (second, 1)


def test_the_code_stands_in_no_row(db):
    question, code = asked()

    values = [str(value) for value in Question.objects.values_list().get(pk=question.pk)]
    assert [value for value in values if code in value] == []


def test_what_would_be_published_is_proposed_masked(agency):
    Agency.objects.update(phones="0 0000 0000", email="office@example.go.th")

    question, _code = asked("โทรไป 0-0000-0000 ไม่มีคนรับ โทรกลับ 080-000-0000")

    assert question.public_text == "โทรไป 0-0000-0000 ไม่มีคนรับ โทรกลับ XXX"


def test_a_question_is_a_draft_that_came_by_the_website(db):
    question, _code = asked()

    assert (question.state, question.source) == ("draft", Source.WEB)


# ------------------------------------------------------------------ set aside
def test_an_approver_sets_a_question_aside_with_a_reason(approver):
    question, _code = asked()

    set_aside(question, " ส่งซ้ำ ", by=approver, today=FRIDAY)

    question.refresh_from_db()
    assert (question.set_aside_on, question.set_aside_reason) == (FRIDAY, "ส่งซ้ำ")
    assert Question.objects.open().count() == 0


def test_a_clerk_sets_nothing_aside(clerk):
    question, _code = asked()

    with pytest.raises(ActionRefused):
        set_aside(question, "ส่งซ้ำ", by=clerk, today=FRIDAY)


def test_nothing_is_set_aside_without_a_reason(approver):
    question, _code = asked()

    with pytest.raises(ActionRefused):
        set_aside(question, "  ", by=approver, today=FRIDAY)


@pytest.mark.parametrize("state", ["in_review", "published", "withdrawn"])
def test_what_is_answered_or_in_review_is_not_set_aside(approver, make_question, state):
    question = make_question(state=state)

    with pytest.raises(ActionRefused):
        set_aside(question, "ส่งซ้ำ", by=approver, today=FRIDAY)


def test_what_is_set_aside_is_not_answered_any_more(clerk, approver, make_question):
    question = make_question(state="draft")
    set_aside(question, "ส่งซ้ำ", by=approver, today=FRIDAY)

    with pytest.raises(ActionRefused):
        submit(question, by=clerk)
