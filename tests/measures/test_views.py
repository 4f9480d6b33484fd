import contextlib

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agency.roles import Role
from measures.models import ActivityPhoto, Evidence, MeasurePlan
from publishing.actions import withdraw
from publishing.workflow import State
from thai.fiscal import FiscalYear

SECRET = "ลับทดสอบ๑๒๓"
PAGES = [
    "/",
    "/measures/",
    "/measures/2566/",
    "/measures/2566/1/",
    "/measures/2566/report/",
    "/measures/2566/report.csv",
    "/measures/2566/report.pdf",
    "/measures/2566/editions/",
    "/changes/",
]


@pytest.fixture
def make_photo(db):
    def make(activity, **fields):
        names = {size: f"photos/aa/{size}.webp" for size in ("large", "small", "print")}
        for name in names.values():
            default_storage.save(name, ContentFile(b"RIFF-picture"))
        fields = {"width": 1600, "height": 1200, "alt": "ประชุม", **names, **fields}
        return ActivityPhoto.objects.create(activity=activity, sha256="a" * 64, **fields)

    return make


def test_the_yearless_address_leads_to_the_newest_public_year(
    client, agency, make_plan, make_measure
):
    make_measure(make_plan(2565))
    make_measure(make_plan(2566))
    make_measure(make_plan(2567), state=State.DRAFT)

    assert client.get("/measures/").headers["Location"] == "/measures/2566/"


def test_the_yearless_address_leads_to_no_year_after_the_next(
    client, agency, make_plan, make_measure
):
    later = FiscalYear.of(timezone.localdate()).year + 2
    for year in (later, later - 1, 2566):
        make_measure(make_plan(year))

    assert client.get("/measures/").headers["Location"] == f"/measures/{later - 1}/"


@pytest.mark.parametrize(
    "path, status",
    [
        ("/measures/", 200),
        ("/measures/2571/", 404),
        ("/measures/2566/9/", 404),
        ("/measures/1/", 404),
    ],
)
def test_a_year_without_data_answers_with_a_helpful_404(client, agency, make_measure, path, status):
    if path != "/measures/":
        make_measure()

    response = client.get(path)

    assert (response.status_code, "measures/missing.html") == (
        status,
        response.templates[0].name,
    )


def test_a_missing_year_names_the_years_that_exist(client, agency, make_measure):
    make_measure()

    assert b'href="/measures/2566/"' in client.get("/measures/2571/").content


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK])
def test_a_stranger_never_sees_what_is_not_published(
    client, agency, make_measure, make_activity, make_photo, path, state
):
    public = make_measure(order=1)
    hidden = make_activity(public, state=state, title=SECRET, text=SECRET, place=SECRET)
    make_photo(hidden, alt=SECRET, caption=SECRET)
    make_measure(public.plan, order=2, state=state, title=SECRET)

    assert SECRET.encode() not in client.get(path).content


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK])
def test_an_unpublished_measure_has_no_page(client, agency, make_measure, state):
    make_measure(order=1)
    make_measure(MeasurePlan.objects.get(), order=2, state=state)

    assert client.get("/measures/2566/2/").status_code == 404


def test_a_withdrawn_measure_leaves_its_reason_and_nothing_else(
    client, agency, make_measure, approver
):
    measure = make_measure(order=1, title="มาตรการที่เลิกแล้ว", activities_summary=SECRET)
    withdraw(measure, by=approver, reason="รวมกับมาตรการอื่น")

    response = client.get("/measures/2566/1/")

    assert (
        response.status_code,
        "รวมกับมาตรการอื่น" in response.text,
        SECRET in response.text,
    ) == (410, True, False)


def test_photos_of_a_public_activity_are_public(client, agency, make_activity, make_photo):
    photo = make_photo(make_activity())

    response = client.get(photo.large_url)

    assert (response.status_code, response.getvalue()) == (200, b"RIFF-picture")


