"""The desk before it is open: the key, the passphrase, locking, and who does not enter at all."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from agency.roles import Role
from complaints.desk.session import COOKIE, IDLE, TRIES
from complaints.desk.words import proposed, words
from complaints.key_actions import enrol
from complaints.models import AuditAction, AuditEntry, OfficerKey
from tests.complaints.conftest import PASSPHRASE, TODAY
from thai.text import clean

OTHER = "กระบุง ตะกร้า มะพร้าว เรือแจว นกเอี้ยง ดอกจาน"
WRONG = {"passphrase": OTHER}
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){4}")


def count(action):
    return AuditEntry.objects.filter(action=action).count()


def is_locked(client):
    return client.get("/desk/").status_code == 302


def set_seen(client, seconds):
    """Move the last page of this session into the past."""
    session = client.session
    session["desk"] = session["desk"] | {"seen": session["desk"]["seen"] - seconds}
    session.save()


# ------------------------------------------------------------------ who enters
def test_a_stranger_is_sent_to_sign_in(client, db):
    response = client.get("/desk/")

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/desk/")


@pytest.mark.parametrize("role", [each for each in Role if each != Role.COMPLAINT_OFFICER])
def test_other_roles_do_not_enter(client, make_user, role):
    client.force_login(make_user("other", role))

    assert client.get("/desk/").status_code == 403


def test_a_superuser_without_a_key_is_shown_no_case(client, make_user, make_case):
    case = make_case()
    client.force_login(make_user("root", is_superuser=True))

    response = client.get("/desk/", follow=True)

    assert (response.request["PATH_INFO"], case.number in response.text) == ("/desk/enrol/", False)


def test_a_superuser_gets_no_key(client, make_user, recovery):
    client.force_login(make_user("root", is_superuser=True))

    response = client.post("/desk/enrol/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})

    assert (response.status_code, OfficerKey.objects.count()) == (422, 0)


def test_an_officer_needs_the_second_factor(client, make_officer, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(make_officer())

    assert client.get("/desk/unlock/").url.startswith("/accounts/2fa/")


# ------------------------------------------------------------------ making a key
def test_a_new_officer_is_led_to_make_a_key(client, make_user, recovery):
    client.force_login(make_user("newcomer", Role.COMPLAINT_OFFICER))

    assert client.get("/desk/").url == "/desk/enrol/"


def test_the_personal_code_is_shown_once_and_typed_back(client, make_user, recovery):
    client.force_login(make_user("newcomer", Role.COMPLAINT_OFFICER))
    page = client.post("/desk/enrol/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    code = CODE.search(page.text).group()

    response = client.post("/desk/enrol/code/", {"code": code.lower()})

    assert response.url == "/desk/unlock/"


def test_a_wrong_personal_code_is_not_taken_nor_the_right_one_shown(client, make_user, recovery):
    client.force_login(make_user("newcomer", Role.COMPLAINT_OFFICER))
    client.post("/desk/enrol/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})

    response = client.post("/desk/enrol/code/", {"code": "AAAA-BBBB"})

    assert (response.status_code, CODE.search(response.text)) == (422, None)


def test_two_different_passphrases_make_no_key(client, make_user, recovery):
    client.force_login(make_user("newcomer", Role.COMPLAINT_OFFICER))

    response = client.post("/desk/enrol/", {"passphrase": PASSPHRASE, "again": OTHER})

    assert (response.status_code, OfficerKey.objects.count()) == (422, 0)


def test_a_passphrase_is_never_sent_back(client, make_user, recovery):
    client.force_login(make_user("newcomer", Role.COMPLAINT_OFFICER))

    response = client.post("/desk/enrol/", {"passphrase": PASSPHRASE, "again": OTHER})

    assert PASSPHRASE not in response.text


def test_six_different_words_of_one_spelling_are_proposed():
    assert [word for word in words() if clean(word) != word or " " in word] == []
    assert (len(proposed().split()), len(words()) >= 450) == (6, True)


# ------------------------------------------------------------------ unlocking and locking
def test_the_passphrase_opens_the_desk(make_officer, desk):
    client = desk(make_officer())

    assert client.get("/desk/").status_code == 200


def test_a_wrong_passphrase_opens_nothing_and_is_in_the_chain(client, make_officer):
    client.force_login(make_officer())

    response = client.post("/desk/unlock/", WRONG)

    assert (response.status_code, is_locked(client)) == (422, True)
    assert count(AuditAction.KEY_FAILED) == 1


def test_after_five_wrong_tries_the_right_passphrase_has_to_wait(client, make_officer):
    client.force_login(make_officer())
    for _each in range(TRIES):
        client.post("/desk/unlock/", WRONG)

    client.post("/desk/unlock/", {"passphrase": PASSPHRASE})

    assert (is_locked(client), count(AuditAction.KEY_FAILED)) == (True, TRIES)


def test_waiting_long_enough_gives_new_tries(client, make_officer):
    client.force_login(make_officer())
    for _each in range(TRIES):
        client.post("/desk/unlock/", WRONG)
    cache.clear()  # what its timeout does

    client.post("/desk/unlock/", {"passphrase": PASSPHRASE})

    assert not is_locked(client)


def test_a_right_passphrase_forgets_the_wrong_ones(client, make_officer):
    client.force_login(make_officer())
    for passphrase in [OTHER, OTHER, PASSPHRASE, OTHER, OTHER, OTHER, PASSPHRASE]:
        client.post("/desk/unlock/", {"passphrase": passphrase})

    assert not is_locked(client)


def test_the_page_before_is_found_again_after_unlocking(client, make_officer, make_case):
    client.force_login(make_officer())
    page = f"/desk/cases/{make_case().number}/"

    response = client.post("/desk/unlock/", {"passphrase": PASSPHRASE, "next": page})

    assert response.url == page


@pytest.mark.parametrize("elsewhere", ["https://example.org/desk/", "//example.org", "/admin/"])
def test_unlocking_leads_to_no_page_outside_the_desk(client, make_officer, elsewhere):
    client.force_login(make_officer())

    response = client.post("/desk/unlock/", {"passphrase": PASSPHRASE, "next": elsewhere})

    assert response.url == "/desk/"


def test_the_lock_button_locks(make_officer, desk):
    client = desk(make_officer())

    client.post("/desk/lock/")

    assert (is_locked(client), "desk" in client.session) == (True, False)


@pytest.mark.parametrize(("idle", "locked"), [(IDLE - 60, False), (IDLE + 1, True)])
def test_the_desk_locks_itself_when_nobody_works(make_officer, desk, idle, locked):
    client = desk(make_officer())
    set_seen(client, idle)

    assert is_locked(client) == locked


def test_working_keeps_the_desk_open(make_officer, desk):
    client = desk(make_officer())
    for _each in range(3):
        set_seen(client, IDLE - 60)
        client.get("/desk/")

    assert not is_locked(client)


def test_a_locked_desk_shows_nothing_of_a_case(client, make_officer, make_case):
    client.force_login(make_officer())
    case = make_case("ผู้รับเหมาให้เงิน")

    response = client.get(f"/desk/cases/{case.number}/", follow=True)

    assert (response.redirect_chain[0][1], "ผู้รับเหมาให้เงิน" in response.text) == (302, False)


# ------------------------------------------------------------------ what a thief finds
def test_the_session_row_alone_opens_nothing(make_officer, desk):
    client = desk(make_officer())
    del client.cookies[COOKIE]

    assert is_locked(client)


def test_the_private_key_is_in_no_session_row(make_officer, desk):
    officer = make_officer()
    desk(officer)
    kept = str(Session.objects.get().get_decoded()).encode()

    private = officer.private_half
    assert [form in kept for form in (private, private.hex().encode())] == [False, False]


def test_the_session_row_holds_no_word_of_an_opened_case(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case("ผู้รับเหมาให้เงิน")
    client.get(f"/desk/cases/{case.number}/")

    assert "ผู้รับเหมา" not in str(Session.objects.get().get_decoded())


def test_the_cookie_stays_in_the_desk_and_out_of_scripts(client, make_officer):
    client.force_login(make_officer())

    cookie = client.post("/desk/unlock/", {"passphrase": PASSPHRASE}).cookies[COOKIE]

    told = [cookie[each] for each in ("path", "httponly", "samesite", "max-age", "secure")]
    assert told == ["/desk/", True, "Strict", "", ""]


def test_the_cookie_travels_by_https_alone(client, make_officer, settings):
    settings.HTTPS_ONLY = True
    client.force_login(make_officer())

    cookie = client.post("/desk/unlock/", {"passphrase": PASSPHRASE}).cookies[COOKIE]

    assert cookie["secure"] is True


def test_a_new_password_of_the_account_opens_no_key(client, make_officer, make_case):
    officer = make_officer()
    officer.set_password("รหัสผ่านใหม่-จากผู้ดูแล")
    officer.save()
    client.force_login(officer)

    client.post("/desk/unlock/", {"passphrase": "รหัสผ่านใหม่-จากผู้ดูแล"})

    assert is_locked(client)


# ------------------------------------------------------------------ changing and ending a key
def test_the_personal_code_brings_a_forgotten_passphrase_back(client, make_user, recovery):
    user = make_user("newcomer", Role.COMPLAINT_OFFICER)
    code = enrol(user, PASSPHRASE, today=TODAY)
    client.force_login(user)

    client.post("/desk/forgot/", {"code": code, "passphrase": OTHER, "again": OTHER})
    client.post("/desk/unlock/", {"passphrase": OTHER})

    assert not is_locked(client)


def test_guessing_at_the_personal_code_has_to_wait_too(client, make_officer):
    client.force_login(make_officer())
    guess = {"code": "AAAA-BBBB", "passphrase": OTHER, "again": OTHER}

    for _each in range(TRIES + 2):
        client.post("/desk/forgot/", guess)

    assert count(AuditAction.KEY_FAILED) == TRIES


def test_the_passphrase_is_changed_with_the_old_one(make_officer, desk):
    client = desk(make_officer())
    client.post("/desk/keys/passphrase/", {"old": PASSPHRASE, "passphrase": OTHER, "again": OTHER})
    client.post("/desk/lock/")

    client.post("/desk/unlock/", {"passphrase": OTHER})

    assert not is_locked(client)


def test_a_lost_sheet_is_replaced_by_another(make_officer, desk):
    client = desk(make_officer())
    code = CODE.search(client.post("/desk/keys/code/", {"passphrase": PASSPHRASE}).text).group()

    client.post("/desk/forgot/", {"code": code, "passphrase": OTHER, "again": OTHER})

    assert client.post("/desk/unlock/", {"passphrase": OTHER}).status_code == 302


def test_the_page_of_keys_shows_colleagues_and_the_fingerprint(make_officer, desk):
    make_officer("colleague", first_name="สมชาย", last_name="ใจดี")

    page = desk(make_officer()).get("/desk/keys/").text

    assert [each in page for each in ("สมชาย ใจดี", "test")] == [True, True]


def test_an_own_key_that_was_retired_opens_nothing(make_officer, desk):
    officer = make_officer()
    client = desk(officer)

    client.post(f"/desk/keys/{officer.key.pk}/retire/", {"sure": "on"})

    assert client.get("/desk/").url == "/desk/enrol/"


def test_a_key_is_not_retired_by_one_click(make_officer, desk):
    officer = make_officer()

    desk(officer).post(f"/desk/keys/{officer.key.pk}/retire/")

    assert OfficerKey.objects.get().retired_on is None
