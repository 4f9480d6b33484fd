"""The life of a unit in the staff backend, seen through outcomes of a measure."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from agency.roles import Role
from measures.models import Outcome
from publishing.actions import approve, send_back, submit
from publishing.forms import SEND_BACK_PHRASES
from publishing.models import PublicationStep
from publishing.workflow import Action, ActionRefused, State, next_state

QUEUE = "/admin/publishing/review/"


@pytest.fixture
def draft(make_measure, clerk):
    return Outcome.objects.create(
        measure=make_measure(), text="ไม่พบการทักท้วง", author=clerk, edited_by=clerk
    )


@pytest.fixture
def waiting(draft, clerk):
    submit(draft, by=clerk)
    return draft


@pytest.fixture
def sent_back(waiting, approver):
    send_back(waiting, by=approver, reason="ระบุจำนวนครั้ง")
    return waiting


@pytest.fixture
def published(waiting, approver):
    approve(waiting, by=approver)
    return waiting


@pytest.fixture
def as_person(client):
    """Return a function that signs a person in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def page_of(unit, page="change"):
    return reverse(f"admin:measures_{unit._meta.model_name}_{page}", args=[unit.pk])


def desk_of(unit, desk="review"):
    return reverse(f"publishing_staff:{desk}", args=["measures", unit._meta.model_name, unit.pk])


def typed(unit, **fields):
    return {"measure": unit.measure_id, "order": unit.order, "text": unit.text} | fields


def seen(unit):
    return str(PublicationStep.objects.of(unit).first().pk)


def now(unit):
    return Outcome.objects.get(pk=unit.pk)


def actions_on(unit):
    return [step.action for step in PublicationStep.objects.of(unit)]


def problem_of_unpublished():
    return escape(_("The measure itself is not published yet: it has to be approved first."))


def refusal(action, state):
    with pytest.raises(ActionRefused) as refused:
        next_state(state, action)
    return str(refused.value)


def text_of(response):
    return response.content.decode()


# ---------------------------------------------------------------- drafts


def test_the_author_is_who_wrote_it_first(as_person, clerk, make_measure):
    data = {"measure": make_measure().pk, "order": 1, "text": "ผลลัพธ์"}

    as_person(clerk).post(reverse("admin:measures_outcome_add"), data)

    outcome = Outcome.objects.get()
    assert (outcome.author, outcome.edited_by, outcome.state) == (clerk, clerk, State.DRAFT)


def test_any_clerk_may_edit_a_draft_and_is_remembered(as_person, draft, clerk, make_user):
    colleague = make_user("colleague", Role.CLERK)

    as_person(colleague).post(page_of(draft), typed(draft, text="แก้แล้ว"))

    assert (now(draft).author, now(draft).edited_by, now(draft).text) == (
        clerk,
        colleague,
        "แก้แล้ว",
    )


def test_saving_and_handing_in_is_one_press(as_person, draft, clerk):
    as_person(clerk).post(page_of(draft), typed(draft, text="แก้แล้ว", _submit="1"))

    assert (now(draft).state, now(draft).text) == (State.IN_REVIEW, "แก้แล้ว")


def test_what_cannot_be_handed_in_stays_saved_and_says_why(as_person, clerk, make_measure):
    measure = make_measure(state=State.DRAFT)
    data = {"measure": measure.pk, "order": 1, "text": "ผลลัพธ์", "_submit": "1"}

    response = as_person(clerk).post(reverse("admin:measures_outcome_add"), data, follow=True)

    assert Outcome.objects.get().state == State.DRAFT
    assert problem_of_unpublished() in text_of(response)


def test_pressing_hand_in_twice_makes_one_step(as_person, draft, clerk):
    client = as_person(clerk)
    client.post(page_of(draft), typed(draft, _submit="1"))

    response = client.post(page_of(draft), typed(draft, _submit="1"), follow=True)

    assert actions_on(draft) == [Action.SUBMIT]
    assert _("This is handed in already; once is enough.") in text_of(response)


def test_text_is_kept_in_one_spelling(as_person, draft, clerk):
    as_person(clerk).post(page_of(draft), typed(draft, text="ดําเนินการ\u200b"))

    assert now(draft).text == "ดำเนินการ"


