"""A passkey from registering it to signing in, in a Chromium with a fingerprint reader.

Browsers allow passkeys on names only, so the portal is visited as "localhost".
"""

import dataclasses

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from agency.models import User
from agency.sign_in import remove_second_factors
from ita_portal.demo.people import PASSWORD
from tests.browser.observer import Witness
from tests.browser.sign_in import signed_in

pytestmark = pytest.mark.browser

READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PROBLEM = "อุปกรณ์ไม่ได้ยืนยัน ลองอีกครั้งหรือใช้วิธีอื่น"


@dataclasses.dataclass
class Owner:
    """An approver before a phone that reads fingerprints."""

    page: object
    url: str
    browser: object
    reader: str

    def open(self, path):
        self.page.goto(self.url + path)

    def arrive(self, path):
        self.page.wait_for_url(self.url + path)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).tap()

    def sign_in_by_password(self):
        self.open("/accounts/login/")
        self.page.locator("input[name=login]").fill("approver")
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.press("ลงชื่อเข้าใช้")

    def sign_in_by_passkey(self):
        self.open("/accounts/login/")
        self.press("ลงชื่อเข้าใช้ด้วยพาสคีย์")

    def sign_out(self):
        self.open("/accounts/logout/")
        self.press("ออกจากระบบ")
        self.arrive("/")

    def fail_at_the_reader(self):
        finger = {"authenticatorId": self.reader, "isUserVerified": False}
        self.browser.send("WebAuthn.setUserVerified", finger)


@pytest.fixture
def owner(open_browser, portal):
    """Return an approver who registered the phone and signed out."""
    cache.clear()
    named = dataclasses.replace(portal, url=portal.url.replace("127.0.0.1", "localhost"))
    page = open_browser()
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    reader = browser.send("WebAuthn.addVirtualAuthenticator", {"options": READER})
    signed_in(page, named, "approver")
    owner = Owner(page, named.url, browser, reader["authenticatorId"])
    _register(owner)
    owner.sign_out()
    yield owner
    remove_second_factors(User.objects.get(username="approver"))
    cache.clear()


def _register(owner):
    owner.open("/accounts/2fa/webauthn/add/")
    owner.page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    owner.press("ยืนยัน")
    owner.arrive("/accounts/2fa/webauthn/add/")
    owner.press("เพิ่มอุปกรณ์นี้")
    owner.arrive("/accounts/2fa/recovery-codes/")


def test_a_passkey_alone_opens_the_admin(owner):
    owner.sign_in_by_passkey()

    owner.arrive("/admin/")


def test_a_passkey_passes_the_strict_policy(owner):
    with Witness(owner.page, owner.url) as witness:
        owner.sign_in_by_passkey()
        owner.arrive("/admin/")

    assert (witness.foreign, witness.complaints) == ([], [])


def test_a_passkey_is_the_second_step_after_the_password(owner):
    owner.sign_in_by_password()
    owner.arrive("/accounts/2fa/authenticate/")

    owner.press("ใช้พาสคีย์")

    owner.arrive("/admin/")


def test_a_passkey_confirms_who_sits_there(owner):
    owner.sign_in_by_passkey()
    owner.arrive("/admin/")
    owner.open("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/2fa/")

    owner.press("ใช้พาสคีย์")

    owner.arrive("/accounts/2fa/")


def test_a_session_opened_by_passkey_passes_where_a_factor_is_required(owner, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    owner.sign_in_by_passkey()

    owner.arrive("/admin/")


def test_the_owner_gets_in_by_passkey_while_a_stranger_keeps_failing(owner):
    stranger = Client(REMOTE_ADDR="203.0.113.9", headers={"host": owner.url.split("//")[1]})
    for _ in range(6):
        stranger.post(reverse("account_login"), {"login": "approver", "password": "เดาสุ่ม"})
    owner.sign_in_by_password()
    owner.page.get_by_text("ลองผิดหลายครั้งเกินไป").wait_for()

    owner.sign_in_by_passkey()

    owner.arrive("/admin/")


def test_a_refusal_of_the_phone_is_said_in_thai(owner):
    owner.fail_at_the_reader()

    owner.sign_in_by_passkey()

    owner.page.get_by_role("alert").get_by_text(PROBLEM).wait_for()
