"""The days on which something can have been posted, and the report that counts it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publishing.models import Post
from publishing.posters.editions import issue
from publishing.workflow import ActionRefused
from tests.publishing.outreach import posted
from tests.publishing.posters import poster
from thai.dates import long_date


@pytest.fixture
def unit(agency, make_activity):
    return make_activity()


def at(*day):
    return dt.datetime(*day, 9, tzinfo=timezone.get_current_timezone())


def sent(client, unit, day):
    """Answer the form “I posted it” of a unit."""
    url = reverse("publishing_staff:share", args=["measures", "activity", unit.pk])
    typed = {"channel": "line_group", "place": "กลุ่มผู้นำ", "day": day, "time": "00:00"}
    return client.post(url, typed, follow=True)


@pytest.mark.parametrize("day", [(1997, 1, 1), (2022, 9, 30)])
def test_nothing_was_posted_before_the_year_to_which_it_belongs(unit, clerk, day):
    with pytest.raises(ActionRefused) as refused:
        posted(unit, clerk, when=at(*day))

    assert ("1 ตุลาคม 2565" in str(refused.value), Post.objects.count()) == (True, 0)


def test_what_happened_before_it_was_entered_here_may_have_been_posted_then(unit, clerk):
    assert posted(unit, clerk, when=at(2022, 10, 1))[1] is True


def test_a_poster_was_not_posted_before_it_was_made(agency, clerk):
    path = "/posters/hundred/2566/"
    edition = issue("hundred", "2566", poster(), path=path, by=clerk, for_paper=False)

    with pytest.raises(ActionRefused):
        posted(edition, clerk, when=edition.made_at - dt.timedelta(days=1))


def test_a_day_before_the_thing_was_there_is_refused_beside_the_day(client, unit, clerk):
    client.force_login(clerk)
    page = sent(client, unit, "1 มกราคม 2540")

    assert (list(page.context["form"].errors), Post.objects.count()) == (["day"], 0)


def test_a_recorded_post_says_which_report_counts_it(client, unit, clerk):
    client.force_login(clerk)
    page = sent(client, unit, long_date(timezone.localdate()))

    assert ["2566" in str(each) for each in page.context["messages"]] == [True]
