"""What is read from the feed of e-GP, and what is said of bytes that are none."""

import datetime as dt

import pytest

from procurement.egp_feed import MAX_BYTES, Announcement, NotAFeed, read_feed
from procurement.methods import Method, NoticeKind
from tests.procurement.egp_samples import PROJECT, feed, item

TITLE = "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก"
LABELS = {
    NoticeKind.PLAN: "แผนการจัดซื้อจัดจ้าง",
    NoticeKind.MEDIAN_PRICE: "ประกาศราคากลาง",
    NoticeKind.DRAFT_DOCUMENTS: (
        "ร่างเอกสารประกวดราคา (e-Bidding) และร่างเอกสารซื้อหรือจ้างด้วยวิธีสอบราคา"
    ),
    NoticeKind.INVITATION: "ประกาศเชิญชวน",
    NoticeKind.INVITATION_CANCELLED: "ยกเลิกประกาศเชิญชวน",
    NoticeKind.INVITATION_CHANGED: "เปลี่ยนแปลงประกาศเชิญชวน",
    NoticeKind.WINNER: "ประกาศรายชื่อผู้ชนะการเสนอราคา / ประกาศผู้ได้รับการคัดเลือก",
    NoticeKind.WINNER_CANCELLED: "ยกเลิกประกาศรายชื่อผู้ชนะการเสนอราคา / ประกาศผู้ได้รับการคัดเลือก",
    NoticeKind.WINNER_CHANGED: "เปลี่ยนแปลงประกาศรายชื่อผู้ชนะการเสนอราคา",
}
LAUGHS = (
    "<!DOCTYPE rss [<!ENTITY a 'ฮา'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def titles(content):
    return [each.title for each in read_feed(content).items]


def refusal(content):
    with pytest.raises(NotAFeed) as refused:
        read_feed(content)
    return str(refused.value)


def test_an_item_becomes_an_announcement():
    assert read_feed(feed(item(title=TITLE))).items == [
        Announcement(
            PROJECT,
            NoticeKind.INVITATION,
            dt.date(2023, 1, 9),
            TITLE,
            Method.E_BIDDING,
            "https://process5.gprocurement.go.th/egp-template-service/dwnt/view-pdf-file?templateId=1",
        )
    ]


@pytest.mark.parametrize(("kind", "label"), LABELS.items())
def test_each_of_the_nine_types_is_known_by_its_label(kind, label):
    assert [each.kind for each in read_feed(feed(item(kind=label))).items] == [kind]


# ------------------------------------------------------------------ letters
@pytest.mark.parametrize("declared", ["windows-874", "utf-8", "ISO-8859-1", "x-nonsense"])
def test_the_bytes_are_windows_874_whatever_is_declared(declared):
    assert titles(feed(item(title=TITLE), declared=declared)) == [TITLE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_feed_saved_in_unicode_reads_the_same(encoding):
    assert titles(feed(item(title=TITLE), encoding=encoding)) == [TITLE]


@pytest.mark.parametrize("latin", ["latin-1", "cp1252"])
def test_a_feed_that_a_browser_took_for_latin_is_put_right(latin):
    title = "ซื้อวัสดุก่อสร้าง"
    saved = feed(item(title=title)).decode(latin).encode()
    assert titles(saved) == [title]


def test_a_byte_lost_on_the_way_does_not_spoil_the_rest():
    content = feed(item(title=TITLE), encoding="utf-8").replace("ถนน".encode(), b"\xe0\xb8", 1)
    assert titles(content) == [TITLE.replace("ถนน", "\N{REPLACEMENT CHARACTER}", 1)]


def test_a_title_is_spelled_as_the_portal_spells():
    assert titles(feed(item(title="จ้างเเก้ไข  ถนน"))) == ["จ้างแก้ไข ถนน"]


# ------------------------------------------------------------------ days
@pytest.mark.parametrize(
    "day",
    [
        "2023-01-09",
        "09/01/2566",
        "9 ม.ค. 66",
        "๙ มกราคม ๒๕๖๖",
        "Mon, 09 Jan 2023 00:00:00 GMT",
        "Mon, 09 Jan 2566 10:00:00 +0700",
        "Sun, 08 Jan 2023 18:30:00 GMT",
        "2023-01-09T08:00:00",
    ],
)
def test_a_day_is_that_of_bangkok_however_it_is_written(day):
    assert [each.day for each in read_feed(feed(item(day=day))).items] == [dt.date(2023, 1, 9)]


# ------------------------------------------------------------------ items that are wrong
@pytest.mark.parametrize(
    "wrong",
    [
        {"project": "12345"},
        {"day": "เมื่อวาน"},
        {"day": ""},
        {"day": "2023-02-30"},
        {"kind": "ประกาศรับสมัคร"},
        {"title": ""},
    ],
)
def test_a_wrong_item_is_told_and_the_others_are_kept(wrong):
    found = read_feed(feed(item(title=TITLE), item(**wrong), item(title="อื่น")))
    assert [each.title for each in found.items] == [TITLE, "อื่น"]
    assert ["2" in problem for problem in found.problems] == [True]


def test_an_item_that_does_not_name_its_type_is_of_the_type_asked_for():
    content = feed(item().replace(", ประกาศเชิญชวน<", ", <"))
    assert [each.kind for each in read_feed(content, kind=NoticeKind.WINNER).items] == ["W0"]


def test_the_number_of_a_plan_is_taken():
    content = feed(item(project="P66010012345", kind=LABELS[NoticeKind.PLAN]))
    assert [each.project for each in read_feed(content).items] == ["P66010012345"]


def test_an_address_that_is_none_is_left_out():
    content = feed(item(link="javascript:alert(1)"))
    assert [each.url for each in read_feed(content).items] == [""]


def test_the_same_item_twice_is_one():
    assert len(read_feed(feed(item(), item())).items) == 1


@pytest.mark.parametrize(
    "title",
    [f"{TITLE} <b>หมู่ 3</b>", f"<b>{TITLE}</b> หมู่ 3", f"<i>{TITLE}<b> หมู่</b></i> <br/>3"],
)
def test_markup_inside_a_title_is_left_out_and_its_text_is_not(title):
    text = item(title="ชื่อ").replace("ชื่อ", title)

    assert titles(feed(text, item(title="อื่น", day="2023-01-10"))) == [f"{TITLE} หมู่ 3", "อื่น"]


def test_what_a_foreign_element_of_an_item_holds_is_no_title_of_it():
    text = item(title=TITLE).replace(
        "<guid>", "<media><title>ภาพ</title><item>ก</item></media><guid>"
    )

    assert titles(feed(text)) == [TITLE]


def test_a_bare_ampersand_and_control_characters_are_read():
    text = item(title="ซื้อ AA & B").replace("&amp;", "&").replace("AA", "A\x0bA")
    assert titles(feed(text)) == ["ซื้อ AA & B"]


def test_a_feed_that_breaks_off_gives_what_stands_before():
    content = feed(item(title=TITLE), item(title="อื่น"))
    found = read_feed(content[: content.rindex(b"<pubDate>")])
    assert [each.title for each in found.items] == [TITLE]
    assert len(found.problems) == 1


def test_it_is_said_when_e_gp_sends_fewer_than_it_announced():
    found = read_feed(feed(item(), channel="<countbyday>35</countbyday>"))
    assert (found.stated, len(found.problems)) == (35, 1)


def test_an_empty_feed_is_fine():
    assert read_feed(feed()).items == []


# ------------------------------------------------------------------ what is no feed
@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body>closed</body></html>",
        b"\n<html><head></head></html>",
        b"<HTML>",
        "<!-- e-GP --><!doctype html><p>ปิดให้บริการในเวลาราชการ".encode("cp874"),
    ],
)
def test_a_web_page_is_told_with_the_hours_of_e_gp(content):
    assert "17.01" in refusal(content)


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_nothing_at_all_is_told(content):
    assert refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        b"project,title\n1,2",
        b"<rss><channel><item></rss>",
        b"\x00\x01\x02",
        b"<?xml version='1.0'?><Workbook></Workbook>",
        b"<rss>" + b"<a>" * 200_000,
    ],
)
def test_what_is_no_feed_is_refused(content):
    assert refusal(content)


@pytest.mark.parametrize(
    "prologue",
    [
        LAUGHS,
        "<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE rss [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>",
        "<!DOCTYPE rss>",
    ],
)
@pytest.mark.parametrize("encoding", ["cp874", "utf-16"])
def test_a_document_type_is_refused_and_with_it_every_entity(prologue, encoding):
    content = feed(item(title="x&i;"), prologue=prologue, encoding=encoding)
    assert "DOCTYPE" in refusal(content)


def test_an_unknown_entity_stays_a_text():
    assert titles(feed(item().replace("ประกวด", "&x;ประกวด", 1)))[0].startswith("&x;")


def test_more_than_the_limit_is_not_even_looked_at():
    assert "5" in refusal(b"<rss>" + b" " * MAX_BYTES)
