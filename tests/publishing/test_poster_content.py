import datetime as dt
from decimal import Decimal

import pytest

from publishing.posters.content import (
    Bar,
    Figure,
    Line,
    PosterContent,
    Section,
    bar_width,
    bars_of,
    figure_of,
)
from publishing.posters.fitting import limited, shared, ways
from publishing.posters.sizes import BY_FILE, PORTRAIT
from tests.publishing.posters import STAMP, doors, overfull, poster


def bars(*amounts):
    return bars_of(
        [(f"แผนงาน {n}", Decimal(amount)) for n, amount in enumerate(amounts)], unit="บาท"
    )


# ------------------------------------------------------------------ rows
def test_the_largest_bar_is_whole_and_the_others_are_drawn_to_its_scale():
    assert [bar.width for bar in bars(50, 25, 0)] == [100, 50, 0]


@pytest.mark.parametrize(
    "part, scale, width",
    [
        (Decimal("0.01"), 100, 1),
        (Decimal(-5), 100, 0),
        (Decimal(300), 100, 100),
        (Decimal(5), 0, 0),
    ],
)
def test_a_bar_is_seen_and_never_longer_than_its_scale(part, scale, width):
    assert bar_width(part, Decimal(scale)) == width


def test_bars_beyond_the_room_of_a_format_stand_together_as_others():
    shown = limited(Section(bars=bars(40, 30, 20, 10)), 3).bars

    assert [(bar.name, bar.amount) for bar in shown] == [
        ("แผนงาน 0", 40),
        ("แผนงาน 1", 30),
        ("และอีก 2 รายการ", 30),
    ]


def test_no_format_shows_a_single_bar_of_others():
    assert [bar.name for bar in limited(Section(bars=bars(40, 30, 20)), 1).bars] == [
        "แผนงาน 0",
        "และอีก 2 รายการ",
    ]


def test_percentages_do_not_add_up_and_are_counted_instead():
    shown = limited(Section(bars=bars(40, 30, 20), add_up=False), 2)

    assert (len(shown.bars), shown.more) == (2, 1)


def test_lines_beyond_the_room_are_counted():
    shown = limited(Section(lines=tuple(Line(name=str(n)) for n in range(5)), more=2), 3)

    assert (len(shown.lines), shown.more) == (3, 4)


@pytest.mark.parametrize("kept, rest", [(3, ""), (1, "และอีก 2 รายการ รวม 4,000 บาท")])
def test_what_finds_no_room_is_said_with_what_it_costs(kept, rest):
    lines = tuple(Line(name="ซื้อนม", baht=Decimal(amount)) for amount in (9_000, 3_000, 1_000))

    assert limited(Section(lines=lines), kept).rest == rest


def test_plans_that_find_no_room_are_said_with_what_they_spent():
    spent = bars(40, 30, 20)
    rows = tuple(each.model_copy(update={"baht": Decimal(2_000)}) for each in spent)

    assert limited(Section(bars=rows, add_up=False), 1).rest == "และอีก 2 รายการ รวม 4,000 บาท"


def test_a_long_row_is_cut_for_a_small_picture_alone():
    section = Section(lines=(Line(name="ชี้แจงแผนการใช้จ่าย แก่ทุกกอง"),))

    assert [limited(section, 1, letters).lines[0].name for letters in (240, 22)] == [
        "ชี้แจงแผนการใช้จ่าย แก่ทุกกอง",
        "ชี้แจงแผนการใช้จ่าย…",
    ]


@pytest.mark.parametrize(
    "amounts, widths", [((40, 30, 20, 10), [100, 75, 75]), ((40, 30, 30, 20), [100, 75, 0])]
)
def test_what_is_not_named_is_never_the_longest_bar(amounts, widths):
    shown = limited(Section(bars=bars(*amounts)), 3).bars

    assert [(bar.width, bar.is_rest) for bar in shown] == list(
        zip(widths, [False, False, True], strict=True)
    )


def test_one_line_alone_is_not_left_out_as_to_say_so_takes_its_room():
    shown = limited(Section(lines=tuple(Line(name=str(n)) for n in range(4))), 3)

    assert (len(shown.lines), shown.rest) == (4, "")


# ------------------------------------------------------------------ ways to draw it
@pytest.mark.parametrize(
    "needs, total, given",
    [([7, 4], 11, [7, 4]), ([7, 4], 8, [6, 2]), ([7, 4], 2, [1, 1]), ([0, 3], 2, [0, 2])],
)
def test_parts_get_rows_by_what_they_lack(needs, total, given):
    assert shared(needs, total) == given


def test_type_and_code_get_smaller_before_a_word_goes():
    content = overfull()
    drawn = list(ways(content, PORTRAIT))
    whole = [way for way in drawn if way.sections == drawn[0].sections]

    assert {way.lead for way in whole} == {content.lead}
    assert [way.scale for way in whole] == [0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 8]
    assert [(way.is_small, way.is_brief) for way in whole[6:]] == [
        (False, False),
        *[(True, False)] * 3,
        (True, True),
    ]


