"""Purchases from the sheets of an office: what becomes of the rows, and which purchase a row means."""

import datetime as dt
from decimal import Decimal

import pytest

from agency.models import Village
from procurement.models import Bid, Contract, MedianPrice, Notice, Purchase, PurchaseText
from procurement.models.purchase import LIST_FACTS, refresh_list_facts
from publishing.imports import AlreadyImported, ImportRefused, apply
from publishing.models import PublicationStep
from publishing.workflow import State
from tests.procurement.importing import IMPORTER, bring, choices, look, table_from

HEAD = "เลขที่โครงการในระบบ e-GP|งานที่ซื้อหรือจ้าง|วิธีซื้อหรือจ้าง|วงเงินที่จะซื้อหรือจ้าง (บาท)"
CONTRACT = "ผู้ได้รับการคัดเลือก|ราคาที่ตกลงซื้อหรือจ้าง (บาท)|เลขที่สัญญา|วันที่สัญญา|วันที่สิ้นสุดสัญญา"
SHEET = f"""
    {HEAD}|ราคากลาง (บาท)|{CONTRACT}
    65117000001|จ้างก่อสร้างถนน หมู่ที่ 3|e-bidding|500,000|490,000|หจก. ตัวอย่าง|480,000|1/2566|9 ม.ค. 66|9 เม.ย. 66
    |ซื้อวัสดุสำนักงาน|เฉพาะเจาะจง|8,540|-|ร้านตัวอย่าง|8,540|7/2566|20 ม.ค. 66|-
    |ซื้อครุภัณฑ์คอมพิวเตอร์|เฉพาะเจาะจง|30,000|||||-|
"""


def sheet(*rows, head=HEAD):
    return "\n".join([head, *rows])


def with_contract(*rows):
    return sheet(*rows, head=f"{HEAD}|{CONTRACT}")


def counts(plan):
    comparison = plan.comparison
    return len(comparison.new), len(comparison.changed), comparison.unchanged, len(plan.refusals)


def changes(plan):
    return [
        (field.before, field.after) for change in plan.comparison.changed for field in change.fields
    ]


def test_each_row_becomes_a_draft_with_its_parts(agency, clerk):
    file = bring(SHEET, choices(clerk))

    road, paper, computer = Purchase.objects.order_by("number")
    assert (file.new_rows, road.state, road.author, road.number) == (3, State.DRAFT, clerk, 1)
    assert (road.method, road.kind, road.price, road.ends_on) == (
        "16",
        "works",
        Decimal("480000.00"),
        dt.date(2023, 4, 9),
    )
    assert [road.phase, paper.phase, computer.phase] == ["contracted", "contracted", "planned"]
    assert (MedianPrice.objects.count(), Contract.objects.count()) == (1, 2)


def test_everything_written_has_its_history(agency, clerk):
    bring(SHEET, choices(clerk))

    people = {row.history_user for row in Contract.history.all()}
    assert (Purchase.history.count(), Contract.history.count(), people) == (3, 2, {clerk})


def test_the_words_of_the_search_come_along(agency, clerk):
    bring(SHEET, choices(clerk))

    texts = PurchaseText.objects.filter(text__contains="ห้างหุ้นส่วนจำกัด")
    assert [row.purchase.egp_number for row in texts] == ["65117000001"]


def test_the_same_file_again_changes_nothing(agency, clerk):
    bring(SHEET, choices(clerk))

    assert counts(look(SHEET, choices(clerk))) == (0, 0, 3, 0)


def test_a_second_press_does_nothing_twice(agency, clerk):
    file = bring(SHEET, choices(clerk))

    with pytest.raises(AlreadyImported):
        list(apply(IMPORTER, file, table_from(SHEET), choices(clerk)))
    assert Purchase.objects.count() == 3


