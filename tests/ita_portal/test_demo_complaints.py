"""The demonstration has every channel, questions in every state, and cases that can be opened."""

import datetime as dt
import json
from collections import Counter

import pytest
from django.conf import settings as project
from django.db import transaction
from django.test import override_settings

from agency.models import Agency, Holiday, Unit, User
from agency.roles import Role
from complaints.audit import faults
from complaints.contents import Body
from complaints.files import open_sealed
from complaints.key_actions import open_key
from complaints.keyfile import keys
from complaints.models import (
    AuditEntry,
    Case,
    Channel,
    ChannelKind,
    HandlingStep,
    OfficerKey,
    Question,
    RecoveryKey,
    Register,
    Series,
    Status,
)
from complaints.recovery import fingerprint_of, join
from complaints.sealing.boxes import public_of, unseal, unwrap
from complaints.sealing.receipts import keys_of, typed_code
from ita_portal.demo.complaints_loader import load_complaints
from ita_portal.demo.people import OFFICERS, PASSPHRASES, introductions, make_people
from tests.demonstration import folders_in

DEMO = project.BASE_DIR / "ita_portal" / "demo"
LOADED_ON = dt.date(2026, 11, 28)  # a Saturday: what happened on it is told of Friday


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the sample complaints once, without budgets and purchases; return folder and receipts."""
    folder = tmp_path_factory.mktemp("media")
    told = json.loads((DEMO / "measures_2566.json").read_text(encoding="utf-8"))
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=hashers, **folders_in(folder)),
        transaction.atomic(),
    ):
        Agency.objects.create(id=Agency.ONLY_ID, **told["agency"])
        names = ("สำนักปลัด", "กองช่าง", "งานนิติการ", "หน่วยตรวจสอบภายใน")
        for name in names:
            Unit.objects.create(name=name)
        people = make_people()
        receipts = load_complaints(
            people[Role.CLERK],
            people[Role.APPROVER],
            loaded_on=LOADED_ON,
            folder=folder / "sheets",
        )
        yield folder, receipts
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db, settings):
    for name, folder in folders_in(loaded[0]).items():
        setattr(settings, name, folder)


@pytest.fixture
def receipts(demo, loaded):
    return {receipt.label: receipt for receipt in loaded[1]}


def case_of(receipt):
    return Case.objects.get(number=receipt.number)


def body_of(case, username):
    """Open a case as an officer of the demonstration opens it, with the printed passphrase."""
    officer = User.objects.get(username=username)
    private = open_key(officer, PASSPHRASES[username], today=LOADED_ON)
    wrap = case.wraps.get(key__user=officer)
    return Body.model_validate_json(unseal(unwrap(private, bytes(wrap.sealed)), bytes(case.body)))


# ------------------------------------------------------------------ channels and settings
def test_the_office_has_channels_of_its_own_beside_those_of_other_agencies(demo):
    assert Counter(Channel.objects.values_list("is_outside", flat=True)) == {False: 7, True: 4}


def test_the_sealed_form_is_among_the_channels_for_corruption(demo):
    kinds = Channel.objects.filter(for_corruption=True, is_outside=False).values_list("kind")

    assert (ChannelKind.CORRUPTION_FORM.value,) in list(kinds)


def test_no_telephone_number_is_that_of_somebody(demo):
    told = (DEMO / "complaints.json").read_text(encoding="utf-8")

    assert {each for each in told.split() if each.startswith(('"0-', "0-"))} <= {
        '"0-0000-0000',
        '"0-0000-0000"},',
    }


def test_the_manual_has_steps_for_reports_and_for_questions(demo):
    assert Counter(HandlingStep.objects.values_list("for_corruption", flat=True)) == {
        True: 6,
        False: 2,
    }


def test_days_off_are_known_for_the_years_of_the_cases(demo):
    assert sorted(set(Holiday.objects.values_list("date__year", flat=True))) == [
        2022,
        2023,
        2025,
        2026,
        2027,
    ]


# ------------------------------------------------------------------ questions
def test_twelve_questions_stand_in_every_state(demo):
    told = Counter(
        (each.state, each.is_public_wish, bool(each.set_aside_on), bool(each.answer))
        for each in Question.objects.all()
    )

    assert told == {
        ("published", True, False, True): 5,
        ("published", False, False, True): 1,  # only its asker reads the answer
        ("draft", True, False, False): 2,  # nobody has begun
        ("draft", True, False, True): 1,
        ("in_review", True, False, True): 1,
        ("sent_back", True, False, True): 1,
        ("draft", True, True, False): 1,
    }


def test_one_question_is_overdue(demo):
    assert Question.objects.open().filter(due_on__lt=LOADED_ON).count() == 1


def test_questions_came_on_working_days_by_six_channels(demo):
    questions = Question.objects.all()

    assert {each.received_on.weekday() < 5 for each in questions} == {True}
    assert len(set(questions.values_list("source", flat=True))) == 6


def test_one_answer_of_2566_came_late_and_two_in_time(demo):
    answered = Question.objects.of_year(2566)

    assert Counter(each.answered_on <= each.due_on for each in answered) == {True: 2, False: 1}


def test_every_text_says_that_it_is_a_sample(demo):
    texts = [text for each in Question.objects.all() for text in (each.asked, each.answer) if text]

    assert {text.startswith("(ตัวอย่าง)") for text in texts} == {True}


# ------------------------------------------------------------------ cases
def test_four_cases_stand_in_four_states(demo):
    assert Counter(Case.objects.values_list("status", "series")) == {
        (Status.RECEIVED, Series.NORMAL): 1,
        (Status.EXAMINING, Series.NORMAL): 1,
        (Status.FORWARDED, Series.RESTRICTED): 1,
        (Status.CLOSED, Series.NORMAL): 1,
    }


def test_each_officer_opens_a_case_with_the_passphrase_that_is_printed(receipts):
    case = case_of(receipts["กำลังตรวจสอบ มีการโต้ตอบ"])

    bodies = [body_of(case, name) for name in OFFICERS]

    assert {text.startswith("(ตัวอย่าง)") for body in bodies for text in body.answers.values()} == {
        True
    }


def test_one_officer_is_kept_out_of_one_case(receipts):
    case = case_of(receipts["ส่งต่อหน่วยงานอื่น กันเจ้าหน้าที่คนหนึ่งไว้"])

    seen = [
        Case.objects.visible_to(User.objects.get(username=name)).filter(pk=case.pk).exists()
        for name in OFFICERS
    ]
    assert seen == [False, True]


def test_both_sides_speak_in_one_case(receipts):
    messages = case_of(receipts["กำลังตรวจสอบ มีการโต้ตอบ"]).messages

    assert list(messages.values_list("from_reporter", flat=True)) == [False, True, False]


def test_a_photo_is_sealed_on_the_disk_and_opens_for_an_officer(receipts):
    [note] = body_of(case_of(receipts["เพิ่งส่ง ยังไม่มีใครเปิด"]), "officer").files

    assert open_sealed(note.stored, bytes.fromhex(note.key))[:3] == b"\xff\xd8\xff"


def test_every_receipt_that_is_printed_finds_its_case_or_question(receipts):
    found = {}
    for label, receipt in receipts.items():
        lookup = keys_of(typed_code(receipt.code), keys().pepper).lookup
        row = (
            Case.objects.filter(lookup=lookup).first()
            or Question.objects.filter(lookup=lookup).get()
        )
        found[label] = getattr(row, "label", "") or row.number

    assert found == {label: receipt.number for label, receipt in receipts.items()}


def test_the_passphrases_are_printed_beside_the_accounts():
    lines = "\n".join(introductions())

    assert [phrase in lines for phrase in PASSPHRASES.values()] == [True, True]


# ------------------------------------------------------------------ keys and the chain
def test_two_sheets_of_the_sample_key_open_what_was_sealed_to_it(loaded, demo):
    sheets = [
        (loaded[0] / "sheets" / f"sheet-{number}.txt").read_text(encoding="utf-8")
        for number in (1, 3)
    ]

    key = RecoveryKey.objects.get()
    assert fingerprint_of(public_of(join(sheets))) == key.fingerprint


def test_every_sheet_says_that_it_is_of_the_demonstration(loaded, demo):
    sheets = sorted((loaded[0] / "sheets").iterdir())

    assert [sheet.read_text(encoding="utf-8").startswith("(สาธิต)") for sheet in sheets] == [
        True
    ] * 3


def test_the_chain_of_the_demonstration_is_whole_and_in_the_order_of_its_days(demo):
    entries = list(AuditEntry.objects.all())

    assert list(faults(entries, Register.objects.get(series="audit").last)) == []
    assert [each.day for each in entries] == sorted(each.day for each in entries)


def test_officers_have_one_key_each(demo):
    assert list(OfficerKey.objects.active().values_list("user__username", flat=True)) == OFFICERS
