"""What officers do with a case: the states, who reads it, and the deletion by two."""

import datetime as dt
from contextlib import nullcontext

import pytest

from agency.roles import Role
from complaints.case_steps import (
    ask_deletion,
    barred,
    close,
    confirm_deletion,
    forward,
    grant,
    mark_spam,
    opened,
    reopen,
    set_status,
    withdraw,
)
from complaints.contents import CleanFile, Contact
from complaints.files import root
from complaints.models import AuditAction, AuditEntry, Case, Outcome, Status, Wrap
from complaints.sealing.boxes import CannotOpen, new_key, unwrap
from publishing.workflow import ActionRefused
from tests.complaints.conftest import TODAY, key_of

LATER = TODAY + dt.timedelta(days=1)


def last_entry():
    return AuditEntry.objects.last()


def test_a_case_that_is_examined_is_due_counted_from_its_receipt(make_officer, make_case):
    officer = make_officer()
    case = make_case()

    set_status(case, Status.EXAMINING, by=officer, today=LATER)

    # Received on Friday 27 November 2026: 3 working days, then 30.
    assert (case.status, case.due_on) == (Status.EXAMINING, dt.date(2027, 1, 13))


def test_accepting_a_case_sets_the_day_by_which_the_reporter_is_told(make_officer, make_case):
    officer = make_officer()
    case = make_case()

    set_status(case, Status.RECEIVED, by=officer, today=LATER)

    assert case.due_on == TODAY + dt.timedelta(days=15)


def test_going_back_and_forth_wins_no_time(make_officer, make_case):
    officer = make_officer()
    case = make_case()
    set_status(case, Status.EXAMINING, by=officer, today=TODAY)
    first = case.due_on

    set_status(case, Status.MORE_ASKED, by=officer, today=TODAY + dt.timedelta(days=20))
    set_status(case, Status.EXAMINING, by=officer, today=TODAY + dt.timedelta(days=40))

    assert case.due_on == first


def test_each_step_leaves_one_link(make_officer, make_case):
    officer = make_officer()
    case = make_case()

    set_status(case, Status.EXAMINING, by=officer, today=LATER)

    entry = last_entry()
    said = (entry.seq, entry.action, entry.actor, entry.subject, entry.note)
    assert said == (2, AuditAction.STATUS, "officer", case.number, str(Status.EXAMINING.label))


def test_a_link_of_a_restricted_case_says_nothing(make_officer, make_case):
    officer, accused = make_officer("officer"), make_officer("accused")
    case = make_case(excluded=[accused])

    forward(case, "สำนักงาน ป.ป.ช.", by=officer, today=LATER)

    entry = last_entry()
    assert (entry.action, entry.actor, entry.subject, entry.note) == ("", "", "", "")


def test_a_closed_case_stays_closed(make_officer, make_case):
    officer = make_officer()
    case = make_case()
    close(case, Outcome.UNSUBSTANTIATED, by=officer, today=LATER)

    with pytest.raises(ActionRefused):
        set_status(case, Status.EXAMINING, by=officer, today=LATER)

    assert Case.objects.get().status == Status.CLOSED


@pytest.mark.parametrize(
    ("day", "in_time"), [(dt.date(2027, 2, 3), True), (dt.date(2027, 2, 4), False)]
)
def test_in_time_is_counted_from_the_receipt(make_officer, make_case, day, in_time):
    officer = make_officer()
    case = make_case()

    close(case, Outcome.SUBSTANTIATED, by=officer, today=day)

    assert (case.closed_on, case.in_time) == (day, in_time)


def test_a_case_is_not_closed_without_an_outcome(make_officer, make_case):
    officer = make_officer()
    case = make_case()

    with pytest.raises(ActionRefused):
        set_status(case, Status.CLOSED, by=officer, today=LATER)

    assert Case.objects.get().status == Status.RECEIVED


def test_a_forwarded_case_names_the_agency(make_officer, make_case):
    officer = make_officer()
    case = make_case()

    forward(case, " สำนักงาน  ป.ป.ช. ", by=officer, today=LATER)

    assert (case.status, case.forwarded_to) == (Status.FORWARDED, "สำนักงาน ป.ป.ช.")


def test_forwarding_without_an_agency_is_refused(make_officer, make_case):
    officer = make_officer()
    case = make_case()

    with pytest.raises(ActionRefused):
        set_status(case, Status.FORWARDED, by=officer, today=LATER)

    assert Case.objects.get().status == Status.RECEIVED


