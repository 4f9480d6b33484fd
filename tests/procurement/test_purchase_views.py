"""The page of a purchase, its papers and its photos, as a stranger sees them."""

import contextlib
import datetime as dt
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agency.models import Village
from agency.roles import Role
from procurement.methods import NoticeKind
from procurement.models import (
    Amendment,
    Instalment,
    ProgressPhoto,
    PurchaseDocument,
    Vendor,
    VendorKind,
)
from procurement.models.notice import DocumentKind
from procurement.models.purchase import refresh_list_facts
from procurement.timeline import Parts
from publishing.actions import record_correction, withdraw
from publishing.workflow import State
from tests.procurement.conftest import COMPANY, PERSON

SECRET = "ลับทดสอบ๑๒๓"
HIDDEN = [State.DRAFT, State.IN_REVIEW, State.SENT_BACK]


@pytest.fixture
def make_document(db):
    """Return a function that stores a paper of a purchase."""

    def make(purchase, *, kind=DocumentKind.NOTICE, title="ประกาศ", **fields):
        name = default_storage.save("documents/aa/x.pdf", ContentFile(b"%PDF-1.7"))
        return PurchaseDocument.objects.create(
            purchase=purchase,
            kind=kind,
            title=title,
            document=name,
            document_kind="pdf",
            document_size=1_258_291,
            **fields,
        )

    return make


@pytest.fixture
def make_photo(db):
    """Return a function that stores a photo of the progress of a purchase."""

    def make(progress, **fields):
        names = {size: f"photos/aa/{size}.webp" for size in ("large", "small", "print")}
        for name in names.values():
            default_storage.save(name, ContentFile(b"RIFF-picture"))
        fields = {"width": 1600, "height": 1200, "alt": "ถนนก่อนเทคอนกรีต", **names, **fields}
        return ProgressPhoto.objects.create(progress=progress, sha256="a" * 64, **fields)

    return make


@pytest.fixture
def make_everything(
    make_notice, make_contract, make_median_price, make_bid, make_progress, make_vendor,
    make_document, make_photo,
):  # fmt: skip
    """Return a function that adds one more of every part to a purchase."""

    def make(purchase, *, stage=None):
        fields = {"stage": stage, "purchase": purchase}
        nth = purchase.notice_set.count()
        notice = make_notice(**fields, title=f"ประกาศครั้งที่ {nth}")
        make_document(**fields, notice=notice)
        make_document(**fields, kind=DocumentKind.OTHER)
        make_median_price(**fields)
        make_bid(**fields, vendor=make_vendor(f"ร้านที่ {nth}"), is_selected=not nth)
        contract = make_contract(**fields, vendor=make_vendor(f"ร้านที่ {nth}"))
        Instalment.objects.create(contract=contract, number=1, amount=5)
        Amendment.objects.create(
            contract=contract, signed_on=dt.date(2023, 4, 1), reason="ฝนตก", price=470_000
        )
        make_photo(make_progress(**fields))

    return make


def page(client, purchase):
    return client.get(purchase.get_absolute_url())


# ------------------------------------------------------------------ who may see what
def test_a_purchase_that_is_only_planned_has_a_page(client, make_purchase):
    purchase = make_purchase(title="ซื้อวัสดุสำนักงาน")

    response = page(client, purchase)
    assert (response.status_code, "ซื้อวัสดุสำนักงาน" in response.text) == (200, True)


@pytest.mark.parametrize("state", HIDDEN)
def test_a_purchase_that_is_not_published_has_no_page(client, make_purchase, state):
    response = page(client, make_purchase(title=SECRET, state=state))

    assert (response.status_code, SECRET in response.text) == (404, False)


@pytest.mark.parametrize(
    "path", ["2566/2/", "2565/1/", "2566/0/", f"2566/{10**30}/", f"{10**30}/1/"]
)
def test_a_number_or_year_without_a_purchase_is_a_helpful_404(client, make_purchase, path):
    make_purchase()

    response = client.get(f"/procurement/{path}")
    assert (response.status_code, 'href="/procurement/"' in response.text) == (404, True)


def test_a_withdrawn_purchase_leaves_its_title_and_the_reason(client, make_purchase, approver):
    purchase = make_purchase(title="ซื้อรถขยะ", public_note=SECRET)
    withdraw(purchase, by=approver, reason="บันทึกซ้ำกับรายการที่ 3")

    response = page(client, purchase)
    shown = [text in response.text for text in ("ซื้อรถขยะ", "บันทึกซ้ำกับรายการที่ 3", SECRET)]
    assert (response.status_code, shown) == (410, [True, True, False])


