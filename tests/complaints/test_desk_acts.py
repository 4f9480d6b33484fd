"""The buttons on the page of a case: what each does, leaves in the chain, and refuses."""

import pytest

from complaints.case_steps import close, mark_spam, set_status
from complaints.contents import Contact
from complaints.models import (
    AuditAction,
    Case,
    Outcome,
    RecoveryKey,
    Status,
    Wrap,
)
from tests.complaints.conftest import TODAY, key_of
from tests.complaints.test_desk_cases import SECRET, actions, page_of


def post(client, case, act, **data):
    return client.post(f"{page_of(case)}{act}/", data)


def test_a_letter_is_sealed_and_noted(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    post(client, case, "letter", text="ขอวันที่เกิดเหตุ")

    sealed = bytes(case.messages.get().sealed)
    assert (actions(), "ขอวันที่".encode() in sealed) == ([AuditAction.ANSWERED], False)


def test_an_empty_letter_is_not_sent(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    response = post(client, case, "letter", text=" ")

    assert (response.status_code, case.messages.count()) == (422, 0)


def test_closing_tells_the_reporter_why(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    post(client, case, "status", status="closed", outcome="unsubstantiated", text="ตรวจสอบแล้ว")

    case.refresh_from_db()
    assert (case.outcome, case.messages.count()) == (Outcome.UNSUBSTANTIATED, 1)
    assert actions() == [AuditAction.ANSWERED, AuditAction.STATUS]


@pytest.mark.parametrize("left_out", ["outcome", "text"])
def test_closing_needs_an_outcome_and_a_reason(make_officer, make_case, desk, left_out):
    client = desk(make_officer())
    case = make_case()
    given = {"status": "closed", "outcome": "unsubstantiated", "text": "ตรวจสอบแล้ว"}

    response = post(client, case, "status", **given | {left_out: ""})

    assert (response.status_code, Case.objects.get().status) == (422, Status.RECEIVED)


def test_what_was_typed_stays_when_the_form_is_refused(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    response = post(client, case, "status", status="closed", text="พบว่าไม่มีมูล")

    assert "พบว่าไม่มีมูล" in response.text


def test_no_letter_goes_out_with_a_status_that_is_refused(make_officer, make_case, desk):
    officer = make_officer()
    case = make_case()
    set_status(case, Status.EXAMINING, by=officer, today=TODAY)

    response = post(desk(officer), case, "status", status="received", text="รับเรื่องแล้ว")

    assert (response.status_code, case.messages.count()) == (422, 0)


def test_a_case_is_forwarded_to_an_agency_of_the_list(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    post(client, case, "forward", agency="สำนักงาน ป.ป.ช.")

    assert (Case.objects.get().forwarded_to, actions()) == (
        "สำนักงาน ป.ป.ช.",
        [AuditAction.FORWARDED],
    )


def test_a_case_is_forwarded_to_nobody_else(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    response = post(client, case, "forward", agency="ร้านค้า")

    assert (response.status_code, Case.objects.get().status) == (422, Status.RECEIVED)


def test_the_contact_is_opened_with_a_reason(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case(contact=Contact(phone="0-0000-0000"))

    response = post(client, case, "contact", reason="asked")

    assert ("0-0000-0000" in response.text, actions()) == (True, [AuditAction.CONTACT_OPENED])


def test_the_contact_stays_closed_without_a_reason(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case(contact=Contact(phone="0-0000-0000"))

    response = post(client, case, "contact")

    assert ("0-0000-0000" in response.text, actions()) == (False, [])


def test_the_page_of_a_case_does_not_show_the_contact(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case(contact=Contact(phone="0-0000-0000"))

    assert "0-0000-0000" not in client.get(page_of(case)).text


def test_a_colleague_who_came_later_is_let_in(make_officer, make_case, desk):
    officer = make_officer()
    case = make_case()
    later = make_officer("later")

    post(desk(officer), case, "readers", reader=later.key.pk)

    assert (key_of(case, later), actions()) == (key_of(case, officer), [AuditAction.GRANTED])


def test_whom_the_reporter_kept_out_is_not_let_in(make_officer, make_case, desk):
    officer, accused = make_officer(), make_officer("accused")
    case = make_case(excluded=[accused])

    post(desk(officer), case, "readers", reader=accused.key.pk)

    assert Wrap.objects.filter(key=accused.key).count() == 0


def test_a_colleague_takes_up_again_what_was_closed_as_no_report(make_officer, make_case, desk):
    officer, colleague = make_officer(), make_officer("colleague")
    case = make_case()
    mark_spam(case, by=officer, today=TODAY)

    post(desk(colleague), case, "reopen")

    case.refresh_from_db()
    assert (case.status, case.outcome, case.closed_on) == (Status.EXAMINING, "", None)


def test_who_withdraws_is_led_back_to_the_list(make_officer, make_case, desk):
    officer, _colleague = make_officer(), make_officer("colleague")
    client = desk(officer)
    case = make_case()

    response = post(client, case, "withdraw", sure="on")

    assert (response.url, client.get(page_of(case)).status_code) == ("/desk/", 404)


def test_who_alone_can_read_does_not_withdraw(make_officer, make_case, desk):
    officer = make_officer()
    case = make_case()

    post(desk(officer), case, "withdraw", sure="on")

    assert Case.objects.visible_to(officer).count() == 1


@pytest.mark.parametrize("act", ["withdraw", "spam", "deletion", "deletion/confirm"])
def test_one_click_does_nothing_that_is_not_taken_back(make_officer, make_case, desk, act):
    officer, colleague = make_officer(), make_officer("colleague")
    case = make_case()

    post(desk(officer), case, act)

    assert (case.wraps.filter(key=officer.key).count(), actions()) == (1, [])
    assert Case.objects.visible_to(colleague).get().status == Status.RECEIVED


def test_what_is_no_report_is_closed(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    post(client, case, "spam", sure="on")

    assert (Case.objects.get().outcome, actions()) == (Outcome.SPAM, [AuditAction.STATUS])


def test_two_officers_delete_the_content(make_officer, make_case, desk, settings):
    settings.COMPLAINT_RETENTION_DAYS = 0
    officer, colleague = make_officer(), make_officer("colleague")
    case = make_case()
    close(case, Outcome.SUBSTANTIATED, by=officer, today=TODAY)
    post(desk(officer), case, "deletion", sure="on")

    response = post(desk(colleague), case, "deletion/confirm", sure="on")

    assert (response.url, bytes(Case.objects.get().body)) == ("/desk/", b"")


def test_one_officer_alone_deletes_nothing(make_officer, make_case, desk, settings):
    settings.COMPLAINT_RETENTION_DAYS = 0
    officer, _colleague = make_officer(), make_officer("colleague")
    case = make_case()
    close(case, Outcome.SUBSTANTIATED, by=officer, today=TODAY)
    client = desk(officer)
    post(client, case, "deletion", sure="on")

    post(client, case, "deletion/confirm", sure="on")

    assert Case.objects.get().body_deleted_on is None


def test_the_acts_of_a_restricted_case_are_sealed(make_officer, make_case, desk):
    officer, accused = make_officer(), make_officer("accused")
    case = make_case(excluded=[accused], contact=Contact(phone="0-0000-0000"))
    client = desk(officer)

    post(client, case, "contact", reason="asked")
    post(client, case, "spam", sure="on")

    assert (RecoveryKey.objects.count(), actions()) == (1, ["", "", ""])


def test_what_is_said_after_an_act_is_no_word_of_the_case(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case(SECRET)

    response = post(client, case, "letter", text="คำถามลับ")

    kept = "".join(morsel.OutputString() for morsel in response.cookies.values())
    kept += str(dict(client.session))
    assert [each in kept for each in ("คำถามลับ", SECRET, case.number)] == [False] * 3


def test_a_letter_to_a_case_closed_meanwhile_is_answered_in_words(make_officer, make_case, desk):
    officer = make_officer()
    case = make_case()
    close(case, Outcome.SPAM, by=officer, today=TODAY)

    response = post(desk(officer), case, "letter", text="ขอถามเพิ่ม")

    told = [str(each) for each in response.context["messages"]]
    assert (response.status_code, len(told), case.messages.count()) == (422, 1, 0)


def test_a_contact_that_was_not_left_is_not_opened(make_officer, make_case, desk):
    client = desk(make_officer())

    assert post(client, make_case(), "contact", reason="asked").status_code == 404