def test_a_changed_cell_is_shown_and_written_alone(agency, clerk):
    bring(SHEET, choices(clerk))
    changed = SHEET.replace("เฉพาะเจาะจง|30,000", "คัดเลือก|31,000")

    plan = look(changed, choices(clerk))
    bring(changed, choices(clerk))

    computer = Purchase.objects.get(title="ซื้อครุภัณฑ์คอมพิวเตอร์")
    assert ("30,000.00", "31,000.00") in changes(plan)
    assert (counts(plan), computer.method, computer.amount) == ((0, 1, 2, 0), "18", 31_000)


def test_a_changed_part_is_shown_and_written_into_the_same_part(agency, clerk):
    bring(SHEET, choices(clerk))
    before = Contract.objects.get(number="1/2566")
    changed = SHEET.replace("|480,000|", "|470,000|")

    plan = look(changed, choices(clerk))
    bring(changed, choices(clerk))

    after = Contract.objects.get(number="1/2566")
    assert changes(plan) == [("480,000.00", "470,000.00")]
    assert (after.pk, after.price, after.purchase.price) == (before.pk, 470_000, 470_000)


def test_who_changes_a_draft_has_worked_on_it_and_its_author_stays(agency, clerk, approver):
    bring(SHEET, choices(clerk))

    bring(SHEET.replace("|480,000|", "|470,000|"), choices(approver))

    road, paper, _computer = Purchase.objects.order_by("number")
    assert (road.author, road.edited_by, paper.edited_by) == (clerk, approver, clerk)


def test_an_empty_cell_and_a_missing_column_keep_what_is_there(agency, clerk):
    bring(SHEET, choices(clerk))

    plan = look(sheet("65117000001|จ้างก่อสร้างถนน หมู่ที่ 3||"), choices(clerk))

    assert counts(plan) == (0, 0, 1, 0)


def test_two_rows_with_one_number_are_two_contracts_of_one_purchase(agency, clerk):
    text = with_contract(
        "65117000001|จ้างก่อสร้างถนน|คัดเลือก|500,000|หจก. ก|200,000|1/2566|9 ม.ค. 66|",
        "65117000001|จ้างก่อสร้างถนน|คัดเลือก|500,000|หจก. ข|250,000|2/2566|9 ม.ค. 66|",
    )
    bring(text, choices(clerk))

    purchase = Purchase.objects.get()
    assert (purchase.contract_set.count(), purchase.price) == (2, 450_000)
    assert counts(look(text, choices(clerk))) == (0, 0, 1, 0)


def test_rows_of_one_number_that_disagree_are_refused(agency, clerk):
    plan = look(
        sheet("65117000001|จ้างก่อสร้างถนน|คัดเลือก|500,000", "65117000001|ซื้อวัสดุ|คัดเลือก|500,000"),
        choices(clerk),
    )

    assert [(refusal.row, refusal.column) for refusal in plan.refusals] == [(3, "title")]


def test_a_row_that_repeats_another_is_refused_with_the_first(agency, clerk):
    row = "|ซื้อน้ำดื่ม|เฉพาะเจาะจง|900"

    plan = look(sheet(row, row), choices(clerk))

    (refusal,) = plan.refusals
    assert (refusal.row, "แถว 3" in refusal.sentence) == (3, True)


def test_one_title_may_be_bought_every_month(agency, clerk):
    text = with_contract(
        "|จ้างเหมาบริการ|เฉพาะเจาะจง|9,000|นายสมมุติ|9,000||3 ต.ค. 65|",
        "|จ้างเหมาบริการ|เฉพาะเจาะจง|9,000|นายสมมุติ|9,000||1 พ.ย. 65|",
        "|จ้างเหมาบริการ|เฉพาะเจาะจง|9,000|นายสมมุติ|9,000||1 ธ.ค. 65|",
    )
    bring(text, choices(clerk))

    assert Purchase.objects.count() == 3
    assert counts(look(text, choices(clerk))) == (0, 0, 3, 0)


