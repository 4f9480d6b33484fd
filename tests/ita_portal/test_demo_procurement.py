"""The demonstration shows three years of purchases and what is going on now, in all methods."""

import datetime as dt
import json
from collections import Counter, defaultdict
from decimal import Decimal

import pypdfium2
import pytest
from django.conf import settings as project
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import override_settings

from agency.models import Agency, Unit
from agency.roles import Role
from budget.models import BudgetLine, TransferItem
from ita_portal.demo.budget_loader import load_budgets, load_places
from ita_portal.demo.people import make_people
from ita_portal.demo.procurement_loader import load_procurement
from procurement.checkup import flags_of_purchase
from procurement.hint_rows import hints_of_year
from procurement.methods import Method
from procurement.models import (
    Contract,
    EgpRecord,
    Instalment,
    NilPeriod,
    Notice,
    ProgressPhoto,
    Purchase,
    PurchaseDocument,
    Stage,
    Vendor,
    VendorKind,
    YearSummary,
)
from procurement.models.yearly import contradictions
from procurement.status import Status
from publishing.models import PublicationStep
from publishing.workflow import Action
from thai.fiscal import FiscalYear

DEMO = project.BASE_DIR / "ita_portal" / "demo"
LOADED_ON = dt.date(2026, 11, 28)  # a Saturday: relative dates move to Monday
NOW = 2570


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load budgets and purchases once, around all tests of this file; return the files' folder."""
    media = tmp_path_factory.mktemp("media")
    told = json.loads((DEMO / "measures_2566.json").read_text(encoding="utf-8"))
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        Agency.objects.create(id=Agency.ONLY_ID, **told["agency"])
        for unit in told["units"]:
            Unit.objects.create(**unit)
        load_places()
        people = make_people()
        load_budgets(people[Role.CLERK], people[Role.APPROVER])
        load_procurement(people[Role.CLERK], people[Role.APPROVER], loaded_on=LOADED_ON)
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db, settings):
    settings.MEDIA_ROOT = loaded


def sums(rows):
    """Add up (key, amount) pairs by key."""
    found = defaultdict(Decimal)
    for key, amount in rows:
        found[key] += amount
    return dict(found)


def fails_check_digit(number):
    weighed = sum(
        int(digit) * weight for digit, weight in zip(number, range(13, 1, -1), strict=False)
    )
    return int(number[-1]) != (11 - weighed % 11) % 10


def test_each_year_has_its_purchases_and_the_queue_has_something_to_do(demo):
    assert Counter(Purchase.objects.values_list("fiscal_year", "state").order_by()) == {
        (2565, "published"): 51,
        (2566, "published"): 51,
        (2567, "published"): 44,
        (2567, "in_review"): 3,
        (2567, "sent_back"): 2,
        (2567, "draft"): 2,
        (2567, "withdrawn"): 1,
        (NOW, "published"): 10,
        (NOW, "in_review"): 1,
    }


def test_purchases_stand_in_every_status_on_the_day_of_loading(demo):
    published = Purchase.objects.published()

    assert {status: published.with_status(status, LOADED_ON).count() for status in Status} == {
        Status.OPEN: 3,
        Status.CONSIDERING: 3,
        Status.PLANNED: 6,
        Status.RUNNING: 4,
        Status.ENDED: 137,
        Status.CANCELLED: 3,
    }


def test_what_is_open_belongs_to_the_running_fiscal_year(demo):
    open_now = Purchase.objects.with_status(Status.OPEN, LOADED_ON)

    assert set(open_now.values_list("fiscal_year", flat=True)) == {NOW}
    assert {each.weekday() < 5 for each in open_now.values_list("closes_on", flat=True)} == {True}


def test_every_method_has_a_published_purchase(demo):
    assert set(Purchase.objects.published().values_list("method", flat=True)) == set(Method.values)


def test_the_contracts_of_each_year_add_up_to_the_same_sum_as_ever(demo):
    assert sums(Contract.objects.public().values_list("purchase__fiscal_year", "price")) == {
        2565: Decimal("14620452.43"),
        2566: Decimal("15771276.92"),
        2567: Decimal("10463611.57"),
        NOW: Decimal("1829250.00"),
    }


def test_no_two_contracts_or_plans_have_one_number(demo):
    numbers = list(Contract.objects.values_list("number", flat=True))
    plans = list(Purchase.objects.exclude(plan_number="").values_list("plan_number", flat=True))

    assert {number for number, times in Counter(numbers + plans).items() if times > 1} == set()
    assert "" not in numbers


def test_the_purchases_of_a_budget_line_fit_into_it(demo):
    lines = dict(BudgetLine.objects.values_list("pk", "amount"))
    moved = sums(TransferItem.objects.values_list("line", "amount"))
    bought = sums(
        Purchase.objects.exclude(budget_line=None)
        .filter(cancelled_on=None)
        .values_list("budget_line", "allocated")
    )

    assert [pk for pk, used in bought.items() if used > lines[pk] + moved.get(pk, 0)] == []
    assert len(bought) == 91


def test_a_line_is_of_the_year_of_its_purchase(demo):
    told = Purchase.objects.exclude(budget_line=None).values_list(
        "fiscal_year", "budget_line__year__fiscal_year"
    )

    assert [pair for pair in told if pair[0] != pair[1]] == []


