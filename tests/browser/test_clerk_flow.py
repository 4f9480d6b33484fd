"""From a phone to the printed report: what a clerk enters, an approver publishes and an executive
issues, at 360 pixels, with photos as phones take them."""

import re
from dataclasses import dataclass, field

import pypdfium2
import pytest

from tests.browser.hand import Hand
from tests.browser.observer import Witness
from tests.browser.private_traces import pictures_of, private_traces, traces_below
from tests.browser.sign_in import sign_in
from tests.publishing.samples import phone_photo

pytestmark = pytest.mark.browser

TITLE = "ประชุมชี้แจงแผนการใช้จ่ายน้ำประปาแก่ผู้นำชุมชน"
MEASURE = "/measures/2566/1/"
ALTS = ["ผู้นำชุมชนฟังคำชี้แจงในห้องประชุม", "ป้ายแสดงแผนการใช้จ่ายหน้าที่ทำการ"]


@dataclass
class Journey:
    """What was seen on the way."""

    cost: dict = field(default_factory=dict)
    complaints: list = field(default_factory=list)
    seen_before_approval: bool = True
    page_text: str = ""
    shown: dict = field(default_factory=dict)  # width and height by alternative text
    served: list = field(default_factory=list)
    editions: list = field(default_factory=list)


@pytest.fixture(scope="module")
def journey(open_module_browser, portal):
    """Let three people do their part, each on a phone of their own."""
    journey = Journey()
    journey.editions.append(_pdf(open_module_browser()))
    _enter(_watched(open_module_browser(), portal, journey), journey)
    journey.seen_before_approval = TITLE in _text(open_module_browser())
    _approve(_watched(open_module_browser(), portal, journey))
    _visit(_watched(open_module_browser(), portal, journey), journey)
    _issue(_watched(open_module_browser(), portal, journey))
    journey.editions.append(_pdf(open_module_browser()))
    return journey


def _watched(page, portal, journey):
    witness = Witness(page, portal.url).__enter__()
    journey.complaints.append(witness.complaints)
    journey.complaints.append(witness.foreign)
    return page


def _enter(page, journey):
    sign_in(page, "clerk")
    hand = Hand(page)
    hand.tap("link", "เพิ่มความคืบหน้า", first=True)
    hand.tap("link", re.compile("^1. สร้างการรับรู้"))
    hand.write("ทำอะไรไปแล้ว", TITLE)
    hand.write("วันที่", "23 ธ.ค. 65")  # in the running year today stands there already
    hand.choose("ภาพถ่าย", "IMG_0001.JPG", phone_photo(0))  # lies on its side, as phones do
    hand.write("ในภาพมีอะไร", ALTS[0])
    hand.tap("button", "เพิ่มอีกภาพ")
    hand.choose("ภาพถ่าย", "IMG_0002.JPG", phone_photo(1))
    hand.write("ในภาพมีอะไร", ALTS[1])
    hand.tap("button", "ส่งให้ผู้ตรวจ")
    page.wait_for_url("**/sent/")
    journey.cost = hand.cost


def _approve(page):
    sign_in(page, "approver")
    hand = Hand(page)
    hand.tap("link", "ไปตรวจ")
    hand.tap("link", "ตรวจและอนุมัติ", card=TITLE)
    hand.tap("button", "อนุมัติและเผยแพร่")
    page.wait_for_url("**/review/")


def _visit(page, journey):
    page.goto(MEASURE)
    journey.page_text = page.get_by_role("main").inner_text()
    for alt in ALTS:
        picture = page.get_by_alt_text(alt)
        picture.scroll_into_view_if_needed()
        picture.evaluate("picture => picture.decode()")
        size = picture.evaluate("picture => [picture.naturalWidth, picture.naturalHeight]")
        journey.shown[alt] = size
        address = picture.get_attribute("src").rpartition("/")[0]
        for copy in ("large", "small"):
            journey.served.append(page.request.get(f"{address}/{copy}").body())


