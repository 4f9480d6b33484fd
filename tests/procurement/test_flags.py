"""Flags are sentences about odd figures, papers and days, and silence about all others."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from procurement.flags import Limits, PurchaseFacts, SignedContract, flags

LIMITS = Limits(median=Decimal(500_000), egp=Decimal(100_000))
SIGNED = SignedContract("สัญญา 1/2566", dt.date(2023, 2, 1), Decimal(480_000), "ก")
PLAIN = PurchaseFacts(
    fiscal_year=2566,
    allocated=Decimal(500_000),
    amount=Decimal(500_000),
    egp_number="66017234567",
    median_price=Decimal(490_000),
    is_announced=True,
    first_invitation=dt.date(2023, 1, 9),
    first_winner=dt.date(2023, 1, 20),
    contracts=(SIGNED,),
    selected=("ก",),
)


def texts(facts):
    return [flag.text for flag in flags(facts, LIMITS)]


def test_a_purchase_in_order_has_no_flag():
    assert texts(PLAIN) == []


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"amount": Decimal(510_000), "median_price": Decimal(490_000)},
            (
                "วงเงินที่จะซื้อหรือจ้าง 510,000.00 บาท สูงกว่าวงเงินงบประมาณที่ได้รับจัดสรร "
                "500,000.00 บาท อยู่ 10,000.00 บาท (ร้อยละ 2.00)"
            ),
        ),
        (
            {"median_price": Decimal(525_000)},
            (
                "ราคากลาง 525,000.00 บาท สูงกว่าวงเงินงบประมาณที่ได้รับจัดสรร "
                "500,000.00 บาท อยู่ 25,000.00 บาท (ร้อยละ 5.00)"
            ),
        ),
        (
            {"median_price": Decimal(400_000)},
            (
                "ราคาที่ตกลงซื้อหรือจ้าง 480,000.00 บาท สูงกว่าราคากลาง "
                "400,000.00 บาท อยู่ 80,000.00 บาท (ร้อยละ 20.00)"
            ),
        ),
        (
            {"allocated": Decimal(0), "median_price": None, "amount": Decimal(0)},
            (
                "ราคาที่ตกลงซื้อหรือจ้าง 480,000.00 บาท สูงกว่าวงเงินงบประมาณที่ได้รับจัดสรร "
                "0.00 บาท อยู่ 480,000.00 บาท"
            ),
        ),
    ],
)
def test_money_above_its_limit_is_named_with_figures(changes, text):
    assert texts(replace(PLAIN, **changes)) == [text]


def test_an_amended_price_below_the_budget_is_no_matter():
    amended = replace(SIGNED, amended_price=Decimal(500_000))

    assert texts(replace(PLAIN, contracts=(amended,))) == []


def test_two_contracts_count_together():
    half = replace(SIGNED, price=Decimal(250_000))
    facts = replace(PLAIN, contracts=(half, half), median_price=Decimal(499_999))

    assert [text.split(" บาท")[0] for text in texts(facts)] == ["ราคาที่ตกลงซื้อหรือจ้าง 500,000.00"]


@pytest.mark.parametrize(
    ("amount", "is_announced", "is_flagged"),
    [(500_000, True, False), (500_001, True, True), (500_001, False, False)],
)
def test_a_median_price_is_missed_above_the_limit_once_announced(amount, is_announced, is_flagged):
    facts = replace(
        PLAIN,
        allocated=Decimal(amount),
        amount=Decimal(amount),
        median_price=None,
        is_announced=is_announced,
        contracts=(),
    )

    assert any("ยังไม่มีราคากลาง" in text for text in texts(facts)) is is_flagged


@pytest.mark.parametrize(("amount", "is_flagged"), [(100_000, False), (100_001, True)])
def test_a_number_of_egp_is_missed_above_the_limit(amount, is_flagged):
    facts = replace(
        PLAIN, amount=Decimal(amount), allocated=Decimal(500_000), egp_number="", contracts=()
    )

    assert any("เลขที่โครงการ e-GP" in text for text in texts(facts)) is is_flagged


def test_a_contract_with_somebody_who_was_not_selected_names_both():
    flag = flags(replace(PLAIN, selected=("ข",)), LIMITS)[0]

    assert flag.text == "ผู้ได้รับการคัดเลือกคือ ข แต่คู่สัญญาเป็นรายอื่น"
    assert flag.rows == ("สัญญา 1/2566: ก",)


def test_who_was_selected_is_not_asked_of_a_contract_without_a_vendor():
    facts = replace(PLAIN, contracts=(replace(SIGNED, vendor=None),))

    assert texts(facts) == []


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (
            dt.date(2023, 1, 1),
            "สัญญา 1/2566 ลงวันที่ 1 มกราคม 2566 ก่อนประกาศเชิญชวนฉบับแรกซึ่งลงวันที่ 9 มกราคม 2566",
        ),
        (
            dt.date(2023, 1, 19),
            "สัญญา 1/2566 ลงวันที่ 19 มกราคม 2566 ก่อนประกาศผู้ชนะฉบับแรกซึ่งลงวันที่ 20 มกราคม 2566",
        ),
        (
            dt.date(2023, 10, 1),
            "สัญญา 1/2566 ลงวันที่ 1 ตุลาคม 2566 อยู่นอกปีงบประมาณ พ.ศ. 2566",
        ),
    ],
)
def test_days_out_of_order_are_named(day, text):
    assert text in texts(replace(PLAIN, contracts=(replace(SIGNED, signed_on=day),)))


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (
            {"begins": dt.date(2023, 1, 31)},
            "สัญญา 1/2566 ลงวันที่ 1 กุมภาพันธ์ 2566 หลังวันเริ่มสัญญา 31 มกราคม 2566",
        ),
        (
            {"ends": dt.date(2022, 4, 30)},
            "สัญญา 1/2566 ลงวันที่ 1 กุมภาพันธ์ 2566 หลังวันสิ้นสุดหรือวันตรวจรับ 30 เมษายน 2565",
        ),
    ],
)
def test_a_contract_signed_after_its_own_days_is_named(days, text):
    assert texts(replace(PLAIN, contracts=(replace(SIGNED, **days),))) == [text]


def test_a_contract_that_begins_and_ends_on_its_day_is_in_order():
    contract = replace(SIGNED, begins=SIGNED.signed_on, ends=SIGNED.signed_on)

    assert texts(replace(PLAIN, contracts=(contract,))) == []


def test_a_contract_on_the_day_of_its_notice_is_in_order():
    contract = replace(SIGNED, signed_on=dt.date(2023, 1, 20))

    assert texts(replace(PLAIN, contracts=(contract,))) == []


@pytest.mark.parametrize(
    ("accepted", "is_flagged"),
    [((False,), True), ((False, False), True), ((True, False), False), ((), False)],
)
def test_an_acceptance_paper_without_a_day_of_acceptance_is_named(accepted, is_flagged):
    contracts = tuple(replace(SIGNED, price=Decimal(1), is_accepted=each) for each in accepted)
    facts = replace(PLAIN, contracts=contracts, has_acceptance_paper=True)

    assert any("มีเอกสารตรวจรับ" in text for text in texts(facts)) is is_flagged