def test_a_citizen_number_is_refused_and_the_text_stays_in_the_form(as_person, draft, clerk):
    text = "ผู้ร้อง 9101700203455 ขอบคุณ"

    response = as_person(clerk).post(page_of(draft), typed(draft, text=text))

    assert now(draft).text == "ไม่พบการทักท้วง"
    assert text in text_of(response)
    assert "9-1017-XXXXX-XX-5" in text_of(response)


def test_who_saves_over_a_colleague_is_told_once(as_person, draft, clerk, make_user):
    client = as_person(clerk)
    opened = now(draft).changed_at.isoformat()
    draft.edited_by = make_user("colleague", Role.CLERK, first_name="สมศรี")
    draft.save()

    first = client.post(page_of(draft), typed(draft, text="ของฉัน", seen=opened))
    again = first.context["adminform"].form["seen"].value()
    second = client.post(page_of(draft), typed(draft, text="ของฉัน", seen=again))

    assert "สมศรี" in str(first.context["adminform"].form.non_field_errors())
    assert (second.status_code, now(draft).text) == (302, "ของฉัน")


def test_only_the_author_or_an_approver_deletes_a_draft(
    as_person, draft, clerk, approver, make_user
):
    colleague = make_user("colleague", Role.CLERK)

    answers = {
        user.username: as_person(user).get(page_of(draft, "delete")).status_code
        for user in (colleague, clerk, approver)
    }

    assert answers == {"colleague": 403, "clerk": 200, "approver": 200}


def test_a_draft_of_a_colleague_is_not_deleted_by_post(as_person, draft, make_user):
    as_person(make_user("colleague", Role.CLERK)).post(page_of(draft, "delete"), {"post": "yes"})

    assert Outcome.objects.exists()


# ---------------------------------------------------------------- locks


def test_what_waits_is_shown_without_a_form(as_person, waiting, clerk):
    page = text_of(as_person(clerk).get(page_of(waiting)))

    assert "ไม่พบการทักท้วง" in page
    assert 'name="text"' not in page


@pytest.mark.parametrize("person", ["clerk", "approver"])
def test_what_waits_is_not_saved_by_anybody(request, as_person, waiting, person):
    user = request.getfixturevalue(person)

    response = as_person(user).post(page_of(waiting), typed(waiting, text="แอบแก้"))

    assert now(waiting).text == "ไม่พบการทักท้วง"
    assert response.status_code in {302, 409}


def test_who_goes_back_after_handing_in_finds_what_they_typed(as_person, draft, clerk):
    client = as_person(clerk)
    client.post(page_of(draft), typed(draft, _submit="1"))

    response = client.post(page_of(draft), typed(draft, text="ข้อความที่แก้ทีหลัง"))

    assert (response.status_code, "ข้อความที่แก้ทีหลัง" in text_of(response)) == (409, True)


def test_who_comes_too_late_finds_what_they_typed(as_person, waiting, make_user):
    colleague = make_user("colleague", Role.CLERK)

    response = as_person(colleague).post(page_of(waiting), typed(waiting, text="ข้อความยาวของฉัน"))

    assert response.status_code == 409
    assert "ข้อความยาวของฉัน" in text_of(response)
    assert "สมหญิง เขียนงาน" in text_of(response)


def test_a_clerk_cannot_change_what_is_published(as_person, published, clerk):
    as_person(clerk).post(page_of(published), typed(published, text="แอบแก้", correction_reason="x"))

    assert now(published).text == "ไม่พบการทักท้วง"


@pytest.mark.parametrize("person", ["clerk", "approver"])
@pytest.mark.parametrize("unit", ["waiting", "published"])
def test_what_was_handed_in_is_never_deleted(request, as_person, unit, person):
    unit, user = request.getfixturevalue(unit), request.getfixturevalue(person)

    as_person(user).post(page_of(unit, "delete"), {"post": "yes"})

    assert Outcome.objects.filter(pk=unit.pk).exists()


def test_who_cannot_correct_what_is_published_is_told_who_can(
    as_person, published, clerk, approver
):
    told = _("This is public. If something in it is wrong, tell an approver, who can correct it.")
    pages = [as_person(person).get(page_of(published)) for person in (clerk, approver)]

    assert [told in page.text for page in pages] == [True, False]


