"""What an import of purchases refuses or asks, each with its row, column and value."""

import pytest

from agency.models import Village
from procurement.models import Purchase
from publishing.import_plan import ALL
from publishing.imports import ImportRefused
from tests.procurement.importing import bring, choices, look

HEAD = "งานที่ซื้อหรือจ้าง|วิธีซื้อหรือจ้าง|วงเงินที่จะซื้อหรือจ้าง (บาท)"


def one(column, value, *, row="ซื้อรถ|เฉพาะเจาะจง|900"):
    """A sheet of one purchase with one more column."""
    return f"{HEAD}|{column}\n{row}|{value}"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("ราคากลาง", "-500"),
        ("ราคากลาง", "แพงมาก"),
        ("วันที่สัญญา", "31 ก.พ. 66"),
        ("วันที่สัญญา", "เมื่อวาน"),
        ("วันที่ประกาศเชิญชวน", "99/99/99"),
        ("คาดว่าจะประกาศ", "เดือนหน้า"),
        ("เลขที่โครงการในระบบ e-GP", "6511"),
        ("ปีงบประมาณ", "สองพัน"),
        ("ปีงบประมาณ", "3566"),
        ("เลขประจำตัวผู้เสียภาษี", "12345"),
        ("เหตุผลสนับสนุน", "9"),
        ("เลขที่งานในเว็บไซต์", "ห้า"),
        ("เลขที่งานในเว็บไซต์", "2566/99"),
        ("เลขที่งานในเว็บไซต์", "2565/1"),
        ("หมู่ที่", "หมู่ที่ 99"),
        ("หน่วยงานรับผิดชอบ", "กองดวงจันทร์"),
        ("รายการงบประมาณ", "ไม่มีรายการนี้"),
        ("แหล่งที่มาของงบประมาณ", "ดวงจันทร์"),
        ("ประเภทการจัดหา", "ขุดคุ้ย"),
        ("รายชื่อผู้เสนอราคาและราคาที่เสนอ", "ร้านไม่มีราคา"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_and_column(agency, clerk, column, value):
    row = "รายการพิเศษ|เฉพาะเจาะจง|900" if column == "ประเภทการจัดหา" else "ซื้อรถ|เฉพาะเจาะจง|900"

    plan = look(one(column, value, row=row), choices(clerk))

    sentence = plan.refusals[0].sentence
    assert (column in sentence, "แถว 2" in sentence) == (True, True)


def test_nothing_is_written_where_one_row_is_wrong(agency, clerk):
    text = f"{HEAD}\nซื้อรถ|เฉพาะเจาะจง|900\nซื้อเรือ|ดำน้ำ|900"

    with pytest.raises(ImportRefused):
        bring(text, choices(clerk))
    assert Purchase.objects.count() == 0


@pytest.mark.parametrize("row", ["ซื้อรถ||900", "ซื้อรถ|เฉพาะเจาะจง|", "รายการพิเศษ|เฉพาะเจาะจง|900"])
def test_what_a_new_purchase_lacks_is_said(agency, clerk, row):
    plan = look(f"{HEAD}|หมายเหตุ\n{row}|x", choices(clerk))

    assert (len(plan.refusals), plan.refusals[0].row) == (1, 2)


def test_the_title_tells_the_method_where_the_column_is_empty(agency, clerk):
    bring(f"{HEAD}\nซื้อรถ โดยวิธีเฉพาะเจาะจง|-|900", choices(clerk))

    assert Purchase.objects.get().method == "19"


def test_an_unknown_method_is_asked_once_and_taken_as_chosen(agency, clerk):
    text = f"{HEAD}\nซื้อรถ|วิธีพิเศษ|900\nซื้อเรือ|วิธีพิเศษ|800"
    (name,) = look(text, choices(clerk)).reading.unknown

    bring(text, choices(clerk, names={name.token: "18"}))

    assert (name.rows, list(Purchase.objects.values_list("method", flat=True))) == (
        (2, 3),
        ["18", "18"],
    )


def test_what_was_chosen_for_a_name_that_is_no_longer_offered_is_asked_anew(agency, clerk):
    text = one("หมู่ที่", "หมู่บ้านใหม่")
    (name,) = look(text, choices(clerk)).reading.unknown

    plan = look(text, choices(clerk, names={name.token: "123456"}))

    assert len(plan.refusals) == 1


def test_an_unknown_village_is_chosen_or_left_empty(agency, clerk):
    village = Village.objects.create(number=3, name="บ้านดอน")
    text = one("หมู่ที่", "บ้านดอนใหญ่ทั้งหมู่")
    (name,) = look(text, choices(clerk)).reading.unknown

    left = look(text, choices(clerk, leave_unknown=True))
    bring(text, choices(clerk, names={name.token: str(village.pk)}))

    assert [value for value, _label in name.options] == [str(village.pk), "none"]
    assert (left.is_ready, Purchase.objects.get().village) == (True, village)


def test_the_nearest_lines_of_the_year_are_offered(agency, clerk, make_line):
    line = make_line(title="ก่อสร้างถนนคอนกรีต หมู่ที่ 3", code="03-001")
    make_line(title="เงินเดือนพนักงาน")

    (name,) = look(one("รายการงบประมาณ", "ก่อสร้างถนนคอนกรีต"), choices(clerk)).reading.unknown

    assert name.options[0] == (str(line.pk), "03-001 ก่อสร้างถนนคอนกรีต หมู่ที่ 3")


def test_the_missing_year_is_said_once(agency, clerk):
    text = f"{HEAD}\nซื้อรถ|เฉพาะเจาะจง|900\nซื้อเรือ|เฉพาะเจาะจง|900"

    plan = look(text, choices(clerk, year=None))

    assert [refusal.column for refusal in plan.refusals] == ["fiscal_year"]


def test_each_row_may_say_its_own_year(agency, clerk):
    text = f"ปีงบประมาณ|{HEAD}\n2565|ซื้อรถ|เฉพาะเจาะจง|900\n2023|ซื้อเรือ|เฉพาะเจาะจง|900"

    bring(text, choices(clerk, year=None))

    assert list(Purchase.objects.order_by("pk").values_list("fiscal_year", "number")) == [
        (2565, 1),
        (2566, 1),
    ]


def test_rows_of_other_years_are_left_out_where_a_year_is_chosen(agency, clerk):
    text = f"ปีงบประมาณ|{HEAD}\n2565|ซื้อรถ|เฉพาะเจาะจง|900\n2566|ซื้อเรือ|เฉพาะเจาะจง|900"

    plan = look(text, choices(clerk))

    assert [record.label for record in plan.comparison.new] == ["ซื้อเรือ"]


AGENCIES = f"""
    ชื่อหน่วยงาน|{HEAD}
    องค์การบริหารส่วนตำบลตัวอย่าง|ซื้อรถ|เฉพาะเจาะจง|900
    เทศบาลตำบลสมมุติ|ซื้อเรือ|เฉพาะเจาะจง|900
"""


def test_of_several_agencies_our_own_rows_are_taken(agency, clerk):
    plan = look(AGENCIES, choices(clerk))

    assert [record.label for record in plan.comparison.new] == ["ซื้อรถ"]


@pytest.mark.parametrize(("only", "expected"), [("เทศบาลตำบลสมมุติ", 1), (ALL, 2)])
def test_another_agency_or_all_of_them_may_be_chosen(agency, clerk, only, expected):
    assert len(look(AGENCIES, choices(clerk, only=only)).comparison.new) == expected


def test_several_agencies_that_are_not_ours_need_a_choice(agency, clerk):
    text = AGENCIES.replace("องค์การบริหารส่วนตำบลตัวอย่าง", "เทศบาลตำบลอื่น")

    plan = look(text, choices(clerk))

    assert ([refusal.column for refusal in plan.refusals], len(plan.reading.agencies)) == (
        ["agency"],
        2,
    )


def test_a_contract_that_ends_before_it_begins_is_refused(agency, clerk):
    text = f"{HEAD}|ผู้รับจ้าง|ราคาที่ตกลง|วันที่เริ่มต้นสัญญา|วันที่สิ้นสุดสัญญา\nซื้อรถ|เฉพาะเจาะจง|9|ร้าน ก|9|5 ม.ค. 66|4 ม.ค. 66"

    assert [refusal.column for refusal in look(text, choices(clerk)).refusals] == ["ends_on"]


def test_a_new_contract_needs_its_price(agency, clerk):
    plan = look(one("ผู้รับจ้าง", "ร้าน ก"), choices(clerk))

    assert [refusal.column for refusal in plan.refusals] == ["price"]


def test_a_citizen_number_never_becomes_public_through_a_title(agency, clerk):
    text = one("หมายเหตุ", "x", row="จ้างนายสมมุติ 9123456789010|เฉพาะเจาะจง|900")

    plan = look(text, choices(clerk))

    assert (plan.is_ready, "9123456789010" in plan.refusals[0].sentence) == (False, False)


def test_a_title_that_is_too_long_is_refused(agency, clerk):
    plan = look(one("หมายเหตุ", "x", row=f"ซื้อ{'ก' * 600}|เฉพาะเจาะจง|900"), choices(clerk))

    assert [refusal.row for refusal in plan.refusals] == [2]