def test_instalments_add_up_to_their_contract(demo):
    told = sums(Instalment.objects.values_list("contract", "amount"))

    assert told == dict(Contract.objects.filter(pk__in=told).values_list("pk", "price"))


def test_exactly_two_months_of_2566_are_empty_and_one_of_them_is_confirmed(demo):
    months = FiscalYear(2566).months()
    empty = [month.slug for month in months if not contradictions(month).exists()]

    assert empty == ["2566-04", "2566-07"]
    assert list(NilPeriod.objects.published().values_list("fiscal_year", "slug")) == [
        (2566, "2566-04")
    ]


def test_two_years_have_their_summary(demo):
    assert sorted(YearSummary.objects.published().values_list("fiscal_year", flat=True)) == [
        2565,
        2566,
    ]


def test_a_winner_who_did_not_sign_is_followed_by_another(demo):
    purchase = Notice.objects.get(kind="W1").purchase
    told = purchase.notice_set.filter(kind__startswith="W").order_by("published_on")

    first = purchase.bid_set.get(remark__contains="ไม่มาทำสัญญา").vendor
    last = purchase.contract_set.get().vendor
    assert [(each.kind, each.replaces and each.replaces.kind, each.winner) for each in told] == [
        ("W0", None, first),
        ("W1", "W0", None),
        ("W0", None, last),
    ]


def test_every_winner_notice_of_the_samples_names_one_of_the_bidders(demo):
    told = Notice.objects.filter(kind="W0")

    assert [each for each in told if each.winner is None or each.problems()] == []


def test_later_stages_are_public_or_still_on_their_way(demo):
    assert Counter(Stage.objects.values_list("state", flat=True)) == {
        "published": 12,
        "draft": 2,
        "in_review": 2,
        "sent_back": 1,
    }


def test_what_looks_odd_is_flagged_and_some_of_it_explained(demo):
    published = Purchase.objects.published().order_by("fiscal_year", "number")
    odd = [purchase for purchase in published if flags_of_purchase(purchase)]

    assert [(each.fiscal_year, each.number, bool(each.public_note)) for each in odd] == [
        (2565, 28, True),  # median price above the budget
        (2566, 9, True),
        (2566, 14, True),  # price above the median price
        (2566, 50, False),  # contract before the notice
        (2567, 9, False),  # no median price
    ]


def test_staff_see_patterns_worth_a_second_look(demo):
    found = {year: [len(hint.rows) for hint in hints_of_year(year)] for year in (2565, 2566, 2567)}

    assert found == {2565: [3, 20], 2566: [3, 14], 2567: [4, 12]}


def test_every_row_passes_the_checks_of_the_forms(demo):
    for kind in (Purchase, Notice, Contract, Instalment, PurchaseDocument, Vendor):
        for row in kind.objects.all():
            row.full_clean()


def test_every_row_has_its_history(demo):
    kinds = [Notice, Instalment, PurchaseDocument, ProgressPhoto, Vendor]

    assert [kind.history.count() for kind in kinds] == [kind.objects.count() for kind in kinds]


def test_the_clerk_wrote_and_the_approver_decided(demo):
    kinds = ContentType.objects.get_for_models(Purchase, Stage, NilPeriod, YearSummary).values()
    steps = PublicationStep.objects.filter(content_type__in=kinds)

    assert set(steps.values_list("action", "by__username", "is_own_work")) == {
        (Action.SUBMIT, "clerk", False),
        (Action.APPROVE, "approver", False),
        (Action.SEND_BACK, "approver", False),
        (Action.CORRECT, "approver", False),
        (Action.WITHDRAW, "approver", False),
    }


def test_corrections_change_one_thing_and_say_why(demo):
    steps = PublicationStep.objects.filter(
        action=Action.CORRECT, content_type=ContentType.objects.get_for_model(Purchase)
    )
    changed = [
        [each.label for each in step.differences if each.before != each.after] for step in steps
    ]

    assert sorted(map(len, changed)) == [1, 1, 1]
    assert all(step.reason for step in steps)


def test_no_number_of_a_vendor_can_be_that_of_somebody(demo):
    numbers = Vendor.objects.exclude(tax_number="").values_list("tax_number", flat=True)

    assert [number for number in numbers if not fails_check_digit(number)] == []
    assert Vendor.objects.filter(kind=VendorKind.NATURAL).exclude(tax_number="").count() == 10


def test_every_paper_says_that_it_is_a_sample(demo):
    for name in set(PurchaseDocument.objects.values_list("document", flat=True)):
        with default_storage.open(name) as file:
            page = pypdfium2.PdfDocument(file.read())[0]
        assert "เอกสารตัวอย่างเพื่อการสาธิต" in page.get_textpage().get_text_range()


def test_every_photo_is_there_and_says_that_it_is_a_sample(demo):
    photos = ProgressPhoto.objects.all()

    assert {photo.alt.startswith("ภาพตัวอย่าง") for photo in photos} == {True}
    assert {default_storage.exists(photo.large) for photo in photos} == {True}


def test_e_gp_knows_other_purchases_lacks_some_and_differs_in_some(demo):
    ours = set(
        Purchase.objects.published().exclude(egp_number="").values_list("egp_number", flat=True)
    )
    theirs = set(EgpRecord.objects.values_list("project", flat=True))

    assert [len(theirs - ours), len(ours - theirs)] == [3, 3]
