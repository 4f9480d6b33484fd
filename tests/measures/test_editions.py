import hashlib
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from measures.editions import check_unchanged, content_on, issue_edition
from measures.models import Activity, ActivityPhoto, Measure, Outcome, ReportEdition
from measures.report_content import ReportContent
from publishing.actions import withdraw
from publishing.photos import process_photo
from publishing.storage import keep_photo
from publishing.workflow import ActionRefused, State
from tests.publishing.samples import picture


@pytest.fixture
def issue(complete_plan, executive):
    def issue():
        return issue_edition(complete_plan, by=executive, at=timezone.now())

    return issue


def bytes_of(name):
    with default_storage.open(name) as file:
        return file.read()


def test_an_edition_is_frozen_numbered_and_public(issue, client):
    edition = issue()

    served = client.get("/measures/2566/report.pdf")
    assert (
        edition.number,
        served.getvalue() == bytes_of(edition.pdf),
        hashlib.sha256(bytes_of(edition.pdf)).hexdigest() == edition.sha256,
        len(bytes_of(edition.pdf)) == edition.size,
    ) == (1, True, True, True)


def test_an_issued_edition_never_changes_and_a_later_one_supersedes_it(issue, client):
    first = issue()
    before = client.get(first.get_absolute_url()).getvalue()
    Measure.objects.update(title="ชื่อที่แก้ภายหลัง")

    second = issue()

    assert (
        second.number,
        client.get(first.get_absolute_url()).getvalue() == before,
        ReportContent.model_validate(first.content).measures[0].title,
        client.get("/measures/2566/report.pdf").getvalue() == bytes_of(second.pdf),
    ) == (2, True, "มาตรการตัวอย่างที่ 1", True)


def test_an_edition_that_says_nothing_new_is_refused(issue):
    issue()

    with pytest.raises(ActionRefused):
        issue()

    assert ReportEdition.objects.count() == 1


def test_an_incomplete_year_is_refused_with_what_is_missing(issue):
    Outcome.objects.all().delete()

    with pytest.raises(ActionRefused):
        issue()

    assert ReportEdition.objects.count() == 0


def test_what_was_published_while_it_was_printed_stops_an_edition(complete_plan, make_activity):
    printed = content_on(complete_plan, timezone.localdate())
    make_activity(complete_plan.measures.get(), title="กิจกรรมที่เพิ่งเผยแพร่")

    with pytest.raises(ActionRefused):
        check_unchanged(complete_plan, printed, 1)


def test_a_number_that_was_taken_while_it_was_printed_stops_an_edition(issue, complete_plan):
    printed = content_on(complete_plan, timezone.localdate())
    issue()

    with pytest.raises(ActionRefused):
        check_unchanged(complete_plan, printed, 1)


def test_what_waits_for_approval_does_not_stop_the_printing(complete_plan, make_activity):
    printed = content_on(complete_plan, timezone.localdate())
    make_activity(complete_plan.measures.get(), state=State.DRAFT)

    check_unchanged(complete_plan, printed, 1)

    assert ReportEdition.objects.count() == 0


def test_nobody_can_be_given_the_right_to_change_or_delete_an_edition(db):
    rights = Permission.objects.filter(content_type__model="reportedition")

    assert {right.codename for right in rights} == {"add_reportedition", "view_reportedition"}


@pytest.mark.parametrize("person", ["clerk", "approver"])
def test_only_the_executive_issues(complete_plan, request, person):
    with pytest.raises(ActionRefused):
        issue_edition(complete_plan, by=request.getfixturevalue(person), at=timezone.now())

    assert ReportEdition.objects.count() == 0


def test_the_newest_edition_answers_304_to_who_has_it(issue, client):
    edition = issue()
    with_tag = client.get("/measures/2566/report.pdf")
    with_tag.getvalue()  # to the end: closing it half-read would close the database connection too

    again = client.get("/measures/2566/report.pdf", headers={"If-None-Match": with_tag["ETag"]})

    assert (again.status_code, edition.sha256[:16] in with_tag["ETag"]) == (304, True)


def test_the_editions_page_shows_every_fingerprint(issue, client):
    edition = issue()

    assert edition.sha256 in client.get("/measures/2566/editions/").text


def test_a_picture_withdrawn_after_the_edition_leaves_the_accessible_page(issue, client, approver):
    activity = Activity.objects.get()
    copies = process_photo(BytesIO(picture(Image.new("RGB", (40, 30)), "JPEG")), name="ก.jpg")
    photo = ActivityPhoto.objects.create(activity=activity, alt="ประชุม", **keep_photo(copies))
    issue()
    withdraw(activity, by=approver, reason="ภาพมีผู้ไม่ยินยอม")

    page = client.get("/measures/2566/report/").text

    assert (photo.large_url in page, "ภาพนี้ถูกถอนการเผยแพร่" in page) == (False, True)


def test_the_accessible_page_shows_the_frozen_content(issue, client):
    issue()
    Measure.objects.update(title="ชื่อที่แก้ภายหลัง")

    page = client.get("/measures/2566/report/").text

    assert ("มาตรการตัวอย่างที่ 1" in page, "ชื่อที่แก้ภายหลัง" in page) == (True, False)
