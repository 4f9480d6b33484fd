"""The flags of a purchase read its settled rows; those of a step read the step too."""

from decimal import Decimal

from procurement.checkup import flags_of_purchase, flags_of_stage
from procurement.models import Amendment, Instalment
from procurement.models.notice import DocumentKind
from publishing.workflow import State


def texts(flags):
    return [flag.text.split(" ")[0] for flag in flags]


def test_a_draft_step_is_flagged_on_its_own_page_only(make_stage, make_contract, make_median_price):
    stage = make_stage(state=State.DRAFT)
    make_median_price(stage.purchase, 400_000)
    make_contract(stage.purchase, stage=stage)

    found = [
        any("ราคาที่ตกลง" in flag.text for flag in flags)
        for flags in (flags_of_purchase(stage.purchase), flags_of_stage(stage))
    ]

    assert found == [False, True]


def test_an_amended_price_is_held_against_the_budget_and_no_median_price(
    make_purchase, make_contract, make_median_price
):
    contract = make_contract(make_purchase(egp_number="66017234567"))
    make_median_price(contract.purchase, 490_000)
    Amendment.objects.create(
        contract=contract, signed_on="2023-03-01", price=Decimal(600_000), reason="เพิ่มงาน"
    )

    assert [flag.text for flag in flags_of_purchase(contract.purchase)] == [
        (
            "ราคาหลังแก้ไขสัญญา 600,000.00 บาท สูงกว่าวงเงินงบประมาณที่ได้รับจัดสรร "
            "500,000.00 บาท อยู่ 100,000.00 บาท (ร้อยละ 20.00)"
        )
    ]


def test_a_cancelled_contract_counts_no_more(make_purchase, make_contract):
    contract = make_contract(
        make_purchase(egp_number="66017234567"), price=900_000, cancelled_on="2023-03-01"
    )

    assert flags_of_purchase(contract.purchase) == []


def test_the_paper_of_acceptance_of_a_step_reminds_of_the_contract(make_stage, make_contract):
    stage = make_stage(state=State.DRAFT)
    contract = make_contract(stage.purchase)
    stage.purchasedocument_set.create(
        purchase=stage.purchase, kind=DocumentKind.ACCEPTANCE, title="ใบตรวจรับ", document="d"
    )
    before = any("มีเอกสารตรวจรับ" in flag.text for flag in flags_of_stage(stage))

    Instalment.objects.create(contract=contract, number=1, amount=1, accepted_on="2023-03-01")

    after = any("มีเอกสารตรวจรับ" in flag.text for flag in flags_of_stage(stage))
    assert (before, after) == (True, False)


def test_a_contract_is_held_against_the_winner_who_was_named_last(awarded_again, make_vendor):
    purchase = awarded_again("contract")
    before = any("คู่สัญญาเป็นรายอื่น" in flag.text for flag in flags_of_purchase(purchase))

    purchase.contract_set.update(vendor=make_vendor("ร้านสาม"))

    after = any("คู่สัญญาเป็นรายอื่น" in flag.text for flag in flags_of_purchase(purchase))
    assert (before, after) == (False, True)
