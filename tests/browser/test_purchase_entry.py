"""A clerk enters a purchase in a real browser: pressed twice, and with a file that is too big."""

import re

import pytest

from procurement.models import Progress, Purchase
from procurement.status import Phase
from tests.browser.conftest import DESKTOP
from tests.browser.hand import Hand
from tests.browser.sign_in import signed_in
from tests.publishing.samples import phone_photo

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


def test_progress_of_a_purchase_costs_a_handful_of_steps_on_a_phone(open_browser, portal):
    purchase = Purchase.objects.published().filter(phase=Phase.CONTRACTED).last()
    page = signed_in(open_browser(), portal, "clerk")
    hand = Hand(page)
    page.goto(f"/admin/procurement/purchase/{purchase.pk}/change/")
    hand.tap("link", "เพิ่มความก้าวหน้าของงาน")
    hand.write("ร้อยละของงานที่แล้วเสร็จ", "80")
    hand.choose("ภาพถ่าย", "IMG_0001.JPG", phone_photo(0))
    hand.write("ในภาพมีอะไร", "คนงานเทพื้น")
    hand.tap("button", "บันทึกและส่งให้ผู้ตรวจ")
    page.wait_for_url(re.compile(r"/stage/\d+/change/$"))

    assert hand.cost == {"taps": 2, "fields": 2, "files": 1}
    assert Progress.objects.filter(purchase=purchase, percent=80).count() == 1


def test_a_refused_purchase_puts_the_focus_on_what_is_wrong(page):
    page.locator("[name=allocated]").fill("ห้าร้อย")
    page.locator("[name=_submit]").first.click()
    page.locator(".error-summary:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.locator("[name=allocated]:focus").wait_for()
    assert page.locator("[name=allocated]").input_value() == "ห้าร้อย"


def test_a_purchase_that_was_only_not_handed_in_can_be_left_without_a_question(page):
    page.locator("#contract_set-heading").click()
    page.locator("[name=contract_set-0-price]").fill("500")
    page.locator("[name=_submit]").first.click()
    page.locator(".error-summary:focus").wait_for()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/admin/")

    assert asked == []
