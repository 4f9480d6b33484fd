"""Pages about the site itself, the map of the site, and what search engines are told."""

import re
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agency.models import Official
from ita_portal import sitemaps
from measures.models import AssessmentYear
from publishing.actions import withdraw
from publishing.workflow import State
from tests.conftest import published_fields
from tests.measures.integrity_rows import declaration, survey

pytestmark = pytest.mark.django_db

PAGES = ["about", "help", "accessibility", "privacy", "website-policy", "sitemap"]
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def make_official(**fields):
    fields = {"name": "นายตัวอย่าง ใจดี", "position": "ปลัด", "group": "head"} | fields
    return Official.objects.create(**fields)


def addresses(client, path):
    return [each.text for each in ElementTree.fromstring(client.get(path).content).iter(LOC)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_site_stands_before_anything_was_entered(client, page):
    response = client.get(f"/{page}/")

    assert (response.status_code, response.text.count("<h1")) == (200, 1)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_site_varies_by_compression_alone_and_sets_no_cookie(client, agency, page):
    response = client.get(f"/{page}/")

    assert (response.cookies.output(), response.headers["Vary"]) == ("", "Accept-Encoding")


# ------------------------------------------------------------------ about
def test_everybody_reads_who_answers_for_what(client, agency, make_unit):
    make_official(phone="0 0000 0000", unit=make_unit("กองช่าง", kind="division"))

    page = client.get("/about/").text
    assert all(text in page for text in ["นายตัวอย่าง ใจดี", "0 0000 0000", "กองช่าง"])


def test_who_left_the_office_is_not_shown(client, agency):
    make_official(is_active=False)

    assert "นายตัวอย่าง" not in client.get("/about/").text


def test_the_page_changes_with_its_people(client, agency):
    tag = client.get("/about/").headers["ETag"]
    make_official()

    assert client.get("/about/", headers={"If-None-Match": tag}).status_code == 200


def test_the_page_costs_the_same_for_one_and_three_people(client, agency, make_unit):
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            make_official(unit=make_unit(f"กอง {rows}{number}", kind="division"))
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get("/about/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


# ------------------------------------------------------------------ privacy
def test_the_notice_names_the_controller_and_the_time_of_keeping(client, agency, settings):
    settings.COMPLAINT_RETENTION_DAYS = 5 * 366

    page = client.get("/en/privacy/").text
    assert agency.name in page
    assert "5 years after the case is closed" in page


def test_the_map_has_the_surveys_and_the_gifts_of_each_public_year(client, agency):
    survey()
    survey(fiscal_year=2567, state="draft")
    declaration(fiscal_year=2565)

    found = set(re.findall(r'href="(/measures/[^"]+/)"', client.get("/sitemap/").text))
    assert found == {"/measures/2566/surveys/", "/measures/2565/gifts/"}


# ------------------------------------------------------------------ search engines
def test_search_engines_keep_away_from_a_demonstration(client):
    assert "Disallow: /\n" in client.get("/robots.txt").text


def test_tools_on_this_machine_may_read_a_demonstration(client):
    answer = client.get("/robots.txt", headers={"Host": "127.0.0.1:8000"}).text

    assert "Disallow: /\n" not in answer


def test_search_engines_find_an_office_and_its_map(client, agency, settings):
    settings.DEMO = False

    answer = client.get("/robots.txt").text
    closed = ["/admin/", "/desk/", "/accounts/", "/search/", "/en/search/"]
    assert re.findall(r"Disallow: (\S+)", answer) == closed
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in answer


def test_the_map_for_search_engines_leads_to_files_that_are_there(client, make_measure, settings):
    make_measure()

    files = addresses(client, "/sitemap.xml")
    answers = [client.get(file.removeprefix(settings.SITE_URL)).status_code for file in files]
    assert (len(files), set(answers)) == (4, {200})


def test_the_map_names_what_is_published_and_nothing_else(client, make_measure, settings):
    make_measure(order=1)
    make_measure(order=2, state=State.DRAFT)

    found = addresses(client, "/sitemap-measures-1.xml")
    assert found == [f"{settings.SITE_URL}/measures/2566/1/"]


def test_every_address_of_the_site_is_one_that_answers(client, agency, settings):
    paths = [
        each.removeprefix(settings.SITE_URL) for each in addresses(client, "/sitemap-site-1.xml")
    ]

    assert {client.get(path).status_code for path in paths} == {200}


PARTS = [
    "/measures/assessments/2566/",
    "/budget/2566/months/",
    "/budget/2566/plans/00310/",
    "/budget/2566/reports/h1/",
    "/budget/2566/villages/",
    "/changes/{step}/",
    "/complaints/questions/{asked}/",
    "/complaints/statistics/{asked}/",
    "/measures/2566/gifts/",
    "/measures/2566/gifts/policy/h1/",
    "/measures/2566/report/",
    "/measures/2566/surveys/",
    "/posters/no-gift/2566/",
    "/procurement/2566/forms/",
    "/procurement/2566/monthly/2566-01/",
    "/procurement/2566/summary/",
]


@pytest.fixture
def much(make_line, make_purchase, make_measure, make_question, approver):
    """Publish something of every kind of page; return what its addresses need to be known."""
    make_line()
    make_purchase()
    survey()
    declaration()
    AssessmentYear.objects.create(fiscal_year=2566, **published_fields(State.PUBLISHED))
    step = withdraw(make_measure(), by=approver, reason="ลงซ้ำ")
    return {"step": step.pk, "asked": make_question().fiscal_year}


def test_the_map_has_every_kind_of_page_and_each_answers(client, much, settings):
    files = [each.removeprefix(settings.SITE_URL) for each in addresses(client, "/sitemap.xml")]
    found = [
        each.removeprefix(settings.SITE_URL) for file in files for each in addresses(client, file)
    ]

    expected = {each.format(**much) for each in PARTS}
    assert (expected - set(found), len(found)) == (set(), len(set(found)))
    assert {client.get(path).status_code for path in expected} == {200}


def test_the_map_says_nothing_of_what_is_not_public(client, agency):
    survey(state=State.DRAFT)
    declaration(state=State.WITHDRAWN)
    AssessmentYear.objects.create(fiscal_year=2566)

    files = [each.rsplit("/", 1)[1] for each in addresses(client, "/sitemap.xml")]
    years = addresses(client, "/sitemap-years-1.xml")
    assert files == ["sitemap-site-1.xml", "sitemap-years-1.xml"]
    assert [each for each in years if "/measures/" in each or "no-gift" in each] == []


def test_each_page_names_its_english_twin(client, settings):
    assert (
        f'hreflang="en" href="{settings.SITE_URL}/en/about/"'
        in client.get("/sitemap-site-1.xml").text
    )


def test_many_rows_are_divided_over_files(client, make_measure, monkeypatch):
    monkeypatch.setattr(sitemaps, "MANY", 2)
    for order in (1, 2, 3):
        make_measure(order=order)

    files = [each for each in addresses(client, "/sitemap.xml") if "measures" in each]
    pages = [addresses(client, f"/sitemap-measures-{page}.xml") for page in (1, 2)]
    assert (len(files), [len(page) for page in pages]) == (2, [2, 1])


@pytest.mark.parametrize(
    "name", ["measures-1", "nothing-1", "site-2", "site-0", "years-2", "lines-99999999999"]
)
def test_a_file_that_is_not_there_is_not_found(client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404