def test_each_way_says_no_more_than_the_one_before():
    said = [
        (len(way.sections), sum(section.size for section in way.sections), bool(way.lead))
        for way in ways(doors(), PORTRAIT)
    ]

    assert [parts for parts, _rows, _lead in said] == sorted(
        (parts for parts, _rows, _lead in said), reverse=True
    )
    assert (said[0], said[-2:]) == ((2, 11, True), [(1, 1, False), (0, 0, False)])


def test_a_shorter_lead_is_said_before_a_row_goes():
    drawn = list(ways(poster(short_lead="สั้น"), BY_FILE["1x1.png"]))
    (first, *_) = [way for way in drawn if way.lead == "สั้น"]

    assert first.sections == drawn[0].sections


# ------------------------------------------------------------------ figures
@pytest.mark.parametrize(
    "amount, value, unit", [("46.92 ล้านบาท", "46.92", "ล้านบาท"), ("950,000 บาท", "950,000", "บาท")]
)
def test_an_amount_in_words_is_a_large_number_and_its_unit(amount, value, unit):
    assert figure_of(amount, "งบ") == Figure(value=value, unit=unit, label="งบ")


@pytest.mark.parametrize(
    "value, length",
    [("46.92", ""), ("123,456.78", "long"), ("1,234,567.89", "longest"), ("งดรับ งดให้", "long")],
)
def test_long_numbers_have_smaller_type_and_marks_take_no_room(value, length):
    assert Figure(value=value).length == length


def test_the_sign_of_percent_stands_at_its_number():
    bar = Bar(name="", amount=Decimal("42.40"), unit="%", width=1)

    assert (Figure(value="42.40", unit="%").text, bar.text) == ("42.40%", "42.40%")


# ------------------------------------------------------------------ what is told
def test_the_text_beside_the_picture_has_all_that_the_picture_has():
    content = poster(
        sections=(
            Section(title="แผนงาน", bars=bars(30)),
            Section(lines=(Line(name="ซื้อนม", detail="สหกรณ์", number="500 บาท"),), more=3),
            Section(nothing="ไม่มีรายการ"),
        )
    )

    assert content.text_twin("https://example.go.th/p/").splitlines() == [
        "งบ 100 บาท ไปไหน",
        "ปีงบประมาณ พ.ศ. 2567 · องค์การบริหารส่วนตำบลตัวอย่าง",
        "ถ้างบประมาณทั้งปีคือเงิน 100 บาท",
        "งบประมาณทั้งปี: 46.92 ล้านบาท",
        "ใช้ไปแล้ว: 42.40%",
        "",
        "แผนงาน",
        "- แผนงาน 0: 30 บาท",
        "",
        "- ซื้อนม · สหกรณ์ · 500 บาท",
        "และอีก 3 รายการ",
        "",
        "ไม่มีรายการ",
        "",
        "ดูรายละเอียดทั้งหมด: https://example.go.th/p/",
        "ที่มา: ข้อบัญญัติงบประมาณรายจ่าย",
        "ข้อมูล ณ วันที่ 31 มีนาคม 2567",
    ]


def test_who_cannot_see_hears_the_first_lines_with_their_prices():
    lines = tuple(Line(name=name, detail="ผู้ขาย", number="5 บาท") for name in "กขคงจฉ")

    assert poster(title="ซื้ออะไร", figures=(), sections=(Section(lines=lines),)).alt == (
        "โปสเตอร์: ซื้ออะไร · ก 5 บาท · ข 5 บาท · ค 5 บาท · ง 5 บาท · จ 5 บาท"
    )


def test_who_cannot_see_hears_the_title_the_figures_and_the_first_bars():
    assert poster(sections=(Section(bars=bars(6, 5, 4, 3, 2, 1)),)).alt == (
        "โปสเตอร์: งบ 100 บาท ไปไหน · งบประมาณทั้งปี 46.92 ล้านบาท · ใช้ไปแล้ว 42.40%"
        " · แผนงาน 0 6 บาท · แผนงาน 1 5 บาท · แผนงาน 2 4 บาท · แผนงาน 3 3 บาท · แผนงาน 4 2 บาท"
    )


def test_another_day_with_the_same_numbers_is_the_same_poster():
    assert poster().fingerprint == poster(as_of=dt.date(2025, 1, 1)).fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"title": "งบ 100 บาท"},
        {"figures": (Figure(value="46.93", unit="ล้านบาท", label="งบประมาณทั้งปี"),)},
        {"url": "https://itas.example.go.th/"},
        {"sections": ()},
    ],
)
def test_whatever_it_tells_otherwise_makes_another_poster(change):
    assert poster(**change).fingerprint != poster().fingerprint


def test_it_comes_back_from_json_as_it_was():
    content = poster()

    assert PosterContent.model_validate(content.model_dump(mode="json")) == content


def test_an_edition_says_its_number_and_a_live_poster_that_it_has_none():
    assert (STAMP.edition, STAMP.model_copy(update={"number": None}).edition) == (
        "ฉบับที่ 3",
        "ฉบับออนไลน์ล่าสุด",
    )
