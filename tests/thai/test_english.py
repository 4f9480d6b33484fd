import datetime as dt
from decimal import Decimal

import pytest

from thai import english
from thai.fiscal import Period

NEW_YEAR = dt.date(2023, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (dt.date(2023, 3, 1), dt.date(2023, 3, 1), "1 March 2023"),
        (dt.date(2023, 3, 1), dt.date(2023, 3, 5), "1–5 March 2023"),
        (dt.date(2023, 3, 31), dt.date(2023, 4, 2), "31 March – 2 April 2023"),
        (dt.date(2022, 12, 30), NEW_YEAR, "30 December 2022 – 1 January 2023"),
    ],
)
def test_days_are_of_the_common_era(start, end, text):
    assert english.date_range(start, end) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (NEW_YEAR, dt.date(2023, 1, 31), "January 2023"),
        (NEW_YEAR, dt.date(2023, 3, 31), "January – March 2023"),
        (dt.date(2022, 10, 1), NEW_YEAR, "October 2022 – January 2023"),
    ],
)
def test_a_year_that_months_share_is_said_once(first, last, text):
    assert english.month_range(first, last) == text


def test_narrow_columns_get_short_dates():
    assert english.short_date(dt.date(2022, 12, 7)) == "7 Dec 2022"


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("year", "FY 2566 (2022/23)"),
        ("h1", "first half of FY 2566 (2022/23)"),
        ("h2", "second half of FY 2566 (2022/23)"),
        ("q2", "quarter 2 of FY 2566 (2022/23)"),
        ("2565-12", "December 2022"),
    ],
)
def test_periods_keep_the_number_of_their_year(slug, text):
    assert english.period_label(Period.from_slug(2566, slug)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("950000", "950,000 baht"),
        ("0.5", "0.50 baht"),
        ("46900000", "46.90 million baht"),
        ("-46900000", "-46.90 million baht"),
        ("3752700000000", "3.75 trillion baht"),
    ],
)
def test_a_headline_counts_in_millions(amount, text):
    assert english.compact_baht(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("size", "text"), [(0, "1 KB"), (962_560, "940 KB"), (1_258_291, "1.2 MB")]
)
def test_sizes_have_short_units(size, text):
    assert english.file_size(size) == text
