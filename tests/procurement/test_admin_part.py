"""A contract with amendments and instalments, and progress with photos, on pages of their own."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from procurement.models import Amendment, Instalment
from procurement.status import Phase
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from tests.procurement.pages import page_of, rows
from tests.publishing.samples import picture

AMENDED = {"signed_on": "1 มี.ค. 66", "price": "490,000", "ends_on": "", "reason": "เพิ่มเนื้องาน"}
FIRST = {"number": "1", "work": "ฐานราก", "amount": "240000", "due_on": "", "accepted_on": ""}


@pytest.fixture
def save(client, clerk):
    """Return a function that saves the page of a contract."""

    def send(contract, *, user=clerk, amendments=(), instalments=(), **fields):
        client.force_login(user)
        data = {
            "number": contract.number,
            "signed_on": "1 ก.พ. 66",
            "vendor": contract.vendor_id,
            "price": contract.price,
            "ends_on": "30 เม.ย. 66",
            "reason_code": "1",
            **rows("amendments", amendments),
            **rows("instalments", instalments),
        }
        return client.post(page_of(contract), data | fields, follow=True)

    return send


@pytest.fixture
def of_draft(make_purchase, make_contract, clerk):
    return make_contract(make_purchase(state=State.DRAFT, author=clerk))


def test_amendments_and_instalments_of_a_draft_are_entered_by_its_clerk(save, of_draft):
    save(of_draft, amendments=[AMENDED], instalments=[FIRST])

    assert (Amendment.objects.get().price, Instalment.objects.get().work) == (
        Decimal(490_000),
        "ฐานราก",
    )


def test_the_list_knows_the_amended_end_beside_the_price_at_signing(save, of_draft):
    save(of_draft, amendments=[AMENDED | {"ends_on": "31 พ.ค. 66"}])

    purchase = of_draft.purchase
    purchase.refresh_from_db()
    assert (purchase.price, purchase.ends_on) == (Decimal(480_000), dt.date(2023, 5, 31))


def test_an_instalment_twice_is_a_sentence(save, of_draft):
    save(of_draft, instalments=[FIRST, FIRST])

    assert Instalment.objects.count() == 0


def test_who_changed_a_part_is_known_of_its_unit(save, of_draft, make_user):
    save(of_draft)

    of_draft.purchase.refresh_from_db()
    assert of_draft.purchase.edited_by.username == "clerk"


def test_an_acceptance_is_a_correction_of_the_public_purchase(
    save, make_purchase, make_contract, approver
):
    contract = make_contract(make_purchase())

    save(
        contract,
        user=approver,
        instalments=[FIRST | {"accepted_on": "15 มี.ค. 66"}],
        correction_reason="ตรวจรับงวดที่ 1",
    )

    step = PublicationStep.objects.get(action=Action.CORRECT)
    assert (step.unit, step.reason) == (contract.purchase, "ตรวจรับงวดที่ 1")
    assert Instalment.objects.get().accepted_on == dt.date(2023, 3, 15)


def test_a_correction_without_reason_saves_nothing(save, make_purchase, make_contract, approver):
    contract = make_contract(make_purchase())

    save(contract, user=approver, instalments=[FIRST])

    assert Instalment.objects.count() == 0


def test_a_contract_of_a_step_is_corrected_with_the_step(save, make_stage, make_contract, approver):
    stage = make_stage()
    contract = make_contract(stage.purchase, stage=stage)

    save(contract, user=approver, accepted_on="30 เม.ย. 66", correction_reason="ตรวจรับ")

    assert PublicationStep.objects.get(action=Action.CORRECT).unit == stage
    stage.purchase.refresh_from_db()
    assert stage.purchase.phase == Phase.CONTRACTED


def test_a_clerk_does_not_change_a_public_contract(save, make_purchase, make_contract):
    contract = make_contract(make_purchase())

    save(contract, instalments=[FIRST])

    assert Instalment.objects.count() == 0


def test_a_contract_that_lost_its_number_is_not_published(
    save, make_purchase, make_contract, approver
):
    contract = make_contract(make_purchase())

    save(contract, user=approver, number="", correction_reason="ลบ")

    contract.refresh_from_db()
    assert contract.number == "1/2566"


def test_a_contract_deleted_on_its_page_leaves_the_list(client, clerk, of_draft):
    client.force_login(clerk)

    client.post(f"/admin/procurement/contract/{of_draft.pk}/delete/", {"post": "yes"})

    of_draft.purchase.refresh_from_db()
    assert (of_draft.purchase.phase, of_draft.purchase.price) == (Phase.PLANNED, None)


# ------------------------------------------------------------------ progress
@pytest.fixture
def progress(make_progress, make_purchase, clerk):
    return make_progress(make_purchase(state=State.DRAFT, author=clerk))


def send_photos(client, progress, photos, **fields):
    data = {"on": "1 มี.ค. 66", "percent": "50", **rows("photos", []), **rows("photos", photos)}
    return client.post(page_of(progress), data | fields, follow=True)


def jpeg(name="a.jpg"):
    return SimpleUploadedFile(name, picture(Image.new("RGB", (60, 40), "green"), "JPEG"))


def test_percent_may_be_typed_in_thai_figures(client, clerk, progress):
    client.force_login(clerk)

    send_photos(client, progress, [], percent="๖๕")

    progress.refresh_from_db()
    assert progress.percent == 65


def test_photos_are_added_to_progress(client, clerk, progress):
    client.force_login(clerk)

    send_photos(client, progress, [{"photo": jpeg(), "alt": "ถนน"}])

    assert [photo.alt for photo in progress.photos.all()] == ["ถนน"]


def test_a_photo_that_is_none_becomes_a_sentence(client, clerk, progress):
    client.force_login(clerk)

    response = send_photos(
        client, progress, [{"photo": SimpleUploadedFile("a.jpg", b"MZ"), "alt": ""}]
    )

    assert progress.photos.count() == 0
    assert any("a.jpg" in str(each) for each in response.context["messages"])
