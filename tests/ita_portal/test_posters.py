"""Posters on the site and at the desk; nothing is printed here but where a test says so."""

import io
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from complaints.models import Channel, ChannelKind
from ita_portal.poster_drawing import draw_missing
from ita_portal.poster_tasks import poster_debts
from ita_portal.poster_templates import BY_SLUG, TEMPLATES
from ita_portal.posters import home_poster, outdated, poster_of
from measures.gift_actions import acknowledge
from publishing.models import PosterEdition
from publishing.posters import printing
from publishing.posters.editions import issue
from publishing.posters.sizes import SIZES
from tests.budget.books import make_book
from tests.measures.integrity_rows import SIGNED, declaration, survey

PAGE = "/posters/channels/now/"
DESK = "/admin/publishing/posters/"


@pytest.fixture
def channel(agency):
    Channel.objects.all().delete()  # those that a migration brings
    return Channel.objects.create(
        kind=ChannelKind.PHONE, name="โทรศัพท์สำนักงาน", contact="0 1234 5678", for_grievances=True
    )


@pytest.fixture(autouse=True)
def printer(monkeypatch):
    """Prints at no cost: the files are looked at in tests/publishing/test_posters.py."""
    printed = []

    def make(content, size, stamp):
        printed.append((size.slug, stamp.number))
        file = io.BytesIO()
        Image.new("RGB", (size.width, size.height)).save(file, "PNG")
        return file.getvalue()

    monkeypatch.setattr(printing, "_made", make)
    return printed


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def use(client, button="print", **data):
    seen = poster_of(BY_SLUG["channels"], "now", timezone.localdate()).version
    return client.post(f"{DESK}channels/now/use/", {"seen": seen, button: "", **data}, follow=True)


def fetched(client, path):
    """Ask for a file and close it."""
    response = client.get(path)
    response.close()
    return response


def text_of(response):
    return response.content.decode()


# ------------------------------------------------------------------ public pages
def test_the_list_has_every_poster_that_has_something_to_tell(client, channel):
    make_book(1, lines=8)
    response = client.get("/posters/")

    assert [poster.template.slug for poster in response.context["posters"]] == [
        "hundred-baht",
        "half-year",
        "channels",
        "leaflet",
    ]
    assert "โปสเตอร์: งบ 100 บาท ไปไหน" in text_of(response)


def test_the_list_of_a_new_portal_says_that_there_is_nothing_yet(client, db):
    assert client.get("/posters/").status_code == 200


def test_a_list_prints_nothing(client, channel, printer):
    client.get("/posters/")

    assert printer == []


def test_the_list_takes_as_many_queries_for_one_edition_as_for_three(desk, channel):
    counts = []
    for name in ("ก", "ข", "ค"):
        Channel.objects.update(name=name)
        use(desk)
        desk.get(f"/posters/?{name}")
        with CaptureQueriesContext(connection) as queries:
            desk.get(f"/posters/?{name}")
        counts.append(len(queries))

    assert counts[0] == counts[2]


def test_an_address_without_a_period_leads_to_the_newest(client, channel):
    assert client.get("/posters/channels/").url == PAGE


def test_a_poster_stands_as_picture_text_and_files(client, channel):
    text = text_of(client.get(PAGE))

    assert [
        file
        for file in ("a4.pdf", "a3.pdf", "4x5.png", "1x1.png", "16x9.png")
        if f"{PAGE}{file}?v=" not in text
    ] == []
    assert "0 1234 5678" in text
    assert 'href="/complaints/"' in text


@pytest.mark.parametrize(
    "path",
    [
        "/posters/no-such/",
        "/posters/no-such/now/",
        "/posters/channels/2566/",
        "/posters/hundred-baht/",
        "/posters/hundred-baht/x/",
        "/posters/measure/2566-1/",
    ],
)
def test_an_address_of_no_poster_shows_those_that_there_are(client, channel, path):
    response = client.get(path)

    assert response.status_code == 404
    assert [poster.template.slug for poster in response.context["posters"]] == ["channels"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.slug)
