"""A clerk enters a purchase in a real browser: pressed twice, and with a file that is too big."""

import pytest

from procurement.models import Purchase
from tests.browser.conftest import DESKTOP
from tests.browser.sign_in import signed_in

pytestmark = pytest.mark.browser

ADD = "/admin/procurement/purchase/add/"


@pytest.fixture
def page(open_browser, portal):
    """A new purchase with what it needs."""
    page = signed_in(open_browser(DESKTOP), portal, "clerk")
    page.goto(ADD)
    page.locator("[name=title]").fill("ซื้อที่กดสองครั้ง")
    page.locator("[name=kind]").select_option("goods")
    page.locator("[name=allocated]").fill("๑๒,๕๐๐")
    return page


def test_a_purchase_pressed_twice_is_entered_once(page):
    page.locator("[name=allocated]").focus()
    with page.expect_navigation():
        page.evaluate(
            """() => {
                const button = document.querySelector("[name=_submit]");
                button.click();
                button.click();
            }"""
        )
    page.wait_for_load_state("networkidle")

    assert Purchase.objects.filter(title="ซื้อที่กดสองครั้ง").count() == 1


def test_files_that_are_too_big_are_named_before_they_are_sent(page, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4" + bytes(11 * 1024 * 1024))
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    for place in (0, 1):
        page.locator(f"[name=documents-{place}-document]").set_input_files(tmp_path / "a.pdf")
    page.locator("[name=_submit]").first.click()

    second = page.locator("[name=documents-1-document]")
    assert "20 MB" in second.evaluate("input => input.validationMessage")
    assert "POST" not in sent
