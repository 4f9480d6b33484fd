"""A citizen number in a text of a purchase never becomes public, whichever way it came."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from procurement.egp_drafts import make_draft
from procurement.methods import NoticeKind
from procurement.models import EgpRecord, Notice, Purchase, Vendor, VendorKind
from publishing.actions import approve, submit
from publishing.workflow import ActionRefused, State
from tests.procurement.conftest import COMPANY, PERSON
from tests.procurement.egp_samples import PROJECT
from tests.procurement.test_egp_desk import table

CITIZEN_ID = "9101700203455"  # begins with 9, which is given to nobody
MASKED = "9-1017-XXXXX-XX-5"


@pytest.fixture
def make_record(db):
    def make(**fields):
        fields = {
            "title": "จ้างเหมาบริการ นายสมชาย ใจดี",
            "kind": NoticeKind.INVITATION,
            "day": dt.date(2023, 1, 9),
            "fiscal_year": 2566,
        } | fields
        return EgpRecord.objects.create(project=PROJECT, **fields)

    return make


def test_a_draft_from_a_file_of_e_gp_has_the_number_masked(client, clerk, agency):
    client.force_login(clerk)
    content = table({"ชื่อโครงการ": f"จ้างเหมาบริการ นายสมชาย ใจดี ({CITIZEN_ID})"})
    file = SimpleUploadedFile("e.csv", content)
    client.post("/admin/procurement/egp/", {"file": file, "only_ours": "on"})

    make_draft(EgpRecord.objects.get().project, by=clerk)

    assert Purchase.objects.get().title == f"จ้างเหมาบริการ นายสมชาย ใจดี ({MASKED})"


def test_the_notices_of_a_draft_have_it_masked_too(make_record, clerk):
    make_record(title=f"จ้าง นาย ก {CITIZEN_ID}")

    make_draft(PROJECT, by=clerk)

    assert Notice.objects.get().title == f"จ้าง นาย ก {MASKED}"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (f"https://e.example/?id={CITIZEN_ID}", ""),
        (f"https://e.example/?id={PROJECT}", f"https://e.example/?id={PROJECT}"),
    ],
)
def test_an_address_with_such_a_number_is_left_out(make_record, clerk, url, kept):
    make_record(url=url)

    make_draft(PROJECT, by=clerk)

    assert Notice.objects.get().url == kept


def test_an_address_with_such_a_number_is_not_handed_in(make_purchase, make_notice, clerk):
    purchase = make_purchase(state=State.DRAFT, author=clerk)
    make_notice(purchase, url=f"https://e.example/?id={CITIZEN_ID}")

    with pytest.raises(ActionRefused, match=MASKED):
        submit(purchase, by=clerk)

    assert Purchase.objects.get().state == State.DRAFT


def test_an_address_with_such_a_number_is_not_approved(make_purchase, make_notice, clerk, approver):
    purchase = make_purchase(state=State.IN_REVIEW, author=clerk)
    make_notice(purchase, url=f"https://e.example/?id={CITIZEN_ID}")

    with pytest.raises(ActionRefused, match=MASKED):
        approve(purchase, by=approver)

    assert Purchase.objects.get().state == State.IN_REVIEW


def test_the_numbers_of_e_gp_and_of_vendors_may_be_public(
    make_purchase, make_notice, make_bid, make_contract, clerk, approver
):
    purchase = make_purchase(
        state=State.DRAFT, author=clerk, egp_number=PROJECT, plan_number="P66010012345"
    )
    purchase.reason = f"เสนอราคาต่ำสุด ({COMPANY})"
    person = Vendor.objects.create(name="นาย ก", kind=VendorKind.NATURAL, tax_number=PERSON)
    purchase.public_note = f"เลขประจำตัว {person.public_tax_number}"
    purchase.save()
    make_notice(purchase, url=f"https://e.example/?projectId={PROJECT}&templateId=1")
    make_bid(purchase, vendor=person)
    make_contract(purchase, vendor=person)
    submit(purchase, by=clerk)

    approve(purchase, by=approver)

    assert Purchase.objects.get().state == State.PUBLISHED
