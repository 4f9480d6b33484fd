"""The pages for when something went wrong."""

import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client


def broken(*_args):
    raise DatabaseError("the disk is gone")


@pytest.fixture
def without_database(db):
    with connection.execute_wrapper(broken):
        yield Client(raise_request_exception=False)


def test_a_page_is_shown_while_the_database_is_broken(without_database):
    response = without_database.get("/")

    assert (response.status_code, response.text.count("<h1>")) == (500, 1)


def test_what_the_visitor_is_told_stands_in_the_log(without_database, caplog):
    page = without_database.get("/").text

    (code,) = re.findall(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b", page)
    assert f"Reference {code}: DatabaseError" in caplog.messages


def test_the_reference_tells_nothing_of_a_sealed_page(without_database, caplog):
    without_database.get("/complaints/corruption/")

    (line,) = [each for each in caplog.messages if each.startswith("Reference")]
    assert "complaints" not in line


@pytest.mark.parametrize("path", ["/no-such-page/", "/en/no-such-page/"])
def test_a_page_that_is_not_there_offers_the_search(client, db, path):
    page = client.get(path).text

    language = "/en" if path.startswith("/en/") else ""
    assert f'action="{language}/search/"' in page


def test_a_page_that_is_not_there_asks_nothing_of_the_database(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        client.get("/no-such-page/")


def test_the_way_home_is_not_called_as_a_part_of_the_site(client, db):
    page = client.get("/no-such-page/").text

    links = re.findall(r'<a href="/">([^<]+)</a>', page)
    assert links == ["หน้าแรก"]
