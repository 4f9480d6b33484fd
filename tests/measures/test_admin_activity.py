"""The full page of an activity: photos and evidence beside the text."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from measures.additions import MAX_EVIDENCE, MAX_PHOTOS
from measures.models import Activity, ActivityPhoto, Evidence
from publishing.actions import approve, submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from tests.publishing.samples import pdf, picture


@pytest.fixture
def activity(make_activity, clerk):
    return make_activity(state=State.DRAFT, author=clerk, edited_by=clerk)


@pytest.fixture
def make_photo():
    def make(activity, **fields):
        facts = {"large": "l", "small": "s", "print": "p", "width": 8, "height": 6}
        return ActivityPhoto.objects.create(
            activity=activity, sha256="0" * 64, original_name="x.jpg", **facts, **fields
        )

    return make


@pytest.fixture
def save(client, clerk, activity):
    """Return a function that saves the page of the activity as the clerk would."""

    def send(user=clerk, photos=(), evidence=(), **fields):
        client.force_login(user)
        data = {
            "measure": activity.measure_id,
            "title": activity.title,
            "starts_on": "7 ธันวาคม 2565",
            "form-TOTAL_FORMS": "4",
            "form-INITIAL_FORMS": "0",
        }
        data |= rows("photos", photos) | rows("evidence", evidence) | fields
        return client.post(page_of(activity), data, follow=True)

    return send


def rows(prefix, forms):
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": len(forms)}
    for place, form in enumerate(forms):
        data |= {f"{prefix}-{place}-{name}": value for name, value in form.items()}
    return data


def page_of(activity):
    return reverse("admin:measures_activity_change", args=[activity.pk])


def jpeg(name="a.jpg"):
    return SimpleUploadedFile(name, picture(Image.new("RGB", (60, 40), "green"), "JPEG"))


def test_a_single_day_needs_to_be_written_once(save, activity):
    save(starts_on="9 ธ.ค. 65", ends_on="")

    activity.refresh_from_db()
    assert (activity.starts_on, activity.ends_on) == (dt.date(2022, 12, 9), dt.date(2022, 12, 9))


def test_dates_are_shown_in_the_buddhist_calendar(client, clerk, activity):
    client.force_login(clerk)

    page = client.get(page_of(activity)).content.decode()

    assert 'value="7 ธันวาคม 2565"' in page
    assert "2022" not in page


def test_days_the_wrong_way_round_are_a_sentence(save, activity):
    response = save(starts_on="9 ธ.ค. 65", ends_on="1 ธ.ค. 65")

    assert response.context["adminform"].form.errors
    activity.refresh_from_db()
    assert activity.ends_on == dt.date(2022, 12, 7)


def test_photos_are_added_with_what_they_show(save, activity):
    save(**{"form-0-photo": jpeg(), "form-0-alt": "ผู้เข้าประชุม"})

    photo = activity.photos.get()
    assert (photo.alt, default_storage.exists(photo.print)) == ("ผู้เข้าประชุม", True)


def test_a_refused_photo_is_named_and_the_rest_is_saved(save, activity):
    bad = SimpleUploadedFile("โปรแกรม.jpg", b"MZ" + bytes(200))

    response = save(title="ชื่อใหม่", **{"form-0-photo": jpeg(), "form-1-photo": bad})

    activity.refresh_from_db()
    assert (activity.title, activity.photos.count()) == ("ชื่อใหม่", 1)
    assert "โปรแกรม.jpg" in response.content.decode()


def test_words_of_a_photo_are_edited_and_a_photo_is_taken_off(save, activity, make_photo):
    kept, gone = make_photo(activity), make_photo(activity)

    save(
        photos=[
            {"id": kept.pk, "alt": "ผู้เข้าประชุม", "order": 0},
            {"id": gone.pk, "alt": "", "order": 1, "DELETE": "on"},
        ]
    )

    assert [photo.alt for photo in activity.photos.all()] == ["ผู้เข้าประชุม"]


def test_more_photos_than_an_activity_holds_are_a_sentence(save, activity, make_photo):
    photos = [make_photo(activity) for _ in range(MAX_PHOTOS)]
    forms = [{"id": photo.pk, "alt": "ก", "order": 0} for photo in photos]

    response = save(photos=forms, **{"form-0-photo": jpeg("เกิน.jpg")})

    assert activity.photos.count() == MAX_PHOTOS
    assert "เกิน.jpg" in response.content.decode()


def test_a_document_becomes_evidence_under_its_own_hash(save, activity):
    content = pdf()
    document = SimpleUploadedFile("รายงาน.pdf", content)

    save(evidence_title="รายงานการประชุม", document=document)

    evidence = activity.evidence.get()
    assert (evidence.title, evidence.document_kind, evidence.document_size) == (
        "รายงานการประชุม",
        "pdf",
        len(content),
    )
    with default_storage.open(evidence.document) as stored:
        assert stored.read() == content


def test_a_citizen_number_in_the_name_of_a_file_does_not_become_a_title(save, activity):
    save(document=SimpleUploadedFile("บัตร 9999900000019.pdf", pdf()))

    assert activity.evidence.get().title == "บัตร 9-9999-XXXXX-XX-9.pdf"


def test_a_document_cannot_become_a_link(save, activity):
    row = activity.evidence.create(title="รายงาน", document="documents/a", document_kind="pdf")

    save(evidence=[{"id": row.pk, "title": "รายงาน", "url": "https://a.go.th", "order": 0}])

    assert Evidence.objects.get().url == ""


def test_a_method_of_another_measure_is_not_kept(save, activity, make_measure):
    other = make_measure(activity.measure.plan)

    save(measure=other.pk, methods=[activity.measure.methods.get().pk])

    activity.refresh_from_db()
    assert (activity.measure, activity.methods.count()) == (other, 0)


def test_a_correction_of_a_photo_is_recorded(save, activity, make_photo, clerk, approver):
    photo = make_photo(activity, alt="เดิม", caption="ก")
    submit(activity, by=clerk)
    approve(activity, by=approver)
    form = {"id": photo.pk, "alt": "ใหม่", "caption": "ก", "order": 0}

    save(user=approver, photos=[form], correction_reason="อธิบายภาพผิด")

    step = PublicationStep.objects.of(activity).first()
    changed = [(each.before, each.after) for each in step.differences if each.is_changed]
    assert (step.action, changed) == (Action.CORRECT, [("ก (เดิม)", "ก (ใหม่)")])


def test_a_published_photo_keeps_its_words(save, activity, make_photo, clerk, approver):
    photo = make_photo(activity, alt="เดิม", caption="ก")
    submit(activity, by=clerk)
    approve(activity, by=approver)
    form = {"id": photo.pk, "alt": "", "caption": "ก", "order": 0}

    save(user=approver, photos=[form], correction_reason="ลบคำอธิบาย")

    photo.refresh_from_db()
    assert photo.alt == "เดิม"


def test_the_fullest_page_stays_below_the_limits(client, clerk, activity, make_photo):
    for _ in range(MAX_PHOTOS):
        make_photo(activity)
    for _ in range(MAX_EVIDENCE):
        activity.evidence.create(title="หลักฐาน", url="https://a.go.th")
    client.force_login(clerk)

    page = client.get(page_of(activity)).content.decode()

    fields, files = re.findall(r'\sname="', page), re.findall(r'type="file"', page)
    assert len(fields) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert len(files) <= settings.DATA_UPLOAD_MAX_NUMBER_FILES


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, clerk, make_measure, make_activity, django_assert_max_num_queries, count
):
    measure = make_measure()
    for _ in range(count):
        make_activity(measure)
    client.force_login(clerk)

    with django_assert_max_num_queries(18):
        client.get("/admin/measures/activity/")


def test_activities_are_begun_on_the_quick_page(client, clerk):
    client.force_login(clerk)

    response = client.post("/admin/measures/activity/add/?measure=7", {"title": "ก"})

    assert response.headers["Location"] == "/admin/measures/progress/add/?measure=7"
    assert not Activity.objects.exists()
