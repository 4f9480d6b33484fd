"""Recording posts, striking them out, and the share kit, as staff do it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agency.roles import Role
from ita_portal.demo.pictures import sample_picture
from publishing.links import short_url
from publishing.models import Channel, OutboxMessage, Post
from publishing.posters.editions import issue
from publishing.sharing import strike
from publishing.social import picture_path
from publishing.workflow import ActionRefused
from tests.publishing.outreach import file_of, posted, put, queries_of
from tests.publishing.posters import poster
from thai.dates import long_date

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def unit(agency, make_activity):
    return make_activity(text="อบรมผู้นำหมู่บ้าน 6 หมู่บ้าน")


def address(name, unit, *more):
    return reverse(f"publishing_staff:{name}", args=["measures", "activity", unit.pk, *more])


def typed(**fields):
    moment = timezone.localtime() - HOUR
    facts = {"channel": "line_group", "place": "กลุ่มผู้นำ", "day": long_date(moment.date())}
    return facts | {"time": f"{moment:%H:%M}"} | fields


# ------------------------------------------------------------------ on record
def test_a_post_says_what_where_when_and_who(unit, clerk):
    when = timezone.now() - HOUR
    post, is_new = posted(unit, clerk, when=when, place="กลุ่มผู้นำ")

    found = (post.subject, post.title, post.channel, post.posted_at, post.by, is_new)
    assert found == (unit, str(unit), Channel.LINE_GROUP, when, clerk, True)


def test_pressed_twice_it_is_recorded_once(unit, clerk):
    when = timezone.now() - HOUR
    first, second = posted(unit, clerk, when=when), posted(unit, clerk, when=when)

    assert (first[0] == second[0], second[1]) == (True, False)


@pytest.mark.parametrize("case", ["draft", "future", "executive"])
def test_what_cannot_be_recorded_is_refused(case, unit, make_activity, clerk, executive):
    subject = make_activity(state="draft") if case == "draft" else unit
    when = timezone.now() + HOUR if case == "future" else None
    with pytest.raises(ActionRefused):
        posted(subject, executive if case == "executive" else clerk, when=when)


def test_a_post_is_struck_out_and_stays_readable(unit, clerk):
    post, _is_new = posted(unit, clerk)
    strike(post, reason="บันทึกผิดเรื่อง", by=clerk)

    standing = [list(Post.objects.standing()), list(Post.objects.all())]
    assert (standing, post.struck_by, post.struck_reason) == ([[], [post]], clerk, "บันทึกผิดเรื่อง")


def test_what_was_struck_out_can_be_recorded_again(unit, clerk):
    when = timezone.now() - HOUR
    strike(posted(unit, clerk, when=when)[0], reason="ผิด", by=clerk)

    assert posted(unit, clerk, when=when)[1] is True


def test_only_its_writer_or_an_approver_strikes_out(unit, clerk, approver, make_user):
    post, _is_new = posted(unit, clerk)
    with pytest.raises(ActionRefused):
        strike(post, reason="ผิด", by=make_user("clerk2", Role.CLERK))
    strike(post, reason="ผิด", by=approver)

    assert post.struck_by == approver


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_struck_out_without_a_reason(unit, clerk, reason):
    with pytest.raises(ActionRefused):
        strike(posted(unit, clerk)[0], reason=reason, by=clerk)


def test_posts_of_some_things_are_found(unit, make_activity, make_measure, clerk):
    other = make_activity()
    posts = [posted(each, clerk)[0] for each in (unit, other, unit.measure)]
    kinds = [type(unit).objects.filter(pk=unit.pk), type(unit.measure).objects.all()]

    assert set(Post.objects.of_units(kinds)) == {posts[0], posts[2]}


# ------------------------------------------------------------------ the kit
def test_the_kit_has_both_texts_the_link_and_its_code(client, unit, clerk):
    client.force_login(clerk)
    page = client.get(address("share", unit)).text

    link = short_url(unit.get_absolute_url())
    assert [text in page for text in (unit.public_title, link, '<svg class="qr"')] == [True] * 3
    assert page.count("อบรมผู้นำหมู่บ้าน 6 หมู่บ้าน") == 2


def test_what_has_no_picture_goes_with_that_of_its_section(client, agency, unit, clerk):
    client.force_login(clerk)

    assert picture_path("measures", agency) in client.get(address("share", unit)).text


def test_the_page_of_a_published_unit_leads_to_its_kit(client, unit, clerk):
    client.force_login(clerk)
    page = client.get(reverse("admin:measures_activity_change", args=[unit.pk])).text

    assert address("share", unit) in page


def test_a_draft_has_no_kit(client, make_activity, agency, clerk):
    client.force_login(clerk)
    draft = make_activity(state="draft")
    page = client.get(reverse("admin:measures_activity_change", args=[draft.pk])).text

    assert (client.get(address("share", draft)).status_code, address("share", draft) in page) == (
        302,
        False,
    )


@pytest.mark.parametrize(
    "what", [["measures", "activity", 999], ["nowhere", "activity", 1], ["agency", "user", 1]]
)
def test_a_kit_of_nothing_is_not_found(client, clerk, what):
    client.force_login(clerk)

    assert client.get(reverse("publishing_staff:share", args=what)).status_code == 404


def test_without_keys_no_button_sends_and_the_page_says_so(client, unit, approver):
    client.force_login(approver)
    page = client.get(address("share", unit)).text

    assert [address("send", unit, target) in page for target in ("line_push", "facebook")] == [
        False,
        False,
    ]


def test_with_a_key_an_approver_sends_and_a_clerk_only_to_the_group(
    client, settings, unit, clerk, approver
):
    settings.LINE_CHANNEL_TOKEN, settings.LINE_GROUP_ID = "x", "C1"
    shown = {}
    for person in (clerk, approver):
        client.force_login(person)
        page = client.get(address("share", unit)).text
        shown[person] = [
            address("send", unit, to) in page for to in ("line_push", "line_broadcast")
        ]

    assert shown == {clerk: [True, False], approver: [True, True]}


def test_a_post_is_recorded_on_the_page_with_its_picture(client, unit, clerk):
    client.force_login(clerk)
    photo = SimpleUploadedFile("x.jpg", sample_picture("จอ"), "image/jpeg")
    client.post(address("share", unit), typed(photo=photo))

    post = Post.objects.get()
    picture = client.get(reverse("publishing_staff:post_photo", args=[post.photo.pk]))
    assert (post.place, file_of(picture)[:4]) == ("กลุ่มผู้นำ", b"RIFF")


@pytest.mark.parametrize(
    "bad", [{"day": "31/2/2566"}, {"time": "25:00"}, {"link": "javascript:1"}, {"channel": "fax"}]
)
def test_what_is_typed_wrongly_stays_on_the_page(client, unit, clerk, bad):
    client.force_login(clerk)
    page = client.post(address("share", unit), typed(note="จำไว้", **bad))

    assert (page.status_code, "จำไว้" in page.text, Post.objects.count()) == (200, True, 0)


def test_a_day_in_the_future_is_refused(client, unit, clerk):
    client.force_login(clerk)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    client.post(address("share", unit), typed(day=long_date(tomorrow)))

    assert Post.objects.count() == 0


def test_an_executive_reads_but_records_nothing(client, unit, executive):
    client.force_login(executive)

    assert client.get(address("share", unit)).status_code == 200
    assert client.post(address("share", unit), typed()).status_code == 403


def test_a_message_is_put_into_the_outbox_on_the_page(client, settings, unit, clerk):
    settings.LINE_CHANNEL_TOKEN, settings.LINE_GROUP_ID = "x", "C1"
    settings.LINE_API = "http://127.0.0.1:9"  # nobody answers: the quota is unknown
    client.force_login(clerk)
    url = address("send", unit, "line_push")
    page = client.get(url)
    client.post(url, {"target": "line_push", "text": "ข้อความ\nhttps://x.example/"})

    assert (page.status_code, OutboxMessage.objects.get().text) == (
        200,
        "ข้อความ\nhttps://x.example/",
    )


def test_an_unknown_channel_is_not_found(client, unit, clerk):
    client.force_login(clerk)

    assert client.get(address("send", unit, "fax")).status_code == 404


@pytest.mark.parametrize("name", ["posts", "outbox"])
def test_more_rows_ask_no_more_questions(client, settings, unit, clerk, name):
    settings.LINE_CHANNEL_TOKEN, settings.LINE_GROUP_ID = "x", "C1"
    client.force_login(clerk)
    url, counts = reverse(f"publishing_staff:{name}"), []
    client.get(url)
    for number in range(3):
        posted(unit, clerk, when=timezone.now() - number * HOUR)
        put(unit, clerk, text=f"ข้อความ {number}")
        counts.append(queries_of(client, url))

    assert counts[0] == counts[2]


def test_the_edition_of_a_poster_has_a_kit_too(client, agency, clerk):
    content = poster(title="งบ ๑๐๐ บาทไปไหน", lead="ครึ่งหนึ่งเป็นเงินสวัสดิการ")
    edition = issue(
        "hundred", "2566", content, path="/posters/hundred/2566/", by=clerk, for_paper=False
    )
    client.force_login(clerk)
    url = reverse("publishing_staff:share", args=["publishing", "posteredition", edition.pk])
    page = client.get(url).text

    wanted = ["งบ ๑๐๐ บาทไปไหน", "ครึ่งหนึ่งเป็นเงินสวัสดิการ", short_url(edition.path)]
    assert [text in page for text in wanted] == [True] * 3


def test_a_poster_for_staff_alone_is_told_to_nobody(client, agency, clerk):
    path = reverse("poster_staff:poster", args=["iit", "2566"])
    edition = issue("iit", "2566", poster(), path=path, by=clerk, for_paper=False)
    client.force_login(clerk)
    url = reverse("publishing_staff:share", args=["publishing", "posteredition", edition.pk])

    assert client.get(url).headers["Location"] == edition.path
    with pytest.raises(ActionRefused):
        posted(edition, clerk)


@pytest.mark.parametrize("state", ["sent", "failed"])
def test_the_same_text_again_is_not_said_to_wait(client, settings, unit, clerk, state):
    settings.LINE_CHANNEL_TOKEN, settings.LINE_GROUP_ID = "x", "C1"
    settings.LINE_API = "http://127.0.0.1:9"
    put(unit, clerk, text="ข้อความ")
    OutboxMessage.objects.update(state=state, sent_at=timezone.now())
    client.force_login(clerk)
    url = address("send", unit, "line_push")

    page = client.post(url, {"target": "line_push", "text": "ข้อความ"}, follow=True)

    told = [str(each) for each in page.context["messages"]]
    assert (len(told), "waits" in told[0], OutboxMessage.objects.count()) == (1, False, 1)


def test_a_reason_longer_than_its_field_is_refused(client, unit, clerk):
    post, _is_new = posted(unit, clerk)
    client.force_login(clerk)
    url = reverse("publishing_staff:strike", args=[post.pk])

    page = client.post(url, {"reason": "ก" * 301})

    assert (page.status_code, Post.objects.standing().count()) == (200, 1)


def test_struck_out_twice_is_said_and_not_forbidden(client, unit, clerk):
    post, _is_new = posted(unit, clerk)
    client.force_login(clerk)
    url = reverse("publishing_staff:strike", args=[post.pk])

    answers = [client.post(url, {"reason": "บันทึกผิด"}).status_code for _press in range(2)]

    assert (answers, Post.objects.get().struck_reason) == ([302, 302], "บันทึกผิด")
