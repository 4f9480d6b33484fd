"""The package of a year holds every public purchase of it, adds up, and is made once."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement import ocds_files
from procurement.models import Amendment, Contract, Purchase, Vendor
from publishing.actions import withdraw
from publishing.workflow import State
from tests.procurement.ocds.schema import beside_the_shared_folder, errors_of


@pytest.fixture
def answer(client, agency):
    """Return a function that asks for the package of a year as a stranger does."""
    return lambda year=2566, **headers: client.get(f"/procurement/{year}/ocds.json", **headers)


@pytest.fixture
def package(answer):
    def package(year=2566):
        response = answer(year)
        assert response.status_code == 200
        content = response.getvalue()
        response.close()
        return json.loads(content, parse_float=Decimal)

    return package


def numbers(package):
    return [int(each["ocid"].rsplit("-", 1)[1]) for each in package["releases"]]


# ------------------------------------------------------------------ what is in it
@beside_the_shared_folder
def test_the_package_of_all_stories_is_valid(stories, package):
    assert errors_of(json.loads(json.dumps(package(), default=float))) == []


def test_each_purchase_of_the_year_is_told_once_and_as_by_itself(stories, package, release):
    found = package()

    assert numbers(found) == sorted(each.number for each in stories.values())
    alone = release(stories["opened"])
    [same] = [each for each in found["releases"] if each["ocid"] == alone["ocid"]]
    assert json.dumps(same, default=float, sort_keys=True) == json.dumps(alone, sort_keys=True)


def test_a_year_larger_than_one_batch_is_whole(make_purchase, package, monkeypatch):
    monkeypatch.setattr(ocds_files, "AT_ONCE", 2)
    for _ in range(5):
        make_purchase()

    assert numbers(package()) == [1, 2, 3, 4, 5]


def test_contracts_add_up_to_those_of_the_year(
    make_purchase, make_contract, make_stage, package, make_vendor
):
    prices = ["480000", "0.01", "99999999.99", "123456.78"]
    for index, price in enumerate(prices):
        purchase = make_purchase()
        stage = make_stage(purchase) if index % 2 else None
        make_contract(purchase, price=price, stage=stage)
    changed = Contract.objects.first()
    Amendment.objects.create(
        contract=changed, signed_on=dt.date(2023, 3, 1), price=Decimal("500000.25"), reason="เพิ่มงาน"
    )
    make_contract(make_purchase(fiscal_year=2567), price=7)

    told = [
        Decimal(contract["value"]["amount"])
        for each in package()["releases"]
        for contract in each["contracts"]
    ]

    kept = Contract.objects.public().filter(purchase__fiscal_year=2566)
    assert sum(told) == sum(each.current_price for each in kept) == Decimal("100623457.03")


def test_the_package_says_whose_it_is_and_under_which_licence(stories, package, agency, settings):
    found = package()

    assert found["publisher"] == {"name": agency.name, "uri": settings.SITE_URL}
    assert found["uri"] == f"{settings.SITE_URL}/procurement/2566/ocds.json"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["version"] == "1.1"


# ------------------------------------------------------------------ when it changes
def test_it_dates_from_the_newest_publication(make_purchase, package):
    for month in (1, 5, 3):
        row = make_purchase()
        at = dt.datetime(2023, month, 1, tzinfo=dt.UTC)
        Purchase.objects.filter(pk=row.pk).update(published_at=at)

    assert package()["publishedDate"] == "2023-05-01T07:00:00+07:00"


def test_a_withdrawal_takes_a_purchase_out_and_moves_the_date(make_purchase, package, approver):
    gone, stays = make_purchase("ถอนออก"), make_purchase("คงอยู่")
    Purchase.objects.update(published_at=dt.datetime(2023, 1, 1, tzinfo=dt.UTC))
    before = package()
    gone.refresh_from_db()
    step = withdraw(gone, by=approver, reason="ลงผิดปี")
    after = package()

    assert numbers(before) == [gone.number, stays.number]
    assert numbers(after) == [stays.number]
    assert dt.datetime.fromisoformat(after["publishedDate"]) == step.at.replace(microsecond=0)


def test_the_file_is_made_once_until_something_is_published(agency, make_purchase, make_vendor):
    purchase = make_purchase()
    first = ocds_files.year_file(2566)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = ocds_files.year_file(2566)
    purchase.title = "ชื่อใหม่"
    purchase.save()
    make_vendor("ผู้ขายรายใหม่")  # any public change gives pages a new tag
    changed = ocds_files.year_file(2566)

    assert first == again
    assert len(queries) == 1
    assert changed != first


# ------------------------------------------------------------------ addresses
@pytest.mark.parametrize("year", [2565, 1, 99999999999999999999])
def test_a_year_without_purchases_has_no_package(make_purchase, answer, year):
    make_purchase()

    assert answer(year).status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN])
def test_what_is_not_published_has_no_release(make_purchase, answer, client, state):
    purchase = make_purchase(state=state)

    assert answer().status_code == 404
    assert client.get(f"{purchase.get_absolute_url()}ocds.json").status_code == 404


@pytest.mark.parametrize(
    "address", ["/procurement/2566/ocds.json", "/procurement/2566/1/ocds.json"]
)
def test_anybody_may_keep_it_for_a_while(make_purchase, agency, client, address):
    make_purchase()

    response = client.get(address)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert "public" in response.headers["Cache-Control"]
    assert response.cookies == {}
    response.close()
    again = client.get(address, headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address", ["/procurement/2566/ocds.json", "/procurement/2566/1/ocds.json"]
)
def test_nobody_may_write_there(make_purchase, agency, client, address):
    make_purchase()

    assert client.post(address).status_code == 405


def test_three_purchases_cost_as_many_queries_as_one(
    make_purchase, make_contract, make_notice, make_bid, make_stage, agency
):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            ocds_files.year_file(2566)
        return len(queries)

    def add():
        purchase = make_purchase()
        make_notice(purchase)
        make_bid(purchase, vendor=Vendor.objects.create(name=f"ร้าน {purchase.number}"))
        make_contract(purchase, stage=make_stage(purchase))

    add()
    ocds_files.year_file(2566)
    Vendor.objects.create(name="อื่น ๆ")
    one = cost()
    add()
    add()

    assert cost() == one


# ------------------------------------------------------------------ the command
@pytest.fixture
def run(tmp_path, agency):
    def run(*options, year=2566, output=tmp_path / "ocds.json"):
        call_command("export_ocds", "--year", str(year), "--output", str(output), *options)
        return output.read_bytes()

    return run


def test_the_command_writes_the_same_file_as_the_site(stories, run, answer):
    response = answer()
    content = response.getvalue()
    response.close()

    assert run() == content


def test_without_a_place_the_command_writes_to_the_terminal(stories, run, capsys):
    file = run()
    capsys.readouterr()
    call_command("export_ocds", "--year", "2566")

    assert capsys.readouterr().out.encode() == file


@pytest.mark.parametrize("year", [2565, 1, 99999999999])
def test_a_year_without_purchases_is_refused(make_purchase, run, tmp_path, year):
    make_purchase()

    with pytest.raises(CommandError):
        run(year=year)

    assert list(tmp_path.glob("*ocds*")) == []


def test_a_refusal_names_the_years_there_are(make_purchase, run):
    make_purchase()
    make_purchase(fiscal_year=2567)
    make_purchase(fiscal_year=2568, state=State.DRAFT)

    with pytest.raises(CommandError, match="2566, 2567$"):
        run(year=2565)


@pytest.mark.parametrize("place", ["taken", "missing/ocds.json", ""])
def test_a_place_that_cannot_be_written_is_left_as_it_was(make_purchase, run, tmp_path, place):
    make_purchase()
    (tmp_path / "taken").mkdir()

    with pytest.raises(CommandError):
        run(output=tmp_path / place)

    assert list(tmp_path.rglob("*unfinished*")) == []
    assert list((tmp_path / "taken").iterdir()) == []


def test_a_file_that_stands_there_is_replaced_as_a_whole(make_purchase, run, tmp_path):
    make_purchase()
    (tmp_path / "ocds.json").write_text("x" * 1_000_000)

    assert numbers(json.loads(run())) == [1]


def test_no_file_is_left_half_made_in_the_store(make_purchase, run):
    make_purchase()
    run()

    folders, files = default_storage.listdir("printed")
    assert files == []
    assert len(folders) == 1
