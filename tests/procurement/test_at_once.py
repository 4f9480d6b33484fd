"""Two people who work on one purchase, or enter one vendor, at the same moment."""

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from agency.models import User
from agency.roles import Role
from procurement.methods import Method, NoticeKind, WorkKind
from procurement.models import Contract, Notice, Purchase, Stage, Vendor, YearSummary
from procurement.models.purchase import refresh_list_facts
from procurement.status import Phase
from procurement.vendor_actions import save_vendor
from publishing.actions import approve, submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from tests.committed import committed_rows, together
from tests.conftest import published_fields
from tests.procurement.conftest import COMPANY
from tests.procurement.pages import page_of, typed

OVERTAKEN = "admin/publishing/overtaken.html"
EGP = "66017000001"
SIGNED, CLOSES = dt.date(2023, 2, 1), dt.date(2023, 1, 20)
PURCHASE = {
    "title": "จ้างก่อสร้างถนน",
    "fiscal_year": 2566,
    "kind": WorkKind.WORKS,
    "method": Method.SPECIFIC,
    "allocated": Decimal(500_000),
    "amount": Decimal(500_000),
}


@pytest.fixture(autouse=True)
def _committed(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), committed_rows(tmp_path):
        yield


def person(name, role):
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role.value))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def clerk(_committed):
    return person("clerk", Role.CLERK)


@pytest.fixture
def approver(_committed):
    return person("approver", Role.APPROVER)


@pytest.fixture
def purchase(clerk):
    return Purchase.objects.create(**PURCHASE, **published_fields(State.PUBLISHED), author=clerk)


@pytest.fixture
def vendor(_committed):
    return Vendor.objects.create(name="ร้านเดิม")


@pytest.fixture
def step_with_notice(purchase, clerk):
    step = Stage.objects.create(purchase=purchase, title="ประกาศ", author=clerk)
    Notice.objects.create(
        purchase=purchase, stage=step, kind=NoticeKind.INVITATION,
        published_on=dt.date(2023, 1, 9), closes_on=CLOSES,
    )  # fmt: skip
    submit(step, by=clerk)
    return step


@pytest.fixture
def step_with_contract(purchase, vendor, clerk):
    step = Stage.objects.create(purchase=purchase, title="สัญญา", author=clerk)
    Contract.objects.create(
        purchase=purchase, stage=step, vendor=vendor, number="1/2566", signed_on=SIGNED, price=1000
    )
    submit(step, by=clerk)
    return step


def approved(step, by):
    """Return what a person does who has the step on the screen."""
    return lambda: approve(Stage.objects.get(pk=step.pk), by=User.objects.get(pk=by.pk))


def sent(user, address, data):
    """Return what a person does who has signed in and presses the button of a page."""
    client = Client()
    client.force_login(user)
    return lambda: client.post(address, data)


def known(purchase):
    purchase.refresh_from_db()
    return purchase.phase, purchase.price, purchase.closes_on


# ------------------------------------------------------------------ one purchase
@pytest.mark.parametrize("is_contract_first", [True, False])
def test_two_steps_that_are_approved_together_both_count(
    purchase, step_with_notice, step_with_contract, approver, is_contract_first
):
    steps = [step_with_contract, step_with_notice]
    first, second = steps if is_contract_first else reversed(steps)

    together(approved(first, approver), approved(second, approver))

    assert known(purchase) == (Phase.CONTRACTED, Decimal(1000), CLOSES)


def test_a_purchase_that_is_read_anew_meanwhile_counts_the_step(
    purchase, step_with_contract, approver
):
    """As an import, a correction and a reindex do."""
    together(approved(step_with_contract, approver), lambda: refresh_list_facts(purchase.pk))

    assert known(purchase) == (Phase.CONTRACTED, Decimal(1000), None)


def test_a_correction_saved_meanwhile_counts_the_step(purchase, step_with_contract, approver):
    data = typed(purchase) | {"title": "ชื่อใหม่", "correction_reason": "แก้ชื่อ"}

    together(
        approved(step_with_contract, approver),
        sent(User.objects.get(pk=approver.pk), page_of(purchase), data),
    )

    assert (known(purchase), purchase.title) == (
        (Phase.CONTRACTED, Decimal(1000), None), "ชื่อใหม่",
    )  # fmt: skip


