"""“Add progress”: what a clerk enters on a phone, and that nothing of it is ever lost."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image

from measures.models import Activity
from publishing.models import PublicationStep
from publishing.workflow import State
from tests.publishing.samples import picture

ADD = "/admin/measures/progress/add/"
CITIZEN_ID = "9101700203455"


@pytest.fixture(autouse=True)
def _forget_tokens():
    cache.clear()


@pytest.fixture
def measure(make_measure):
    return make_measure(title="สร้างการรับรู้เกี่ยวกับแผนการใช้จ่ายงบประมาณ")


@pytest.fixture
def enter(client, clerk, measure):
    """Return a function that sends the form as the clerk would."""
    client.force_login(clerk)

    def send(**fields):
        data = {
            "token": str(uuid.uuid4()),
            "title": "ประชุมชี้แจง",
            "day": "7 ธ.ค. 65",
            "form-TOTAL_FORMS": "4",
            "form-INITIAL_FORMS": "0",
            "submit": "1",
        } | fields
        data = {name: value for name, value in data.items() if value is not None}
        return client.post(f"{ADD}?measure={measure.pk}", data)

    return send


def jpeg(name="a.jpg"):
    return SimpleUploadedFile(name, picture(Image.new("RGB", (60, 40), "green"), "JPEG"))


def messages_of(response):
    return [str(message) for message in response.wsgi_request._messages]


def test_the_first_page_offers_the_measures(client, clerk, measure):
    client.force_login(clerk)

    page = client.get(ADD)

    assert f'href="?measure={measure.pk}"' in page.content.decode()


def test_a_measure_that_is_not_public_is_not_offered(client, clerk, make_measure):
    make_measure(state=State.DRAFT, title="ร่างมาตรการ")
    client.force_login(clerk)

    assert "ร่างมาตรการ" not in client.get(ADD).content.decode()


def test_an_entry_is_handed_in_at_once(enter, clerk):
    response = enter(title="ประชุมชี้แจง", text="มีผู้เข้าร่วม 40 คน", place="ห้องประชุม")

    activity = Activity.objects.get()
    assert response.headers["Location"] == reverse(
        "measures_staff:progress_sent", args=[activity.pk]
    )
    assert (activity.state, activity.author) == (State.IN_REVIEW, clerk)
    assert (activity.title, activity.text, activity.place) == (
        "ประชุมชี้แจง",
        "มีผู้เข้าร่วม 40 คน",
        "ห้องประชุม",
    )


def test_a_day_typed_in_thai_becomes_a_date(enter):
    enter(day="๗ ธ.ค. ๖๕")

    activity = Activity.objects.get()
    assert (activity.starts_on, activity.ends_on) == (dt.date(2022, 12, 7), dt.date(2022, 12, 7))


def test_a_period_replaces_the_day(enter):
    enter(day=None, period="q2")

    activity = Activity.objects.get()
    assert (activity.starts_on, activity.ends_on) == (dt.date(2023, 1, 1), dt.date(2023, 3, 31))
    assert activity.state == State.IN_REVIEW


def test_the_page_after_names_who_will_look(client, enter, approver):
    page = client.get(enter().headers["Location"])

    assert "สมชาย ตรวจงาน" in page.content.decode()


def test_a_draft_is_not_handed_in(enter):
    enter(submit=None, draft="1")

    assert Activity.objects.get().state == State.DRAFT


def test_an_incomplete_entry_stays_as_a_draft_and_says_why(enter):
    response = enter(day="")

    activity = Activity.objects.get()
    assert (activity.state, activity.starts_on) == (State.DRAFT, None)
    page = reverse("admin:measures_activity_change", args=[activity.pk])
    assert response.headers["Location"] == f"{page}?incomplete=1"


def test_after_an_incomplete_entry_the_page_says_at_the_field_what_is_missing(enter, client):
    page = client.get(enter(day="32 ธ.ค. 65").headers["Location"])

    form = page.context["adminform"].form
    assert (list(form.errors), "error-summary" in page.content.decode()) == (["starts_on"], True)


def test_a_date_that_cannot_be_read_is_quoted_and_all_else_is_kept(client, enter):
    response = enter(day="เมื่อวาน", text="มีผู้เข้าร่วม 40 คน")

    page = client.get(response.headers["Location"]).content.decode()
    assert Activity.objects.get().text == "มีผู้เข้าร่วม 40 คน"
    assert "อ่าน “เมื่อวาน” เป็นวันที่ไม่ได้" in page


def test_photos_are_kept_with_what_they_show(enter):
    enter(**{"form-0-photo": jpeg(), "form-0-alt": "ผู้เข้าประชุม", "form-0-caption": "ห้องประชุม"})

    photo = Activity.objects.get().photos.get()
    assert (photo.alt, photo.caption) == ("ผู้เข้าประชุม", "ห้องประชุม")
    assert default_storage.exists(photo.large)


def test_a_refused_photo_is_named_and_the_good_one_and_the_text_are_kept(client, enter):
    bad = SimpleUploadedFile("โปรแกรม.jpg", b"MZ" + bytes(200))

    response = enter(
        **{
            "form-0-photo": jpeg(),
            "form-0-alt": "ผู้เข้าประชุม",
            "form-1-photo": bad,
            "form-1-alt": "ป้ายประกาศหน้าสำนักงาน",
        }
    )

    activity = Activity.objects.get()
    page = client.get(response.headers["Location"]).content.decode()
    assert (activity.state, activity.title) == (State.DRAFT, "ประชุมชี้แจง")
    assert [photo.alt for photo in activity.photos.all()] == ["ผู้เข้าประชุม"]
    assert "โปรแกรม.jpg" in page
    assert "“ป้ายประกาศหน้าสำนักงาน”" in page


def test_words_without_a_photo_are_quoted(client, enter):
    response = enter(**{"form-0-alt": "ผู้เข้าประชุม"})

    assert "“ผู้เข้าประชุม”" in client.get(response.headers["Location"]).content.decode()


def test_a_refused_document_is_named_and_all_else_is_kept(client, enter):
    bad = SimpleUploadedFile("รายงาน.pdf", b"MZ" + bytes(200))

    response = enter(evidence_title="รายงาน", document=bad)

    page = client.get(response.headers["Location"]).content.decode()
    assert (Activity.objects.get().title, "รายงาน.pdf" in page, "“”:" in page) == (
        "ประชุมชี้แจง",
        True,
        False,
    )


def test_a_photo_without_words_is_kept_but_not_handed_in(enter):
    enter(**{"form-0-photo": jpeg()})

    activity = Activity.objects.get()
    assert (activity.state, activity.photos.count()) == (State.DRAFT, 1)


def test_a_citizen_number_is_masked_and_the_entry_stays_a_draft(enter):
    enter(text=f"นาย ก เลขประจำตัว {CITIZEN_ID} เข้าร่วม")

    activity = Activity.objects.get()
    assert activity.state == State.DRAFT
    assert activity.text == "นาย ก เลขประจำตัว 9-1017-XXXXX-XX-5 เข้าร่วม"


def test_a_title_that_is_too_long_loses_nothing(enter):
    long = "ก" * 600

    enter(title=long, text="รายละเอียด")

    activity = Activity.objects.get()
    assert (activity.title, activity.text) == (long[:500], f"{long}\nรายละเอียด")


def test_text_is_kept_in_one_spelling_of_thai(enter):
    enter(title="ทํางานนํ้า\u200b")

    assert Activity.objects.get().title == "ทำงานน้ำ"


def test_a_link_becomes_evidence(enter):
    enter(evidence_title="หนังสือเชิญ", evidence_url="example.go.th/1")

    evidence = Activity.objects.get().evidence.get()
    assert (evidence.title, evidence.url) == ("หนังสือเชิญ", "https://example.go.th/1")


def test_an_address_that_is_none_is_quoted(client, enter):
    response = enter(evidence_title="หนังสือเชิญ", evidence_url="ไม่มีลิงก์")

    page = client.get(response.headers["Location"]).content.decode()
    assert "“ไม่มีลิงก์”" in page


def test_nothing_typed_makes_nothing(enter):
    response = enter(title=" ")

    assert (response.status_code, Activity.objects.count()) == (200, 0)
    assert response.context["form"].errors == {"title": [_("Write what was done.")]}


def test_pressing_twice_makes_one_activity(client, enter):
    token = str(uuid.uuid4())
    first = enter(token=token)

    second = enter(token=token)

    assert (Activity.objects.count(), PublicationStep.objects.count()) == (1, 1)
    assert client.get(second.headers["Location"]).headers["Location"] == first.headers["Location"]


def test_the_second_press_waits_while_the_first_is_still_at_work(client, enter, clerk):
    token = str(uuid.uuid4())
    cache.add(f"progress:{clerk.pk}:{token}", 0, 60)

    waiting = client.get(enter(token=token).headers["Location"])

    assert (waiting.status_code, waiting.headers["Refresh"]) == (200, "2")
    assert Activity.objects.count() == 0


def test_a_form_that_was_refused_can_be_sent_again(enter):
    token = str(uuid.uuid4())
    enter(token=token, title="")

    enter(token=token)

    assert Activity.objects.count() == 1


def test_a_date_outside_the_year_is_pointed_out_before_it_is_handed_in(client, enter):
    response = enter(day="7 ธ.ค. 66")

    page = client.get(response.headers["Location"]).content.decode()
    assert Activity.objects.get().state == State.DRAFT
    assert "ปีงบประมาณ พ.ศ. 2566" in page


@pytest.mark.parametrize("measure_id", ["", "abc", "99999", "-1"])
def test_a_measure_that_does_not_exist_leads_to_the_choice(client, clerk, measure, measure_id):
    client.force_login(clerk)

    page = client.get(ADD, {"measure": measure_id})

    assert f'href="?measure={measure.pk}"' in page.content.decode()
