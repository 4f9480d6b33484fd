"""The steps of `manage.py tick`: done when due, done once, and never more than they may."""

import datetime as dt
import stat
import time
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from complaints import upkeep
from complaints.audit import faults
from complaints.case_steps import mark_spam, opened
from complaints.contents import CleanFile
from complaints.files import keep_sealed, root
from complaints.models import AuditEntry, Case, Message, SealedFile, Wrap
from complaints.retention import closed_before, ends_on
from ita_portal.management.commands import tick
from tests.complaints.conftest import TODAY

BANGKOK = ZoneInfo("Asia/Bangkok")
MORNING = dt.datetime(2026, 11, 27, 8, 30, tzinfo=BANGKOK)
PHOTO = CleanFile("ภาพ.jpg", "image/jpeg", b"picture", "ab" * 32)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def on(day):
    return dt.datetime.combine(day, dt.time(12, 0), tzinfo=BANGKOK)


def hours_from_now(hours):
    return dt.datetime.fromtimestamp(time.time() + hours * 3600, tz=BANGKOK)


def done(step, now):
    return list(step(now))


def close(case, outcome="substantiated", day=TODAY):
    Case.objects.filter(pk=case.pk).update(status="closed", outcome=outcome, closed_on=day)


# ------------------------------------------------------------------ sealed files
def test_a_file_that_no_row_names_is_removed_after_an_hour(db):
    keep_sealed(b"of a form that failed")

    done(upkeep.sweep_files, hours_from_now(1.1))

    assert list(root().iterdir()) == []


def test_a_file_of_a_form_that_is_just_being_saved_stays(db):
    """Its date says midnight, so its date is not what is asked."""
    name, _key = keep_sealed(b"of a form that is being saved")

    assert done(upkeep.sweep_files, hours_from_now(0.9)) == []
    assert [path.name for path in root().iterdir()] == [name]


def test_a_file_of_a_case_stays(make_case):
    make_case(files=[PHOTO])

    done(upkeep.sweep_files, hours_from_now(24))

    assert [path.name for path in root().iterdir()] == [SealedFile.objects.get().stored]


def test_the_rest_of_an_interrupted_writing_is_removed(db):
    (root() / "abc.part").write_bytes(b"half")

    done(upkeep.sweep_files, hours_from_now(2))

    assert list(root().iterdir()) == []


# ------------------------------------------------------------------ spam
@pytest.mark.parametrize(("days", "is_gone"), [(6, False), (7, True), (30, True)])
def test_spam_that_a_colleague_saw_is_deleted_after_a_week(make_officer, make_case, days, is_gone):
    officer, colleague = make_officer("a"), make_officer("b")
    case = make_case()
    opened(case, by=officer, today=TODAY)
    mark_spam(case, by=officer, today=TODAY)
    opened(case, by=colleague, today=TODAY)

    done(upkeep.erase_spam, on(TODAY + dt.timedelta(days=days)))

    case.refresh_from_db()
    assert (case.body_deleted_on is not None) == is_gone


@pytest.mark.parametrize(("days", "is_gone"), [(89, False), (90, True)])
def test_spam_that_nobody_else_saw_stays_for_ninety_days(make_case, days, is_gone):
    case = make_case()
    close(case, "spam")

    done(upkeep.erase_spam, on(TODAY + dt.timedelta(days=days)))

    case.refresh_from_db()
    gone = (bytes(case.body) == b"", case.wraps.count() == 0, case.body_deleted_on is not None)
    assert gone == (is_gone, is_gone, is_gone)


def test_the_stub_of_spam_stays_for_the_register(make_case):
    case = make_case()
    close(case, "spam")

    done(upkeep.erase_spam, on(TODAY + dt.timedelta(days=90)))

    assert Case.objects.values_list("number", "outcome").get() == (case.number, "spam")


def test_what_is_no_spam_is_not_deleted(make_case):
    case = make_case()
    close(case)

    assert done(upkeep.erase_spam, on(TODAY + dt.timedelta(days=5000))) == []
    assert Wrap.objects.filter(case=case).count() == 3


