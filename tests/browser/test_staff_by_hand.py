"""What the hands of staff meet: a warning before typed text is lost, a keyboard, a printed page."""

import datetime as dt
import io

import pypdfium2
import pytest

from agency.models import User
from ita_portal import debts
from ita_portal.debts import Source
from ita_portal.tasks import Debt, Task
from measures.models import Activity, Measure
from tests.browser.conftest import DESKTOP
from tests.browser.sign_in import signed_in

pytestmark = pytest.mark.browser

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def draft(portal):
    clerk, day = User.objects.get(username="clerk"), dt.date(2023, 1, 5)
    activity = Activity.objects.create(
        measure=Measure.objects.get(order=1),
        title="ประชุม",
        starts_on=day,
        ends_on=day,
        author=clerk,
        edited_by=clerk,
    )
    return f"/admin/measures/activity/{activity.pk}/change/"


@pytest.fixture(scope="module")
def clerk(open_module_browser, portal):
    return signed_in(open_module_browser(), portal, "clerk")


@pytest.fixture(scope="module")
def executive(open_module_browser, portal):
    return signed_in(open_module_browser(DESKTOP), portal, "executive")


@pytest.fixture
def questions(clerk):
    """What the browser asked before a page was left; it is left all the same."""
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    clerk.on("dialog", answer)
    yield asked
    clerk.remove_listener("dialog", answer)


# ---------------------------------------------------------------- typed text


def test_who_leaves_with_unsaved_text_is_asked(clerk, draft, questions):
    clerk.goto(draft)

    clerk.fill("[name=title]", "ประชุมใหญ่")
    note = clerk.locator("[data-unsaved-note]").is_visible()
    clerk.goto("/admin/")

    assert (note, questions) == (True, ["beforeunload"])


def test_who_typed_it_back_is_not_asked(clerk, draft, questions):
    clerk.goto(draft)

    clerk.fill("[name=title]", "ประชุมใหญ่")
    clerk.fill("[name=title]", "ประชุม")
    note = clerk.locator("[data-unsaved-note]").is_visible()
    clerk.goto("/admin/")

    assert (note, questions) == (False, [])


def test_who_saves_is_not_asked(clerk, draft, questions):
    clerk.goto(draft)

    clerk.fill("[name=place]", "ศาลากลางบ้าน")
    clerk.click("[name=_save]")
    clerk.wait_for_url("**/measures/activity/**")
    clerk.goto("/admin/")

    assert questions == []


def test_what_was_refused_is_still_unsaved(clerk, draft, questions):
    clerk.goto(draft)

    clerk.fill("[name=starts_on]", "32 ม.ค. 2566")
    clerk.click("[name=_save]")
    clerk.wait_for_selector("[name=starts_on]")
    clerk.goto("/admin/")

    assert questions == ["beforeunload"]


# ---------------------------------------------------------------- keyboard


def test_the_first_stop_leads_past_the_menu(clerk):
    clerk.goto("/admin/")

    clerk.keyboard.press("Tab")
    clerk.keyboard.press("Enter")

    assert clerk.evaluate("document.activeElement.id") == "content"


def test_the_menu_of_the_phone_opens_by_keyboard(clerk):
    clerk.goto("/admin/")
    button = clerk.locator("header .desk-menu:visible")

    button.focus()
    clerk.keyboard.press("Enter")

    assert clerk.locator("#nav-sidebar").is_visible()
    assert button.get_attribute("aria-expanded") == "true"


def test_the_account_opens_by_keyboard(executive):
    executive.goto("/admin/")

    executive.locator("#nav-sidebar [role=button]").last.focus()
    executive.keyboard.press("Enter")
    executive.locator("#logout-form button").wait_for()

    assert executive.locator("#logout-form button").is_visible()


def test_buttons_of_the_phone_are_large_enough(clerk):
    clerk.goto("/admin/")

    heights = clerk.locator(".desk-button:visible, .desk-bar > *").evaluate_all(
        "parts => parts.map((part) => part.getBoundingClientRect().height)"
    )

    assert [height for height in heights if height < 48] == []


# ---------------------------------------------------------------- one A4


def printed(page):
    page.goto("/admin/overview/")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [tuple(map(round, each.get_size())) for each in document]


def test_the_overview_prints_on_one_a4(executive):
    assert printed(executive) == [A4]


def test_however_much_is_overdue_it_prints_on_one_a4(executive, monkeypatch):
    title = "เพิ่มความคืบหน้ามาตรการ สร้างการรับรู้เกี่ยวกับแผนการใช้จ่ายงบประมาณประจำปี " * 3
    days = [dt.date(2020, 1, 1)] * 30 + [dt.date.max]
    found = [
        Debt(day, Task(title, "", "/admin/", ""), "สำนักปลัด และหัวหน้าส่วนราชการทุกกอง") for day in days
    ]

    def of_office(user, today):
        return [*found, *(Debt(today, found[0].task, found[0].owner) for _ in range(20))]

    monkeypatch.setattr(debts, "SOURCES", (Source("", of_office),))

    assert printed(executive) == [A4]
