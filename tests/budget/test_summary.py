"""Sums that are kept between publications and never outlive one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.summary import year_entries, year_entry
from publishing.actions import approve, submit
from publishing.workflow import State


def test_money_outside_the_ordinance_stands_apart(make_line):
    make_line(100)
    make_line(40, source="accumulated")

    assert [year_entry(2566).approved, year_entry(2566, outside=True).approved] == [100, 40]


def test_a_draft_year_has_no_public_money(make_year, make_line):
    make_line(100, make_year(state=State.DRAFT))

    assert year_entries(2566, "plan") == {}


def test_sums_are_added_up_once(make_line):
    make_line(100)
    year_entry(2566)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        year_entry(2566)

    assert len(queries) == 1  # is there anything new?


def test_a_new_line_is_seen_at_once(make_line):
    make_line(100)
    year_entry(2566)
    make_line(1)

    assert year_entry(2566).approved == 101


def test_a_published_month_is_seen_at_once(make_line, make_spending, clerk, approver):
    line = make_line(100)
    month = make_spending(line, 10, state=State.DRAFT).month
    month.paper_month, month.author = 10, clerk
    month.save()
    before = year_entry(2566).months[0]

    submit(month, by=clerk)
    approve(month, by=approver)

    assert [before, year_entry(2566).months[0]] == [0, 10]


@pytest.mark.django_db
def test_years_are_kept_apart(make_year, make_line):
    make_line(100, make_year(2566))
    make_line(7, make_year(2565))

    assert [year_entry(2565).approved, year_entry(2566).approved] == [7, 100]