def test_deleting_spam_leaves_a_link_in_the_chain(make_case):
    case = make_case()
    close(case, "spam")

    done(upkeep.erase_spam, on(TODAY + dt.timedelta(days=90)))

    entry = AuditEntry.objects.last()
    assert (entry.action, entry.actor, entry.subject) == ("deleted", "manage.py tick", case.number)
    assert list(faults(AuditEntry.objects.all(), last=2)) == []


def test_deleting_spam_of_the_restricted_register_tells_nothing(make_officer, make_case):
    accused, _other = make_officer("a"), make_officer("b")
    close(make_case(excluded=[accused]), "spam")

    done(upkeep.erase_spam, on(TODAY + dt.timedelta(days=90)))

    entry = AuditEntry.objects.last()
    assert (entry.action, entry.actor, entry.subject) == ("", "", "")


# ------------------------------------------------------------------ retention
def test_retention_counts_from_the_day_of_closing():
    assert ends_on(dt.date(2026, 11, 27), 30) == dt.date(2026, 12, 27)
    assert closed_before(dt.date(2026, 12, 27), 30) == dt.date(2026, 11, 27)


@pytest.mark.parametrize(("days", "numbers"), [(29, 0), (30, 1)])
def test_a_report_kept_long_enough_is_only_told(make_case, settings, days, numbers):
    settings.COMPLAINT_RETENTION_DAYS = 30
    case = make_case()
    close(case)

    told = done(upkeep.tell_retention, on(TODAY + dt.timedelta(days=days)))

    assert (len(told), Wrap.objects.filter(case=case).count()) == (numbers, 3)


def test_which_report_may_be_deleted_is_not_printed(make_case, settings):
    settings.COMPLAINT_RETENTION_DAYS = 30
    case = make_case()
    close(case)

    [line] = done(upkeep.tell_retention, on(TODAY + dt.timedelta(days=30)))

    assert case.number not in line


def test_only_its_readers_find_what_may_be_deleted(make_officer, make_case, settings):
    settings.COMPLAINT_RETENTION_DAYS = 30
    accused, other = make_officer("accused"), make_officer("other")
    case = make_case(excluded=[accused])
    close(case)
    later = TODAY + dt.timedelta(days=30)

    found = [
        [each.number for each in upkeep.kept_long_enough(Case.objects.visible_to(user), later)]
        for user in (accused, other)
    ]

    assert found == [[], [case.number]]


def test_an_open_report_is_never_old_enough(make_case):
    make_case()

    assert upkeep.kept_long_enough(Case.objects.all(), dt.date(2100, 1, 1)).count() == 0


# ------------------------------------------------------------------ the head of the chain
def test_the_head_is_written_once_a_day_for_the_owner_alone(make_case):
    make_case()
    for hour in (9, 10):
        done(upkeep.keep_head, MORNING.replace(hour=hour))

    path = upkeep.heads_file()
    assert path.read_text() == f"2026-11-27 1 {AuditEntry.objects.get().hash}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_next_day_has_a_line_of_its_own(make_case):
    make_case()
    done(upkeep.keep_head, MORNING)
    make_case()
    done(upkeep.keep_head, MORNING + dt.timedelta(days=1))

    days = [line.split()[:2] for line in upkeep.heads_file().read_text().splitlines()]
    assert days == [["2026-11-27", "1"], ["2026-11-28", "2"]]


def test_an_empty_chain_has_no_head(db):
    assert done(upkeep.keep_head, MORNING) == []
    assert upkeep.heads_file().exists() is False


def test_the_head_is_mailed_to_the_administrators(make_case, settings):
    settings.ADMINS = [("", "auditor@example.org")]
    make_case()

    done(upkeep.keep_head, MORNING)

    [letter] = mail.outbox
    head = AuditEntry.objects.get()
    assert (letter.to, letter.body) == (["auditor@example.org"], f"2026-11-27 1 {head.hash}")


