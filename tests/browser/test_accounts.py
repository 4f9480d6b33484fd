"""The pages on which people look after their own account, on a phone."""

from types import SimpleNamespace

import cv2
import numpy
import pytest
import zxingcpp
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache

from agency.models import User
from agency.sign_in import remove_second_factors
from ita_portal.demo.people import PASSWORD
from tests.browser.observer import Witness, axe_violations, too_wide
from tests.browser.sign_in import signed_in
from tests.ita_portal.sign_in_steps import code_of

pytestmark = [pytest.mark.browser, pytest.mark.looks]

PAGES = {
    "your account": "/accounts/2fa/",
    "set up an app": "/accounts/2fa/totp/activate/",
    "passkeys": "/accounts/2fa/webauthn/",
    "add a passkey": "/accounts/2fa/webauthn/add/",
    "change password": "/accounts/password/change/",
    "confirm that it is you": "/accounts/reauthenticate/",
    "sign out": "/accounts/logout/",
}
PAGES_WITH_AN_APP = {
    "your account with an app": "/accounts/2fa/",
    "remove the app": "/accounts/2fa/totp/deactivate/",
    "recovery codes": "/accounts/2fa/recovery-codes/",
    "new recovery codes": "/accounts/2fa/recovery-codes/generate/",
    "confirm by code": "/accounts/2fa/reauthenticate/",
}


@pytest.fixture(autouse=True)
def _forget_wrong_tries():
    cache.clear()


@pytest.fixture(scope="module")
def window(open_module_browser, portal):
    """The window of a clerk who has just confirmed the password."""
    return _confirmed(open_module_browser(), portal, "clerk")


@pytest.fixture(scope="module")
def window_with_app(open_module_browser, portal):
    """The window of an approver who has just set an app up."""
    page = _confirmed(open_module_browser(), portal, "approver")
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(totp, "time", SimpleNamespace(time=lambda: 30_000))
        page.goto("/accounts/2fa/totp/activate/")
        page.get_by_label("รหัส").fill(code_of(page.locator("p.code").inner_text()))
        page.get_by_role("button", name="เสร็จสิ้นการตั้งค่า").tap()
        page.wait_for_url(f"{portal.url}/accounts/2fa/recovery-codes/")
    yield page
    remove_second_factors(User.objects.get(username="approver"))


def _confirmed(page, portal, username):
    signed_in(page, portal, username)
    page.goto("/accounts/reauthenticate/?next=/accounts/2fa/")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="ยืนยัน").tap()
    page.wait_for_url(f"{portal.url}/accounts/2fa/")
    return page


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_of_an_account_breaks_no_rule(window, portal, path):
    assert _rules_broken(window, portal, path) == (path, {})


@pytest.mark.parametrize("path", PAGES_WITH_AN_APP.values(), ids=PAGES_WITH_AN_APP)
def test_a_page_about_the_app_breaks_no_rule(window_with_app, portal, path):
    assert _rules_broken(window_with_app, portal, path) == (path, {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_picture_of_the_key(window, portal, scheme):
    window.emulate_media(color_scheme=scheme)
    window.goto("/accounts/2fa/totp/activate/")
    picture = window.locator("[role=img]").screenshot()
    image = cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_GRAYSCALE)

    read = [code.text for code in zxingcpp.read_barcodes(image)]

    clerk, key = User.objects.get(username="clerk"), window.locator("p.code").inner_text()
    assert read == [get_adapter().build_totp_url(clerk, key)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_of_the_key_is_black_on_white(window, portal, scheme):
    """Computers read faint pictures too, phones do not."""
    window.emulate_media(color_scheme=scheme)
    window.goto("/accounts/2fa/totp/activate/")

    picture = window.locator("[role=img] svg").screenshot()

    image = cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    assert (image.min(), image.max(), image[4, 4]) == (0, 255, 255)


def _rules_broken(page, portal, path):
    """Return the address that was shown and what is wrong with the page, in both schemes."""
    with Witness(page, portal.url) as witness:
        page.emulate_media(color_scheme="light")
        page.goto(path)
        found = {"axe in light": axe_violations(page), "wider than 360 px": too_wide(page)}
        page.emulate_media(color_scheme="dark")
        page.reload()
        found["axe in dark"] = axe_violations(page, only_colours=True)
    found |= {"foreign": witness.foreign, "complaints": witness.complaints}
    shown = page.url.removeprefix(portal.url)
    return shown, {claim: broken for claim, broken in found.items() if broken}