def test_what_was_sent_back_says_why_and_can_be_edited(as_person, sent_back, clerk):
    client = as_person(clerk)

    page = text_of(client.get(page_of(sent_back)))
    client.post(page_of(sent_back), typed(sent_back, text="ไม่พบ 0 ครั้ง", _submit="1"))

    assert "ระบุจำนวนครั้ง" in page
    assert (now(sent_back).state, now(sent_back).text) == (State.IN_REVIEW, "ไม่พบ 0 ครั้ง")


def test_an_old_version_cannot_be_restored_past_the_approver(as_person, published, executive):
    old = published.history.last()
    page = reverse("admin:measures_outcome_simple_history", args=[published.pk, old.pk])

    response = as_person(executive).post(page, typed(published, text="แอบแก้"))

    assert (response.status_code, now(published).text) == (302, "ไม่พบการทักท้วง")


# ---------------------------------------------------------------- corrections


def test_a_correction_needs_a_reason(as_person, published, approver):
    response = as_person(approver).post(page_of(published), typed(published, text="แก้แล้ว"))

    assert response.context["adminform"].form.errors.keys() == {"correction_reason"}
    assert now(published).text == "ไม่พบการทักท้วง"
    assert "แก้แล้ว" in text_of(response)


def test_a_correction_is_recorded_with_both_readings(as_person, published, approver):
    data = typed(published, text="แก้แล้ว", correction_reason="พิมพ์ผิด")

    as_person(approver).post(page_of(published), data)

    step = PublicationStep.objects.of(published).first()
    changed = [(each.before, each.after) for each in step.differences if each.is_changed]
    assert (step.action, step.reason, step.by) == (Action.CORRECT, "พิมพ์ผิด", approver)
    assert changed == [("ไม่พบการทักท้วง", "แก้แล้ว")]
    assert now(published).state == State.PUBLISHED


def test_a_correction_that_changes_nothing_leaves_no_record(as_person, published, approver):
    as_person(approver).post(page_of(published), typed(published, correction_reason="ลองดู"))

    assert actions_on(published) == [Action.APPROVE, Action.SUBMIT]


def test_a_correction_that_breaks_a_rule_is_not_saved_at_all(as_person, published, approver):
    published.measure.state = State.WITHDRAWN
    published.measure.save()
    data = typed(published, text="แก้แล้ว", correction_reason="พิมพ์ผิด")

    response = as_person(approver).post(page_of(published), data)

    assert (response.status_code, now(published).text) == (200, "ไม่พบการทักท้วง")
    assert "แก้แล้ว" in text_of(response)


# ---------------------------------------------------------------- the approver's desk


def test_the_queue_lists_every_kind_oldest_first(
    as_person, waiting, approver, make_activity, clerk
):
    later = make_activity(waiting.measure, state=State.DRAFT, title="ประชุม", author=clerk)
    submit(later, by=clerk)

    queue = as_person(approver).get(QUEUE).context["waiting"]

    assert [each.unit for each in queue] == [waiting, later]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_however_long(
    as_person, approver, clerk, make_measure, make_activity, django_assert_max_num_queries, count
):
    measure = make_measure()
    for number in range(count):
        submit(make_activity(measure, state=State.DRAFT, title=f"ประชุม {number}"), by=clerk)
    client = as_person(approver)

    with django_assert_max_num_queries(35):
        client.get(QUEUE)


def test_the_review_shows_what_will_be_published(as_person, waiting, approver):
    page = text_of(as_person(approver).get(desk_of(waiting)))

    assert "ไม่พบการทักท้วง" in page


def test_the_second_reading_shows_old_beside_new(as_person, sent_back, clerk, approver):
    sent_back.text = "ไม่พบ 0 ครั้ง"
    sent_back.save()
    submit(sent_back, by=clerk)

    differences = as_person(approver).get(desk_of(sent_back)).context["differences"]

    assert [(each.before, each.after) for each in differences if each.is_changed] == [
        ("ไม่พบการทักท้วง", "ไม่พบ 0 ครั้ง")
    ]