def test_what_is_no_report_is_closed_as_such(make_officer, make_case):
    officer = make_officer()
    case = make_case()

    mark_spam(case, by=officer, today=LATER)

    assert (case.status, case.outcome) == (Status.CLOSED, Outcome.SPAM)


def test_who_cannot_read_a_case_cannot_move_it(make_officer, make_case):
    make_officer("officer")
    accused = make_officer("accused")
    case = make_case(excluded=[accused])

    with pytest.raises(ActionRefused):
        set_status(case, Status.EXAMINING, by=accused, today=LATER)

    assert Case.objects.get().status == Status.RECEIVED


def test_who_lost_the_role_cannot_move_a_case(make_officer, make_case, django_user_model):
    former = make_officer("former")
    case = make_case()
    former.groups.clear()

    with pytest.raises(ActionRefused):
        close(case, Outcome.SPAM, by=django_user_model.objects.get(pk=former.pk), today=LATER)

    assert Case.objects.get().status == Status.RECEIVED


def test_a_colleague_who_came_later_can_be_let_in(make_officer, make_case):
    officer = make_officer("officer")
    case = make_case()
    later = make_officer("later")

    grant(case, later.key, dek=key_of(case, officer), by=officer, today=LATER)

    assert key_of(case, later) == key_of(case, officer)


def test_whom_the_reporter_kept_out_is_never_let_in(make_officer, make_case):
    officer, accused = make_officer("officer"), make_officer("accused")
    case = make_case(excluded=[accused])

    with pytest.raises(ActionRefused):
        grant(case, accused.key, dek=key_of(case, officer), by=officer, today=LATER)

    assert Wrap.objects.filter(key=accused.key).count() == 0


def test_a_new_key_does_not_let_the_kept_out_in(make_officer, make_case):
    officer, accused = make_officer("officer"), make_officer("accused")
    case = make_case(excluded=[accused])
    accused.key.retired_on = TODAY
    accused.key.save()

    assert barred(case, key_of(case, officer)) == {accused.pk}


def test_nobody_is_let_in_without_the_key_of_the_case(make_officer, make_case):
    officer = make_officer("officer")
    case = make_case()
    later = make_officer("later")

    with pytest.raises(CannotOpen):
        grant(case, later.key, dek=new_key(), by=officer, today=LATER)

    assert Wrap.objects.filter(key=later.key).count() == 0


def test_who_holds_no_role_is_not_let_in(make_officer, make_case):
    officer = make_officer("officer")
    case = make_case()
    former = make_officer("former")
    former.groups.clear()

    with pytest.raises(ActionRefused):
        grant(case, former.key, dek=key_of(case, officer), by=officer, today=LATER)

    assert Wrap.objects.filter(key=former.key).count() == 0


def test_who_withdraws_sees_the_case_no_more(make_officer, make_case):
    leaving, _colleague = make_officer("leaving"), make_officer("colleague")
    case = make_case()

    withdraw(case, by=leaving, today=LATER)

    assert Case.objects.visible_to(leaving).count() == 0


def test_the_only_reader_does_not_withdraw(make_officer, make_case):
    alone = make_officer()
    case = make_case()

    with pytest.raises(ActionRefused):
        withdraw(case, by=alone, today=LATER)

    assert Case.objects.visible_to(alone).count() == 1


def test_a_reader_who_lost_the_role_does_not_count(make_officer, make_case):
    leaving, former = make_officer("leaving"), make_officer("former")
    case = make_case()
    former.groups.clear()

    with pytest.raises(ActionRefused):
        withdraw(case, by=leaving, today=LATER)

    assert Case.objects.visible_to(leaving).count() == 1


def test_who_withdrew_is_never_let_in_again(make_officer, make_case):
    leaving, colleague = make_officer("leaving"), make_officer("colleague")
    case = make_case()
    withdraw(case, by=leaving, today=LATER)

    with pytest.raises(ActionRefused):
        grant(case, leaving.key, dek=key_of(case, colleague), by=colleague, today=LATER)

    assert Case.objects.visible_to(leaving).count() == 0


def test_what_one_officer_closed_as_no_report_is_new_to_the_others(make_officer, make_case):
    officer, colleague = make_officer("officer"), make_officer("colleague")
    case = make_case()
    opened(case, by=colleague, today=LATER)

    mark_spam(case, by=officer, today=LATER)

    assert case.wraps.get(key=colleague.key).seen_on is None


