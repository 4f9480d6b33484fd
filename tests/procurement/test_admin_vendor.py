"""Vendors in the staff backend, and who may read the number of a natural person."""

import pytest

from procurement.models import Vendor, VendorKind
from tests.procurement.conftest import COMPANY, PERSON
from tests.procurement.pages import page_of

ADD = "/admin/procurement/vendor/add/"
STATELESS = "0010089000001"  # made up: the check digit is wrong


@pytest.fixture
def person(make_vendor):
    return make_vendor("นายสมมุติ รับจ้าง", kind=VendorKind.NATURAL, tax_number=PERSON)


@pytest.mark.parametrize(
    ("typed", "chosen", "kind"),
    [
        ("0-1055-00000-00-1", "juristic", VendorKind.JURISTIC),
        ("0-1055-00000-00-1", "natural", VendorKind.NATURAL),
        ("๓๑๐๐๕๐๐๐๐๐๐๐๑", "juristic", VendorKind.NATURAL),
        ("๓๑๐๐๕๐๐๐๐๐๐๐๑", "natural", VendorKind.NATURAL),
        ("", "juristic", VendorKind.JURISTIC),
        ("", "natural", VendorKind.NATURAL),
    ],
)
def test_only_a_number_without_0_says_that_it_is_a_person(client, clerk, typed, chosen, kind):
    client.force_login(clerk)

    client.post(ADD, {"name": "ผู้ขาย", "tax_number": typed, "kind": chosen})

    assert Vendor.objects.get().kind == kind


def test_the_number_of_a_person_without_registration_status_is_not_public(
    client, agency, make_vendor, make_purchase, make_bid, make_contract
):
    purchase = make_purchase()
    vendor = make_vendor("นายไร้สถานะ", kind=VendorKind.NATURAL, tax_number=STATELESS)
    make_bid(purchase, vendor=vendor)
    make_contract(purchase, vendor=vendor)
    addresses = [
        purchase.get_absolute_url(),
        f"{purchase.get_absolute_url()}ocds.json",
        "/procurement/2566/ocds.json",
        "/procurement/2566/ita.csv",
    ]

    found = {address: client.get(address) for address in addresses}

    texts = {
        address: b"".join(answer).decode() if answer.streaming else answer.content.decode()
        for address, answer in found.items()
    }
    assert {address: STATELESS in text for address, text in texts.items()} == dict.fromkeys(
        addresses, False
    )


@pytest.mark.parametrize("number", ["123", "01055000000012", "010550000000x"])
def test_a_number_that_is_none_is_a_sentence(client, clerk, number):
    client.force_login(clerk)

    response = client.post(ADD, {"name": "ผู้ขาย", "tax_number": number, "kind": "juristic"})

    assert list(response.context["adminform"].form.errors) == ["tax_number"]


@pytest.mark.parametrize(
    ("there", "typed", "is_kept"),
    [("", "", False), (COMPANY, "", False), ("", COMPANY, False), (PERSON, COMPANY, True)],
)
def test_a_vendor_of_the_same_name_is_told_apart_by_number(client, clerk, there, typed, is_kept):
    kind = VendorKind.NATURAL if there == PERSON else VendorKind.JURISTIC
    Vendor.objects.create(name="ร้านสมมุติ", tax_number=there, kind=kind)
    client.force_login(clerk)

    client.post(ADD, {"name": "ร้านสมมุติ", "tax_number": typed, "kind": "juristic"})

    assert (Vendor.objects.count() == 2) is is_kept


def test_who_may_enter_a_number_reads_it(client, clerk, person):
    client.force_login(clerk)

    assert PERSON in client.get(page_of(person)).content.decode()


@pytest.mark.parametrize("first", ["3", "0"])
@pytest.mark.parametrize("page", ["change", "list", "history", "find"])
def test_an_executive_reads_the_number_of_a_person_nowhere(client, executive, person, page, first):
    other = f"{first}100500000002"
    person.tax_number = other
    person.save()
    client.force_login(executive)
    addresses = {
        "change": page_of(person),
        "list": "/admin/procurement/vendor/",
        "history": page_of(person).replace("change", "history"),
        "find": "/admin/procurement/vendor/find/?term=สมมุติ",
    }

    text = client.get(addresses[page]).content.decode()

    assert [number in text for number in (PERSON, other)] == [False, False]


def test_an_executive_does_not_find_out_a_number_by_searching(client, executive, person):
    client.force_login(executive)

    found = client.get(f"/admin/procurement/vendor/?q={PERSON}").context["cl"].result_count

    assert found == 0


@pytest.mark.parametrize("lookup", ["startswith", "exact", "gte"])
def test_nobody_finds_out_a_number_figure_by_figure(client, executive, person, lookup):
    client.force_login(executive)

    response = client.get(f"/admin/procurement/vendor/?tax_number__{lookup}={PERSON}")

    assert response.status_code == 400


def test_a_vendor_with_a_contract_is_not_deleted(client, approver, make_purchase, make_contract):
    contract = make_contract(make_purchase())
    client.force_login(approver)

    client.post(f"/admin/procurement/vendor/{contract.vendor_id}/delete/", {"post": "yes"})

    assert Vendor.objects.count() == 1