def test_every_file_is_printed_once_and_named_by_what_it_says(client, channel, printer, size):
    answers = [fetched(client, f"{PAGE}{size.file_name}") for _ in range(2)]

    name = answers[0].headers["Content-Disposition"]
    assert name.startswith(f'inline; filename="channels-now-{size.slug}-')
    assert (printer, answers[0].headers["ETag"]) == (
        [(size.slug, None)],
        answers[1].headers["ETag"],
    )


@pytest.mark.parametrize("file", ["a5.pdf", "4x5.pdf", "a4.png", "..%2fa4.pdf"])
def test_there_are_no_other_files(client, channel, printer, file):
    assert (client.get(f"{PAGE}{file}").status_code, printer) == (404, [])


def test_a_small_picture_that_is_being_made_is_stood_in_for(client, channel):
    with printing._IDLE:
        waiting = client.get(f"{PAGE}thumbnail.png")

    assert (waiting.status_code, waiting.url) == (302, "/static/posters/waiting.svg")
    assert "no-store" in waiting.headers["Cache-Control"]
    assert fetched(client, f"{PAGE}thumbnail.png").headers["Content-Type"] == "image/png"


def test_what_is_for_staff_alone_is_not_public(client, channel, clerk):
    day = timezone.localdate()
    row = survey(instrument="IIT", fiscal_year=2570, opens_on=day, closes_on=day)

    paths = [f"/posters/iit/{end}" for end in ("", "2570/", "2570/a4.pdf", "2570/editions/1/")]
    assert [client.get(path).status_code for path in paths] == [404] * 4
    client.force_login(clerk)
    assert row.url in text_of(client.get(f"{DESK}iit/2570/"))


def test_the_address_printed_on_a_poster_for_staff_leads_to_it(desk, agency):
    day = timezone.localdate()
    survey(instrument="IIT", fiscal_year=2570, opens_on=day, closes_on=day)
    page = f"{DESK}iit/2570/"
    seen = desk.get(page).context["poster"].version
    desk.post(f"{page}use/", {"seen": seen, "print": ""})

    answer = desk.get(urlsplit(PosterEdition.objects.get().short_url).path, follow=True)

    assert (answer.redirect_chain[-1][0], answer.status_code) == (page, 200)


# ------------------------------------------------------------------ editions
def test_an_edition_gets_the_next_number_and_its_own_address(desk, channel):
    use(desk)

    edition = PosterEdition.objects.get()
    assert (edition.number, edition.path, edition.is_printed) == (1, f"{PAGE}editions/1/", True)
    assert desk.get(edition.path).context["is_true"]


def test_used_on_the_web_it_does_not_hang(desk, channel):
    use(desk, "use")

    assert not PosterEdition.objects.hanging().exists()


def test_the_files_of_a_poster_carry_the_number_of_the_same_edition(desk, channel, printer):
    use(desk)
    fetched(desk, f"{PAGE}a4.pdf")
    Channel.objects.update(name="ชื่อใหม่")
    channel.refresh_from_db()
    channel.save()
    fetched(desk, f"{PAGE}a4.pdf")

    assert printer == [("a4", 1), ("a4", None)]


def test_an_edition_whose_numbers_changed_says_so_old_beside_new(desk, channel):
    use(desk)
    channel.contact = "0 9999 0000"
    channel.save()

    response = desk.get(f"{PAGE}editions/1/")
    assert [(each.before, each.after) for each in response.context["changes"]] == [
        ("0 1234 5678", "0 9999 0000")
    ]
    assert not response.context["is_true"]


def test_an_edition_of_what_is_gone_stays_readable(desk, channel):
    use(desk)
    channel.is_active = False
    channel.save()

    response = desk.get(f"{PAGE}editions/1/")
    assert (response.status_code, response.context["live"]) == (200, None)
    assert "0 1234 5678" in text_of(response)


def test_the_picture_of_an_old_edition_stays_as_it_was(desk, channel, printer):
    use(desk)
    channel.contact = "0 9999 0000"
    channel.save()

    assert fetched(desk, f"{PAGE}editions/1/4x5.png").status_code == 200
    assert printer == [("4x5", 1)]


@pytest.mark.parametrize(
    "path", [f"{PAGE}editions/9/", f"{PAGE}editions/9/a4.pdf", "/posters/x/now/editions/1/"]
)
def test_there_is_no_other_edition(client, channel, path):
    assert client.get(path).status_code == 404


