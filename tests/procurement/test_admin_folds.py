"""What stands open on the pages of a purchase and of a step, and where a refusal is told."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from procurement.models import Contract, Progress, Stage
from publishing.workflow import State
from tests.procurement.pages import no_rows, page_of, rows
from thai.dates import long_date

ADD = "/admin/procurement/stage/add/"
NEW_PURCHASE = "/admin/procurement/purchase/add/"


@pytest.fixture
def desk(client, clerk, agency):
    client.force_login(clerk)
    return client


def opened(page):
    """Return which rows of a page stand open, in its order."""
    html = page.content.decode()
    folds = re.findall(r'<details class="desk-fold"( open)?>\s*<summary id="(\w+)-heading"', html)
    return [prefix for is_open, prefix in folds if is_open]


def first_rows(page):
    return page.context["inline_admin_formsets"][0].formset.prefix


def errors_of(page, prefix):
    [rows_of] = [
        each.formset
        for each in page.context["inline_admin_formsets"]
        if each.formset.prefix == prefix
    ]
    return [list(form.errors) for form in rows_of.forms]


@pytest.mark.parametrize("part", ["progress", "notice", "bid", "contract", "medianprice"])
def test_a_new_step_begins_with_the_part_that_was_asked_for(desk, make_purchase, part):
    page = desk.get(f"{ADD}?purchase={make_purchase().pk}&part={part}")

    assert (opened(page), first_rows(page)) == ([f"{part}_set"], f"{part}_set")


@pytest.mark.parametrize("part", ["", "purchasedocument", "user", "ไม่มี"])
def test_a_step_of_nothing_named_begins_with_what_the_purchase_needs_next(
    desk, make_purchase, part
):
    page = desk.get(f"{ADD}?purchase={make_purchase().pk}&part={part}")

    assert opened(page) == ["notice_set"]  # the purchase stands in the plan


def test_a_step_about_progress_proposes_its_name_and_today(desk, make_purchase):
    page = desk.get(f"{ADD}?purchase={make_purchase().pk}&part=progress")

    form = page.context["inline_admin_formsets"][0].formset.forms[0]
    assert (page.context["adminform"].form["title"].value(), form["on"].value()) == (
        str(Progress._meta.verbose_name),
        long_date(timezone.localdate()),
    )


def test_a_proposed_day_alone_is_no_progress(desk, make_purchase):
    address = f"{ADD}?purchase={make_purchase().pk}&part=progress"
    empty = {"on": long_date(timezone.localdate()), "percent": "", "text": ""}

    desk.post(address, no_rows() | {"title": "ก"} | rows("progress_set", [empty]))

    assert (Stage.objects.count(), Progress.objects.count()) == (1, 0)


def test_the_rows_of_a_step_stand_open(desk, make_stage, make_notice):
    stage = make_stage(state=State.DRAFT)
    make_notice(stage.purchase, stage=stage)

    assert opened(desk.get(page_of(stage))) == ["notice_set"]


def test_a_new_purchase_asks_first_for_what_every_purchase_has(desk):
    page = desk.get(NEW_PURCHASE)

    first = next(iter(page.context["adminform"]))
    names = [name for line in first for name in line.fields]
    assert (opened(page), len(names), "desk-fold" in page.content.decode()) == ([], 7, True)


def test_a_part_that_was_refused_stands_open_with_what_was_typed(desk, make_purchase):
    row = {"number": "1/2566", "price": "ห้าร้อย"}

    page = desk.post(
        f"{ADD}?purchase={make_purchase().pk}&part=progress",
        no_rows() | {"title": "ก"} | rows("contract_set", [row]),
    )

    assert opened(page) == ["progress_set", "contract_set"]
    assert 'value="ห้าร้อย"' in page.content.decode()


def test_the_summary_leads_to_each_field_that_is_wrong(desk, make_purchase):
    page = desk.post(
        f"{ADD}?purchase={make_purchase().pk}&part=progress",
        no_rows() | {"title": ""} | rows("progress_set", [{"on": "32 ม.ค.", "percent": ""}]),
    )

    summary = page.content.decode().split("error-summary", 1)[1].split("</div>", 1)[0]
    assert re.findall(r'href="#([\w-]+)"', summary) == [
        "id_title",
        "id_progress_set-0-on",
        "id_progress_set-0-percent",
    ]


def test_a_refused_hand_in_says_at_the_fields_of_a_row_what_is_missing(desk, make_purchase):
    address = f"{ADD}?purchase={make_purchase().pk}&part=contract"
    row = {"price": "500", "reason_code": "1"}

    page = desk.post(
        address, no_rows() | {"title": "ก"} | rows("contract_set", [row]) | {"_submit": "1"},
        follow=True,
    )  # fmt: skip

    assert Contract.objects.get().stage.state == State.DRAFT
    assert opened(page) == ["contract_set"]
    assert errors_of(page, "contract_set") == [["vendor", "signed_on", "number"]]


def test_what_is_missing_is_told_only_after_a_hand_in(desk, make_stage, make_contract):
    stage = make_stage(state=State.DRAFT)
    make_contract(stage.purchase, stage=stage, number="", on=None)

    page = desk.get(page_of(stage))

    assert errors_of(page, "contract_set") == [[]]


def test_a_contract_that_has_ended_asks_for_its_acceptance(desk, make_purchase, make_contract):
    contract = make_contract(make_purchase(), ends_on=timezone.localdate() - dt.timedelta(days=9))

    page = desk.get(f"{ADD}?purchase={contract.purchase_id}")

    assert opened(page) == ["contractchange_set"]
