"""Officers with keys, sealed cases and questions for the tests of complaints."""

import datetime as dt
import time

import pytest

from agency.roles import Role
from complaints.case_actions import Report, receive
from complaints.keyfile import keys
from complaints.models import Case, OfficerKey, Question, RecoveryKey, Wrap
from complaints.puzzles import answer_in
from complaints.sealing import tickets
from complaints.sealing.boxes import lock, new_pair, unwrap
from complaints.sealing.receipts import code_of, keys_of
from tests.conftest import published_fields

PASSPHRASE = "ทุ่งนา ฝนตก ควายดำ ข้าวใหม่ เสื่อกก ตะวันขึ้น"
TODAY = dt.date(2026, 11, 27)


@pytest.fixture
def recovery(db):
    """The recovery key; its private half in `private_half`."""
    public, private = new_pair()
    row = RecoveryKey.objects.create(public=public, fingerprint="test", imported_on=TODAY)
    row.private_half = private
    return row


@pytest.fixture
def make_officer(make_user, recovery):
    """Return a function that makes a complaint officer with a key; `private_half` opens cases."""

    def make(username="officer", *roles, position="นิติกร", **fields):
        user = make_user(username, Role.COMPLAINT_OFFICER, *roles, position=position, **fields)
        public, private = new_pair()
        key = OfficerKey.objects.create(
            user=user,
            public=public,
            locked=lock(PASSPHRASE, private),
            locked_again=lock("personal code", private),
            enrolled_on=TODAY,
        )
        user.key, user.private_half = key, private
        return user

    return make


@pytest.fixture
def make_case(make_officer):
    """Return a function that seals a report to all officers but the excluded; `code` opens it."""

    def make(text="ผู้รับเหมาให้เงินเจ้าหน้าที่", *, excluded=(), today=TODAY, files=(), contact=None):
        if not OfficerKey.objects.exists():
            make_officer()
        ticket = tickets.new_ticket(time.time())
        report = Report({"what": text}, contact, files, [user.key.pk for user in excluded])
        receipt = receive(report, ticket=ticket, today=today)
        case = Case.objects.get(number=receipt.number)
        case.code = receipt.code
        return case

    return make


@pytest.fixture
def make_question(db):
    """Return a function that makes a question, answered and published unless told."""

    def make(number=None, *, state="published", today=TODAY, **fields):
        year = fields.setdefault("fiscal_year", 2570)
        number = number or Question.objects.of_year(year).count() + 1
        ticket = tickets.new_ticket(time.time())
        code = code_of(keys().receipt, ticket.nonce)
        fields.setdefault("asked", "ทำไมถนนสายนี้จึงแพงกว่าสายอื่น")
        fields.setdefault("public_text", fields["asked"])
        fields.setdefault("answer", "เพราะมีท่อระบายน้ำสองข้าง")
        question = Question.objects.create(
            number=number,
            received_on=today,
            due_on=today + dt.timedelta(days=7),
            ticket=ticket.digest,
            lookup=keys_of(code, keys().pepper).lookup,
            **published_fields(state),
            **fields,
        )
        question.code = code
        return question

    return make


def key_of(case, user):
    """Return the key of a case as this officer gets it."""
    wrap = Wrap.objects.get(case=case, key=user.key)
    return unwrap(user.private_half, bytes(wrap.sealed))


def answer_to(question):
    """Return what a person answers to the sum in words."""
    sum_in_words = question.removesuffix("เท่ากับเท่าไร")
    word = "บวก" if "บวก" in sum_in_words else "ลบ"
    first, second = (answer_in(part) for part in sum_in_words.split(word))
    return str(first + second if word == "บวก" else first - second)


@pytest.fixture
def desk(client):
    """Return a function that signs an officer in and unlocks the desk."""

    def unlock(user):
        client.force_login(user)
        client.post("/desk/unlock/", {"passphrase": PASSPHRASE})
        return client

    return unlock