def test_approving_publishes(as_person, waiting, approver):
    data = {"approve": "1", "seen": seen(waiting)}

    response = as_person(approver).post(desk_of(waiting), data)

    assert (response.headers["Location"], now(waiting).state) == (QUEUE, State.PUBLISHED)


def test_approving_twice_makes_one_step_and_a_sentence(as_person, waiting, approver):
    client = as_person(approver)
    data = {"approve": "1", "seen": seen(waiting)}
    client.post(desk_of(waiting), data)

    response = client.post(desk_of(waiting), data)

    assert actions_on(waiting) == [Action.APPROVE, Action.SUBMIT]
    assert escape(refusal(Action.APPROVE, State.PUBLISHED)) in text_of(response)


def test_a_text_handed_in_anew_is_not_approved_unseen(as_person, waiting, clerk, approver):
    opened = seen(waiting)
    send_back(waiting, by=approver, reason="แก้")
    submit(waiting, by=clerk)

    as_person(approver).post(desk_of(waiting), {"approve": "1", "seen": opened})

    assert now(waiting).state == State.IN_REVIEW


def test_nobody_approves_their_own_work_while_another_can(as_person, draft, make_user, approver):
    both = make_user("both", Role.CLERK, Role.APPROVER)
    submit(draft, by=both)

    response = as_person(both).post(desk_of(draft), {"approve": "1", "seen": seen(draft)})

    assert now(draft).state == State.IN_REVIEW
    assert escape(
        _("You wrote or submitted this yourself: another approver has to check it.")
    ) in text_of(response)


def test_sending_back_joins_phrases_and_own_words(as_person, waiting, approver):
    data = {"send_back": "1", "phrases": ["0"], "reason": "ระบุจำนวน", "seen": seen(waiting)}

    as_person(approver).post(desk_of(waiting), data)

    step = PublicationStep.objects.of(waiting).first()
    assert step.reason == f"{SEND_BACK_PHRASES[0]}\nระบุจำนวน"
    assert now(waiting).state == State.SENT_BACK


def test_sending_back_without_a_reason_is_refused(as_person, waiting, approver):
    response = as_person(approver).post(desk_of(waiting), {"send_back": "1", "seen": seen(waiting)})

    assert (response.status_code, now(waiting).state) == (200, State.IN_REVIEW)


def test_withdrawing_needs_a_reason_and_leaves_it_on_record(as_person, published, approver):
    client = as_person(approver)

    client.post(desk_of(published, "withdraw"), {"reason": " "})
    refused = now(published).state
    client.post(desk_of(published, "withdraw"), {"reason": "ข้อมูลผิดปี"})

    step = PublicationStep.objects.of(published).first()
    assert (refused, now(published).state) == (State.PUBLISHED, State.WITHDRAWN)
    assert (step.action, step.reason) == (Action.WITHDRAW, "ข้อมูลผิดปี")


def test_withdrawing_twice_makes_one_step(as_person, published, approver):
    client = as_person(approver)
    client.post(desk_of(published, "withdraw"), {"reason": "ข้อมูลผิดปี"})

    client.post(desk_of(published, "withdraw"), {"reason": "ข้อมูลผิดปี"})

    assert actions_on(published) == [Action.WITHDRAW, Action.APPROVE, Action.SUBMIT]


@pytest.mark.parametrize("desk", ["review", "withdraw"])
def test_a_clerk_does_not_enter_the_approvers_desk(as_person, waiting, clerk, desk):
    client = as_person(clerk)

    response = client.post(desk_of(waiting, desk), {"approve": "1", "reason": "x", "seen": "1"})

    assert (response.status_code, now(waiting).state) == (403, State.IN_REVIEW)


@pytest.mark.parametrize(
    "path", ["measures/nothing/1/", "auth/group/1/", "measures/outcome/999/", "agency/user/1/"]
)
def test_an_address_of_no_unit_is_not_found(as_person, approver, path):
    assert as_person(approver).get(QUEUE + path).status_code == 404


def test_the_record_of_a_step_shows_both_readings_and_a_thai_date(as_person, published, approver):
    step = PublicationStep.objects.of(published).first()
    page = reverse("admin:publishing_publicationstep_change", args=[step.pk])

    text = text_of(as_person(approver).get(page))

    assert "ไม่พบการทักท้วง" in text
    assert str(step.at.year) not in text
