import datetime as dt
from decimal import Decimal

from procurement.models import NilPeriod
from procurement.posters import poster_months, purchases_of_month
from publishing.posters.ageing import is_old
from publishing.workflow import State
from tests.conftest import published_fields
from thai.fiscal import Period

DAY = dt.date(2023, 6, 1)
FEBRUARY = Period.from_slug(2566, "2566-02")


def test_a_month_tells_its_contracts_the_dearest_first(agency, make_purchase, make_contract):
    make_contract(make_purchase("ซื้อนม", number=1), price=20_000, number="1/2566")
    make_contract(make_purchase("สร้างถนน", number=2), price=1_480_000, number="2/2566")

    poster = purchases_of_month(FEBRUARY, DAY)

    assert [(line.name, line.number) for line in poster.sections[0].lines] == [
        ("สร้างถนน", "1.48 ล้านบาท"),
        ("ซื้อนม", "20,000 บาท"),
    ]
    assert [figure.text for figure in poster.figures] == ["2 สัญญา", "1.50 ล้านบาท"]
    assert poster.details == "/procurement/2566/monthly/2566-02/"


def test_a_new_contract_makes_the_poster_of_a_running_month_not_old(
    agency, make_purchase, make_contract
):
    make_contract(make_purchase("ซื้อนม", number=1), number="1/2566")
    day = FEBRUARY.last_day
    before = purchases_of_month(FEBRUARY, day)
    make_contract(make_purchase("สร้างถนน", number=2), number="2/2566")

    after, over = (purchases_of_month(FEBRUARY, each) for each in (day, day + dt.timedelta(1)))

    assert (is_old(before, after), is_old(before, over)) == (False, True)


def test_a_cancelled_contract_is_not_told(agency, make_purchase, make_contract):
    make_contract(make_purchase(), price=Decimal(20_000), cancelled_on=dt.date(2023, 3, 1))

    assert purchases_of_month(FEBRUARY, DAY) is None


def test_a_month_without_contracts_is_told_only_when_that_is_confirmed(agency):
    before = purchases_of_month(FEBRUARY, DAY)
    nil = {"fiscal_year": 2566, "slug": "2566-02"}
    NilPeriod.objects.create(**nil, **published_fields(State.PUBLISHED))

    poster = purchases_of_month(FEBRUARY, DAY)

    assert before is None
    assert (poster.hero.text, poster.sections[0].lines) == ("0 สัญญา", ())
    assert "ยืนยันแล้วว่า ไม่มีรายการ" in poster.sections[0].nothing


def test_months_with_something_to_tell_are_found_newest_first(agency, make_purchase, make_contract):
    purchase = make_purchase()
    make_contract(purchase)
    make_contract(purchase, on=dt.date(2023, 4, 3), number="2/2566")

    assert [month.slug for month in poster_months()] == ["2566-04", "2566-02"]
