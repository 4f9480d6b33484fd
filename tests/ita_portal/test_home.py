"""The home page: four figures, promises, notices, each from the function of its own page."""

import datetime as dt
import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.figures import Fact, figures_of
from complaints.models import Question
from complaints.question_actions import register
from complaints.sealing import tickets
from ita_portal import home_page
from publishing.actions import approve, submit
from publishing.models import PublicationStep
from thai.fiscal import Period, PeriodKind, fiscal_year_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def ask():
    """Return a function that registers a question received on a day."""

    def ask(day):
        question = Question(asked="ทำไมจึงแพง", received_on=day)
        return register(question, ticket=tickets.new_ticket(time.time()))

    return ask


def test_an_empty_portal_says_of_each_part_that_there_is_nothing_yet(client, agency):
    page = client.get("/en/").text

    assert [
        sentence
        for sentence in [
            "No budget has been published yet.",
            "No month of spending has been published yet",
            "None is open on",
            "Nobody has asked yet",
            "No measure has been published yet",
            "No purchase has been published yet",
        ]
        if sentence not in page
    ] == []


def test_the_search_and_the_four_links_stand_on_top(client, agency):
    page = client.get("/").text

    hero = page[page.index('class="hero"') : page.index('id="figures"')]
    wanted = ['action="/search/"', "/budget/", "/complaints/", "/complaints/track/"]
    assert [each for each in [*wanted, "/procurement/?status=open"] if each not in hero] == []


def test_promises_are_the_first_four_of_the_newest_year(client, agency, make_plan, make_measure):
    for year, count in ((2565, 1), (2566, 5)):
        plan = make_plan(year)
        for order in range(1, count + 1):
            make_measure(plan, order=order, title=f"มาตรการ {year}/{order}")

    promises = client.get("/").context["promises"]
    assert (promises.year, promises.count) == (2566, 5)
    assert [each.title for each in promises.shown] == [f"มาตรการ 2566/{n}" for n in (1, 2, 3, 4)]


def test_answers_are_counted_as_the_statistics_count_them(ask, today):
    year = fiscal_year_of(today)
    for _ in range(3):
        ask(today)

    answers = home_page.answers(today)
    assert answers == figures_of([Fact(today, None)] * 3, Period(year, PeriodKind.YEAR, 1), today)


def test_before_the_first_question_of_a_year_the_last_year_is_told(ask):
    ask(dt.date(2023, 3, 1))

    first_day = dt.date(2023, 10, 2)
    assert home_page.answers(first_day).period.year == 2566


def test_the_newest_data_are_of_the_day_of_the_last_publication(
    agency, make_activity, clerk, approver
):
    published, waiting = (make_activity(state="draft", author=clerk) for _ in range(2))
    submit(published, by=clerk)
    approved = approve(published, by=approver)
    PublicationStep.objects.filter(pk=approved.pk).update(
        at=dt.datetime(2023, 5, 4, 5, tzinfo=dt.UTC)
    )
    submit(waiting, by=clerk)

    assert home_page.newest_on() == dt.date(2023, 5, 4)


def test_a_page_whose_parts_are_kept_costs_few_queries(client, agency, make_measure):
    make_measure()
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    assert len(queries) <= 4


@pytest.mark.parametrize("home", ["/", "/en/"])
def test_every_link_of_an_empty_portal_leads_somewhere(client, home):
    page = client.get(home).text
    links = set(re.findall(r'href="(/[^"#]*)"', page))

    assert [
        link
        for link in sorted(links)
        if not link.startswith(("/static/", "/en/static/"))
        and client.get(link, follow=True).status_code != 200
    ] == []


@pytest.mark.parametrize(
    "path",
    [
        "/budget/",
        "/budget/villages/",
        "/measures/",
        "/measures/surveys/",
        "/measures/gifts/",
        "/posters/",
    ],
)
def test_where_nothing_is_published_yet_no_address_is_called_mistyped(client, path):
    response = client.get(path)

    assert (response.status_code, "พิมพ์ที่อยู่ผิด" in response.text) == (200, False)