def test_only_what_was_closed_as_no_report_is_taken_up_again(make_officer, make_case):
    officer = make_officer()
    case = make_case()
    close(case, Outcome.INSUFFICIENT, by=officer, today=LATER)

    with pytest.raises(ActionRefused):
        reopen(case, by=officer, today=LATER)

    assert case.status == Status.CLOSED


@pytest.mark.parametrize(
    ("outcome", "days", "asked"),
    [
        (Outcome.UNSUBSTANTIATED, 99, False),
        (Outcome.UNSUBSTANTIATED, 100, True),
        (Outcome.SPAM, 89, False),
        (Outcome.SPAM, 90, True),
    ],
)
def test_content_is_kept_as_long_as_it_must(
    make_officer, make_case, settings, outcome, days, asked
):
    settings.COMPLAINT_RETENTION_DAYS = 100
    officer = make_officer()
    case = make_case()
    close(case, outcome, by=officer, today=TODAY)

    with nullcontext() if asked else pytest.raises(ActionRefused):
        ask_deletion(case, by=officer, today=TODAY + dt.timedelta(days=days))

    assert (Case.objects.get().delete_asked_by is not None) == asked


@pytest.fixture
def kept_no_longer(settings):
    """As if the time of keeping were over."""
    settings.COMPLAINT_RETENTION_DAYS = 0


@pytest.mark.usefixtures("kept_no_longer")
def test_one_person_alone_deletes_nothing(make_officer, make_case):
    officer, _colleague = make_officer("officer"), make_officer("colleague")
    case = make_case()
    close(case, Outcome.UNSUBSTANTIATED, by=officer, today=LATER)
    ask_deletion(case, by=officer, today=LATER)

    with pytest.raises(ActionRefused):
        confirm_deletion(case, by=officer, today=LATER)

    assert Case.objects.get().body_deleted_on is None


def test_an_open_case_is_not_deleted(make_officer, make_case):
    officer = make_officer("officer")
    case = make_case()

    with pytest.raises(ActionRefused):
        ask_deletion(case, by=officer, today=LATER)

    assert Case.objects.get().delete_asked_by is None


def test_nothing_is_deleted_that_nobody_asked_for(make_officer, make_case):
    officer = make_officer("officer")
    case = make_case()
    close(case, Outcome.UNSUBSTANTIATED, by=officer, today=LATER)

    with pytest.raises(ActionRefused):
        confirm_deletion(case, by=officer, today=LATER)

    assert Case.objects.get().body_deleted_on is None


@pytest.mark.usefixtures("kept_no_longer")
def test_two_persons_delete_everything_but_the_stub(
    make_officer, make_case, django_capture_on_commit_callbacks
):
    officer, colleague = make_officer("officer"), make_officer("colleague")
    file = CleanFile("ใบเสร็จ.png", "image/png", b"content", "0" * 64)
    case = make_case(files=[file], contact=Contact(phone="0-0000-0000"))
    close(case, Outcome.SUBSTANTIATED, by=officer, today=LATER)
    ask_deletion(case, by=officer, today=LATER)

    with django_capture_on_commit_callbacks(execute=True):
        confirm_deletion(case, by=colleague, today=LATER)

    stub = Case.objects.get()
    left = (bytes(stub.body), stub.contact, stub.wraps.count(), stub.files.count())
    assert (*left, list(root().iterdir())) == (b"", None, 0, 0, [])
    assert (stub.register_number, stub.outcome, stub.in_time) == (1, Outcome.SUBSTANTIATED, True)


def test_an_administrator_moves_no_case(make_user, make_case):
    case = make_case()
    administrator = make_user("administrator", Role.ADMINISTRATOR, is_superuser=True)

    with pytest.raises(ActionRefused):
        close(case, Outcome.SPAM, by=administrator, today=LATER)

    assert Case.objects.get().status == Status.RECEIVED


def test_a_wrap_that_was_given_opens_for_that_officer_alone(make_officer, make_case):
    officer = make_officer("officer")
    case = make_case()
    later, stranger = make_officer("later"), make_officer("stranger")
    grant(case, later.key, dek=key_of(case, officer), by=officer, today=LATER)

    with pytest.raises(CannotOpen):
        unwrap(stranger.private_half, bytes(Wrap.objects.get(key=later.key).sealed))
