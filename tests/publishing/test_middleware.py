import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from publishing.middleware import MAX_BODY, BodyLimit

PASSED = HttpResponse("passed")


def answer(method: str = "POST", **headers: str) -> HttpResponse:
    request = RequestFactory().generic(method, "/")
    request.META |= headers
    return BodyLimit(lambda request: PASSED)(request)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_known_methods_pass(method):
    assert answer(method) is PASSED


@pytest.mark.parametrize("method", ["FOO", "PUT", "DELETE", "TRACE"])
def test_other_methods_are_not_allowed(method):
    response = answer(method)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize("length", ["", "0", "5", str(MAX_BODY)])
def test_bodies_up_to_the_limit_pass(length):
    assert answer(CONTENT_LENGTH=length) is PASSED


@pytest.mark.parametrize("length", ["-1", "1e3", "๑๐", "1_000", " 5", "5, 5", "9" * 19, "\x00"])
def test_a_length_that_is_no_number_is_a_bad_request(length):
    with pytest.raises(BadRequest):
        answer(CONTENT_LENGTH=length)


@pytest.mark.parametrize("length", [MAX_BODY + 1, 1024**3, 10**17])
def test_larger_bodies_are_turned_away(length):
    assert answer(CONTENT_LENGTH=str(length)).status_code == 413


def test_a_body_without_a_length_is_turned_away():
    assert answer(HTTP_TRANSFER_ENCODING="gzip, Chunked").status_code == 411


@pytest.mark.parametrize("leftover", ["en", "th"])
def test_the_page_is_thai_whatever_the_last_visitor_of_the_thread_read(settings, leftover):
    with translation.override("th"):
        thai = render_to_string("413.html", {"demo": settings.DEMO})

    with translation.override(leftover):
        response = answer(CONTENT_LENGTH=str(MAX_BODY + 1))

    assert response.content.decode() == thai


def test_no_header_of_the_connection_is_set():
    # WSGI forbids them, and waitress answers 500 where one is set.
    assert "Connection" not in answer(CONTENT_LENGTH=str(MAX_BODY + 1))


def test_the_limit_stands_before_everything_that_could_read_the_body(settings):
    # Only what writes headers, and the language, stand before it: its answers carry them too.
    position = settings.MIDDLEWARE.index("publishing.middleware.BodyLimit")

    assert settings.MIDDLEWARE[:position] == [
        "publishing.kept_pages.keep_pages",
        "ita_portal.languages.speak_language_of_address",
        "django.middleware.security.SecurityMiddleware",
        "ita_portal.middleware.isolation_headers",
        "csp.middleware.CSPMiddleware",
        "ita_portal.middleware.relax_admin_csp",
    ]


def test_a_bad_length_reaches_a_visitor_as_status_400(client, settings):
    settings.MIDDLEWARE = ["publishing.middleware.BodyLimit"]

    assert client.get("/", CONTENT_LENGTH="many").status_code == 400