@pytest.mark.parametrize("state", [*HIDDEN, State.WITHDRAWN])
def test_what_a_stage_adds_is_told_only_once_it_is_approved(
    client, make_purchase, make_stage, make_vendor, make_everything, make_bid, state
):
    purchase = make_purchase()
    stage = make_stage(purchase, title=SECRET, state=state)
    make_everything(purchase, stage=stage)
    make_bid(purchase, 123_456, vendor=make_vendor(SECRET), stage=stage)

    response = page(client, purchase)
    story = response.context["story"]
    assert (story.events, story.bids, story.parts) == ([], [], Parts([], [], [], [], []))
    assert SECRET not in response.text


def test_a_notice_that_a_draft_would_change_stands_unchanged(
    client, make_purchase, make_stage, make_notice
):
    purchase = make_purchase()
    notice = make_notice(purchase)
    draft = make_stage(purchase, state=State.DRAFT)
    make_notice(purchase, kind=NoticeKind.INVITATION_CANCELLED, replaces=notice, stage=draft)

    events = page(client, purchase).context["story"].events
    assert [(event.title, event.superseded) for event in events] == [
        (NoticeKind.INVITATION.label, [])
    ]


def test_the_number_of_a_person_is_masked_and_that_of_a_company_is_not(
    client, make_purchase, make_vendor, make_bid, make_contract
):
    purchase = make_purchase()
    person = make_vendor("นายตัวอย่าง", kind=VendorKind.NATURAL, tax_number=PERSON)
    make_bid(purchase, vendor=person, is_selected=True)
    make_bid(purchase, vendor=make_vendor("บริษัทตัวอย่าง", tax_number=COMPANY))
    make_contract(purchase, vendor=person)

    text = page(client, purchase).text
    assert (PERSON in text, text.count("3-1005-XXXXX-XX-X"), COMPANY in text) == (False, 2, True)


def test_the_budget_line_of_a_draft_ordinance_is_not_named(client, make_purchase, make_line):
    line = make_line(title=SECRET)
    line.year.state = State.DRAFT
    line.year.save()

    assert SECRET not in page(client, make_purchase(budget_line=line)).text


def test_a_public_budget_line_is_a_link(client, make_purchase, make_line):
    line = make_line()

    assert f'href="{line.get_absolute_url()}"' in page(client, make_purchase(budget_line=line)).text


# ------------------------------------------------------------------ what the page says
def test_village_unit_note_and_reason_are_told(client, make_purchase, make_unit):
    purchase = make_purchase(
        village=Village.objects.create(number=7, name="บ้านทดสอบ"),
        unit=make_unit("กองช่าง"),
        public_note="ราคาวัสดุขึ้นในเดือนนั้น",
        reason="เสนอราคาต่ำสุด",
    )

    text = page(client, purchase).text
    for told in ("หมู่ที่ 7 บ้านทดสอบ", "กองช่าง", "ราคาวัสดุขึ้นในเดือนนั้น", "เสนอราคาต่ำสุด"):
        assert told in text


def test_a_paper_states_its_type_and_size(client, make_purchase, make_document):
    purchase = make_purchase()
    document = make_document(purchase, title="ขอบเขตของงาน", kind=DocumentKind.TERMS)

    text = page(client, purchase).text
    assert (f'href="/procurement/documents/{document.pk}"' in text, "PDF 1.2 เมกะไบต์" in text) == (
        True,
        True,
    )


def test_a_photo_stands_with_its_description(client, make_purchase, make_progress, make_photo):
    purchase = make_purchase()
    photo = make_photo(make_progress(purchase))

    text = page(client, purchase).text
    assert f'<img src="{photo.small_url}" alt="ถนนก่อนเทคอนกรีต"' in text


def test_a_correction_is_told_with_the_reason(client, make_purchase, approver):
    purchase = make_purchase()
    step = record_correction(purchase, by=approver, reason="พิมพ์วงเงินผิด", before=[("วงเงิน", "1")])

    text = page(client, purchase).text
    assert (f'href="/changes/{step.pk}/"' in text, "พิมพ์วงเงินผิด" in text) == (True, True)


def test_the_withdrawal_of_a_stage_is_told_with_the_reason(
    client, make_purchase, make_stage, make_notice, approver
):
    purchase = make_purchase()
    stage = make_stage(purchase, title="ประกาศผู้ชนะ")
    make_notice(purchase, stage=stage)
    withdraw(stage, by=approver, reason="แนบเอกสารผิดโครงการ")

    text = page(client, purchase).text
    assert ("ประกาศผู้ชนะ" in text, "แนบเอกสารผิดโครงการ" in text) == (True, True)