@pytest.mark.parametrize("is_renamed_first", [True, False])
def test_a_vendor_is_renamed_while_a_step_with_it_is_approved(
    step_with_notice, step_with_contract, vendor, approver, is_renamed_first
):
    approve(step_with_contract, by=approver)
    vendor.name = "ร้านใหม่"

    def rename():
        save_vendor(vendor, by=User.objects.get(pk=approver.pk), reason="เปลี่ยนชื่อ")

    acts = [rename, approved(step_with_notice, approver)]
    together(*(acts if is_renamed_first else reversed(acts)))

    text = Purchase.objects.get().searched.text
    assert ("ร้านใหม่" in text, known(Purchase.objects.get())[2]) == (True, CLOSES)


# ------------------------------------------------------------------ the same new thing twice
def errors(response):
    form = response.context["adminform"].form
    return [str(error) for found in form.errors.values() for error in found]


def test_a_second_purchase_with_a_number_comes_back_with_what_was_typed(clerk):
    data = typed() | {"title": "ชื่อของคนที่สอง", "egp_number": EGP}

    _first, back = together(
        lambda: Purchase.objects.create(**PURCHASE, egp_number=EGP),
        sent(clerk, "/admin/procurement/purchase/add/", data),
    )

    constraint = next(
        each for each in Purchase._meta.constraints if each.name == "purchase_egp_number_once"
    )
    assert (back.status_code, errors(back)) == (200, [str(constraint.violation_error_message)])
    assert back.context["adminform"].form["title"].value() == "ชื่อของคนที่สอง"


@pytest.mark.parametrize("number", ["", COMPANY])
def test_a_vendor_that_two_people_enter_is_there_once(clerk, number):
    data = {"name": "ร้านใหม่", "tax_number": number, "kind": "juristic"}
    address = "/admin/procurement/vendor/add/"

    first, back = together(sent(clerk, address, data), sent(clerk, address, data))

    assert (first.status_code, back.status_code, Vendor.objects.count()) == (302, 200, 1)
    assert back.context["adminform"].form["name"].value() == "ร้านใหม่"


def test_a_second_summary_of_a_year_comes_back_with_what_was_typed(clerk):
    data = {"fiscal_year": "2566", "problems_met": "ฝนตก", "suggestions": "เริ่มก่อนฤดูฝน"}

    _first, back = together(
        lambda: YearSummary.objects.create(fiscal_year=2566, problems_met="ก", suggestions="ข"),
        sent(clerk, "/admin/procurement/yearsummary/add/", data),
    )

    assert (back.status_code, YearSummary.objects.count(), bool(errors(back))) == (200, 1, True)
    assert back.context["adminform"].form["problems_met"].value() == "ฝนตก"


# ------------------------------------------------------------------ one draft handed in twice
@pytest.fixture
def draft(clerk):
    return Purchase.objects.create(**PURCHASE, author=clerk, edited_by=clerk)


def handed_in(draft, user):
    data = typed(draft) | {"reason": "ข้อความที่พิมพ์", "_submit": "1"}
    return sent(user, page_of(draft), data)


def test_who_hands_in_what_was_handed_in_meanwhile_keeps_what_they_typed(draft, clerk):
    _first, back = together(
        handed_in(draft, person("colleague", Role.CLERK)), handed_in(draft, clerk)
    )

    assert (back.status_code, back.templates[0].name) == (409, OVERTAKEN)
    assert "ข้อความที่พิมพ์" in back.content.decode()


def test_who_hands_in_twice_at_once_is_led_back(draft, clerk):
    answers = together(handed_in(draft, clerk), handed_in(draft, clerk))

    assert [each.status_code for each in answers] == [302, 302]
    assert [step.action for step in PublicationStep.objects.all()] == [Action.SUBMIT]


def test_what_was_deleted_meanwhile_is_not_an_error(draft, clerk):
    _first, back = together(lambda: Purchase.objects.all().delete(), handed_in(draft, clerk))

    assert (back.status_code, Purchase.objects.count()) == (302, 0)
