"""The story of a purchase: its timeline, who won, how the price compares, and where it stands."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _

from procurement.comparison import Comparison, Side
from procurement.methods import NoticeKind
from procurement.models import Amendment, Instalment, PurchaseDocument
from procurement.models.notice import DocumentKind
from procurement.models.purchase import refresh_list_facts
from procurement.story import purchase_story
from procurement.timeline import Parts, timeline
from publishing.actions import approve, record_correction, submit, withdraw
from publishing.workflow import State
from thai.dates import long_date

TODAY = dt.date(2023, 3, 15)


def day(number):
    """A day of January 2023."""
    return dt.date(2023, 1, number)


def story_of(purchase, today=TODAY):
    purchase.refresh_from_db()
    return purchase_story(purchase, today)


def anchors(purchase):
    return [event.anchor for event in story_of(purchase).events]


@pytest.fixture
def make_document(db):
    def make(purchase, kind=DocumentKind.NOTICE, **fields):
        return PurchaseDocument.objects.create(
            purchase=purchase, kind=kind, title="เอกสาร", document_kind="pdf", **fields
        )

    return make


# ------------------------------------------------------------------ timeline
def test_a_purchase_of_which_nothing_is_known_has_no_timeline(make_purchase):
    assert timeline(make_purchase(), Parts()) == []


def test_everything_stands_in_the_order_of_its_days(
    make_purchase, make_notice, make_median_price, make_contract, make_progress
):
    purchase = make_purchase(planned_on=day(1))
    contract = make_contract(purchase, on=day(20), accepted_on=day(30))
    progress = make_progress(purchase, on=day(25))
    notice = make_notice(purchase, on=day(9))
    median = make_median_price(purchase, on=day(5))
    part = Instalment.objects.create(contract=contract, number=1, amount=1, accepted_on=day(26))
    change = Amendment.objects.create(contract=contract, signed_on=day(24), reason="ฝนตก")

    assert anchors(purchase) == [
        "in-plan",
        f"median-price-{median.pk}",
        f"notice-{notice.pk}",
        f"signed-{contract.pk}",
        f"amendment-{change.pk}",
        f"on-{progress.pk}",
        f"instalment-{part.pk}",
        f"accepted-{contract.pk}",
    ]


def test_the_notice_of_the_plan_stands_for_the_plan(make_purchase, make_notice):
    purchase = make_purchase(planned_on=day(1), plan_number="P66010000019")
    notice = make_notice(purchase, on=day(2), kind=NoticeKind.PLAN)
    changed = make_notice(purchase, on=day(3), kind=NoticeKind.PLAN, replaces=notice)

    told = [(event.anchor, event.sentences) for event in story_of(purchase).events]
    planned = ["เลขที่แผน P66010000019", "คาดว่าจะประกาศประมาณเดือนมกราคม 2566"]
    assert told == [(f"notice-{notice.pk}", planned), (f"notice-{changed.pk}", [])]


def test_the_median_price_and_its_notice_have_names_of_their_own(
    make_purchase, make_notice, make_median_price
):
    purchase = make_purchase()
    make_median_price(purchase, on=day(5))
    make_notice(purchase, on=day(6), kind=NoticeKind.MEDIAN_PRICE)

    titles = {event.title for event in story_of(purchase).events}
    assert titles == {"กำหนดราคากลาง", str(_("Median price announced"))}


def test_a_notice_that_is_named_after_its_kind_says_so_once(make_purchase, make_notice):
    notice = make_notice(make_purchase(), title="ประกาศเชิญชวน")

    (event,) = story_of(notice.purchase).events
    assert (event.title, event.quoted) == ("ประกาศเชิญชวน", "")


def test_on_one_day_things_stand_as_they_happen(
    make_purchase, make_notice, make_median_price, make_contract, make_progress
):
    purchase = make_purchase(cancelled_on=day(9), cancel_reason="ซ้ำ")
    contract = make_contract(purchase, on=day(9), accepted_on=day(9))
    progress = make_progress(purchase, on=day(9))
    notice = make_notice(purchase, on=day(9))
    median = make_median_price(purchase, on=day(9))

    assert anchors(purchase) == [
        f"median-price-{median.pk}",
        f"notice-{notice.pk}",
        f"on-{progress.pk}",
        f"signed-{contract.pk}",
        f"accepted-{contract.pk}",
        "cancelled",
    ]


def test_an_instalment_that_is_only_due_has_not_happened(make_purchase, make_contract):
    purchase = make_purchase()
    contract = make_contract(purchase)
    Instalment.objects.create(contract=contract, number=1, amount=1, due_on=day(2))

    assert anchors(purchase) == [f"signed-{contract.pk}"]


def test_a_changed_notice_leads_to_the_newer_and_back(make_purchase, make_notice):
    purchase = make_purchase()
    old = make_notice(purchase, on=day(9))
    new = make_notice(purchase, on=day(12), kind=NoticeKind.INVITATION_CHANGED, replaces=old)

    first, second = story_of(purchase).events
    assert [link.anchor for link in first.superseded] == [f"notice-{new.pk}"]
    assert [link.anchor for link in second.links] == [f"notice-{old.pk}"]


@pytest.mark.parametrize(
    ("kind", "told"),
    [(NoticeKind.WINNER_CANCELLED, "ยกเลิก"), (NoticeKind.WINNER_CHANGED, "เปลี่ยนแปลง")],
)
def test_what_became_of_a_notice_is_named(make_purchase, make_notice, kind, told):
    purchase = make_purchase()
    old = make_notice(purchase, on=day(9), kind=NoticeKind.WINNER)
    make_notice(purchase, on=day(12), kind=kind, replaces=old)

    first, second = story_of(purchase).events
    texts = [first.superseded[0].text, second.links[0].text]
    assert (first.title, told in second.title, long_date(day(12)) in texts[0]) == (
        NoticeKind.WINNER.label,
        True,
        True,
    )
    assert long_date(day(9)) in texts[1]


def test_a_cancelled_winner_and_the_new_one_both_stand(make_purchase, make_notice):
    purchase = make_purchase()
    first = make_notice(purchase, on=day(9), kind=NoticeKind.WINNER)
    second = make_notice(purchase, on=day(12), kind=NoticeKind.WINNER_CANCELLED, replaces=first)
    third = make_notice(purchase, on=day(20), kind=NoticeKind.WINNER)

    assert anchors(purchase) == [f"notice-{each.pk}" for each in (first, second, third)]


# ------------------------------------------------------------------ papers
def test_a_paper_stands_with_its_notice(make_purchase, make_notice, make_document):
    purchase = make_purchase()
    make_notice(purchase, on=day(9))
    second = make_notice(purchase, on=day(12))
    paper = make_document(purchase, notice=second)

    assert [event.documents for event in story_of(purchase).events] == [[], [paper]]


def test_the_form_of_the_median_price_stands_with_it(
    make_purchase, make_median_price, make_document
):
    purchase = make_purchase()
    make_median_price(purchase)
    paper = make_document(purchase, DocumentKind.MEDIAN_PRICE)

    story = story_of(purchase)
    assert (story.events[0].documents, story.median_price_documents) == ([paper], [paper])


def test_the_paper_of_a_contract_stands_with_that_of_its_stage(
    make_purchase, make_stage, make_contract, make_document
):
    purchase = make_purchase()
    stage = make_stage(purchase)
    make_contract(purchase, on=day(9), stage=stage)
    make_contract(purchase, on=day(12))
    paper = make_document(purchase, DocumentKind.CONTRACT, stage=stage)

    assert [event.documents for event in story_of(purchase).events] == [[paper], []]


def test_of_two_contracts_a_paper_stands_with_that_of_its_day(
    make_purchase, make_contract, make_document
):
    purchase = make_purchase()
    make_contract(purchase, on=day(9))
    make_contract(purchase, on=day(12))
    paper = make_document(purchase, DocumentKind.CONTRACT, dated=day(9))

    assert [event.documents for event in story_of(purchase).events] == [[paper], []]


def test_a_dated_paper_of_its_own_is_an_event(make_purchase, make_document):
    purchase = make_purchase()
    paper = make_document(purchase, DocumentKind.OTHER, dated=day(9))

    (event,) = story_of(purchase).events
    assert (event.day, event.documents) == (day(9), [paper])


def test_an_undated_paper_of_its_own_stands_apart(make_purchase, make_document):
    purchase = make_purchase()
    paper = make_document(purchase, DocumentKind.TERMS)

    story = story_of(purchase)
    assert (story.events, story.other_documents) == ([], [paper])


def test_a_paper_whose_notice_is_not_approved_stands_apart(
    make_purchase, make_stage, make_notice, make_document
):
    purchase = make_purchase()
    draft = make_stage(purchase, state=State.DRAFT)
    paper = make_document(purchase, notice=make_notice(purchase, stage=draft))

    story = story_of(purchase)
    assert (story.events, story.other_documents) == ([], [paper])


# ------------------------------------------------------------------ winner and price
def test_whose_contract_stands_has_won(make_purchase, make_vendor, make_bid, make_contract):
    purchase = make_purchase()
    first, second = make_vendor("ร้านหนึ่ง"), make_vendor("ร้านสอง")
    make_bid(purchase, vendor=first, is_selected=True)
    make_contract(purchase, vendor=first, cancelled_on=day(9))
    make_contract(purchase, vendor=second)

    assert story_of(purchase).winners == [second]


def test_before_a_contract_the_selected_bidder_has_won(make_purchase, make_vendor, make_bid):
    purchase = make_purchase()
    first = make_vendor("ร้านหนึ่ง")
    make_bid(purchase, vendor=first, is_selected=True)
    make_bid(purchase, vendor=make_vendor("ร้านสอง"))

    assert story_of(purchase).winners == [first]


def test_two_contracts_with_one_vendor_name_it_once(make_purchase, make_contract):
    purchase = make_purchase()
    vendor = make_contract(purchase).vendor
    make_contract(purchase)

    assert story_of(purchase).winners == [vendor]


def test_the_price_of_all_contracts_is_compared_with_the_newest_median_price(
    make_purchase, make_median_price, make_contract
):
    purchase = make_purchase()
    make_median_price(purchase, 900, on=day(1))
    make_median_price(purchase, 1000, on=day(5))
    make_contract(purchase, price=400)
    make_contract(purchase, price=550)

    story = story_of(purchase)
    assert (story.median_price.value, story.comparison) == (
        1000,
        Comparison(Side.BELOW, Decimal("5.0")),
    )


@pytest.fixture
def amended(make_purchase, make_median_price, make_contract):
    """A purchase signed below the median price and later amended to more than it."""
    purchase = make_purchase()
    make_median_price(purchase, 100_000)
    contract = make_contract(purchase, price=90_000)
    Amendment.objects.create(contract=contract, signed_on=day(24), price=105_000, reason="เพิ่มงาน")
    refresh_list_facts(purchase.pk)
    return purchase


def test_the_price_at_signing_is_compared_whatever_was_amended_later(amended):
    story = story_of(amended)

    assert (story.purchase.price, story.comparison, story.amended_price) == (
        90_000,
        Comparison(Side.BELOW, Decimal("10.0")),
        105_000,
    )


def test_an_amendment_of_the_end_leaves_no_other_price(make_purchase, make_contract):
    contract = make_contract(make_purchase())
    Amendment.objects.create(contract=contract, signed_on=day(24), ends_on=day(30), reason="ฝนตก")

    assert story_of(contract.purchase).amended_price is None


def test_a_contract_that_was_cancelled_has_no_part_in_the_amended_price(amended, make_contract):
    make_contract(amended, price=7, cancelled_on=day(28))

    assert story_of(amended).amended_price == 105_000


def test_of_a_cancelled_purchase_no_amended_price_is_told(amended):
    amended.cancelled_on, amended.cancel_reason = day(29), "งบประมาณไม่พอ"
    amended.save()
    refresh_list_facts(amended.pk)

    assert story_of(amended).amended_price is None


# ------------------------------------------------------------------ where it stands
def stands(purchase, today=TODAY):
    story = story_of(purchase, today)
    return story.status.value, story.standing


def test_a_planned_purchase_names_the_month(make_purchase):
    status, sentence = stands(make_purchase(planned_on=dt.date(2023, 4, 20)))

    assert (status, "เมษายน 2566" in sentence) == ("planned", True)


@pytest.mark.parametrize(
    ("today", "told"), [(day(12), "8"), (day(19), "1"), (day(20), long_date(day(20)))]
)
def test_an_open_purchase_says_how_many_days_are_left(make_purchase, make_notice, today, told):
    purchase = make_notice(make_purchase(), on=day(9), closes_on=day(20)).purchase

    status, sentence = stands(purchase, today)
    assert (status, told in sentence, long_date(day(20)) in sentence) == ("open", True, True)


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ([NoticeKind.INVITATION], day(20)),
        ([NoticeKind.INVITATION, NoticeKind.WINNER], day(26)),
        ([NoticeKind.INVITATION, NoticeKind.WINNER, NoticeKind.WINNER_CANCELLED], day(27)),
        ([NoticeKind.INVITATION, NoticeKind.INVITATION_CANCELLED], day(26)),
        ([NoticeKind.DRAFT_DOCUMENTS], day(25)),
    ],
    ids=["closed", "winner", "winner cancelled", "invitation cancelled", "draft documents"],
)
def test_a_purchase_that_is_considered_names_the_day_that_matters(
    make_purchase, make_notice, kinds, told
):
    purchase = make_purchase()
    for number, kind in enumerate(kinds):
        is_invitation = kind == NoticeKind.INVITATION
        fields = {"on": day(9), "closes_on": day(20)} if is_invitation else {"on": day(25 + number)}
        make_notice(purchase, kind=kind, **fields)

    status, sentence = stands(purchase)
    assert (status, long_date(told) in sentence) == ("considering", True)


def test_the_sentences_of_a_considered_purchase_differ(make_purchase, make_notice):
    sentences = set()
    for kind in (
        NoticeKind.WINNER,
        NoticeKind.WINNER_CANCELLED,
        NoticeKind.INVITATION,
        NoticeKind.INVITATION_CANCELLED,
    ):
        sentences.add(stands(make_notice(make_purchase(), kind=kind).purchase)[1])

    assert len(sentences) == 4


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"ends_on": dt.date(2023, 5, 1)}, "running", dt.date(2023, 5, 1)),
        ({"ends_on": dt.date(2023, 3, 14)}, "ended", dt.date(2023, 3, 14)),
        ({"ends_on": dt.date(2023, 5, 1), "accepted_on": day(30)}, "ended", day(30)),
        ({"ends_on": dt.date(2023, 5, 1), "accepted_on": TODAY}, "running", TODAY),
    ],
    ids=["running", "ended", "accepted", "accepted today"],
)
def test_a_contracted_purchase_names_the_vendor_and_the_day(
    make_purchase, make_contract, fields, status, told
):
    contract = make_contract(make_purchase(), **fields)

    found, sentence = stands(contract.purchase)
    assert (found, contract.vendor.name in sentence, long_date(told) in sentence) == (
        status,
        True,
        True,
    )


def test_a_contract_without_an_end_says_so_without_a_day(make_purchase, make_contract):
    contract = make_contract(make_purchase())

    status, sentence = stands(contract.purchase)
    assert (status, contract.vendor.name in sentence, "256" in sentence) == ("running", True, False)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ([dt.date(2023, 4, 1), dt.date(2023, 5, 1)], dt.date(2023, 5, 1)),
        ([dt.date(2023, 4, 1), None], None),
    ],
)
def test_several_contracts_are_counted(make_purchase, make_contract, ends, told):
    purchase = make_purchase()
    for end in ends:
        make_contract(purchase, ends_on=end)

    sentence = stands(purchase)[1]
    assert ("2" in sentence, told is None or long_date(told) in sentence) == (True, True)


def test_a_cancelled_contract_is_not_what_stands(make_purchase, make_vendor, make_contract):
    purchase = make_purchase()
    make_contract(purchase, vendor=make_vendor("ร้านหนึ่ง"), cancelled_on=day(9))
    make_contract(purchase, vendor=make_vendor("ร้านสอง"))

    sentence = stands(purchase)[1]
    assert ("ร้านหนึ่ง" in sentence, "ร้านสอง" in sentence) == (False, True)


def test_when_the_only_contract_was_cancelled_the_page_says_so(
    make_purchase, make_notice, make_contract
):
    purchase = make_purchase()
    make_notice(purchase, kind=NoticeKind.WINNER, on=day(5))
    contract = make_contract(purchase, on=day(9), cancelled_on=day(20))

    status, sentence = stands(purchase)
    told = [contract.vendor.name in sentence, long_date(day(20)) in sentence]
    assert (status, told) == ("considering", [True, True])


def test_a_new_winner_goes_before_the_cancelled_contract(make_purchase, make_notice, make_contract):
    purchase = make_purchase()
    make_contract(purchase, on=day(9), cancelled_on=day(20))
    make_notice(purchase, kind=NoticeKind.WINNER, on=day(25))

    assert long_date(day(25)) in stands(purchase)[1]


def test_a_cancelled_purchase_names_the_day(make_purchase):
    purchase = make_purchase(cancelled_on=day(9), cancel_reason="งบประมาณไม่พอ")
    refresh_list_facts(purchase.pk)

    status, sentence = stands(purchase)
    assert (status, long_date(day(9)) in sentence) == ("cancelled", True)


# ------------------------------------------------------------------ record
def test_without_steps_the_page_is_as_old_as_its_publication(make_purchase):
    purchase = make_purchase()

    assert story_of(purchase).as_of == purchase.published_at


def test_an_approved_stage_makes_the_page_newer_and_is_no_correction(
    make_purchase, make_stage, make_progress, clerk, approver
):
    purchase = make_purchase()
    stage = make_stage(purchase, state=State.DRAFT)
    make_progress(purchase, stage=stage)
    submit(stage, by=clerk)
    step = approve(stage, by=approver)

    story = story_of(purchase)
    assert (story.as_of, story.corrections) == (step.at, [])


def test_corrections_of_the_purchase_and_withdrawals_of_its_stages_are_told_newest_first(
    make_purchase, make_stage, approver
):
    purchase, other = make_purchase(), make_purchase()
    first = record_correction(purchase, by=approver, reason="พิมพ์ผิด", before=[("ก", "ข")])
    record_correction(other, by=approver, reason="ของงานอื่น", before=[("ก", "ข")])
    withdraw(make_stage(other), by=approver, reason="ของงานอื่น")
    second = withdraw(make_stage(purchase), by=approver, reason="ซ้ำ")

    assert story_of(purchase).corrections == [second, first]


def test_a_step_of_something_else_with_the_same_key_is_not_told(
    make_purchase, make_stage, approver
):
    purchase, other = make_purchase(), make_purchase()
    withdraw(make_stage(other, pk=purchase.pk), by=approver, reason="ของงานอื่น")

    assert story_of(purchase).corrections == []
