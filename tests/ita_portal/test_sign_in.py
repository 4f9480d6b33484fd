"""Who gets in by name and password, who is held back, and who is let in again."""

import logging

import pytest
from allauth.account import app_settings as account_settings
from allauth.mfa import app_settings as mfa_settings
from django.core import checks
from django.test import Client
from django.urls import NoReverseMatch, reverse

from agency.roles import Role
from agency.sign_in import unlock_sign_in
from ita_portal.checks import no_demonstration_accounts
from tests.conftest import PASSWORD
from tests.ita_portal.sign_in_steps import (
    ADDRESS,
    LOGIN,
    OTHER_ADDRESS,
    is_signed_in,
    sign_in,
    sign_out,
)

WRONG = "ไม่ใช่รหัสผ่านนี้"
HELD_BACK = "ลองผิดหลายครั้งเกินไป รอ 5 นาทีแล้วลองใหม่ หรือลงชื่อเข้าใช้ด้วยพาสคีย์"


def errors_of(response):
    return response.context["form"].non_field_errors()


# ------------------------------------------------------------------ the right password
def test_user_name_and_password_open_the_admin(client, clerk):
    response = sign_in(client, "clerk")

    assert (response.status_code, response.url) == (302, reverse("admin:index"))


@pytest.mark.parametrize("typed", ["somying@example.go.th", "Somying@Example.GO.TH", " clerk "])
def test_other_spellings_of_the_name_open_too(client, make_user, typed):
    make_user("clerk", Role.CLERK, email="Somying@Example.go.th")

    sign_in(client, typed)

    assert is_signed_in(client)


def test_wrong_password_is_refused_in_thai(client, clerk):
    response = sign_in(client, "clerk", WRONG)

    assert errors_of(response) == ["ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"]


def test_unknown_name_is_told_the_same_as_a_wrong_password(client, clerk):
    response = sign_in(client, "nobody", WRONG)

    assert errors_of(response) == ["ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"]


def test_wanted_page_opens_after_signing_in(client, clerk):
    wanted = reverse("mfa_index")

    assert sign_in(client, "clerk", next=wanted).url == wanted


def test_page_of_another_site_is_never_opened(client, clerk):
    response = sign_in(client, "clerk", next="https://example.com/")

    assert response.url == reverse("admin:index")


def test_session_gets_a_new_key_when_somebody_signs_in(client, clerk):
    client.get(LOGIN)
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key

    sign_in(client, "clerk")

    assert client.session.session_key != before


# ------------------------------------------------------------------ doors that do not exist
@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "account_confirm_email"],
)
def test_nobody_signs_up_or_resets_a_password_by_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "login/code/"])
def test_address_of_a_missing_door_answers_not_found(client, clerk, path):
    client.force_login(clerk)

    assert client.get(f"/accounts/{path}").status_code == 404


def test_admin_asks_allauth_for_the_sign_in(client, db):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2F"


def test_admin_has_no_password_page_of_its_own(client, clerk):
    client.force_login(clerk)

    response = client.get("/admin/password_change/")

    assert response.url == reverse("account_change_password")


def test_person_without_a_password_cannot_set_one(client, clerk):
    clerk.set_unusable_password()
    clerk.save()
    client.force_login(clerk)

    response = client.get(reverse("account_change_password"), follow=True)

    assert response.redirect_chain[-1] == (reverse("mfa_index"), 302)


# ------------------------------------------------------------------ leaving
def test_signing_out_is_asked_first(client, clerk):
    client.force_login(clerk)

    client.get(reverse("account_logout"))

    assert is_signed_in(client)


def test_signing_out_ends_the_session(client, clerk):
    client.force_login(clerk)

    response = sign_out(client)

    assert (response.url, is_signed_in(client)) == (reverse("home"), False)


def change_password(client, new="รหัสผ่านใหม่-ที่ยาวพอ"):
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), fields)


def test_changing_the_password_ends_every_other_session(client, clerk):
    elsewhere = Client()
    elsewhere.force_login(clerk)
    client.force_login(clerk)

    change_password(client)

    assert elsewhere.get(reverse("mfa_index")).url.startswith(LOGIN)


def test_changing_the_password_keeps_this_session(client, clerk):
    client.force_login(clerk)

    change_password(client)

    assert client.get(reverse("mfa_index")).status_code == 200


def test_short_password_is_refused(client, clerk):
    client.force_login(clerk)

    response = change_password(client, new="สั้นไป")

    assert list(response.context["form"].errors) == ["password1"]


def test_role_taken_away_counts_at_once(client, approver):
    client.force_login(approver)
    client.get(reverse("mfa_index"))

    approver.groups.clear()

    assert client.get(reverse("mfa_index")).context["user"].roles == frozenset()


# ------------------------------------------------------------------ wrong tries
def fail(client, name, times=5, address=ADDRESS):
    for _ in range(times):
        response = sign_in(client, name, WRONG, address=address)
    return response