def test_nobody_is_mailed_where_no_mail_leaves(make_case, settings):
    settings.ADMINS = [("", "auditor@example.org")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    make_case()

    done(upkeep.keep_head, MORNING)

    assert mail.outbox == []


# ------------------------------------------------------------------ the digest
def test_an_officer_is_told_how_many_are_new_and_nothing_else(make_officer, make_case):
    make_officer(email="officer@example.org")
    cases = [make_case("ความลับหนึ่ง"), make_case("ความลับสอง")]

    done(upkeep.mail_digest, MORNING)

    [letter] = mail.outbox
    assert (letter.to, letter.body) == (["officer@example.org"], letter.subject)
    assert "2" in letter.subject
    assert [case.number in letter.body for case in cases] == [False, False]


def test_one_mail_a_day(make_officer, make_case):
    make_officer(email="officer@example.org")
    make_case()

    for minutes in (0, 5, 600):
        done(upkeep.mail_digest, MORNING + dt.timedelta(minutes=minutes))
    assert len(mail.outbox) == 1

    done(upkeep.mail_digest, MORNING + dt.timedelta(days=1))
    assert len(mail.outbox) == 2


def test_nothing_is_mailed_before_half_past_eight(make_officer, make_case):
    make_officer(email="officer@example.org")
    make_case()

    done(upkeep.mail_digest, MORNING - dt.timedelta(minutes=1))

    assert mail.outbox == []


def test_of_nothing_new_nothing_is_said(make_officer, make_case):
    make_officer(email="officer@example.org")
    make_case()
    Wrap.objects.update(seen_on=TODAY)

    done(upkeep.mail_digest, MORNING)

    assert mail.outbox == []


def test_whom_the_reporter_kept_out_gets_no_mail(make_officer, make_case):
    accused = make_officer("accused", email="accused@example.org")
    make_officer("other", email="other@example.org")
    make_case(excluded=[accused])

    done(upkeep.mail_digest, MORNING)

    assert [letter.to for letter in mail.outbox] == [["other@example.org"]]


def test_what_a_colleague_has_seen_is_still_new_to_the_other(make_officer, make_case):
    first = make_officer("first", email="first@example.org")
    make_officer("second", email="second@example.org")
    make_case()
    Wrap.objects.filter(key=first.key).update(seen_on=TODAY)

    done(upkeep.mail_digest, MORNING)

    assert [letter.to for letter in mail.outbox] == [["second@example.org"]]


def test_an_officer_without_address_is_left_out(make_officer, make_case):
    make_officer()
    make_case()

    assert done(upkeep.mail_digest, MORNING) == []
    assert mail.outbox == []


def test_a_mail_that_fails_does_not_stop_the_next(make_officer, make_case, monkeypatch):
    make_officer("first", email="first@example.org")
    make_officer("second", email="second@example.org")
    make_case()
    send = upkeep.send_digest

    def broken_for_first(user):
        if user.username == "first":
            raise ConnectionRefusedError
        return send(user)

    monkeypatch.setattr(upkeep, "send_digest", broken_for_first)

    with pytest.raises(OSError, match="1 mails"):
        done(upkeep.mail_digest, MORNING)
    assert [letter.to for letter in mail.outbox] == [["second@example.org"]]


# ------------------------------------------------------------------ the command
def test_a_second_tick_has_nothing_to_say(make_officer, make_case, capsys):
    make_officer(email="officer@example.org")
    make_case()
    call_command("tick")
    capsys.readouterr()

    call_command("tick")

    assert capsys.readouterr().out == ""


def test_a_step_that_fails_does_not_stop_the_others(db, monkeypatch, capsys):
    def broken(now):
        raise ValueError("words of a row")
        yield

    def sound(now):
        yield "done all the same"

    monkeypatch.setattr(tick, "STEPS", (("first", broken), ("second", sound)))

    with pytest.raises(CommandError, match="first"):
        call_command("tick")

    told = capsys.readouterr()
    assert told.out == "done all the same\n"
    assert ("ValueError" in told.err, "words of a row" in told.err) == (True, False)


def test_no_letter_is_touched_by_a_tick(make_case, capsys):
    case = make_case(files=[PHOTO])
    Message.objects.create(case=case, from_reporter=True, day=TODAY, sealed=b"x")

    call_command("tick")

    assert (Message.objects.count(), SealedFile.objects.count()) == (1, 1)
