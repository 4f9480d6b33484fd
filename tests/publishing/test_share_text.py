import pytest

from publishing.share_text import LONG, MAX_FACTS, SHORT, Told, length, long_text, short_text

URL = "https://example.go.th/s/bcdfg"
AGENCY = "องค์การบริหารส่วนตำบลตัวอย่าง"
FACTS = [("วงเงิน", "500,000.00"), ("วิธีจัดหา", "เฉพาะเจาะจง"), ("หมู่บ้าน", "หมู่ที่ 3")]


def told(title="จ้างก่อสร้างถนนคอนกรีต", facts=FACTS):
    return Told(title, facts, URL, AGENCY)


def test_the_short_text_says_title_facts_and_link():
    assert short_text(told()) == (
        "จ้างก่อสร้างถนนคอนกรีต\nวงเงิน: 500,000.00\nวิธีจัดหา: เฉพาะเจาะจง\nหมู่บ้าน: หมู่ที่ 3\n" + URL
    )


def test_the_long_text_says_who_tells_it():
    assert long_text(told()) == (
        "จ้างก่อสร้างถนนคอนกรีต\n\n• วงเงิน: 500,000.00\n• วิธีจัดหา: เฉพาะเจาะจง\n• หมู่บ้าน: หมู่ที่ 3"
        f"\n\nอ่านรายละเอียดและหลักฐาน\n{URL}\n{AGENCY}"
    )


LONG_TITLE = "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านน้ำใส " * 40


@pytest.mark.parametrize("title", [LONG_TITLE, LONG_TITLE.replace(" ", ""), "😀" * 400])
def test_a_text_never_grows_beyond_its_room_and_keeps_its_link(title):
    short, long = short_text(told(title)), long_text(told(title, FACTS * 9))

    assert (length(short) <= SHORT, length(long) <= LONG) == (True, True)
    assert (short.endswith(URL), URL in long) == (True, True)


def test_a_fact_that_has_no_room_gives_way_to_a_shorter_one():
    facts = [("รายละเอียด", "ก" * 190), ("วันที่", "1 ตุลาคม 2566")]

    assert short_text(told("งาน", facts)) == f"งาน\nวันที่: 1 ตุลาคม 2566\n{URL}"


@pytest.mark.parametrize("dull", ["", "  ", "65040000032", "P65040000033", "จ้างก่อสร้างถนนคอนกรีต"])
def test_numbers_of_papers_and_the_title_are_not_told_again(dull):
    facts = [("ข้อเท็จจริง", dull)]

    assert (short_text(told(facts=facts)).count("\n"), "•" in long_text(told(facts=facts))) == (
        1,
        False,
    )


def test_few_facts_are_told():
    facts = [(f"เรื่อง {number}", "เนื้อหา") for number in range(20)]

    assert long_text(told(facts=facts)).count("•") == MAX_FACTS


def test_a_fact_of_many_lines_is_told_in_one():
    assert "\nรายการ: ก ข\n" in short_text(told(facts=[("รายการ", "ก\n\n ข")]))