@pytest.mark.parametrize("size", ["original", "..", "LARGE"])
def test_nothing_but_the_copies_is_served(client, agency, make_activity, make_photo, size):
    photo = make_photo(make_activity())

    assert client.get(f"/measures/photos/{photo.pk}/{size}").status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN])
def test_photos_of_an_activity_that_is_not_public_are_hidden(
    client, agency, make_activity, make_photo, state
):
    photo = make_photo(make_activity(state=state))

    assert client.get(photo.small_url).status_code == 404


def test_photos_vanish_with_their_measure(client, agency, make_activity, make_photo, approver):
    photo = make_photo(make_activity())
    withdraw(photo.activity.measure, by=approver, reason="รวมกับมาตรการอื่น")

    assert client.get(photo.small_url).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [(Role.CLERK, 200), (Role.APPROVER, 200), (Role.COMPLAINT_OFFICER, 404)]
)
def test_staff_see_photos_of_drafts_by_permission(
    client, agency, make_activity, make_photo, make_user, role, status
):
    photo = make_photo(make_activity(state=State.DRAFT))
    client.force_login(make_user("somebody", role))

    with contextlib.closing(client.get(photo.small_url)) as response:
        assert response.status_code == status


def test_a_private_photo_is_never_kept_by_a_cache(client, agency, make_activity, make_photo, clerk):
    photo = make_photo(make_activity(state=State.DRAFT))
    client.force_login(clerk)

    with contextlib.closing(client.get(photo.small_url)) as response:
        assert response.headers["Cache-Control"] == "private, no-store"


def test_a_document_is_a_sandboxed_download(client, agency, make_activity):
    name = default_storage.save("documents/aa/x.pdf", ContentFile(b"%PDF-1.7"))
    evidence = Evidence.objects.create(
        activity=make_activity(), title="คำสั่ง", document=name, document_kind="pdf"
    )

    with contextlib.closing(client.get(f"/measures/evidence/{evidence.pk}")) as response:
        policy = response.headers["Content-Security-Policy"].split("; ")
        assert (
            response.headers["Content-Disposition"],
            {"default-src 'none'", "sandbox"} - {*policy},
        ) == (
            f'attachment; filename="evidence-{evidence.pk}.pdf"',
            set(),
        )


def test_a_file_that_the_visitor_has_is_not_sent_again(client, agency, make_activity, make_photo):
    url = make_photo(make_activity()).large_url
    first = client.get(url)
    first.getvalue()  # to the end: closing it half-read would close the database connection too

    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_an_unchanged_page_answers_304(client, agency, make_measure):
    make_measure()
    etag = client.get("/measures/2566/").headers["ETag"]

    assert client.get("/measures/2566/", headers={"If-None-Match": etag}).status_code == 304


def test_a_publication_changes_the_tag_of_every_page(
    client, agency, make_measure, make_activity, clerk, approver
):
    measure = make_measure()
    etag = client.get("/measures/2566/").headers["ETag"]
    withdraw(make_activity(measure), by=approver, reason="ผิดงาน")

    response = client.get("/measures/2566/", headers={"If-None-Match": etag})

    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/", "/measures/2566/", "/measures/2566/1/", "/changes/"])
def test_public_pages_set_no_cookie_and_vary_by_compression_alone(
    client, agency, make_measure, path
):
    make_measure()

    response = client.get(path)

    assert (response.cookies.output(), response.headers["Vary"]) == ("", "Accept-Encoding")


@pytest.mark.parametrize("path", ["/measures/2566/", "/"])
def test_a_list_page_costs_the_same_for_one_and_three_rows(
    client, agency, make_plan, make_measure, make_activity, path
):
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            make_activity(make_measure(make_plan()))
        cache.clear()  # else the second visit finds the purchases of the home page kept
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_measure_page_costs_the_same_for_one_and_three_activities(
    client, agency, make_measure, make_activity, make_photo
):
    measure = make_measure(order=1)
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            make_photo(make_activity(measure))
        with CaptureQueriesContext(connection) as queries:
            client.get("/measures/2566/1/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
