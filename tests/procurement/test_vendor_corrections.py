"""A vendor that is public is corrected by an approver alone, with a reason on each of its purchases."""

import pytest

from ita_portal.models import SearchEntry
from procurement.methods import NoticeKind
from procurement.models import Contract, PurchaseText, Vendor, VendorKind
from procurement.vendor_actions import save_vendor
from publishing.models import PublicationStep
from publishing.workflow import Action, ActionRefused, State
from tests.procurement.conftest import COMPANY
from tests.procurement.pages import page_of

OLD, NEW = "ห้างหุ้นส่วนจำกัด เก่า", "ห้างหุ้นส่วนจำกัด ใหม่"
LOCKED = "รายการนี้เผยแพร่แล้ว หากพบข้อผิดพลาด โปรดแจ้งผู้อนุมัติให้แก้ไข"


@pytest.fixture
def vendor(make_vendor):
    return make_vendor(OLD)


@pytest.fixture
def purchase(make_purchase, make_contract, vendor):
    """A public purchase that the vendor won."""
    purchase = make_purchase()
    make_contract(purchase, vendor=vendor)
    return purchase


def sent(**fields):
    return {"name": NEW, "tax_number": "", "kind": "juristic"} | fields


def corrections():
    steps = PublicationStep.objects.filter(action=Action.CORRECT).order_by("object_id")
    return [(step.object_id, step.reason) for step in steps]


def renamed(client, person, vendor, **fields):
    client.force_login(person)
    return client.post(page_of(vendor), sent(**fields))


# ------------------------------------------------------------------ who may
def test_a_clerk_does_not_rename_a_vendor_that_is_public(client, clerk, vendor, purchase):
    response = renamed(client, clerk, vendor, correction_reason="พิมพ์ผิด")

    assert (response.status_code, Vendor.objects.get().name) == (403, OLD)


def test_a_clerk_reads_who_may(client, clerk, vendor, purchase):
    client.force_login(clerk)

    text = client.get(page_of(vendor)).content.decode()

    assert (LOCKED in text, 'name="name"' in text) == (True, False)


def test_a_clerk_renames_a_vendor_of_drafts(client, clerk, vendor, make_purchase, make_contract):
    make_contract(make_purchase(state=State.DRAFT), vendor=vendor)

    renamed(client, clerk, vendor)

    assert (Vendor.objects.get().name, corrections()) == (NEW, [])


@pytest.mark.parametrize("part", ["bid", "contract", "notice", "step", "draft step", "withdrawn"])
def test_what_makes_a_vendor_public(
    vendor, make_purchase, make_bid, make_contract, make_notice, make_stage, part
):
    state = State.WITHDRAWN if part == "withdrawn" else State.PUBLISHED
    purchase = make_purchase(state=state)
    stage_state = State.DRAFT if part == "draft step" else State.PUBLISHED
    stage = make_stage(purchase, state=stage_state) if "step" in part else None
    if part == "bid":
        make_bid(purchase, vendor=vendor)
    elif part == "notice":
        make_notice(purchase, kind=NoticeKind.WINNER, winner=vendor)
    else:
        make_contract(purchase, vendor=vendor, stage=stage)

    assert Vendor.objects.get().is_public is (part not in {"draft step", "withdrawn"})


# ------------------------------------------------------------------ what happens
def test_an_approver_renames_it_with_a_reason_on_every_purchase(
    client, approver, vendor, purchase, make_purchase, make_bid
):
    other = make_purchase("ซื้อกระดาษ")
    make_bid(other, vendor=vendor)
    make_purchase("ซื้อเรือ")

    renamed(client, approver, vendor, correction_reason="พิมพ์ชื่อผิด")

    assert (Vendor.objects.get().name, corrections()) == (
        NEW,
        [(purchase.pk, "พิมพ์ชื่อผิด"), (other.pk, "พิมพ์ชื่อผิด")],
    )


def test_the_record_shows_the_old_name_beside_the_new(client, approver, vendor, purchase):
    renamed(client, approver, vendor, correction_reason="พิมพ์ชื่อผิด")

    step = PublicationStep.objects.get()
    (changed,) = [each for each in step.differences if each.is_changed]
    assert (OLD in changed.before, NEW in changed.after) == (True, True)