def test_the_newest_notice_in_egp_is_the_original(client, make_purchase, make_notice):
    purchase = make_purchase()
    make_notice(purchase, on=dt.date(2023, 1, 2), url="https://egp.example.org/1")
    make_notice(purchase, on=dt.date(2023, 1, 3), url="https://egp.example.org/2")

    assert page(client, purchase).context["story"].original == "https://egp.example.org/2"


def test_an_address_that_is_no_web_address_is_no_link(client, make_purchase, make_notice):
    purchase = make_purchase()
    make_notice(purchase, url="javascript:alert(1)")

    assert "javascript:" not in page(client, purchase).text


def test_the_data_is_one_link_away(client, make_purchase):
    text = page(client, make_purchase()).text

    assert text.count('href="/procurement/2566/1/ocds.json"') == 2


def test_a_question_names_the_purchase(client, agency, make_purchase):
    agency.email = "office@example.org"
    agency.save()

    text = page(client, make_purchase(title="ถนน ก & ข")).text
    assert ("mailto:office@example.org?subject=" in text, "%26" in text) == (True, True)


def test_texts_are_text_and_never_markup(client, make_purchase, make_notice, make_vendor, make_bid):
    attack = "<script>alert(1)</script>"
    purchase = make_purchase(title=attack, reason=attack, public_note=attack)
    make_notice(purchase, title=attack)
    make_bid(purchase, vendor=make_vendor(attack), remark=attack)

    assert "<script>alert" not in page(client, purchase).text


def test_a_page_with_a_great_deal_on_it_stays_within_the_size_of_a_page(
    client, make_purchase, make_notice, make_bid, make_vendor, make_contract
):
    purchase = make_purchase(title="ก" * 500)
    for number in range(40):
        make_notice(purchase, title=f"ประกาศครั้งที่ {number} " + "ข" * 200)
    for number in range(30):
        make_bid(purchase, vendor=make_vendor(f"ร้าน {number} " + "ค" * 150))
    contract = make_contract(purchase)
    Instalment.objects.bulk_create(
        Instalment(contract=contract, number=number, amount=1, work="ง" * 250)
        for number in range(12)
    )

    response = page(client, purchase)
    story = response.context["story"]
    assert (response.status_code, len(story.events), len(story.bids)) == (200, 41, 30)
    assert len(response.content) <= 200_000  # what publishing.kept_pages keeps


# ------------------------------------------------------------------ figures
def agreed(client, purchase):
    """What stands below "Price agreed", in English."""
    figures = client.get(f"/en{purchase.get_absolute_url()}").text.split("money-figures")[1]
    figure = figures.split("</dl>")[0].split("Price agreed</dt>")[1]
    return " ".join(re.sub("<[^>]*>", " ", figure).split())


def test_an_amended_price_stands_beside_the_price_agreed(
    client, make_purchase, make_median_price, make_contract
):
    purchase = make_purchase()
    make_median_price(purchase, 100_000)
    contract = make_contract(purchase, price=90_000)
    Amendment.objects.create(
        contract=contract, signed_on=dt.date(2023, 4, 1), reason="เพิ่มงาน", price=105_000
    )
    refresh_list_facts(purchase.pk)

    assert agreed(client, purchase) == (
        "90,000.00 baht 10.0% below the median price Price after amendment: 105,000.00 baht"
    )


@pytest.mark.parametrize(
    ("contracts", "told"),
    [
        ([], "– No contract is published"),
        ([{"cancelled_on": dt.date(2023, 4, 1)}], "– The contract was cancelled"),
        ([{"cancelled_on": dt.date(2023, 4, 1)}] * 2, "– The contracts were cancelled"),
        (
            [{"cancelled_on": dt.date(2023, 4, 1)}, {}],
            "480,000.00 baht No median price to compare with",
        ),
    ],
)
def test_without_a_price_it_is_said_why(client, make_purchase, make_contract, contracts, told):
    purchase = make_purchase()
    for fields in contracts:
        make_contract(purchase, **fields)

    assert agreed(client, purchase) == told


