"""The poster that goes along with what is told of a survey and of the No Gift Policy."""

import datetime as dt

import pytest
from django.utils import timezone

from agency.models import Agency
from ita_portal.poster_templates import BY_SLUG
from ita_portal.posters import poster_of
from publishing.posters.printing import poster_file
from publishing.posters.sizes import PORTRAIT
from publishing.share_kit import kit_of
from publishing.share_pictures import outside_picture
from publishing.social import picture_path
from tests.measures.integrity_rows import declaration, gift, nil, survey
from thai.fiscal import FiscalYear

DAY = dt.timedelta(days=1)


@pytest.fixture
def today(agency):
    return timezone.localdate()


@pytest.fixture
def make_survey(today):
    """Return a function that makes a survey that is open until a day from now."""

    def make(instrument, *, closes=1):
        days = {"opens_on": today - 9 * DAY, "closes_on": today + closes * DAY}
        return survey(instrument=instrument, fiscal_year=FiscalYear.of(today).year, **days)

    return make


def page_of(unit):
    """Return the picture of a kit without what changes with its content."""
    return kit_of(unit).picture.url.split("?")[0]


@pytest.mark.parametrize(
    ("instrument", "desk"), [("EIT", "/posters/eit"), ("IIT", "/admin/publishing/posters/iit")]
)
def test_an_open_survey_goes_with_its_poster(make_survey, instrument, desk):
    unit = make_survey(instrument)

    assert page_of(unit) == f"{desk}/{unit.fiscal_year}/{PORTRAIT.file_name}"


def test_a_closed_survey_goes_with_the_picture_of_its_section(make_survey):
    unit = make_survey("EIT", closes=-1)

    assert kit_of(unit).picture.url == picture_path("measures", Agency.objects.get())


@pytest.mark.parametrize("make", [declaration, gift, nil])
def test_the_no_gift_policy_goes_with_its_poster(agency, make):
    declared = declaration()
    unit = declared if make is declaration else make()

    assert page_of(unit) == f"/posters/no-gift/2566/{PORTRAIT.file_name}"


def test_a_gift_of_a_year_without_declaration_goes_with_the_picture_of_its_section(agency):
    assert kit_of(gift()).picture.url == picture_path("measures", agency)


@pytest.mark.parametrize(("slug", "is_sent"), [("eit", True), ("iit", False)])
def test_a_poster_that_is_drawn_goes_along_outside_unless_it_is_for_staff(
    settings, make_survey, today, slug, is_sent
):
    settings.SITE_URL = "https://thungbulang.example"
    unit = make_survey(slug.upper())
    poster = poster_of(BY_SLUG[slug], str(unit.fiscal_year), today)
    before = outside_picture(unit)
    poster_file(poster.content, PORTRAIT, poster.stamp)

    wanted = f"https://thungbulang.example{poster.picture_url}" if is_sent else ""
    assert (before, outside_picture(unit)) == ("", wanted)


def test_the_kit_of_a_survey_shows_its_poster(client, make_survey, clerk):
    unit = make_survey("EIT")
    client.force_login(clerk)
    page = client.get(f"/admin/publishing/share/measures/survey/{unit.pk}/").text

    picture = f"/posters/eit/{unit.fiscal_year}/{PORTRAIT.file_name}"
    answer = client.get(picture)
    answer.close()
    assert (picture in page, answer.headers["Content-Type"]) == (True, "image/png")
