"""What is written down about the sealed pages: a kind of failure and a place in the code, no more."""

import io
import logging
from types import ModuleType

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path
from django.utils.log import AdminEmailHandler
from django.views.debug import ExceptionReporter

from complaints.sealed_page import sealed_page
from ita_portal import urls
from ita_portal.logs import SealedPages

CANARY = "กบลับสีทอง"


@sealed_page
def failing(request, number=""):
    typed = request.POST["what"]
    raise ValueError(f"cannot read {typed}")


ROUTES = ModuleType("routes")
ROUTES.urlpatterns = [
    path("complaints/corruption/", failing),
    path("desk/cases/<str:number>/", failing),
    path("budget/", failing),
    path("en/complaints/sealed/", failing),
    *urls.urlpatterns,
]
ROUTES.handler404 = lambda request, exception: HttpResponse(status=404)
ROUTES.handler500 = lambda request: HttpResponse(status=500)


@pytest.fixture
def written(settings):
    """What the handlers of production write, with our filters, while a test asks for pages."""
    settings.ROOT_URLCONF = ROUTES
    settings.ADMINS = [("", "admin@example.com")]
    out = io.StringIO()
    console = logging.StreamHandler(out)
    console.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    by_mail = AdminEmailHandler()
    for handler in (console, by_mail):
        handler.addFilter(SealedPages())
        logging.getLogger("django").addHandler(handler)
    yield lambda: out.getvalue() + "".join(each.subject + each.body for each in mail.outbox)
    for handler in (console, by_mail):
        logging.getLogger("django").removeHandler(handler)


@pytest.fixture
def stranger(client):
    client.raise_request_exception = False
    return client


def test_a_failing_sealed_page_leaves_no_word_of_the_report(stranger, written):
    answer = stranger.post("/complaints/corruption/", {"what": CANARY})

    assert answer.status_code == 500
    assert "ValueError" in written()
    assert CANARY not in written()
    assert "corruption" not in written().replace("corruption_views", "")


def test_a_failing_page_of_the_desk_leaves_no_address(stranger, written):
    stranger.post("/desk/cases/K7RMX2PA/", {"what": CANARY})

    assert "ValueError" in written()
    assert ("K7RMX2PA" in written(), CANARY in written()) == (False, False)


def test_a_missing_sealed_page_leaves_no_address(stranger, written):
    stranger.get("/complaints/track/12345678901234567890/")

    assert "Not Found: /-" in written()
    assert "12345678901234567890" not in written()


def test_the_english_addresses_of_sealed_pages_are_hidden_too(stranger, written):
    stranger.get("/en/complaints/track/12345678901234567890/")

    assert "Not Found: /-" in written()
    assert ("/en" in written(), "12345678901234567890" in written()) == (False, False)


def test_a_failing_english_page_leaves_no_word_of_the_report(stranger, written):
    stranger.post("/en/complaints/sealed/", {"what": CANARY})

    assert "ValueError" in written()
    assert (CANARY in written(), "sealed/" in written()) == (False, False)


def test_where_it_failed_is_still_told(stranger, written):
    stranger.post("/complaints/corruption/", {"what": CANARY})

    assert "in failing" in written()


def test_a_template_that_misses_something_does_not_tell_what_the_page_knows():
    kept = []
    handler = logging.Handler()
    handler.emit = lambda record: kept.append(logging.Formatter().format(record))
    handler.addFilter(SealedPages())
    logger = logging.getLogger("django.template")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)

    Template("{% if missing %}{% endif %}{{ missing }}").render(Context({"what": CANARY}))

    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)
    assert [("VariableDoesNotExist" in text, CANARY in text) for text in kept] == [
        (True, False)
    ] * 2


def test_other_pages_are_reported_as_ever(stranger, written):
    stranger.post("/budget/", {"what": "ถนน"})

    assert "/budget/" in written()
    assert "cannot read ถนน" in written()


def test_an_error_report_of_a_sealed_page_has_no_body_and_no_variables(rf):
    request = rf.post("/complaints/corruption/", {"what": CANARY})
    try:
        failing(request)
    except ValueError as error:
        reporter = ExceptionReporter(request, ValueError, ValueError("x"), error.__traceback__)

    data = reporter.get_traceback_data()
    assert list(data["filtered_POST_items"]) == []
    assert [frame["vars"] for frame in data["frames"]] == [[] for _frame in data["frames"]]


def test_an_error_report_of_another_page_has_them(rf):
    request = rf.post("/budget/", {"what": "ถนน"})

    data = ExceptionReporter(request, ValueError, ValueError("x"), None).get_traceback_data()
    assert dict(data["filtered_POST_items"]) == {"what": "ถนน"}


@pytest.mark.parametrize("handler", ["console", "mail_admins"])
def test_every_handler_has_the_filter(handler):
    assert "sealed_pages" in settings.LOGGING["handlers"][handler]["filters"]


@pytest.mark.parametrize("name", ["django.request", "django.server"])
def test_every_logger_of_requests_has_the_filter(name):
    kinds = [type(each) for each in logging.getLogger(name).filters]

    assert kinds == [SealedPages]
