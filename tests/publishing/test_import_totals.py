from decimal import Decimal

import pytest

from publishing.import_totals import RowText, Scope, label_of
from tests.publishing.sheets import HEADER, cleaned

LEVELS = {0: "plan", 1: "class"}
GROUPS = {"แผนงานการศึกษา": "plan", "งบบุคลากร": "class"}


def scope_of(*texts: str) -> Scope | None:
    row = RowText({index: text for index, text in enumerate(texts) if text}, LEVELS)
    label = label_of(row, GROUPS)
    return label and label.scope


def totals(rows):
    table = cleaned([HEADER, *rows])
    return [
        (total.label, total.values["amount"], total.expected["amount"]) for total in table.totals
    ]


def baht(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"))


# ------------------------------------------------------------------ which rows are totals
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("รวม", Scope.PLAIN),
        ("ร ว ม", Scope.PLAIN),
        ("ยอดรวม", Scope.PLAIN),
        ("รวมเป็นเงิน", Scope.PLAIN),
        ("รวม ๑๒ โครงการ", Scope.PLAIN),
        ("Total", Scope.PLAIN),
        ("รวมทั้งสิ้น", Scope.GRAND),
        ("รวมรายจ่ายทั้งสิ้น", Scope.GRAND),
        ("Grand total", Scope.GRAND),
        ("ยอดยกไป", Scope.RUNNING),
        ("ยอดยกมา", Scope.RUNNING),
        ("รวมแผนงานการศึกษา", Scope.NAMED),
        ("รวมงบบุคลากร", Scope.NAMED),
        ("รวมค่าตอบแทน", Scope.UNKNOWN),
    ],
)
def test_a_label_alone_in_its_row_is_a_total(text, scope, place):
    assert scope_of(*[""] * place, text) is scope


@pytest.mark.parametrize(
    "texts",
    [
        ("แผนงานการศึกษา", "งบบุคลากร", "รวมใจพัฒนา"),
        ("", "", "รวมใจพัฒนา"),
        ("", "", "โครงการรวมพลังชุมชน"),
        ("แผนงานการศึกษา", "", "รวมค่าอาหารของโครงการ"),
        ("", "", "ทาสีอาคาร", "รวม"),
        ("แผนงานการศึกษา", "งบบุคลากร", "รวมหมู่บ้าน", "หมู่ 1"),
        ("", "", "รวมพลคนรักษ์น้ำ"),
    ],
)
def test_a_title_that_begins_with_the_word_for_total_is_data(texts):
    assert scope_of(*texts) is None


def test_a_number_before_the_title_makes_it_data():
    row = RowText({1: "3", 2: "รวมงานประเพณีท้องถิ่น"}, {0: "plan"})

    assert label_of(row, {}) is None


@pytest.mark.parametrize(
    ("texts", "scope"),
    [
        (("แผนงานการศึกษา", "รวม"), Scope.PLAIN),
        (("แผนงานการศึกษา", "งบบุคลากร", "รวม"), Scope.PLAIN),
        (("แผนงานการศึกษา", "", "รวมงบบุคลากร"), Scope.NAMED),
    ],
)
def test_repeated_row_labels_beside_it_leave_a_total_a_total(texts, scope):
    assert scope_of(*texts) is scope


# ------------------------------------------------------------------ what they should say
def test_totals_of_every_level_are_checked():
    rows = [
        ["แผนงานการศึกษา", "งบบุคลากร", "เงินเดือน", 100],
        ["", "", "ค่าตอบแทน", 50],
        ["", "", "รวมงบบุคลากร", 150],
        ["", "งบดำเนินงาน", "ค่าใช้สอย", 30],
        ["", "", "รวมงบดำเนินงาน", 30],
        ["รวมแผนงานการศึกษา", "", "", 180],
        ["แผนงานสาธารณสุข", "งบบุคลากร", "เงินเดือน", 20],
        ["", "", "รวมงบบุคลากร", 20],
        ["รวมแผนงานสาธารณสุข", "", "", 20],
        ["รวมทั้งสิ้น", "", "", 200],
    ]

    assert [stated - expected for _, stated, expected in totals(rows)] == [0] * 6


def test_plain_totals_are_those_since_the_last_one_and_the_last_is_that_of_all():
    rows = [
        ["ก", "", "x", 100],
        ["รวม", "", "", 100],
        ["ข", "", "y", 5],
        ["รวม", "", "", 5],
        ["รวม", "", "", 105],
    ]

    assert [stated - expected for _, stated, expected in totals(rows)] == [0] * 3


def test_a_plain_total_beside_its_group_is_that_of_the_group():
    rows = [
        ["ก", "", "x", 100],
        ["ข", "", "y", 5],
        ["ก", "", "z", 1],
        ["ก", "", "รวม", 102],
    ]

    assert totals(rows) == [("รวม", baht("102"), baht("101"))]


def test_a_sum_carried_to_the_next_page_is_that_of_all_rows_above():
    rows = [
        ["ก", "", "x", 100],
        ["รวม", "", "", 100],
        ["ข", "", "y", 5],
        ["ยอดยกไป", "", "", 105],
        ["ยอดยกมา", "", "", 105],
    ]

    assert [stated - expected for _, stated, expected in totals(rows)] == [0] * 3


@pytest.mark.parametrize(
    ("label", "stated", "expected"),
    [("รวมทั้งสิ้น", "107", "106"), ("รวม", "2.5", "6"), ("รวมแผนงานข", "5", "6")],
)
def test_a_total_that_does_not_add_up_is_reported_with_what_it_should_be(label, stated, expected):
    rows = [
        ["ก", "", "x", 100],
        ["รวม", "", "", 100],
        ["แผนงานข", "", "y", 6],
        [label, "", "", stated],
    ]

    table = cleaned([HEADER, *rows])

    assert table.totals[-1].expected == {"amount": baht(expected)}
    assert table.totals[-1].differences == {"amount": baht(stated) - baht(expected)}
    assert not table.totals[-1].agrees
    assert table.refusals == ()


def test_a_total_is_checked_in_every_column_in_which_it_states_something():
    header = ["แผนงาน", "รายการ", "งบประมาณ", "ผลการเบิกจ่าย ต.ค.", "ผลการเบิกจ่าย พ.ย."]

    table = cleaned([header, ["ก", "x", 9, 1, ""], ["ก", "y", 1, "", 2], ["รวม", "", 10, "", 2]])

    assert table.totals[0].values == {"amount": baht("10"), "november": baht("2")}
    assert table.totals[0].agrees
