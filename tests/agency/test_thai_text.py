import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from thai.fiscal import Period

WISAKHA = dt.date(2022, 12, 7)
AFTER_MIDNIGHT_IN_BANGKOK = dt.datetime(2022, 12, 6, 17, 5, tzinfo=dt.UTC)


def written(expression, **values):
    return Template("{% load thai_text %}{{ " + expression + " }}").render(Context(values))


@pytest.mark.parametrize(
    "expression, text",
    [
        ("day|thai_date", "7 ธันวาคม 2565"),
        ("day|thai_date:'thai'", "๗ ธันวาคม ๒๕๖๕"),
        ("day|thai_short_date", "7 ธ.ค. 65"),
        ("day|thai_official_date", "วันที่ ๗ เดือน ธันวาคม พ.ศ. ๒๕๖๕"),
        ("day|thai_month", "ธันวาคม 2565"),
        ("day|thai_date_range:later", "7–9 ธันวาคม 2565"),
        ("day|thai_date_range:nothing", "7 ธันวาคม 2565"),
        ("moment|thai_datetime", "7 ธันวาคม 2565 เวลา 00.05 น."),
        ("moment|thai_date", "7 ธันวาคม 2565"),
        ("period|period_label", "ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2566"),
        ("2566|year_label", "ปีงบประมาณ พ.ศ. 2566"),
    ],
)
def test_dates_are_written_in_the_buddhist_calendar(expression, text):
    values = {"day": WISAKHA, "later": dt.date(2022, 12, 9), "moment": AFTER_MIDNIGHT_IN_BANGKOK}
    values |= {"period": Period.from_slug(2566, "q2")}

    assert written(expression, nothing=None, **values) == text


@pytest.mark.parametrize(
    "expression, text",
    [
        ("day|thai_date", "7 December 2022"),
        ("day|thai_date:'thai'", "๗ ธันวาคม ๒๕๖๕"),
        ("day|thai_short_date", "7 Dec 2022"),
        ("day|thai_month", "December 2022"),
        ("day|thai_date_range:later", "7–9 December 2022"),
        ("moment|thai_datetime", "7 December 2022, 00:05"),
        ("period|period_label", "quarter 2 of FY 2566 (2022/23)"),
        ("2566|year_label", "FY 2566 (2022/23)"),
        ("amount|baht_compact", "46.90 million baht"),
        ("size|filesize_th", "940 KB"),
        ("'/about/#officials'|in_language_of_page", "/en/about/#officials"),
        ("''|in_language_of_page", ""),
    ],
)
def test_english_pages_say_it_in_english(expression, text):
    values = {"day": WISAKHA, "later": dt.date(2022, 12, 9), "moment": AFTER_MIDNIGHT_IN_BANGKOK}
    values |= {"period": Period.from_slug(2566, "q2"), "amount": Decimal(46_900_000)}

    with translation.override("en"):
        assert written(expression, size=962_560, **values) == text


@pytest.mark.parametrize(
    "expression, text",
    [
        ("amount|baht", "46,900,000.00"),
        ("amount|baht_compact", "46.90 ล้านบาท"),
        ("amount|baht_in_words", "สี่สิบหกล้านเก้าแสนบาทถ้วน"),
        ("amount|baht|thai_digits", "๔๖,๙๐๐,๐๐๐.๐๐"),
    ],
)
def test_money_is_written_as_offices_do(expression, text):
    assert written(expression, amount=Decimal(46_900_000)) == text


@pytest.mark.parametrize(
    "size, text",
    [(10, "1 กิโลไบต์"), (962_560, "940 กิโลไบต์"), (1_258_291, "1.2 เมกะไบต์"), (None, "")],
)
def test_sizes_are_written_in_thai_units(size, text):
    assert written("size|filesize_th", size=size) == text


@pytest.mark.parametrize(
    "name", ["thai_date", "thai_short_date", "thai_month", "thai_datetime", "baht", "thai_digits"]
)
def test_a_missing_value_writes_nothing(name):
    assert written(f"nothing|{name}", nothing=None) == ""