def test_another_contract_of_the_same_title_is_another_purchase(agency, clerk):
    bring(with_contract("|ซื้อวัสดุ|เฉพาะเจาะจง|900|ร้าน ก|900|1/2566|3 ต.ค. 65|"), choices(clerk))

    plan = look(with_contract("|ซื้อวัสดุ|เฉพาะเจาะจง|900|ร้าน ก|900|2/2566|3 พ.ย. 65|"), choices(clerk))

    assert counts(plan) == (1, 0, 0, 0)


def test_a_planned_purchase_gets_its_number_and_contract_later(agency, clerk):
    bring(sheet("|ซื้อรถขุด|คัดเลือก|900,000"), choices(clerk))

    bring(
        with_contract("65117000009|ซื้อรถขุด|คัดเลือก|900,000|บจก. ก|890,000|3/2566|5 ม.ค. 66|"),
        choices(clerk),
    )

    purchase = Purchase.objects.get()
    assert (purchase.egp_number, purchase.phase) == ("65117000009", "contracted")


def test_a_plan_number_finds_its_purchase_whatever_its_title_is_now(agency, clerk):
    head = "เลขที่แผน|งานที่ซื้อหรือจ้าง|วิธีซื้อหรือจ้าง|วงเงินที่จะซื้อหรือจ้าง"
    bring(sheet("P65110000001|ซื้อรถ|คัดเลือก|900", head=head), choices(clerk))

    plan = look(sheet("P65110000001|ซื้อรถบรรทุก|คัดเลือก|900", head=head), choices(clerk))

    assert changes(plan) == [("ซื้อรถ", "ซื้อรถบรรทุก")]


def test_a_number_of_another_year_is_refused(agency, clerk, make_purchase):
    make_purchase(fiscal_year=2565, egp_number="65117000001")

    plan = look(sheet("65117000001|จ้างก่อสร้างถนน|คัดเลือก|500,000"), choices(clerk))

    assert [(refusal.column, "2565" in refusal.sentence) for refusal in plan.refusals] == [
        ("egp_number", True)
    ]


def test_a_withdrawn_purchase_is_not_the_one_that_is_meant(agency, clerk, make_purchase):
    make_purchase(egp_number="65117000001", state=State.WITHDRAWN)

    plan = look(sheet("65117000001|จ้างก่อสร้างถนน|คัดเลือก|500,000"), choices(clerk))

    assert counts(plan) == (1, 0, 0, 0)


def test_a_clerk_may_not_change_what_is_public(agency, clerk, make_purchase):
    make_purchase(egp_number="65117000001")

    plan = look(sheet("65117000001|จ้างก่อสร้างถนน|คัดเลือก|500,000"), choices(clerk))

    assert (plan.is_ready, len(plan.hindrances)) == (False, 1)


def test_an_approver_corrects_what_is_public_with_a_reason(agency, approver, make_purchase):
    purchase = make_purchase(egp_number="65117000001")
    text = sheet(f"65117000001|{purchase.title}|คัดเลือก|499,000")

    with pytest.raises(ImportRefused):
        bring(text, choices(approver))
    bring(text, choices(approver, reason="พิมพ์ผิด"))

    step = PublicationStep.objects.get()
    purchase.refresh_from_db()
    assert (step.action, step.reason, purchase.amount) == ("correct", "พิมพ์ผิด", 499_000)


def test_a_contract_added_to_what_is_public_is_a_correction_on_record(
    agency, approver, make_purchase
):
    purchase = make_purchase(egp_number="65117000001")
    row = f"65117000001|{purchase.title}|||หจก. ก|480,000|1/2566|9 ม.ค. 66|"

    bring(with_contract(row), choices(approver, reason="ตกหล่น"))

    purchase.refresh_from_db()
    after = [text for _label, text in PublicationStep.objects.get().after]
    assert (purchase.phase, any("1/2566" in text for text in after)) == ("contracted", True)


