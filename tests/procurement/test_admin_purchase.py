"""A purchase in the staff backend: one page, one button, and everything it came with."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from budget.models import BudgetLine, BudgetYear, Heading
from procurement.methods import NoticeKind
from procurement.models import Bid, Contract, Notice, Purchase, Vendor
from procurement.models.purchase import refresh_list_facts
from procurement.status import Phase
from publishing.actions import approve, submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from tests.procurement.pages import page_of, rows, sent_fields, typed
from tests.publishing.samples import pdf
from thai.fiscal import FiscalYear

ADD = "/admin/procurement/purchase/add/"
LIST = "/admin/procurement/purchase/"


@pytest.fixture
def draft(make_purchase, clerk):
    return make_purchase(state=State.DRAFT, author=clerk, edited_by=clerk)


@pytest.fixture
def save(client, clerk):
    """Return a function that saves the page of a purchase, or a new one, as a person would."""

    def send(purchase=None, *, user=clerk, **fields):
        client.force_login(user)
        address = page_of(purchase) if purchase else ADD
        return client.post(address, typed(purchase) | fields, follow=True)

    return send


def form_of(response):
    return response.context["adminform"].form


# ------------------------------------------------------------------ adding
def test_one_press_saves_a_purchase_with_its_rows_and_hands_it_in(save, make_vendor):
    vendor = make_vendor()
    notice = {"kind": "W0", "published_on": "20 ม.ค. 66"}
    contract = {
        "number": "1/2566", "signed_on": "1 ก.พ. 66", "vendor": vendor.pk, "price": "๔๘๐,๐๐๐",
        "ends_on": "30 เม.ย. 66", "reason_code": "1",
    }  # fmt: skip

    save(
        **rows("medianprice_set", [{"value": "490000", "set_on": "5 ม.ค. 66"}]),
        **rows("notice_set", [notice]),
        **rows("bid_set", [{"vendor": vendor.pk, "price": "480000", "is_selected": "on"}]),
        **rows("contract_set", [contract]),
        **rows("progress_set", [{"on": "1 มี.ค. 66", "percent": "40"}]),
        _submit="1",
    )

    purchase = Purchase.objects.get()
    parts = [row.kind_label for row in purchase.parts()]
    assert (purchase.state, purchase.phase, purchase.price) == (
        State.IN_REVIEW,
        Phase.CONTRACTED,
        Decimal(480_000),
    )
    assert len(parts) == 5


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"cancelled_on": "1 มี.ค. 66"}, ["__all__"]),
        ({"cancel_reason": "ไม่มีผู้ยื่น"}, ["cancelled_on"]),
    ],
)
def test_a_cancellation_has_a_day_and_a_reason(save, fields, errors):
    assert list(form_of(save(**fields)).errors) == errors


def test_the_year_of_today_and_the_unit_of_the_person_are_proposed(client, clerk, make_unit):
    unit = make_unit("กองช่าง")
    clerk.units.add(unit)
    client.force_login(clerk)

    form = form_of(client.get(ADD))

    year = FiscalYear.of(timezone.localdate()).year
    assert (form.initial["fiscal_year"], form.initial["unit"]) == (year, unit.pk)


def test_the_whole_allocation_is_the_amount_where_none_is_typed(save):
    save(amount="")

    assert Purchase.objects.get().amount == Decimal(500_000)


def test_a_number_of_egp_may_be_typed_with_thai_figures_and_spaces(save):
    save(egp_number="๖๖ ๐๑๗ ๒๓๔๕๖๗")

    assert Purchase.objects.get().egp_number == "66017234567"


@pytest.mark.parametrize("number", ["123", "6601723456x", "660172345678"])
def test_a_number_of_egp_that_is_none_is_a_sentence(save, number):
    response = save(egp_number=number)

    assert "egp_number" in form_of(response).errors


# ------------------------------------------------------------------ what is wrong is said
def test_a_bidder_twice_is_a_sentence_and_nothing_is_lost(save, make_vendor):
    vendor = make_vendor()
    bid = {"vendor": vendor.pk, "price": "480,000"}

    response = save(**rows("bid_set", [bid, bid | {"price": "481,000"}]), title="ชื่อที่พิมพ์ไว้")

    formset = next(
        each.formset
        for each in response.context["inline_admin_formsets"]
        if each.formset.model is Bid
    )
    assert (len(formset.errors[1]["vendor"]), Purchase.objects.count()) == (1, 0)
    assert (form_of(response)["title"].value(), formset.forms[1]["price"].value()) == (
        "ชื่อที่พิมพ์ไว้",
        "481,000",
    )


def test_a_bidder_of_a_later_step_is_not_bid_again(
    save, make_purchase, make_stage, make_bid, approver
):
    stage = make_stage(make_purchase())
    bid = make_bid(stage.purchase, stage=stage)

    response = save(
        stage.purchase,
        user=approver,
        correction_reason="เพิ่มผู้เสนอราคา",
        **rows("bid_set", [{"vendor": bid.vendor_id, "price": "1"}]),
    )

    assert (response.status_code, Bid.objects.count()) == (200, 1)


@pytest.mark.parametrize(
    ("prefix", "row"),
    [
        (
            "contract_set",
            {"price": "1", "starts_on": "2 ก.พ. 66", "ends_on": "1 ก.พ. 66", "reason_code": "1"},
        ),
        ("notice_set", {"kind": "D0", "published_on": "2 ก.พ. 66", "closes_on": "1 ก.พ. 66"}),
    ],
)
def test_what_ends_before_it_begins_is_a_sentence(save, prefix, row):
    response = save(**rows(prefix, [row]))

    wrong = [
        sentence
        for each in response.context["inline_admin_formsets"]
        for form in each.formset.forms
        for sentence in form.non_field_errors()
    ]
    assert (len(wrong), Purchase.objects.count()) == (1, 0)


def test_what_was_typed_beside_a_file_comes_back_and_the_file_is_asked_for(save):
    document = SimpleUploadedFile("ประกาศ.pdf", pdf())
    row = {"document": document, "document_kind": "contract", "document_title": "สัญญาที่พิมพ์ไว้"}

    response = save(title="", **rows("documents", [row]))

    again = response.context["new_documents"].forms[0]
    assert (again["document_title"].value(), again["document_kind"].value()) == (
        "สัญญาที่พิมพ์ไว้",
        "contract",
    )
    assert len(response.context["messages"]) == 1


@pytest.mark.parametrize(
    "fields", [{"fiscal_year": "2023"}, {"fiscal_year": "x"}, {"allocated": "-5"}]
)
def test_a_figure_that_cannot_be_is_a_sentence(save, fields):
    response = save(**fields)

    assert list(form_of(response).errors) == list(fields)


def test_a_contract_without_vendor_is_a_draft_and_not_handed_in(save):
    save(**rows("contract_set", [{"price": "480000", "reason_code": "1"}]), _submit="1")

    assert (Purchase.objects.get().state, Contract.objects.count()) == (State.DRAFT, 1)


# ------------------------------------------------------------------ rows
def test_bids_stand_in_the_order_of_their_rows(save, make_vendor):
    first, second = make_vendor("ข"), make_vendor("ก")

    save(**rows("bid_set", [{"vendor": each.pk, "price": "1"} for each in (first, second)]))

    assert [bid.vendor for bid in Purchase.objects.get().bid_set.all()] == [first, second]


def test_a_cancelled_winner_names_the_notice_that_it_cancels(save, draft):
    save(
        draft,
        **rows(
            "notice_set",
            [
                {"kind": "W0", "published_on": "1 ก.พ. 66"},
                {"kind": "W1", "published_on": "5 ก.พ. 66"},
                {"kind": "W0", "published_on": "9 ก.พ. 66"},
            ],
        ),
    )

    replaced = list(Notice.objects.order_by("published_on").values_list("replaces__published_on"))
    assert replaced == [(None,), (dt.date(2023, 2, 1),), (None,)]


def test_bidders_and_the_winner_among_them_are_entered_at_once(save, make_vendor):
    vendor = make_vendor()
    notice = {"kind": "W0", "published_on": "1 ก.พ. 66", "winner": vendor.pk}

    save(
        **rows("notice_set", [notice]),
        **rows("bid_set", [{"vendor": vendor.pk, "price": "1"}]),
        _submit="1",
    )

    purchase = Purchase.objects.get()
    assert (purchase.state, purchase.notice_set.get().winner) == (State.IN_REVIEW, vendor)


def test_only_lines_of_the_year_of_the_purchase_are_found(client, clerk, draft, db):
    years = [
        BudgetYear.objects.create(
            fiscal_year=year, title="ข้อบัญญัติ", effective_on=dt.date(year - 544, 10, 1)
        )
        for year in (2565, 2566)
    ]
    headings = {
        "plan": Heading.objects.get(kind="plan", code="00310"),
        "budget_class": Heading.objects.get(kind="class", code="540000"),
    }
    other, own = (
        BudgetLine.objects.create(year=year, title="ถนน", amount=1, **headings) for year in years
    )
    client.force_login(clerk)

    field = form_of(client.get(page_of(draft))).fields["budget_line"]

    assert [field.queryset.filter(pk=line.pk).exists() for line in (other, own)] == [False, True]
    assert f"year={years[1].pk}" in field.widget.get_url()


def test_a_document_is_kept_and_a_wrong_one_becomes_a_sentence(save, draft):
    good = SimpleUploadedFile("ประกาศ.pdf", pdf())
    bad = SimpleUploadedFile("ประกาศ.pdf", b"MZ")

    response = save(
        draft,
        **rows(
            "documents",
            [
                {"document": good, "document_kind": "notice", "document_title": "ประกาศเชิญชวน"},
                {"document": bad, "document_kind": "notice", "document_title": ""},
            ],
        ),
    )

    assert [each.title for each in draft.purchasedocument_set.all()] == ["ประกาศเชิญชวน"]
    assert sum("ประกาศ.pdf" in str(each) for each in response.context["messages"]) == 1


@pytest.mark.parametrize(
    ("content", "state"), [(pdf(), State.IN_REVIEW), (b"MZ", State.DRAFT)], ids=["good", "wrong"]
)
def test_a_purchase_is_not_handed_in_without_a_paper_it_came_with(save, draft, content, state):
    paper = {"document": SimpleUploadedFile("สัญญา.pdf", content), "document_kind": "contract"}

    save(draft, **rows("documents", [paper]), _submit="1")

    draft.refresh_from_db()
    assert draft.state == state


def test_a_citizen_number_in_the_name_of_a_file_does_not_become_a_title(save, draft):
    number = "9999900000019"
    paper = {"document": SimpleUploadedFile(f"บัตร {number}.pdf", pdf()), "document_kind": "other"}

    save(draft, **rows("documents", [paper]))

    assert [each.title for each in draft.purchasedocument_set.all()] == [
        "บัตร 9-9999-XXXXX-XX-9.pdf"
    ]


def test_the_page_sends_files_and_leaves_no_row_filled_by_its_menus(client, clerk):
    client.force_login(clerk)

    response = client.get(ADD)

    menus = [
        form[name].value()
        for each in response.context["inline_admin_formsets"]
        for form in each.formset.forms
        for name in ("kind",)
        if name in form.fields
    ]
    assert 'enctype="multipart/form-data"' in response.content.decode()
    assert menus == [None]
    assert form_of(response)["method"].value() == "19"


def test_the_thirtieth_bidder_is_entered_on_the_last_page(
    client, clerk, draft, make_bid, make_vendor
):
    bids = [make_bid(draft, vendor=make_vendor(f"ผู้เสนอราคา {number}")) for number in range(29)]
    kept = {"id": bids[-1].pk, "vendor": bids[-1].vendor_id, "price": "480,000"}
    added = {"vendor": make_vendor("ผู้เสนอราคา 30").pk, "price": "480,000"}
    client.force_login(clerk)

    sent = typed(draft) | rows("bid_set", [kept, added])
    client.post(f"{page_of(draft)}?bid_set-page=8", sent)

    assert draft.bid_set.filter(vendor=added["vendor"]).count() == 1


# ------------------------------------------------------------------ the list
def test_the_list_is_searched_as_the_public_one(client, clerk, make_purchase):
    road = make_purchase("จ้างก่อสร้างถนน คสล. หมู่ที่ ๓")
    make_purchase("ซื้อกระดาษ")
    client.force_login(clerk)

    found = client.get(f"{LIST}?q=คอนกรีตเสริมเหล็ก ม.3").context["cl"].result_list

    assert list(found) == [road]


def test_the_first_village_is_not_the_twelfth(client, clerk, make_purchase):
    first = make_purchase("จ้างก่อสร้างถนน หมู่ที่ 1")
    make_purchase("จ้างก่อสร้างถนน หมู่ที่ 12")
    client.force_login(clerk)

    found = client.get(f"{LIST}?q=หมู่ที่ 1").context["cl"].result_list

    assert list(found) == [first]


@pytest.mark.parametrize(
    ("query", "count"),
    [("fiscal_year=2565", 1), ("state=draft", 1), ("method=16", 0), ("phase=planned", 2)],
)
def test_the_list_is_filtered(client, clerk, make_purchase, query, count):
    make_purchase(fiscal_year=2565)
    make_purchase(state=State.DRAFT)
    client.force_login(clerk)

    assert client.get(f"{LIST}?{query}").context["cl"].result_count == count


def test_a_year_of_the_address_that_is_none_filters_nothing(client, clerk, make_purchase):
    make_purchase()
    client.force_login(clerk)

    found = client.get(f"{LIST}?fiscal_year={'9' * 5000}").context["cl"].result_count

    assert found == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, clerk, make_purchase, make_contract, django_assert_max_num_queries, count
):
    for number in range(count):
        make_contract(make_purchase(), number=str(number))
    client.force_login(clerk)

    with django_assert_max_num_queries(17):
        client.get(LIST)


# ------------------------------------------------------------------ publication and correction
def test_a_published_purchase_is_locked_for_a_clerk_who_may_add_a_step(
    client, clerk, make_purchase
):
    purchase = make_purchase()
    client.force_login(clerk)

    response = client.get(page_of(purchase))

    assert response.context["is_locked"] is True
    assert f"/admin/procurement/stage/add/?purchase={purchase.pk}" in response.content.decode()


def test_a_correction_of_a_row_needs_a_reason_and_is_on_record(
    save, make_purchase, make_contract, approver
):
    contract = make_contract(make_purchase())
    row = {
        "id": contract.pk, "number": "2/2566", "signed_on": "1 ก.พ. 66",
        "vendor": contract.vendor_id, "price": "480000", "reason_code": "1",
    }  # fmt: skip

    refused = save(contract.purchase, user=approver, **rows("contract_set", [row]))
    save(
        contract.purchase, user=approver, correction_reason="เลขที่ผิด", **rows("contract_set", [row])
    )

    contract.refresh_from_db()
    assert list(form_of(refused).errors) == ["correction_reason"]
    assert contract.number == "2/2566"
    assert PublicationStep.objects.get(action=Action.CORRECT).reason == "เลขที่ผิด"


def test_a_correction_that_breaks_a_rule_saves_nothing(
    save, make_purchase, make_contract, approver
):
    contract = make_contract(make_purchase())
    row = {
        "id": contract.pk, "number": "", "signed_on": "", "vendor": "", "price": "1",
        "reason_code": "1",
    }  # fmt: skip

    response = save(
        contract.purchase, user=approver, correction_reason="ลบ", **rows("contract_set", [row])
    )

    contract.refresh_from_db()
    assert (contract.price, bool(form_of(response).errors)) == (Decimal(480_000), True)


def test_a_deleted_contract_leaves_the_list(save, make_contract, draft):
    contract = make_contract(draft)

    save(
        draft,
        **rows(
            "contract_set", [{"id": contract.pk, "price": "1", "reason_code": "1", "DELETE": "on"}]
        ),
    )

    draft.refresh_from_db()
    assert (draft.phase, draft.price) == (Phase.PLANNED, None)


def test_rows_of_a_later_step_stand_on_its_own_page(client, approver, make_stage, make_notice):
    stage = make_stage()
    make_notice(stage.purchase, stage=stage)
    client.force_login(approver)

    formsets = client.get(page_of(stage.purchase)).context["inline_admin_formsets"]

    notices = next(each.formset for each in formsets if each.formset.model is Notice)
    assert notices.initial_form_count() == 0


def test_the_approver_reads_flags_which_stop_nothing(
    client, clerk, approver, draft, make_median_price
):
    make_median_price(draft, 600_000)
    submit(draft, by=clerk)
    client.force_login(approver)

    page = client.get(f"/admin/publishing/review/procurement/purchase/{draft.pk}/")
    approve(draft, by=approver)

    assert "ราคากลาง 600,000.00 บาท สูงกว่า" in page.content.decode()
    assert draft.is_published


def test_the_fullest_page_stays_below_the_limit_of_fields(
    client, approver, make_purchase, make_vendor, make_bid, make_notice, make_contract,
    make_median_price, make_progress,
):  # fmt: skip
    purchase = make_purchase()
    for number in range(8):
        make_bid(purchase, vendor=make_vendor(str(number)))
        make_notice(purchase, kind=NoticeKind.WINNER)
        make_contract(purchase, number=str(number))
        make_median_price(purchase)
        make_progress(purchase)
        purchase.purchasedocument_set.create(title="ก", document="d", document_kind="pdf")
    refresh_list_facts(purchase.pk)
    client.force_login(approver)

    sent = sent_fields(client.get(page_of(purchase)))

    assert sent < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


# ------------------------------------------------------------------ who may not
def test_a_purchase_in_review_is_not_saved(save, draft, clerk):
    submit(draft, by=clerk)

    response = save(draft, title="อื่น")

    draft.refresh_from_db()
    assert (response.status_code, draft.title) == (409, "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3")


def test_a_draft_is_deleted_with_everything_it_came_with(
    client, clerk, draft, make_contract, make_notice, make_progress
):
    make_contract(draft)
    make_progress(draft)
    first = make_notice(draft, kind=NoticeKind.WINNER)
    make_notice(draft, kind=NoticeKind.WINNER_CANCELLED, replaces=first)
    client.force_login(clerk)

    client.post(f"/admin/procurement/purchase/{draft.pk}/delete/", {"post": "yes"})

    assert Purchase.objects.count() == 0


def test_an_executive_reads_and_does_not_write(client, executive, draft):
    client.force_login(executive)

    answers = [client.get(page_of(draft)), client.post(page_of(draft), {}), client.get(ADD)]

    assert [each.status_code for each in answers] == [200, 403, 403]


def test_a_draft_of_a_vendor_is_found_by_its_name(client, clerk, make_vendor):
    vendor = make_vendor("บริษัท สมมุติ จำกัด", tax_number="0105500000001")
    client.force_login(clerk)

    found = [
        client.get(reverse("admin:procurement_vendor_find"), {"term": term}).json()["results"]
        for term in ("สมมุติ", "0-1055-00000-00-1", "ไม่มี")
    ]

    shown = {"id": str(vendor.pk), "text": "บริษัท สมมุติ จำกัด (0105500000001)"}
    assert found == [[shown], [shown], []]
    assert Vendor.objects.count() == 1