def test_sixth_try_is_told_to_wait(client, clerk):
    fail(client, "clerk")

    assert errors_of(sign_in(client, "clerk", WRONG)) == [HELD_BACK]


def test_right_password_is_held_back_too(client, clerk):
    fail(client, "clerk")

    sign_in(client, "clerk")

    assert not is_signed_in(client)


def test_another_person_is_not_held_back(client, clerk, approver):
    fail(client, "clerk", address=OTHER_ADDRESS)

    sign_in(client, "approver")

    assert is_signed_in(client)


def test_address_that_fails_on_many_names_is_held_back(client, approver):
    for number in range(10):
        sign_in(client, f"guess-{number}", WRONG)

    assert errors_of(sign_in(client, "approver")) == [HELD_BACK]


def test_another_address_is_not_held_back(client, approver):
    for number in range(10):
        sign_in(client, f"guess-{number}", WRONG)

    sign_in(client, "approver", address=OTHER_ADDRESS)

    assert is_signed_in(client)


def test_right_password_takes_its_own_try_back(client, clerk):
    for _ in range(3):
        fail(client, "clerk", times=1)
        sign_in(client, "clerk")
        sign_out(client)

    response = fail(client, "clerk", times=1)

    assert errors_of(response) == ["ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"]


def test_administrator_lets_a_person_in_at_once(client, clerk, rf):
    fail(client, "clerk")

    unlock_sign_in(rf.post("/"), clerk)

    assert sign_in(client, "clerk", address=OTHER_ADDRESS).status_code == 302


def test_unlocking_one_person_unlocks_nobody_else(client, clerk, approver, rf):
    fail(client, "approver")

    unlock_sign_in(rf.post("/"), clerk)

    assert errors_of(sign_in(client, "approver", address=OTHER_ADDRESS)) == [HELD_BACK]


def test_passkey_is_limited_by_address_only():
    """So whoever keeps failing on a name cannot shut its owner out."""
    assert mfa_settings.RATE_LIMITS["webauthn_login"] == "10/m/ip"


def test_wait_is_never_longer_than_the_sentence_says():
    assert account_settings.RATE_LIMITS["login_failed"] == "10/m/ip,5/300s/key"


def test_too_many_requests_are_answered_in_thai(client, clerk):
    client.force_login(clerk)
    for _ in range(11):
        response = client.post(reverse("account_reauthenticate"), {"password": WRONG})

    assert (response.status_code, "ลองบ่อยเกินไป" in response.text) == (429, True)


# ------------------------------------------------------------------ the log
def test_who_signed_in_is_logged_with_the_address(client, clerk, caplog):
    caplog.set_level(logging.INFO, "sign_in")

    sign_in(client, "clerk")

    assert caplog.messages == [f"signed in: clerk from {ADDRESS}"]


def test_wrong_password_is_logged_without_it(client, clerk, caplog):
    caplog.set_level(logging.INFO, "sign_in")

    sign_in(client, "clerk", WRONG)

    assert caplog.messages == [f"wrong name or password: clerk from {ADDRESS}"]


def test_password_typed_as_a_name_is_not_logged(client, clerk, caplog):
    caplog.set_level(logging.INFO, "sign_in")

    sign_in(client, PASSWORD, WRONG)

    assert caplog.messages == [f"wrong name or password: an unknown name from {ADDRESS}"]


# ------------------------------------------------------------------ accounts of the demonstration
@pytest.fixture
def demo_clerk(make_user):
    return make_user("demo-clerk", Role.CLERK, is_demonstration=True)


def test_demonstration_account_signs_in_to_the_demonstration(client, demo_clerk):
    sign_in(client, "demo-clerk")

    assert is_signed_in(client)


def test_demonstration_account_signs_in_nowhere_else(client, demo_clerk, settings):
    settings.DEMO = False

    response = sign_in(client, "demo-clerk")

    assert (response.url, is_signed_in(client)) == (reverse("account_inactive"), False)


def test_session_of_a_demonstration_account_dies_outside(client, demo_clerk, settings):
    client.force_login(demo_clerk)

    settings.DEMO = False

    assert client.get(reverse("mfa_index")).url.startswith(LOGIN)


def test_closed_account_cannot_sign_in(client, make_user):
    make_user("gone", Role.CLERK, is_active=False)

    response = sign_in(client, "gone")

    assert (response.url, is_signed_in(client)) == (reverse("account_inactive"), False)


def test_deployment_with_demonstration_accounts_is_an_error(demo_clerk, settings):
    settings.DEMO = False

    assert [error.id for error in no_demonstration_accounts(None)] == ["ita_portal.E001"]


def test_deployment_without_demonstration_accounts_passes(clerk, settings):
    settings.DEMO = False

    assert no_demonstration_accounts(None) == []


def test_demonstration_may_have_its_accounts(demo_clerk):
    assert no_demonstration_accounts(None) == []


def test_deployment_check_is_registered():
    registered = checks.registry.registry.get_checks(include_deployment_checks=True)

    assert no_demonstration_accounts in registered
