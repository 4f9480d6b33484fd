"""Pages sent again without Django: only public ones, and only until something is published."""

import gzip
import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing import kept_pages
from publishing.actions import approve, submit
from publishing.kept_pages import KeptPages
from publishing.workflow import State

PAGE = "/measures/2566/"


@pytest.fixture
def ask(agency, settings, tmp_path):
    """Return a function that asks the portal as a server does and returns status, headers, body."""
    settings.STATIC_ROOT = tmp_path
    kept_pages._pages.clear()
    application = KeptPages(WSGIHandler())

    def asked(path=PAGE, **extra):
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "HTTP_HOST": "127.0.0.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
        } | extra
        heads = []
        answer = application(environ, lambda status, headers: heads.append((status, dict(headers))))
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return *heads[0], body

    return asked


def queries_of(ask, path=PAGE, **extra):
    with CaptureQueriesContext(connection) as queries:
        ask(path, **extra)
    return len(queries)


def test_the_second_visitor_costs_one_query(ask, make_measure):
    make_measure()
    ask()

    assert queries_of(ask) == 1


def test_a_kept_page_is_the_page_with_all_its_headers(ask, make_measure):
    make_measure()
    first = ask()

    assert ask() == first


def test_a_page_is_made_anew_when_something_is_published(ask, make_measure, clerk, approver):
    make_measure()
    draft = make_measure(state=State.DRAFT, author=clerk, edited_by=clerk, title="มาตรการใหม่")
    ask()

    submit(draft, by=clerk)
    approve(draft, by=approver)

    assert "มาตรการใหม่" in ask()[2].decode()


def test_who_has_the_page_is_told_so_with_its_tag(ask, make_measure):
    make_measure()
    tag = ask()[1]["ETag"]

    status, headers, body = ask(HTTP_IF_NONE_MATCH=f'"other", W/{tag}')

    assert (status, headers["ETag"], body) == ("304 Not Modified", f"W/{tag}", b"")


def test_who_takes_gzip_gets_the_same_page_in_gzip(ask, make_measure):
    make_measure()
    plain = ask()[2]

    _status, headers, body = ask(HTTP_ACCEPT_ENCODING="gzip, br")

    assert gzip.decompress(body) == plain
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize(
    "extra",
    [
        {"HTTP_HOST": "evil.example"},
        {"QUERY_STRING": "page=2"},
        {"REQUEST_METHOD": "HEAD"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_another_question_never_gets_the_kept_page(ask, make_measure, extra):
    make_measure()
    ask()

    assert queries_of(ask, **extra) != 1


def test_pages_that_do_not_exist_are_not_kept(ask):
    ask("/measures/2599/")

    assert kept_pages._pages == {}


def test_pages_of_staff_are_not_kept(ask):
    ask("/accounts/login/")

    assert kept_pages._pages == {}


def test_the_number_of_kept_pages_has_a_limit(ask, make_measure, monkeypatch):
    make_measure()
    monkeypatch.setattr(kept_pages, "MOST", 2)

    for path in ("/", "/changes/", PAGE):
        ask(path)

    assert len(kept_pages._pages) == 1
