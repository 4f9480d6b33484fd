"""Who is meant by the vendors of a sheet."""

import pytest

from procurement.models import Contract, Vendor, VendorKind
from tests.procurement.conftest import COMPANY, PERSON
from tests.procurement.importing import bring, choices, look

HEAD = (
    "งานที่ซื้อหรือจ้าง|วิธีซื้อหรือจ้าง|วงเงินที่จะซื้อหรือจ้าง|ผู้ได้รับการคัดเลือก|เลขประจำตัวผู้เสียภาษี|ราคาที่ตกลง|เลขที่สัญญา"
)


def sheet(*vendors):
    """A sheet with a purchase from each vendor: name and number."""
    rows = [
        f"ซื้อของที่ {place}|เฉพาะเจาะจง|900|{name}|{number}|900|{place}/2566"
        for place, (name, number) in enumerate(vendors, start=1)
    ]
    return "\n".join([HEAD, *rows])


def kinds():
    return list(Vendor.objects.order_by("pk").values_list("kind", "tax_number"))


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("บจก. ก", COMPANY, (VendorKind.JURISTIC, COMPANY)),
        ("นายสมมุติ", PERSON, (VendorKind.NATURAL, PERSON)),
        ("ร้านสมมุติ", PERSON, (VendorKind.NATURAL, PERSON)),
        ("นางสาวสมมุติ", "", (VendorKind.NATURAL, "")),
        ("ร้านสมมุติ", "", (VendorKind.JURISTIC, "")),
        ("บจก. ก", "0-1055-00000-00-1", (VendorKind.JURISTIC, COMPANY)),
        ("บจก. ก", COMPANY.removeprefix("0"), (VendorKind.JURISTIC, COMPANY)),
        ("นายสมมุติ", COMPANY, (VendorKind.NATURAL, COMPANY)),
        ("ร้านสมมุติ", COMPANY, (VendorKind.JURISTIC, COMPANY)),
    ],
)
def test_the_number_tells_a_person_from_a_company(agency, clerk, name, number, expected):
    bring(sheet((name, number)), choices(clerk))

    assert kinds() == [expected]


def test_the_number_of_a_person_beside_the_name_of_a_company_is_refused(agency, clerk):
    (refusal,) = look(sheet(("บริษัท ก จำกัด", PERSON)), choices(clerk)).refusals

    assert (refusal.row, refusal.column, PERSON in refusal.sentence) == (2, "tax_number", False)


def test_one_vendor_however_often_and_however_it_is_written(agency, clerk):
    names = [("หจก.ตัวอย่าง", ""), ("ห้างหุ้นส่วนจำกัด ตัวอย่าง", ""), ("หจก. ตัวอย่าง", "")]

    bring(sheet(*names), choices(clerk))

    assert (Vendor.objects.count(), Contract.objects.count()) == (1, 3)


def test_a_known_vendor_is_found_by_number_and_keeps_its_name(agency, clerk, make_vendor):
    vendor = make_vendor("บริษัท ตัวอย่าง จำกัด", tax_number=COMPANY)

    bring(sheet(("ตัวอย่าง (สาขาใหญ่)", COMPANY)), choices(clerk))

    assert (Contract.objects.get().vendor, Vendor.objects.get().name) == (vendor, vendor.name)


def test_a_known_vendor_without_a_number_gets_it(agency, clerk, make_vendor):
    make_vendor("ร้านสมมุติ")

    bring(sheet(("ร้านสมมุติ", PERSON)), choices(clerk))

    assert kinds() == [(VendorKind.NATURAL, PERSON)]


@pytest.mark.parametrize("kind", VendorKind)
def test_a_known_vendor_that_gets_a_number_with_0_keeps_its_kind(agency, clerk, make_vendor, kind):
    make_vendor("ร้านสมมุติ", kind=kind)

    bring(sheet(("ร้านสมมุติ", COMPANY)), choices(clerk))

    assert kinds() == [(kind, COMPANY)]


def test_the_number_of_a_vendor_that_is_public_is_left_to_an_approver(
    agency, clerk, make_vendor, make_purchase, make_bid
):
    make_bid(make_purchase(), vendor=make_vendor("ร้านสมมุติ"))

    plan = look(sheet(("ร้านสมมุติ", COMPANY)), choices(clerk))
    bring(sheet(("ร้านสมมุติ", COMPANY)), choices(clerk))

    said = [note for note in plan.reading.notes if "ร้านสมมุติ" in note]
    assert (kinds(), len(said)) == ([(VendorKind.JURISTIC, "")], 1)


def test_who_has_another_number_is_somebody_else(agency, clerk, make_vendor):
    make_vendor("นายสมมุติ", kind=VendorKind.NATURAL, tax_number=PERSON)

    bring(sheet(("นายสมมุติ", "3100500000002")), choices(clerk))

    assert Vendor.objects.count() == 2


def test_of_two_people_of_one_name_somebody_must_choose(agency, clerk, make_vendor):
    make_vendor("นายสมมุติ", kind=VendorKind.NATURAL, tax_number=PERSON)
    other = Vendor.objects.create(name="นายสมมุติ", kind=VendorKind.NATURAL)
    text = sheet(("นายสมมุติ", ""))
    (name,) = look(text, choices(clerk)).reading.unknown

    bring(text, choices(clerk, names={name.token: str(other.pk)}))

    shown = " ".join(label for _value, label in name.options)
    assert (Contract.objects.get().vendor, PERSON in shown) == (other, False)


def test_the_numbers_of_people_are_in_no_sentence(agency, clerk):
    plan = look(sheet(("นายสมมุติ", PERSON), ("นางสมมุติ", PERSON)), choices(clerk))

    said = " ".join([*plan.reading.notes, *(each.sentence for each in plan.refusals)])
    assert PERSON not in said


def test_a_number_without_a_name_is_refused_unless_it_is_known(agency, clerk, make_vendor):
    unknown = look(sheet(("", COMPANY)), choices(clerk))
    vendor = make_vendor("บจก. ก", tax_number=COMPANY)

    bring(sheet(("", COMPANY)), choices(clerk))

    assert (len(unknown.refusals), Contract.objects.get().vendor) == (1, vendor)