def test_what_waits_for_review_is_locked(agency, clerk, make_purchase):
    make_purchase(egp_number="65117000001", state=State.IN_REVIEW)

    plan = look(sheet("65117000001|จ้างก่อสร้างถนน|คัดเลือก|500,000"), choices(clerk))

    assert (plan.is_ready, len(plan.hindrances)) == (False, 1)


def test_a_contract_in_a_step_that_is_not_approved_stays_as_it_is(
    agency, approver, make_purchase, make_stage, make_contract
):
    purchase = make_purchase(egp_number="65117000001")
    contract = make_contract(purchase, stage=make_stage(purchase, state=State.DRAFT))
    row = f"65117000001|{purchase.title}|||{contract.vendor}|1|1/2566|1 ก.พ. 66|"

    plan = look(with_contract(row), choices(approver))

    assert (counts(plan), len(plan.reading.notes)) == ((0, 0, 1, 0), 2)


def test_a_cancelled_purchase_has_date_and_reason(agency, clerk):
    head = f"{HEAD}|สถานะการจัดซื้อจัดจ้าง|วันที่ยกเลิก"

    bring(
        sheet("|ซื้อรถ|คัดเลือก|900|ยกเลิก เนื่องจากไม่มีผู้เสนอราคา|5 ม.ค. 66", head=head),
        choices(clerk),
    )

    purchase = Purchase.objects.get()
    assert (purchase.cancelled_on, purchase.cancel_reason, purchase.phase) == (
        dt.date(2023, 1, 5),
        "เนื่องจากไม่มีผู้เสนอราคา",
        "cancelled",
    )


def test_a_cancellation_without_a_date_is_refused(agency, clerk):
    head = f"{HEAD}|สถานะ"

    plan = look(sheet("|ซื้อรถ|คัดเลือก|900|ยกเลิก ไม่มีงบ", head=head), choices(clerk))

    assert [refusal.column for refusal in plan.refusals] == ["cancelled_on"]


def test_notices_and_bidders_come_along(agency, clerk):
    head = f"{HEAD}|วันที่ประกาศเชิญชวน|วันที่ประกาศผู้ชนะ|รายชื่อผู้เสนอราคาและราคาที่เสนอ|{CONTRACT}"
    row = (
        "|ซื้อรถ|e-bidding|900,000|9 ม.ค. 66|20 ม.ค. 66|1) บจก. ก 890,000.00 บาท; 2) หจก. ข 895,000 บาท"
        "|บริษัท ก จำกัด|890,000|3/2566|1 ก.พ. 66|"
    )
    bring(sheet(row, head=head), choices(clerk))

    notices = [(row.kind, row.published_on.day) for row in Notice.objects.all()]
    bids = [(row.price, row.is_selected) for row in Bid.objects.all()]
    assert notices == [("D0", 9), ("W0", 20)]
    assert bids == [(Decimal("890000.00"), True), (Decimal("895000.00"), False)]
    assert counts(look(sheet(row, head=head), choices(clerk))) == (0, 0, 1, 0)


def test_the_monthly_form_is_read_with_its_joined_cells(agency, clerk):
    head = (
        "งานที่จัดซื้อหรือจัดจ้าง|วงเงินที่จะซื้อหรือจ้าง (บาท)|ราคากลาง (บาท)|วิธีซื้อหรือจ้าง"
        "|รายชื่อผู้เสนอราคาและราคาที่เสนอ|ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง"
        "|เหตุผลที่คัดเลือกโดยสรุป|เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง"
    )
    row = (
        "ซื้อวัสดุ|9,000|9,000|เฉพาะเจาะจง|ร้าน ก 9,000 บาท|ร้าน ก 8,900 บาท|ราคาต่ำสุด"
        "|๑๒/๒๕๖๖ ลว. ๒๐ ธ.ค. ๒๕๖๕"
    )

    bring(sheet(row, head=head), choices(clerk))

    contract = Contract.objects.get()
    assert (contract.vendor.name, contract.price, contract.number, contract.signed_on) == (
        "ร้าน ก",
        8_900,
        "12/2566",
        dt.date(2022, 12, 20),
    )


