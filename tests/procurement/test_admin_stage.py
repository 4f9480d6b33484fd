"""Steps of a published purchase: added by a clerk, approved on their own, secret until then."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from procurement.admin.stage import ALL_AT_ONCE, NOT_NOW
from procurement.methods import NoticeKind
from procurement.models import (
    Contract,
    ContractChange,
    Notice,
    Progress,
    ProgressPhoto,
    PurchaseDocument,
    Stage,
)
from procurement.status import Phase
from publishing.actions import approve, submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from tests.procurement.pages import no_rows, page_of, rows, sent_fields
from tests.publishing.samples import pdf, picture

ADD = "/admin/procurement/stage/add/"


@pytest.fixture
def save(client, clerk):
    """Return a function that saves the page of a step, or a new step of a purchase."""

    def send(purchase=None, stage=None, *, user=clerk, **fields):
        client.force_login(user)
        address = page_of(stage) if stage else f"{ADD}?purchase={purchase.pk}"
        return client.post(address, no_rows() | {"title": "ลงนามสัญญา"} | fields, follow=True)

    return send


@pytest.fixture
def contract_row(make_vendor):
    return {
        "number": "1/2566", "signed_on": "1 ก.พ. 66", "vendor": make_vendor().pk,
        "price": "480000", "reason_code": "1",
    }  # fmt: skip


def jpeg(name="a.jpg"):
    return SimpleUploadedFile(name, picture(Image.new("RGB", (60, 40), "green"), "JPEG"))


def form_of(response):
    return response.context["adminform"].form


def test_a_clerk_says_in_a_step_that_the_work_was_accepted(
    save, make_purchase, make_contract, approver
):
    contract = make_contract(make_purchase())
    accepted = {"contract": contract.pk, "kind": "accepted", "on": "30 มิ.ย. 66"}
    save(contract.purchase, **rows("contractchange_set", [accepted]), _submit="1")

    approve(Stage.objects.get(), by=approver)

    contract.refresh_from_db()
    assert contract.accepted_on == dt.date(2023, 6, 30)


def test_a_step_offers_the_contracts_of_its_purchase_alone(
    client, clerk, make_purchase, make_contract
):
    contract = make_contract(make_purchase())
    make_contract(make_purchase("ซื้อวัสดุสำนักงาน"), number="2/2566")
    client.force_login(clerk)

    page = client.get(f"{ADD}?purchase={contract.purchase_id}")

    formsets = [each.formset for each in page.context["inline_admin_formsets"]]
    [changes] = [each for each in formsets if each.model is ContractChange]
    assert list(changes.forms[0].fields["contract"].queryset) == [contract]


def test_the_fullest_step_stays_below_the_limit_of_fields(
    client, approver, make_stage, make_vendor, make_bid, make_notice, make_contract,
    make_median_price, make_progress, settings,
):  # fmt: skip
    stage = make_stage()
    purchase, own = stage.purchase, {"stage": stage}
    for number in range(8):
        make_bid(purchase, vendor=make_vendor(str(number)), **own)
        make_notice(purchase, kind=NoticeKind.WINNER, **own)
        contract = make_contract(purchase, number=str(number), **own)
        make_median_price(purchase, **own)
        make_progress(purchase, **own)
        purchase.purchasedocument_set.create(title="ก", document="d", document_kind="pdf", **own)
        ContractChange.objects.create(
            purchase=purchase, contract=contract, kind="accepted", on=dt.date(2023, 6, 30), **own
        )
    client.force_login(approver)

    sent = sent_fields(client.get(page_of(stage)))

    assert sent < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_a_purchase_without_a_contract_has_nothing_to_accept(client, clerk, make_purchase):
    client.force_login(clerk)

    page = client.get(f"{ADD}?purchase={make_purchase().pk}")

    models = [each.formset.model for each in page.context["inline_admin_formsets"]]
    assert ContractChange not in models


@pytest.mark.parametrize(
    ("state", "sentence"), [(State.DRAFT, ALL_AT_ONCE), (State.WITHDRAWN, NOT_NOW)]
)
def test_a_step_of_what_is_not_published_leads_to_the_purchase(
    client, clerk, make_purchase, state, sentence
):
    purchase = make_purchase(state=state)
    client.force_login(clerk)

    response = client.get(f"{ADD}?purchase={purchase.pk}", follow=True)

    assert response.redirect_chain == [(page_of(purchase), 302)]
    assert [str(each) for each in response.context["messages"]] == [str(sentence)]


def test_who_approves_a_step_can_open_its_papers(client, save, make_purchase, approver):
    paper = {"document": SimpleUploadedFile("สัญญา.pdf", pdf()), "document_kind": "contract"}
    save(make_purchase(), **rows("documents", [paper]), _submit="1")
    document = PurchaseDocument.objects.get()
    client.force_login(approver)

    page = client.get(f"/admin/publishing/review/procurement/stage/{document.stage_id}/")

    assert f'href="{document.get_absolute_url()}"' in page.content.decode()


def test_a_step_with_its_rows_belongs_to_the_purchase_and_is_handed_in(
    save, make_purchase, contract_row
):
    purchase = make_purchase()

    save(purchase, **rows("contract_set", [contract_row]), _submit="1")

    stage, contract = Stage.objects.get(), Contract.objects.get()
    assert (stage.state, stage.purchase) == (State.IN_REVIEW, purchase)
    assert (contract.stage, contract.purchase) == (stage, purchase)


def test_the_list_knows_of_a_step_once_it_is_approved(save, make_purchase, contract_row, approver):
    purchase = make_purchase()
    save(purchase, **rows("contract_set", [contract_row]), _submit="1")
    purchase.refresh_from_db()
    before = (purchase.phase, purchase.price)

    approve(Stage.objects.get(), by=approver)

    purchase.refresh_from_db()
    assert before == (Phase.PLANNED, None)
    assert (purchase.phase, purchase.price) == (Phase.CONTRACTED, Decimal(480_000))


def test_a_stranger_never_sees_a_step_that_is_not_approved(
    client, save, make_purchase, contract_row
):
    purchase = make_purchase()
    save(purchase, **rows("contract_set", [contract_row | {"number": "ลับ/2566"}]), _submit="1")
    client.logout()

    page = client.get(purchase.get_absolute_url()).content.decode()

    assert "ลับ/2566" not in page


def test_photos_go_to_the_newest_progress_of_the_step(save, make_purchase):
    progress = [{"on": "1 มี.ค. 66", "percent": "40"}, {"on": "1 เม.ย. 66", "percent": "90"}]
    photos = [{"photo": jpeg(), "alt": "ถนนที่เทแล้ว"}]

    save(make_purchase(), **rows("progress_set", progress), **rows("photos", photos))

    photo = ProgressPhoto.objects.get()
    assert (photo.progress.percent, photo.alt) == (90, "ถนนที่เทแล้ว")


def test_a_photo_without_progress_becomes_a_sentence(save, make_purchase):
    response = save(make_purchase(), **rows("photos", [{"photo": jpeg(), "alt": "ถนน"}]))

    assert (Stage.objects.count(), ProgressPhoto.objects.count()) == (1, 0)
    assert any(
        "Photos belong" in str(each) or "ภาพ" in str(each) for each in response.context["messages"]
    )


def test_a_photo_that_says_nothing_keeps_a_step_from_review(save, make_purchase):
    progress = [{"on": "1 มี.ค. 66", "percent": "40"}]

    save(
        make_purchase(),
        **rows("progress_set", progress),
        **rows("photos", [{"photo": jpeg(), "alt": ""}]),
        _submit="1",
    )

    assert Stage.objects.get().state == State.DRAFT


def test_a_step_names_the_next_winner_of_bidders_that_are_there(
    save, make_purchase, make_bid, make_vendor, make_notice
):
    purchase = make_purchase()
    for name in ("ร้านหนึ่ง", "ร้านสอง"):
        winner = make_bid(purchase, vendor=make_vendor(name)).vendor
    notice = {"kind": "W0", "published_on": "1 มี.ค. 66", "winner": winner.pk}

    save(purchase, **rows("notice_set", [notice]), _submit="1")

    stage = Stage.objects.get()
    assert (stage.state, stage.notice_set.get().winner) == (State.IN_REVIEW, winner)


def test_a_step_that_leaves_open_who_won_is_asked_at_the_row(
    save, make_purchase, make_bid, make_vendor
):
    purchase = make_purchase()
    for name in ("ร้านหนึ่ง", "ร้านสอง"):
        make_bid(purchase, vendor=make_vendor(name))

    response = save(
        purchase,
        **rows("notice_set", [{"kind": "W0", "published_on": "1 มี.ค. 66"}]),
        _submit="1",
    )

    [notices] = [
        each.formset
        for each in response.context["inline_admin_formsets"]
        if each.formset.model is Notice
    ]
    assert (Stage.objects.get().state, list(notices.forms[0].errors)) == (State.DRAFT, ["winner"])


def test_a_document_of_a_step_stays_with_the_step(client, save, make_purchase):
    document = SimpleUploadedFile("ตรวจรับ.pdf", pdf())
    row = {"document": document, "document_kind": "acceptance", "document_title": "ใบตรวจรับ"}

    save(make_purchase(), **rows("documents", [row]))
    client.logout()

    kept = Stage.objects.get().purchasedocument_set.get()
    assert client.get(kept.get_absolute_url()).status_code == 404


def test_an_empty_step_is_saved_and_not_handed_in(save, make_purchase):
    save(make_purchase(), _submit="1")

    assert Stage.objects.get().state == State.DRAFT


def test_a_bidder_who_is_there_already_is_a_sentence(save, make_purchase, make_bid):
    bid = make_bid(make_purchase())

    response = save(bid.purchase, **rows("bid_set", [{"vendor": bid.vendor_id, "price": "1"}]))

    assert (response.status_code, Stage.objects.count()) == (200, 0)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_a_purchase_that_is_not_public_takes_no_step(client, clerk, make_purchase, state):
    purchase = make_purchase(state=state)
    client.force_login(clerk)

    response = client.get(f"{ADD}?purchase={purchase.pk}")

    assert response.headers["Location"] == page_of(purchase)


@pytest.mark.parametrize("query", ["", "?purchase=0", "?purchase=x", "?purchase=99999999999"])
def test_a_step_of_nothing_leads_to_the_purchases(client, clerk, query):
    client.force_login(clerk)

    response = client.get(ADD + query)

    assert response.headers["Location"] == reverse("admin:procurement_purchase_changelist")


def test_an_approved_step_is_corrected_by_an_approver_with_a_reason(
    save, make_stage, make_notice, approver
):
    stage = make_stage()
    notice = make_notice(stage.purchase, stage=stage, kind=NoticeKind.WINNER)
    row = {"id": notice.pk, "kind": "W0", "published_on": "10 ม.ค. 66"}

    save(stage=stage, user=approver, correction_reason="ลงวันผิด", **rows("notice_set", [row]))

    step = PublicationStep.objects.get(action=Action.CORRECT)
    assert (step.unit, step.reason) == (stage, "ลงวันผิด")


def test_a_clerk_does_not_correct_an_approved_step(save, make_stage):
    stage = make_stage()

    save(stage=stage, title="อื่น")

    stage.refresh_from_db()
    assert stage.title == "ลงนามสัญญา"


def test_the_approver_sees_the_flags_and_photos_of_a_step(
    client, clerk, approver, make_stage, make_contract, make_median_price
):
    stage = make_stage(state=State.DRAFT)
    make_median_price(stage.purchase, 400_000)
    make_contract(stage.purchase, stage=stage)
    progress = Progress.objects.create(
        purchase=stage.purchase, stage=stage, on="2023-03-01", percent=10
    )
    ProgressPhoto.objects.create(
        progress=progress, large="l", small="s", print="p", width=8, height=6, alt="หลุมเจาะ"
    )
    submit(stage, by=clerk)
    client.force_login(approver)

    page = client.get(f"/admin/publishing/review/procurement/stage/{stage.pk}/").content.decode()

    assert "สูงกว่าราคากลาง 400,000.00 บาท" in page
    assert 'alt="หลุมเจาะ"' in page


def test_a_step_whose_notice_a_later_one_cancels_is_not_deleted(
    client, clerk, make_stage, make_notice
):
    stage = make_stage(state=State.DRAFT, author=clerk)
    first = make_notice(stage.purchase, stage=stage, kind=NoticeKind.WINNER)
    later = make_stage(stage.purchase, state=State.DRAFT)
    make_notice(stage.purchase, stage=later, kind=NoticeKind.WINNER_CANCELLED, replaces=first)
    client.force_login(clerk)

    client.post(f"/admin/procurement/stage/{stage.pk}/delete/", {"post": "yes"})

    assert Stage.objects.count() == 2
