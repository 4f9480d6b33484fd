"""One release tells of one purchase what is known of it: where it stands, who was chosen, for what."""

import datetime as dt
import json

from budget.models import BudgetYear
from procurement.methods import Method, NoticeKind
from procurement.models import PurchaseDocument
from procurement.models.notice import DocumentKind
from publishing.workflow import State
from tests.procurement.conftest import COMPANY, PERSON


# ------------------------------------------------------------------ where it stands
def test_what_is_only_planned_has_no_tender_yet(stories, release):
    found = release(stories["planned"])

    assert found["tag"] == ["planning"]
    assert found["tender"]["status"] == "planned"
    assert found["planning"]["milestones"][0]["dueDate"] == "2022-12-31T23:59:59+07:00"
    assert found["relatedProcesses"][0]["identifier"] == "M65120000123"


def test_an_invitation_is_an_active_tender_with_its_period(stories, release):
    found = release(stories["opened"])

    assert found["tag"] == ["planning", "tender"]
    assert found["tender"]["status"] == "active"
    assert found["tender"]["tenderPeriod"] == {
        "startDate": "2023-01-09T00:00:00+07:00",
        "endDate": "2023-01-20T23:59:59+07:00",
    }
    assert found["tender"]["medianPrice"] == {
        "amount": 490000,
        "currency": "THB",
        "date": "2023-01-05T00:00:00+07:00",
        "sources": "กรมบัญชีกลาง",
    }


def test_draft_documents_are_no_tender_yet(make_purchase, make_notice, release):
    purchase = make_purchase(method=Method.E_BIDDING)
    make_notice(purchase, kind=NoticeKind.DRAFT_DOCUMENTS)

    assert release(purchase)["tender"]["status"] == "planned"


def test_a_cancelled_purchase_says_when_and_why(stories, release):
    tender = release(stories["cancelled"])["tender"]

    assert tender["status"] == "cancelled"
    assert [each["date"][:10] for each in tender["amendments"]] == ["2023-01-09", "2023-01-31"]
    assert tender["amendments"][-1]["rationale"] == "ไม่มีผู้เสนอราคา"


def test_the_budget_line_is_named(stories, release, line, settings):
    assert release(stories["opened"])["planning"]["budget"] == {
        "id": str(line.pk),
        "description": f"ข้อบัญญัติงบประมาณรายจ่ายประจำปี · {line.plan} › {line.budget_class}",
        "amount": {"amount": 500000, "currency": "THB"},
        "project": "ถนนสายตัวอย่าง",
        "uri": f"{settings.SITE_URL}/budget/2566/lines/{line.pk}/",
    }


def test_a_line_of_a_budget_in_review_is_not_named(stories, release, line):
    BudgetYear.objects.update(state=State.IN_REVIEW)

    assert set(release(stories["opened"])["planning"]["budget"]) == {"description", "amount"}


# ------------------------------------------------------------------ who was chosen
def test_the_winner_is_an_award_and_everybody_who_offered_a_tenderer(stories, release):
    found = release(stories["awarded"])
    loser, winner = found["tender"]["tenderers"]

    assert found["tag"] == ["planning", "tender", "award", "contract", "implementation"]
    assert found["tender"]["status"] == "complete"
    assert found["tender"]["numberOfTenderers"] == 2
    assert [party["roles"] for party in found["parties"]] == [
        ["buyer", "procuringEntity"],
        ["tenderer"],
        ["tenderer", "supplier"],
    ]
    [award] = found["awards"]
    assert award["suppliers"] == [winner]
    assert award["value"] == {"amount": 480000, "currency": "THB"}
    assert award["date"] == "2023-01-09T00:00:00+07:00"
    assert award["description"] == "เสนอราคาต่ำสุด"
    assert loser["name"] == "บริษัท แพ้ประมูล จำกัด"


def test_a_company_is_named_with_its_number(stories, release):
    assert release(stories["awarded"])["parties"][1]["identifier"] == {
        "scheme": "TH-TIN",
        "id": COMPANY,
        "legalName": "บริษัท แพ้ประมูล จำกัด",
    }


def test_a_natural_person_has_no_number_not_even_a_masked_one(stories, told):
    text = json.dumps(told(stories["person"]), ensure_ascii=False)

    assert "นายตัวอย่าง" in text
    assert [each for each in (PERSON, PERSON[:5], "XXXXX") if each in text] == []


def test_a_winner_who_was_cancelled_stands_beside_the_next_one(stories, release):
    found = release(stories["again"])

    assert [
        (award["status"], award["suppliers"][0]["name"], award["date"][:10])
        for award in found["awards"]
    ] == [
        ("active", "บริษัท รายหลัง จำกัด", "2023-01-30"),
        ("cancelled", "บริษัท รายแรก จำกัด", "2023-01-10"),
    ]
    assert [(each["id"], each["status"]) for each in found["contracts"]] == [
        ("1/2566", "terminated"),
        ("2/2566", "active"),
    ]


def test_a_winner_who_was_cancelled_before_the_next_one_is_known(
    make_purchase, make_notice, make_bid, release
):
    purchase = make_purchase()
    make_bid(purchase, is_selected=True)
    make_notice(purchase, kind=NoticeKind.WINNER)
    make_notice(purchase, kind=NoticeKind.WINNER_CANCELLED)

    found = release(purchase)

    assert [award["status"] for award in found["awards"]] == ["cancelled"]
    assert found["tender"]["status"] == "active"