def test_place_unit_and_line_are_found_by_what_people_write(agency, clerk, make_unit, make_line):
    village, unit = Village.objects.create(number=3, name="บ้านดอน"), make_unit("กองช่าง")
    line = make_line(title="ครุภัณฑ์ยานพาหนะ")
    head = f"{HEAD}|หมู่ที่|หน่วยงานรับผิดชอบ|รายการงบประมาณ"

    bring(sheet(f"|ซื้อรถ|คัดเลือก|900|ม.๓|กองช่าง|{line.title}", head=head), choices(clerk))

    purchase = Purchase.objects.get()
    assert (purchase.village, purchase.unit, purchase.budget_line) == (village, unit, line)


def test_a_planned_month_is_a_day_of_it(agency, clerk):
    head = f"{HEAD}|คาดว่าจะประกาศ (เดือน/ปี)"

    bring(sheet("|ซื้อรถ|คัดเลือก|900|ธ.ค. 65", head=head), choices(clerk))

    purchase = Purchase.objects.get()
    assert purchase.planned_on == dt.date(2022, 12, 1)


def test_the_month_keeps_a_day_that_was_typed_in_the_portal(agency, clerk):
    head = f"{HEAD}|คาดว่าจะประกาศ"
    bring(sheet("|ซื้อรถ|คัดเลือก|900|15 ธ.ค. 65", head=head), choices(clerk))

    plan = look(sheet("|ซื้อรถ|คัดเลือก|900|ธันวาคม", head=head), choices(clerk))

    assert counts(plan) == (0, 0, 1, 0)


def test_odd_prices_are_told_and_imported(agency, clerk):
    odd = SHEET.replace("|490,000|", "|600,000|").replace("|480,000|", "|610,000|")

    plan = look(odd, choices(clerk))

    told = [note for note in plan.reading.notes if "สูงกว่า" in note]
    assert (plan.is_ready, len(told)) == (True, 3)


def test_only_the_first_of_many_locked_purchases_are_named(agency, clerk, make_purchase):
    rows = []
    for number in range(12):
        make_purchase(f"ซื้อของ {number}", egp_number=f"651170000{number:02}")
        rows.append(f"651170000{number:02}|ซื้อของ {number}|คัดเลือก|1")

    plan = look(sheet(*rows), choices(clerk))

    assert (len(plan.hindrances), "2" in plan.hindrances[-1]) == (11, True)


def test_the_facts_of_the_list_are_those_of_a_purchase_saved_by_hand(agency, clerk):
    head = f"{HEAD}|วันที่ประกาศเชิญชวน|{CONTRACT}"
    row = "|ซื้อรถ|e-bidding|900|9 ม.ค. 66|บจก. ก|890|3/2566|1 ก.พ. 66|1 มี.ค. 66"
    bring(sheet(row, head=head), choices(clerk))
    (before,) = Purchase.objects.values(*LIST_FACTS)

    refresh_list_facts(Purchase.objects.get().pk)

    assert Purchase.objects.values(*LIST_FACTS).get() == before


def test_the_file_and_its_numbers_may_not_name_one_purchase_twice(agency, clerk, make_purchase):
    purchase = make_purchase(egp_number="65117000001")
    head = f"เลขที่งานในเว็บไซต์|{HEAD}"
    rows = [
        f"#2566/{purchase.number}|65117000001|{purchase.title}||",
        "|65117000001|ซื้อรถ|คัดเลือก|900",
    ]

    plan = look(sheet(*rows, head=head), choices(clerk))

    assert [(refusal.row, refusal.column) for refusal in plan.refusals] == [(3, "egp_number")]