def _issue(page):
    sign_in(page, "executive")
    page.locator("#content a[href$='/report/']").first.tap()
    page.locator("form[action$='/issue/'] button").tap()
    page.locator("a[href='/measures/2566/editions/2.pdf']").wait_for(timeout=60_000)


def _text(page):
    page.goto(MEASURE)
    return page.get_by_role("main").inner_text()


def _pdf(page):
    return page.request.get("/measures/2566/report.pdf").body()


def _words_of(pdf):
    """Return the text of a PDF without its line breaks, ำ as one character."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return re.sub(r"\s", "", "".join(pages)).replace("\u0e4d\u0e32", "\u0e33")


def test_what_a_clerk_entered_is_seen_only_after_approval(journey):
    assert (journey.seen_before_approval, TITLE in journey.page_text) == (False, True)


def test_both_photos_of_a_phone_are_shown_the_right_way_up(journey):
    assert journey.shown == {ALTS[0]: [360, 480], ALTS[1]: [480, 360]}


def test_entering_progress_with_two_photos_costs_a_handful_of_steps(journey):
    assert journey.cost == {"taps": 4, "fields": 4, "files": 2}


def test_nothing_on_the_way_breaks_the_content_policy_or_asks_another_host(journey):
    assert [complaint for complaints in journey.complaints for complaint in complaints] == []


def test_the_next_edition_tells_what_was_done(journey):
    assert [TITLE in _words_of(pdf) for pdf in journey.editions] == [False, True]


def test_the_next_edition_shows_two_more_photos(journey):
    before, after = (len(pictures_of(pdf)) for pdf in journey.editions)

    assert after - before == 2


def test_the_photos_of_the_phone_did_carry_place_and_maker():
    traces = private_traces(phone_photo(0))

    assert {"EXIF Make", "EXIF GPSInfo", "GPS 2"} <= set(traces)


def test_no_stored_file_tells_where_or_with_what_a_photo_was_taken(journey, portal):
    assert traces_below(portal.media) == {}


def test_no_served_copy_tells_where_or_with_what_a_photo_was_taken(journey):
    assert [private_traces(copy) for copy in journey.served] == [[], [], [], []]


def test_no_picture_in_an_edition_tells_where_or_with_what_it_was_taken(journey):
    assert [private_traces(pdf) for pdf in journey.editions] == [[], []]


def test_a_draft_with_photos_can_be_written_without_scripts(open_browser):
    page = open_browser(java_script_enabled=False)
    sign_in(page, "clerk")
    hand = Hand(page)
    hand.tap("link", "เพิ่มความคืบหน้า", first=True)
    hand.tap("link", re.compile("^2. สร้างความรู้"))
    hand.write("ทำอะไรไปแล้ว", TITLE)
    for number, alt in enumerate(ALTS):
        photo = page.get_by_role("group", name=f"ภาพที่ {number + 1}")
        file = {"name": "IMG.JPG", "mimeType": "image/jpeg", "buffer": phone_photo(number)}
        photo.locator("input[type=file]").set_input_files(file)
        photo.get_by_label("ในภาพมีอะไร").fill(alt)

    hand.tap("button", "บันทึกร่าง")
    page.wait_for_url("**/measures/activity/*/change/")

    kept = {picture.get_attribute("alt") for picture in page.locator("#content img").all()}
    assert set(ALTS) <= kept


def test_the_name_of_a_photo_is_not_taken_for_what_it_shows(open_browser):
    page = open_browser()
    sign_in(page, "clerk")
    hand = Hand(page)
    hand.tap("link", "เพิ่มความคืบหน้า", first=True)
    hand.tap("link", re.compile("^2. สร้างความรู้"))
    photo = page.get_by_role("group", name="ภาพที่ 1")
    file = {"name": "IMG.JPG", "mimeType": "image/jpeg", "buffer": phone_photo(0)}

    photo.locator("input[type=file]").set_input_files(file)

    assert photo.get_by_label("ในภาพมีอะไร").input_value() == ""