@pytest.mark.parametrize("address", ["/changes/", None])
def test_everybody_reads_the_reason(client, approver, vendor, purchase, address):
    renamed(client, approver, vendor, correction_reason="พิมพ์ชื่อผิด")
    client.logout()

    text = client.get(address or purchase.get_absolute_url()).content.decode()

    assert "พิมพ์ชื่อผิด" in text


def test_without_a_reason_nothing_is_saved(client, approver, vendor, purchase):
    response = renamed(client, approver, vendor)

    errors = response.context["adminform"].form.errors
    assert (list(errors), Vendor.objects.get().name, corrections()) == (
        ["correction_reason"],
        OLD,
        [],
    )


def test_the_search_finds_the_new_name_and_no_longer_the_old(
    client, approver, vendor, purchase, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        renamed(client, approver, vendor, correction_reason="พิมพ์ชื่อผิด")

    texts = [PurchaseText.objects.get().text, SearchEntry.objects.get(source="purchase").text]
    assert [("เก่า" in text, "ใหม่" in text) for text in texts] == [(False, True)] * 2


def test_a_draft_is_found_by_the_new_name_too(client, clerk, vendor, make_purchase, make_contract):
    make_contract(make_purchase(state=State.DRAFT), vendor=vendor)

    renamed(client, clerk, vendor)

    assert "ใหม่" in PurchaseText.objects.get().text


def test_a_number_that_is_public_is_on_the_record(client, approver, vendor, purchase):
    renamed(client, approver, vendor, name=OLD, tax_number=COMPANY, correction_reason="เพิ่มเลข")

    step = PublicationStep.objects.get()
    assert [(each.before, each.after) for each in step.differences if each.is_changed] == [
        ("", COMPANY)
    ]


def test_the_number_of_a_person_is_masked_on_the_record(
    client, approver, make_vendor, make_purchase, make_contract
):
    person = make_vendor("นาย ก", kind=VendorKind.NATURAL)
    make_contract(make_purchase(), vendor=person)

    renamed(
        client,
        approver,
        person,
        name="นาย ก",
        kind="natural",
        tax_number=COMPANY,
        correction_reason="เพิ่มเลข",
    )

    (changed,) = [each for each in PublicationStep.objects.get().differences if each.is_changed]
    assert changed.after == "0-1055-XXXXX-XX-X"


def test_a_company_that_turns_out_to_be_a_person_keeps_no_number_on_the_record(
    client, approver, make_vendor, make_purchase, make_contract
):
    vendor = make_vendor("นาง ค", tax_number=COMPANY)
    make_contract(make_purchase(), vendor=vendor)

    fields = {"name": "นาง ค", "tax_number": COMPANY, "kind": "natural"}
    renamed(client, approver, vendor, **fields, correction_reason="เป็นบุคคล")

    step = PublicationStep.objects.get()
    (changed,) = [each for each in step.differences if each.is_changed]
    assert (COMPANY in str((step.before, step.after)), changed.after) == (
        False,
        str(VendorKind.NATURAL.label),
    )


def test_saving_it_as_it_is_leaves_no_record(client, approver, vendor, purchase):
    renamed(client, approver, vendor, name=OLD, correction_reason="กดบันทึกเฉย ๆ")

    assert corrections() == []


# ------------------------------------------------------------------ refusals
def test_what_a_purchase_refuses_is_said_in_the_form(client, approver, vendor, purchase):
    Contract.objects.update(number="9101700203455")

    response = renamed(client, approver, vendor, correction_reason="พิมพ์ชื่อผิด")

    errors = response.context["adminform"].form.non_field_errors()
    assert (len(errors), str(purchase) in errors[0], Vendor.objects.get().name) == (1, True, OLD)


def test_who_may_not_correct_saves_nothing(clerk, vendor, purchase):
    vendor.name = NEW

    with pytest.raises(ActionRefused):
        save_vendor(vendor, by=clerk, reason="พิมพ์ผิด")

    assert (Vendor.objects.get().name, corrections()) == (OLD, [])


def test_a_vendor_with_a_bid_is_not_deleted(client, approver, vendor, make_purchase, make_bid):
    make_bid(make_purchase(), vendor=vendor)
    client.force_login(approver)

    client.post(page_of(vendor).replace("change", "delete"), {"post": "yes"})

    assert Vendor.objects.count() == 1