@pytest.mark.parametrize(
    ("has_contract", "told"),
    [(True, "– The purchase was cancelled"), (False, "– No contract is published")],
)
def test_a_cancelled_purchase_says_so_of_its_contract(
    client, make_purchase, make_contract, has_contract, told
):
    purchase = make_purchase(cancelled_on=dt.date(2023, 4, 1), cancel_reason="งบประมาณไม่พอ")
    if has_contract:
        make_contract(purchase)

    assert agreed(client, purchase) == told


# ------------------------------------------------------------------ papers and photos
def test_a_paper_of_a_public_purchase_is_a_sandboxed_download(client, make_purchase, make_document):
    document = make_document(make_purchase())

    with contextlib.closing(client.get(document.get_absolute_url())) as response:
        headers = response.headers
        policy = set(headers["Content-Security-Policy"].split("; "))
        told = [headers["Content-Type"], headers["Content-Disposition"]]
        told += [headers["X-Content-Type-Options"], headers["Cache-Control"]]
        assert {"default-src 'none'", "sandbox"} <= policy
        assert told == [
            "application/pdf",
            f'attachment; filename="purchase-document-{document.pk}.pdf"',
            "nosniff",
            "public, max-age=60",
        ]


def test_a_photo_of_a_public_purchase_is_a_picture(
    client, make_purchase, make_progress, make_photo
):
    photo = make_photo(make_progress(make_purchase()))

    with contextlib.closing(client.get(photo.large_url)) as response:
        told = [response.headers[name] for name in ("Content-Type", "X-Content-Type-Options")]
        assert told == ["image/webp", "nosniff"]


@pytest.mark.parametrize("size", ["original", "..", "LARGE"])
def test_nothing_but_the_copies_is_served(client, make_purchase, make_progress, make_photo, size):
    photo = make_photo(make_progress(make_purchase()))

    assert client.get(f"/procurement/photos/{photo.pk}/{size}").status_code == 404


@pytest.mark.parametrize("state", [*HIDDEN, State.WITHDRAWN])
def test_files_of_a_purchase_that_is_not_public_are_hidden(
    client, make_purchase, make_document, make_progress, make_photo, state
):
    purchase = make_purchase(state=state)
    urls = [
        make_document(purchase).get_absolute_url(),
        make_photo(make_progress(purchase)).large_url,
    ]

    assert [client.get(url).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize("state", [*HIDDEN, State.WITHDRAWN])
def test_files_of_a_stage_that_is_not_public_are_hidden(
    client, make_stage, make_document, make_progress, make_photo, state
):
    stage = make_stage(state=state)
    urls = [
        make_document(stage.purchase, stage=stage).get_absolute_url(),
        make_photo(make_progress(stage.purchase, stage=stage)).small_url,
    ]

    assert [client.get(url).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize(
    ("role", "status"), [(Role.CLERK, 200), (Role.EXECUTIVE, 200), (Role.COMPLAINT_OFFICER, 404)]
)
def test_staff_see_papers_of_drafts_by_permission(
    client, make_purchase, make_document, make_user, role, status
):
    document = make_document(make_purchase(state=State.DRAFT))
    client.force_login(make_user("somebody", role))

    with contextlib.closing(client.get(document.get_absolute_url())) as response:
        assert response.status_code == status


def test_a_private_photo_is_never_kept_by_a_cache(
    client, make_purchase, make_progress, make_photo, clerk
):
    photo = make_photo(make_progress(make_purchase(state=State.DRAFT)))
    client.force_login(clerk)

    with contextlib.closing(client.get(photo.small_url)) as response:
        assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["documents/9", "photos/9/large"])
def test_a_file_that_is_not_there_is_a_404(client, db, path):
    assert client.get(f"/procurement/{path}").status_code == 404


# ------------------------------------------------------------------ cost and freshness
def test_a_page_costs_the_same_for_one_and_three_of_each_part(
    client, make_purchase, make_stage, make_everything, make_line
):
    purchase = make_purchase(budget_line=make_line())
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            make_everything(purchase, stage=make_stage(purchase))
        client.get(purchase.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            page(client, purchase)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 14


def test_a_page_is_made_anew_when_a_vendor_is_renamed(client, make_purchase, make_contract):
    purchase = make_purchase()
    contract = make_contract(purchase)
    tag = page(client, purchase).headers["ETag"]
    Vendor.objects.get(pk=contract.vendor_id).save()

    assert page(client, purchase).headers["ETag"] != tag


def test_the_page_sets_no_cookie(client, make_purchase):
    response = page(client, make_purchase())

    assert (response.cookies.output(), response.headers["Cache-Control"]) == (
        "",
        "public, max-age=60",
    )
