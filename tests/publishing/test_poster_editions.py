import pytest
from django.conf import settings

from publishing.models import PosterEdition
from publishing.posters.content import Figure
from publishing.posters.editions import (
    changes,
    content_of,
    is_true,
    issue,
    live_stamp,
    newest_of,
    retire,
    stamp_of,
)
from tests.publishing.posters import poster

PATH = "/posters/hundred-baht/2567/"
OTHER = poster(figures=(Figure(value="50.00", unit="ล้านบาท", label="งบประมาณทั้งปี"),))

pytestmark = pytest.mark.django_db


def used(content=None, *, by=None, for_paper=False, key="2567"):
    return issue("hundred-baht", key, content or poster(), path=PATH, by=by, for_paper=for_paper)


def test_editions_count_up_for_each_poster_and_period(agency):
    numbers = [used().number, used(OTHER).number, used(poster()).number, used(key="2566").number]

    assert numbers == [1, 2, 3, 1]


def test_pressed_twice_it_is_one_edition(agency, clerk):
    first, second = used(by=clerk), used(by=clerk)

    assert (first.pk, PosterEdition.objects.count()) == (second.pk, 1)


def test_an_edition_keeps_what_it_said_who_made_it_and_its_addresses(agency, clerk):
    edition = PosterEdition.objects.get(pk=used(by=clerk).pk)

    assert content_of(edition) == poster()
    assert (edition.made_by, edition.path) == (clerk, f"{PATH}editions/1/")
    assert edition.short_url.startswith(f"{settings.SITE_URL}/s/")


def test_what_is_printed_on_it_is_short_and_numbered(agency):
    edition = used()
    stamp = stamp_of(edition)

    assert (stamp.url, stamp.number) == (edition.short_url, 1)
    assert stamp.shown_url == edition.short_url.split("://")[1]


def test_a_poster_without_a_number_leads_to_its_page():
    assert live_stamp(PATH).url == settings.SITE_URL + PATH


def test_printing_what_is_used_already_says_so_of_the_same_edition(agency):
    online = used()
    printed = used(for_paper=True)

    assert (online.printed_at, printed.pk, printed.is_printed) == (None, online.pk, True)


def test_only_what_was_printed_hangs_until_it_is_taken_down(agency):
    used()
    printed = used(OTHER, for_paper=True)
    hanging = list(PosterEdition.objects.hanging())
    retire(printed)

    assert (hanging, list(PosterEdition.objects.hanging())) == ([printed], [])


def test_taken_down_twice_it_keeps_the_first_time(agency):
    printed = used(for_paper=True)
    retire(printed)
    first = PosterEdition.objects.get().retired_at
    retire(printed)

    assert PosterEdition.objects.get().retired_at == first


def test_printed_again_it_hangs_again(agency):
    retire(used(for_paper=True))
    used(for_paper=True)

    assert PosterEdition.objects.hanging().count() == 1


def test_changes_stand_old_beside_new(agency):
    edition = used()

    assert changes(edition, poster()) == []
    assert [(each.label, each.before, each.after) for each in changes(edition, OTHER)] == [
        ("งบประมาณทั้งปี", "46.92 ล้านบาท", "50.00 ล้านบาท"),
        ("ใช้ไปแล้ว", "42.40%", ""),
    ]


def test_an_edition_stays_true_while_its_count_goes_on(agency):
    before, after = (
        poster(figures=(Figure(value=count, unit="คน", label="รับทราบแล้ว", is_running=True),))
        for count in ("21/34", "22/34")
    )
    edition = used(before)

    assert (is_true(edition, after), changes(edition, after)) == (True, [])


@pytest.mark.parametrize("now", [OTHER, None])
def test_an_edition_is_not_true_beside_something_else_or_nothing(agency, now):
    assert not is_true(used(), now)


def test_the_newest_edition_of_a_period_is_found(agency):
    used()
    second = used(OTHER)

    assert (newest_of("hundred-baht", "2567"), newest_of("hundred-baht", "2560")) == (second, None)