def test_a_winner_notice_alone_is_an_award_without_a_supplier(make_purchase, make_notice, release):
    purchase = make_purchase()
    notice = make_notice(purchase, kind=NoticeKind.WINNER)

    [award] = release(purchase)["awards"]

    assert (award["id"], award["status"]) == (f"award-notice-{notice.pk}", "active")
    assert "suppliers" not in award


def test_a_changed_winner_notice_takes_the_place_of_the_first(make_purchase, make_notice, release):
    purchase = make_purchase()
    make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, 10))
    make_notice(purchase, kind=NoticeKind.WINNER_CHANGED, on=dt.date(2023, 1, 12))

    assert [award["date"][:10] for award in release(purchase)["awards"]] == ["2023-01-12"]


def test_a_cancellation_that_names_a_notice_cancels_that_one(make_purchase, make_notice, release):
    purchase = make_purchase()
    first = make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, 10))
    make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, 11))
    make_notice(purchase, kind=NoticeKind.WINNER_CANCELLED, on=dt.date(2023, 1, 12), replaces=first)

    found = {award["date"][:10]: award["status"] for award in release(purchase)["awards"]}

    assert found == {"2023-01-10": "cancelled", "2023-01-11": "active"}


def test_nobody_is_chosen_any_more_in_a_cancelled_purchase(
    make_purchase, make_notice, make_contract, release
):
    cancelled = {"cancelled_on": dt.date(2023, 3, 1), "cancel_reason": "งบประมาณถูกตัด"}
    noticed, signed = make_purchase(**cancelled), make_purchase(**cancelled)
    make_notice(noticed, kind=NoticeKind.WINNER)
    make_contract(signed)

    for purchase in (noticed, signed):
        assert [award["status"] for award in release(purchase)["awards"]] == ["cancelled"]


def test_an_award_dates_from_the_first_announcement_in_force(
    make_purchase, make_notice, make_contract, release
):
    purchase = make_purchase()
    for day in (10, 11):
        make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, day))
    make_contract(purchase)

    assert [award["date"][:10] for award in release(purchase)["awards"]] == ["2023-01-10"]


def test_two_winners_are_two_awards(make_purchase, make_bid, make_vendor, release):
    purchase = make_purchase()
    for name in ("ร้าน ก", "ร้าน ข"):
        make_bid(purchase, vendor=make_vendor(name), is_selected=True)

    found = release(purchase)["awards"]

    assert [each["suppliers"][0]["name"] for each in found] == ["ร้าน ก", "ร้าน ข"]


# ------------------------------------------------------------------ contracts
def test_a_contract_is_as_it_stands_and_tells_how_it_changed(stories, release):
    [contract] = release(stories["changed"])["contracts"]

    assert contract["value"] == {"amount": 450000.5, "currency": "THB"}
    assert contract["period"]["endDate"] == "2023-04-01T23:59:59+07:00"
    assert contract["dateSigned"] == "2023-02-01T00:00:00+07:00"
    [amendment] = contract["amendments"]
    assert amendment["rationale"] == "ฝนตกหนัก"
    assert amendment["description"] == "ราคาใหม่ 450,000.50 บาท · สิ้นสุด 1 เมษายน 2566"
    [milestone] = contract["implementation"]["milestones"]
    assert milestone["status"] == "scheduled"
    assert milestone["description"] == "จำนวนเงิน 450,000.00 บาท"


def test_an_accepted_contract_has_come_to_its_end(stories, release):
    [contract] = release(stories["awarded"])["contracts"]

    assert contract["status"] == "terminated"
    assert contract["implementation"]["milestones"][-1]["dateMet"] == "2023-04-01T00:00:00+07:00"


def test_contracts_of_the_same_number_are_told_apart(make_purchase, make_contract, release):
    purchase = make_purchase()
    rows = [make_contract(purchase, number="7/2566") for _ in range(2)]

    found = release(purchase)["contracts"]

    assert [each["id"] for each in found] == [f"id-{row.pk}" for row in rows]
    assert {each["awardID"] for each in found} == {release(purchase)["awards"][0]["id"]}


def test_papers_stand_where_they_belong(make_purchase, make_notice, make_contract, release):
    purchase = make_purchase()
    winner = make_notice(purchase, kind=NoticeKind.WINNER)
    make_contract(purchase)
    for kind in DocumentKind:
        make_paper(purchase, kind=kind)
    make_paper(purchase, kind=DocumentKind.NOTICE, notice=winner)

    found = release(purchase)

    [contract], [award] = found["contracts"], found["awards"]
    assert types(found["planning"]) == ["medianPrice"]
    assert types(found["tender"]) == ["tenderNotice", "technicalSpecifications", None]
    assert types(award) == ["awardNotice", "awardNotice"]
    assert types(contract) == ["contractSigned"]
    assert types(contract["implementation"]) == ["completionCertificate"]


def test_a_file_of_one_of_two_contracts_is_told_once(make_purchase, make_contract, release):
    purchase = make_purchase()
    for number in ("1/2566", "2/2566"):
        make_contract(purchase, number=number)
    make_paper(purchase, kind=DocumentKind.CONTRACT)

    found = release(purchase)

    assert types(found["tender"]) == ["contractSigned"]
    assert [each for each in found["contracts"] if "documents" in each] == []


def make_paper(purchase, **fields):
    return PurchaseDocument.objects.create(
        purchase=purchase, title="เอกสาร", document="x.pdf", document_kind="pdf", **fields
    )


def types(section):
    return [each.get("documentType") for each in section["documents"]]
