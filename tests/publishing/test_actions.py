import pytest

from agency.roles import Role
from measures.models import Activity, Result
from publishing.actions import approve, record_correction, send_back, submit, withdraw
from publishing.models import PublicationStep
from publishing.workflow import Action, ActionRefused, State
from tests.conftest import published_fields

CITIZEN_ID = "9101700203455"  # begins with 9, which is given to nobody


@pytest.fixture
def draft(make_activity, clerk):
    return make_activity(state=State.DRAFT, author=clerk, edited_by=clerk)


@pytest.fixture
def waiting(draft, clerk):
    submit(draft, by=clerk)
    return draft


@pytest.fixture
def published(waiting, approver):
    approve(waiting, by=approver)
    return waiting


def state_of(unit):
    return Activity.objects.get(pk=unit.pk).state


def test_a_clerk_submits_a_draft(draft, clerk):
    submit(draft, by=clerk)

    assert state_of(draft) == State.IN_REVIEW


def test_an_approver_publishes_it(waiting, approver):
    approve(waiting, by=approver)

    assert state_of(waiting) == State.PUBLISHED


def test_publication_has_a_time(published):
    assert published.published_at == PublicationStep.objects.of(published).first().at


def test_each_step_says_who_did_what_and_where_it_led(published, clerk, approver):
    steps = PublicationStep.objects.of(published).order_by("id")

    assert [(step.by, step.action, step.from_state, step.to_state) for step in steps] == [
        (clerk, Action.SUBMIT, State.DRAFT, State.IN_REVIEW),
        (approver, Action.APPROVE, State.IN_REVIEW, State.PUBLISHED),
    ]


def test_sending_back_keeps_the_reason(waiting, approver):
    step = send_back(waiting, by=approver, reason="  ขอภาพที่ชัดกว่านี้ ")

    assert (state_of(waiting), step.reason) == (State.SENT_BACK, "ขอภาพที่ชัดกว่านี้")


def test_what_was_sent_back_can_be_submitted_again(waiting, clerk, approver):
    send_back(waiting, by=approver, reason="ขอภาพที่ชัดกว่านี้")

    submit(waiting, by=clerk)

    assert state_of(waiting) == State.IN_REVIEW


def test_sending_back_without_a_reason_changes_nothing(waiting, approver):
    with pytest.raises(ActionRefused):
        send_back(waiting, by=approver, reason=" ")

    assert (state_of(waiting), PublicationStep.objects.of(waiting).count()) == (State.IN_REVIEW, 1)


def test_a_clerk_cannot_approve(waiting, clerk):
    with pytest.raises(ActionRefused):
        approve(waiting, by=clerk)

    assert state_of(waiting) == State.IN_REVIEW


def test_an_executive_cannot_submit(draft, executive):
    with pytest.raises(ActionRefused):
        submit(draft, by=executive)

    assert state_of(draft) == State.DRAFT


def test_the_author_cannot_approve_while_another_approver_exists(
    make_activity, make_user, approver
):
    author = make_user("head", Role.APPROVER)
    unit = make_activity(state=State.DRAFT, author=author, edited_by=author)
    submit(unit, by=author)

    with pytest.raises(ActionRefused):
        approve(unit, by=author)


def test_the_last_editor_cannot_approve_either(make_activity, make_user, clerk, approver):
    other = make_user("head", Role.APPROVER)
    unit = make_activity(state=State.DRAFT, author=clerk, edited_by=other)
    submit(unit, by=clerk)

    with pytest.raises(ActionRefused):
        approve(unit, by=other)


def test_a_single_approver_may_publish_own_work_and_the_step_says_so(make_activity, approver):
    unit = make_activity(state=State.DRAFT, author=approver, edited_by=approver)
    submit(unit, by=approver)

    step = approve(unit, by=approver)

    assert (state_of(unit), step.is_own_work) == (State.PUBLISHED, True)


def test_an_approver_who_left_does_not_count_as_another(make_activity, make_user, approver):
    make_user("left", Role.APPROVER, is_active=False)
    unit = make_activity(state=State.DRAFT, author=approver, edited_by=approver)
    submit(unit, by=approver)

    assert approve(unit, by=approver).to_state == State.PUBLISHED


def test_approving_twice_is_refused_and_leaves_one_step(published, approver):
    with pytest.raises(ActionRefused):
        approve(published, by=approver)

    assert PublicationStep.objects.of(published).filter(action=Action.APPROVE).count() == 1


def test_a_stale_copy_sees_what_another_person_did(waiting, make_user, approver):
    stale = Activity.objects.get(pk=waiting.pk)
    approve(waiting, by=approver)

    with pytest.raises(ActionRefused):
        send_back(stale, by=make_user("head", Role.APPROVER), reason="ช้าไป")

    assert state_of(waiting) == State.PUBLISHED


def test_an_incomplete_draft_is_not_submitted(make_activity, clerk):
    unit = make_activity(state=State.DRAFT, title="", starts_on=None, ends_on=None)

    with pytest.raises(ActionRefused):
        submit(unit, by=clerk)

    assert state_of(unit) == State.DRAFT


