"""Many instalments and amendments of one contract, by the page."""

import datetime as dt
import re

import pytest

from procurement.models import Amendment, Instalment
from publishing.workflow import State
from tests.procurement.pages import page_of, rows, sent_fields

DAY = dt.date(2023, 3, 1)
MOST_INSTALMENTS, MOST_AMENDMENTS = 60, 24


@pytest.fixture
def contract(make_purchase, make_contract, clerk):
    return make_contract(make_purchase(state=State.DRAFT, author=clerk))


@pytest.fixture
def open_page(client, clerk, contract):
    """Return a function that opens the page of the contract at a page of its rows."""

    def get(address=""):
        client.force_login(clerk)
        return client.get(page_of(contract) + address)

    return get


@pytest.fixture
def save(client, clerk, contract):
    """Return a function that saves the page of the contract at a page of its rows."""

    def send(address="", *, instalments=(), amendments=()):
        client.force_login(clerk)
        data = {
            "number": contract.number,
            "signed_on": "1 ก.พ. 66",
            "vendor": contract.vendor_id,
            "price": contract.price,
            "reason_code": "1",
            **rows("amendments", amendments),
            **rows("instalments", instalments),
        }
        return client.post(page_of(contract) + address, data)

    return send


def add_instalments(contract, count):
    return Instalment.objects.bulk_create(
        Instalment(contract=contract, number=number + 1, amount=1_000) for number in range(count)
    )


def add_amendments(contract, count):
    Amendment.objects.bulk_create(
        Amendment(contract=contract, signed_on=DAY, reason=str(number)) for number in range(count)
    )


def formset_of(page, model):
    formsets = [each.formset for each in page.context["inline_admin_formsets"]]
    return next(each for each in formsets if each.model is model)


def as_typed(instalment, **changed):
    fields = {"id": instalment.pk, "number": instalment.number, "amount": instalment.amount}
    return fields | {"contract": instalment.contract_id} | changed


def as_new(number):
    return {"number": number, "amount": "1,000", "work": f"งาน {number}"}


def as_amended(number):
    return {"signed_on": "1 มี.ค. 66", "reason": f"แก้ไข {number}"}


@pytest.mark.parametrize(
    ("model", "add", "count"),
    [
        (Instalment, add_instalments, MOST_INSTALMENTS),
        (Amendment, add_amendments, MOST_AMENDMENTS),
    ],
)
def test_every_row_stands_on_some_page(open_page, contract, model, add, count):
    add(contract, count)
    prefix = formset_of(open_page(), model).prefix

    shown, number = [], 1
    while True:
        formset = formset_of(open_page(f"?{prefix}-page={number}"), model)
        shown += [form.instance.pk for form in formset.initial_forms]
        if number == formset.paginator.num_pages:
            break
        number += 1

    assert shown == list(model.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("model", "add", "count", "last"),
    [
        (Instalment, add_instalments, MOST_INSTALMENTS, "?instalments-page=6"),
        (Amendment, add_amendments, MOST_AMENDMENTS, "?amendments-page=4"),
    ],
)
def test_on_a_full_last_page_there_is_room_for_a_new_row(
    open_page, contract, model, add, count, last
):
    add(contract, count)

    formset = formset_of(open_page(last), model)

    assert len(formset.forms) - formset.initial_form_count() == 1


def test_the_thirteenth_instalment_is_entered_on_the_second_page(save, contract):
    instalments = add_instalments(contract, 12)[10:]
    kept = [as_typed(each) for each in instalments]

    save("?instalments-page=2", instalments=[*kept, as_new(13)])

    assert Instalment.objects.filter(work="งาน 13").count() == 1


def test_the_seventh_amendment_is_entered_beside_six(save, contract):
    add_amendments(contract, 6)
    kept = [
        {"id": each.pk, "contract": contract.pk, "signed_on": "1 มี.ค. 66", "reason": each.reason}
        for each in Amendment.objects.all()
    ]

    save(amendments=[*kept, as_amended(7)])

    assert Amendment.objects.filter(reason="แก้ไข 7").count() == 1


def test_an_instalment_of_the_second_page_is_changed_there(save, contract):
    eleventh = add_instalments(contract, 11)[10]

    save("?instalments-page=2", instalments=[as_typed(eleventh, work="ทาสี")])

    assert list(Instalment.objects.exclude(work="").values_list("number", "work")) == [(11, "ทาสี")]


def test_a_number_of_another_page_is_there_already(save, contract):
    add_instalments(contract, 11)

    page = save("?instalments-page=2", instalments=[as_new(3)])

    assert formset_of(page, Instalment).errors == [{"number": ["มีงวดนี้อยู่แล้ว"]}]


def test_the_pages_of_rows_are_links_that_keep_to_their_rows(open_page, contract):
    add_instalments(contract, 11)

    links = re.findall(r'href="(\?[^"]*-page=[^"]*)"', open_page().text)

    assert links == ["?instalments-page=2#instalments-group"]


def test_the_fullest_contract_stays_below_the_limit_of_fields(
    client, approver, make_purchase, make_contract, settings
):
    contract = make_contract(make_purchase())
    add_instalments(contract, MOST_INSTALMENTS)
    add_amendments(contract, MOST_AMENDMENTS)
    client.force_login(approver)

    sent = sent_fields(client.get(page_of(contract)))

    assert sent < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