# ------------------------------------------------------------------ the desk
def test_who_looked_at_other_numbers_looks_once_more(desk, channel):
    use(desk, seen="12345678")

    assert not PosterEdition.objects.exists()


def test_an_edition_that_hangs_and_is_old_must_be_printed_again(desk, channel):
    use(desk)
    before = outdated(timezone.localdate())
    channel.contact = "0 9999 0000"
    channel.save()

    hanging = desk.get(DESK).context["hanging"]
    assert before == []
    assert [(each.edition.number, each.is_true) for each in hanging] == [(1, False)]
    assert [debt.task.url for debt in poster_debts(None, timezone.localdate())] == [DESK]


def test_what_was_taken_down_is_no_task_any_more(desk, channel):
    use(desk)
    channel.contact = "0 9999 0000"
    channel.save()
    edition = PosterEdition.objects.get()

    desk.post(reverse("poster_staff:taken_down", args=[edition.pk]))

    assert poster_debts(None, timezone.localdate()) == []


def test_a_reader_cannot_make_an_edition(client, executive, channel):
    client.force_login(executive)

    assert client.get(f"{DESK}channels/now/").status_code == 200
    assert use(client).status_code == 403


@pytest.mark.parametrize("path", ["channels/2566/", "x/now/", "channels/now/a9.pdf"])
def test_the_desk_has_no_poster_of_that_address(desk, channel, path):
    assert desk.get(f"{DESK}{path}").status_code == 404


# ------------------------------------------------------------------ the catalogue and the home page
def test_every_poster_has_an_address_of_its_own():
    assert len(BY_SLUG) == len(TEMPLATES)


def test_the_home_page_shows_one_poster_and_prints_nothing(client, agency, printer):
    make_book(1, lines=8)
    response = client.get("/")

    assert response.context["poster"]["url"] == "/posters/hundred-baht/2566/"
    assert (printer, "งบ 100 บาท ไปไหน" in text_of(response)) == ([], True)


def test_a_new_portal_has_no_poster_on_its_home_page(agency):
    assert home_poster(timezone.localdate()) is None


def test_a_poster_is_the_same_in_every_language(client, channel):
    thai, english = client.get(PAGE), client.get(f"/en{PAGE}")

    assert thai.context["poster"].content == english.context["poster"].content
    assert english.context["poster"].path == PAGE


def test_an_english_page_leads_on_in_english(client, channel):
    page = client.get(f"/en{PAGE}")

    call = page.context["content"].call
    assert f'<a href="/en/complaints/" lang="th">{call}</a>' in text_of(page)


def test_a_poster_counts_whoever_has_just_taken_note(agency, clerk):
    row = declaration()
    before = poster_of(BY_SLUG["no-gift"], "2566", SIGNED)
    acknowledge(row, by=clerk, day=SIGNED)
    after = poster_of(BY_SLUG["no-gift"], "2566", SIGNED)

    assert [each.content.figures[-1].text for each in (before, after)] == ["0/34 คน", "1/34 คน"]


def test_no_poster_tells_of_a_year_after_the_next(agency, make_plan, make_measure):
    for year in (2568, 2567):
        declaration(fiscal_year=year)
        make_measure(make_plan(year))

    found = [BY_SLUG[slug].keys(SIGNED) for slug in ("no-gift", "measure")]

    assert found == [["2567"], ["2567-1"]]


def test_a_printed_edition_stays_true_while_people_take_note(client, agency, clerk):
    row = declaration()
    found = poster_of(BY_SLUG["no-gift"], "2566", SIGNED)
    edition = issue("no-gift", "2566", found.content, path=found.path, by=clerk, for_paper=True)
    acknowledge(row, by=clerk, day=SIGNED)

    page = client.get(edition.path).context
    assert (page["is_true"], page["is_same"], outdated(SIGNED)) == (True, False, [])


# ------------------------------------------------------------------ the small pictures of lists
def test_a_tick_draws_what_is_missing_once(channel, printer):
    now = timezone.localtime()

    said = [list(draw_missing(now)), list(draw_missing(now))]

    assert (said, printer) == ([["วาดโปสเตอร์แล้ว 1 แผ่น"], []], [("4x5", None)])