def test_an_activity_waits_for_its_measure(make_measure, make_activity, clerk):
    unit = make_activity(make_measure(state=State.DRAFT), state=State.DRAFT)

    with pytest.raises(ActionRefused):
        submit(unit, by=clerk)


def test_withdrawing_leaves_a_public_trace(published, approver):
    step = withdraw(published, by=approver, reason="ภาพมีผู้ไม่ยินยอม")

    assert list(PublicationStep.objects.changes_to_the_public()) == [step]


def test_a_result_is_corrected_and_not_withdrawn(make_measure, approver):
    method = make_measure().methods.get()
    result = Result.objects.create(
        method=method, text="มีการชี้แจง", **published_fields(State.PUBLISHED)
    )

    with pytest.raises(ActionRefused):
        withdraw(result, by=approver, reason="พิมพ์ผิด")

    assert Result.objects.get().state == State.PUBLISHED


def test_what_is_withdrawn_stays_withdrawn(published, clerk, approver):
    withdraw(published, by=approver, reason="ผิดงาน")

    with pytest.raises(ActionRefused):
        submit(published, by=clerk)


def test_a_correction_keeps_the_text_before_and_after(published, approver):
    before = published.public_facts()
    published.title = "ประชุมชี้แจงแผน ครั้งที่ 2"
    published.save()

    step = record_correction(published, by=approver, reason="พิมพ์ผิด", before=before)

    assert [(d.before, d.after) for d in step.differences if d.is_changed] == [
        ("ประชุมชี้แจงแผนการใช้จ่ายงบประมาณ", "ประชุมชี้แจงแผน ครั้งที่ 2")
    ]


def test_a_correction_that_changes_nothing_leaves_no_record(published, approver):
    step = record_correction(
        published, by=approver, reason="กดบันทึกเฉย ๆ", before=published.public_facts()
    )

    assert step is None


def test_a_clerk_cannot_correct_what_is_public(published, clerk):
    with pytest.raises(ActionRefused):
        record_correction(published, by=clerk, reason="แก้เอง", before=[])


def sentence_about(number):
    return f"รายละเอียด: ข้อความนี้มีเลขประจำตัวประชาชน ({number}) ห้ามเผยแพร่ข้อมูลส่วนบุคคล กรุณาลบออก"


@pytest.mark.parametrize("state", [State.DRAFT, State.SENT_BACK])
def test_what_holds_a_citizen_number_is_not_handed_in(make_activity, clerk, state):
    activity = make_activity(state=state, author=clerk, text=f"จ้างนาย ก {CITIZEN_ID}")

    with pytest.raises(ActionRefused) as refused:
        submit(activity, by=clerk)

    assert (state_of(activity), list(refused.value.problems)) == (
        state,
        [sentence_about("9-1017-XXXXX-XX-5")],
    )


def test_the_name_of_a_file_on_the_web_is_no_citizen_number(make_activity, clerk):
    text = f"ดู https://files.example.go.th/{CITIZEN_ID}.pdf"
    activity = make_activity(state=State.DRAFT, author=clerk, text=text)

    submit(activity, by=clerk)

    assert state_of(activity) == State.IN_REVIEW


def test_what_is_asked_in_an_address_may_be_a_citizen_number(make_activity, clerk):
    text = f"ดู https://files.example.go.th/?id={CITIZEN_ID}"

    with pytest.raises(ActionRefused):
        submit(make_activity(state=State.DRAFT, author=clerk, text=text), by=clerk)


def test_what_holds_a_citizen_number_is_not_approved(waiting, approver):
    Activity.objects.filter(pk=waiting.pk).update(text=f"จ้างนาย ก {CITIZEN_ID}")

    with pytest.raises(ActionRefused):
        approve(waiting, by=approver)

    assert state_of(waiting) == State.IN_REVIEW


def test_a_correction_brings_no_citizen_number_in(published, approver):
    before = published.public_facts()
    Activity.objects.filter(pk=published.pk).update(text=f"จ้างนาย ก {CITIZEN_ID}")

    with pytest.raises(ActionRefused):
        record_correction(published, by=approver, reason="เพิ่มชื่อ", before=before)

    assert PublicationStep.objects.of(published).first().action == Action.APPROVE


def test_taking_a_citizen_number_out_does_not_repeat_it(make_activity, approver):
    activity = make_activity(title=f"จ้างนาย ก {CITIZEN_ID}")
    before = activity.public_facts()
    activity.title = "จ้างนาย ก"
    activity.save()

    step = record_correction(activity, by=approver, reason="ตัดเลขออก", before=before)

    assert [(each.before, each.after) for each in step.differences if each.is_changed] == [
        ("จ้างนาย ก 9-1017-XXXXX-XX-5", "จ้างนาย ก")
    ]


def test_what_is_withdrawn_for_its_citizen_number_is_named_without_it(make_activity, approver):
    activity = make_activity(title=f"จ้างนาย ก {CITIZEN_ID}")

    step = withdraw(activity, by=approver, reason="มีเลขประจำตัว")

    assert (step.title, CITIZEN_ID in str(step.after)) == ("จ้างนาย ก 9-1017-XXXXX-XX-5", False)
