"""TOTP from setting it up to the last recovery code, and who may pass without."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import get_resolver, reverse

from agency.roles import NEED_SECOND_FACTOR, Role
from agency.sign_in import remove_second_factors
from ita_portal.middleware import SecondFactorRequired
from ita_portal.sealing import seal, unseal
from tests.ita_portal.sign_in_steps import (
    LOGIN,
    code_of_app,
    confirm_password,
    is_signed_in,
    recovery_codes_of,
    set_up_app,
    show_code,
    sign_in,
    sign_out,
)
from tests.ita_portal.url_names import all_urls, is_public

SECOND_STEP = reverse("mfa_authenticate")


@pytest.fixture
def approver_with_app(client, approver, clock):
    """An approver who set an app up a moment ago and signed out."""
    sign_in(client, "approver")
    confirm_password(client)
    set_up_app(client)
    sign_out(client)
    clock()
    return approver


# ------------------------------------------------------------------ setting up
def test_setting_up_asks_for_the_password_first(client, clerk):
    client.force_login(clerk)

    response = client.get(reverse("mfa_activate_totp"))

    assert response.url.startswith(reverse("account_reauthenticate"))


def test_app_is_set_up_with_its_first_code(client, clerk, clock):
    client.force_login(clerk)
    confirm_password(client)

    set_up_app(client)

    types = set(Authenticator.objects.filter(user=clerk).values_list("type", flat=True))
    assert types == {"totp", "recovery_codes"}


def test_app_is_not_set_up_with_a_wrong_code(client, clerk):
    client.force_login(clerk)
    confirm_password(client)

    client.post(reverse("mfa_activate_totp"), {"code": "000000x"})

    assert not Authenticator.objects.exists()


def test_picture_to_scan_names_the_agency(client, agency, clerk):
    client.force_login(clerk)
    confirm_password(client)

    page = client.get(reverse("mfa_activate_totp"))

    assert "issuer=%E0%B8%AD%E0%B8%9A%E0%B8%95.%E0%B8%95" in page.context["totp_url"]


def test_picture_to_scan_is_part_of_the_page(client, clerk):
    """A picture in a data: address would need a laxer Content-Security-Policy."""
    client.force_login(clerk)
    confirm_password(client)

    page = client.get(reverse("mfa_activate_totp"))

    assert (page.text.count("<svg width="), page.text.count("data:")) == (1, 0)


# ------------------------------------------------------------------ signing in
def test_password_alone_leads_to_the_second_step(client, approver_with_app):
    response = sign_in(client, "approver")

    assert (response.url, is_signed_in(client)) == (SECOND_STEP, False)


def test_code_of_the_app_signs_in(client, approver_with_app):
    sign_in(client, "approver")

    show_code(client, code_of_app(approver_with_app))

    assert is_signed_in(client)


def test_code_in_thai_digits_signs_in(client, approver_with_app):
    sign_in(client, "approver")

    show_code(
        client, code_of_app(approver_with_app).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    )

    assert is_signed_in(client)


def test_code_works_once(client, approver_with_app):
    code = code_of_app(approver_with_app)
    sign_in(client, "approver")
    show_code(client, code)
    sign_out(client)

    sign_in(client, "approver")
    show_code(client, code)

    assert not is_signed_in(client)


def test_code_of_the_past_half_minute_is_refused(client, approver_with_app, clock):
    past = code_of_app(approver_with_app)
    clock()

    sign_in(client, "approver")
    show_code(client, past)

    assert not is_signed_in(client)


def test_wrong_codes_are_held_back_after_five(client, approver_with_app):
    sign_in(client, "approver")
    for _ in range(5):
        show_code(client, "wrong")

    show_code(client, code_of_app(approver_with_app))

    assert not is_signed_in(client)


def test_recovery_code_signs_in(client, approver_with_app):
    sign_in(client, "approver")

    show_code(client, recovery_codes_of(approver_with_app)[0])

    assert is_signed_in(client)


def test_recovery_code_works_once(client, approver_with_app):
    code = recovery_codes_of(approver_with_app)[0]
    sign_in(client, "approver")
    show_code(client, code)
    sign_out(client)

    sign_in(client, "approver")
    show_code(client, code)

    assert not is_signed_in(client)


def test_ten_recovery_codes_are_made(approver_with_app):
    assert len(recovery_codes_of(approver_with_app)) == 10


def test_recovery_codes_are_shown_only_after_a_fresh_code(client, approver_with_app):
    sign_in(client, "approver")
    show_code(client, code_of_app(approver_with_app))

    response = client.get(reverse("mfa_view_recovery_codes"))

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_password_does_not_stand_in_for_the_factor(client, approver_with_app):
    """Who stole the password and an open screen cannot take the factor away."""
    sign_in(client, "approver")
    show_code(client, code_of_app(approver_with_app))
    confirm_password(client)

    response = client.post(reverse("mfa_deactivate_totp"))

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_administrator_removes_a_lost_phone(client, approver_with_app):
    remove_second_factors(approver_with_app)

    sign_in(client, "approver")

    assert is_signed_in(client)


# ------------------------------------------------------------------ sealed in the database
def test_secrets_are_sealed_in_the_database(client, approver_with_app):
    data = Authenticator.objects.values_list("data", flat=True)

    sealed = sorted(value[:5] for row in data for value in row.values() if isinstance(value, str))

    assert sealed == ["gAAAA", "gAAAA"]


def test_sealed_text_opens_again():
    assert unseal(seal("secret")) == "secret"


def test_sealed_text_opens_under_a_former_key(settings):
    sealed = seal("secret")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert unseal(sealed) == "secret"


def test_sealed_text_of_a_lost_key_is_an_error_that_says_so(settings):
    sealed = seal("secret")

    settings.SECRET_KEY = "another"

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FALLBACKS"):
        unseal(sealed)


# ------------------------------------------------------------------ who must have one
@pytest.fixture
def production(settings):
    settings.SECOND_FACTOR_REQUIRED = True


STAFF_URLS = [url for url in all_urls() if not is_public(url)]
MAY_SET_UP = SecondFactorRequired.SET_UP
MAY_SHOW = SecondFactorRequired.SHOW


def not_sent_to(target, client, person, urls):
    """Return where each address leads the person who is not sent to `target`."""
    client.force_login(person)
    answers = {url: client.get(url.path) for url in urls}
    found = {
        str(url): (answer.status_code, answer.headers.get("Location", "").split("?")[0])
        for url, answer in answers.items()
    }
    return {url: led for url, led in found.items() if led != (302, reverse(target))}


def test_role_holder_without_a_factor_is_sent_to_set_one_up(client, approver, production):
    urls = [url for url in STAFF_URLS if url.name not in MAY_SET_UP]

    assert len(urls) > 300
    assert not_sent_to("mfa_index", client, approver, urls) == {}


def test_session_opened_before_the_factor_must_show_it(client, approver_with_app, production):
    urls = [url for url in STAFF_URLS if url.name not in MAY_SHOW]

    assert len(urls) > 300
    assert not_sent_to("mfa_reauthenticate", client, approver_with_app, urls) == {}


@pytest.mark.parametrize("role", sorted(NEED_SECOND_FACTOR))
def test_roles_that_must_have_a_factor_are_held(client, make_user, production, role):
    client.force_login(make_user("somebody", role))

    assert client.get(reverse("admin:index")).url == f"{reverse('mfa_index')}?next=%2Fadmin%2F"


@pytest.mark.parametrize("role", sorted(set(Role) - NEED_SECOND_FACTOR))
def test_other_roles_are_not_forced(client, make_user, production, role):
    client.force_login(make_user("somebody", role))

    assert client.get(reverse("admin:index")).status_code == 200


def test_superuser_is_held_too(client, make_user, production):
    client.force_login(make_user("root", is_superuser=True))

    assert client.get(reverse("admin:index")).status_code == 302


def test_role_given_during_a_session_holds_the_next_page(client, clerk, approver, production):
    client.force_login(clerk)

    clerk.groups.set(approver.groups.all())

    assert client.get(reverse("admin:index")).status_code == 302


def test_held_person_reaches_the_public_pages(client, approver, production):
    client.force_login(approver)

    assert client.get(reverse("healthz")).status_code == 200


def test_held_person_signs_out(client, approver, production):
    client.force_login(approver)

    sign_out(client)

    assert not is_signed_in(client)


def test_page_of_the_held_person_says_why(client, approver, production):
    client.force_login(approver)

    page = client.get(reverse("admin:index"), follow=True)

    assert "บทบาทนี้ต้องยืนยันตัวตนสองขั้น" in page.text


def test_person_who_showed_the_factor_works(client, approver_with_app, production):
    sign_in(client, "approver")
    show_code(client, code_of_app(approver_with_app))

    assert client.get(reverse("admin:index")).status_code == 200


def test_new_factor_is_shown_once_and_the_wanted_page_opens(client, approver, production, clock):
    sign_in(client, "approver")
    confirm_password(client)
    set_up_app(client)
    held = client.get(reverse("admin:index"))

    response = client.post(
        held.url, {"code": code_of_app(approver), "next": "/admin/"}, follow=True
    )

    assert (response.redirect_chain[-1][0], response.status_code) == ("/admin/", 200)


def test_stranger_with_the_password_adds_no_factor_beside_the_owners(
    client, approver, production, clock
):
    stranger = Client()
    sign_in(stranger, "approver")
    confirm_password(stranger)
    sign_in(client, "approver")
    confirm_password(client)
    set_up_app(client)

    response = stranger.get(reverse("mfa_add_webauthn"))

    assert response.url.split("?")[0] == reverse("mfa_reauthenticate")


def test_sessions_of_a_lost_phone_end_when_it_is_removed(client, approver_with_app, production):
    sign_in(client, "approver")
    show_code(client, code_of_app(approver_with_app))

    remove_second_factors(approver_with_app)

    assert client.get(reverse("admin:index")).url.split("?")[0] == reverse("mfa_index")


def test_demonstration_forces_nobody(client, approver):
    client.force_login(approver)

    assert client.get(reverse("admin:index")).status_code == 200


def test_second_step_without_a_first_leads_to_the_sign_in(client, db):
    assert client.get(SECOND_STEP).url == LOGIN


def test_every_page_that_a_held_person_may_see_exists():
    names = {pattern for pattern in get_resolver().reverse_dict if isinstance(pattern, str)}
    admin_names = {f"admin:{name}" for name in ("logout",)}

    assert (MAY_SET_UP | MAY_SHOW) - names == admin_names
