"""Files at the desk: looked at as pictures and words, taken as they are after a warning."""

import io

import pytest
from PIL import Image

from complaints.contents import CleanFile
from complaints.files import root
from complaints.models import AuditAction, AuditEntry

OF_THE_SITE = {
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
NAME = 'ใบเสร็จ "1".png'


def picture():
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def case(make_officer, make_case):
    """A case with a picture and a recording."""
    return make_case(
        files=[
            CleanFile(NAME, "image/png", picture(), "0" * 64),
            CleanFile("เสียง.mp3", "audio/mpeg", b"ID3 recording", "1" * 64, has_hidden_data=True),
        ]
    )


@pytest.fixture
def officer_client(case, desk):
    return desk(case.wraps.exclude(key=None).get().key.user)


def file_page(case, place, act=""):
    return f"/desk/cases/{case.number}/files/{place}/{act}"


def policy_of(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


def actions():
    return list(AuditEntry.objects.values_list("action", flat=True))[2:]


def test_a_picture_is_drawn_anew(officer_client, case):
    page = officer_client.get(file_page(case, 1)).text

    assert page.count("data:image/webp;base64,") == 1


def test_the_page_of_a_file_is_a_stranger_to_the_site(officer_client, case):
    response = officer_client.get(file_page(case, 1))

    names = ["X-Content-Type-Options", "Cache-Control", "Referrer-Policy"]
    told = [response.headers[name] for name in names]
    assert told == ["nosniff", "private, no-store", "no-referrer"]
    assert policy_of(response) == OF_THE_SITE | {"default-src 'none'", "img-src data:", "sandbox"}


def test_looking_at_a_file_is_noted_once(officer_client, case):
    officer_client.get(file_page(case, 1))
    officer_client.get(file_page(case, 1))

    assert actions() == [AuditAction.FILE_OPENED]


def test_a_recording_has_no_picture(officer_client, case):
    response = officer_client.get(file_page(case, 2))

    assert (response.status_code, "<img" in response.text) == (200, False)


def test_a_file_that_the_case_has_not_is_not_found(officer_client, case):
    assert officer_client.get(file_page(case, 3)).status_code == 404


def test_the_file_itself_comes_after_a_warning(officer_client, case):
    response = officer_client.post(file_page(case, 2, "original/"))

    assert (response.status_code, actions()) == (302, [])


def test_the_file_itself_is_never_shown_in_the_browser(officer_client, case):
    response = officer_client.post(file_page(case, 1, "original/"), {"sure": "on"})

    told = [response.headers[name] for name in ("Content-Disposition", "Content-Type")]
    named = "attachment; filename*=utf-8''%E0%B9%83%E0%B8%9A%E0%B9%80%E0%B8%AA%E0%B8%A3%E0%B9%87"
    assert (told[0].startswith(named), told[1]) == (True, "application/octet-stream")
    assert policy_of(response) == OF_THE_SITE | {"default-src 'none'", "sandbox"}


def test_the_file_itself_is_what_was_kept(officer_client, case):
    response = officer_client.post(file_page(case, 2, "original/"), {"sure": "on"})

    assert (response.content, actions()) == (b"ID3 recording", [AuditAction.ORIGINAL_TAKEN])


def test_a_changed_file_is_not_shown(officer_client, case):
    for path in root().iterdir():
        content = bytearray(path.read_bytes())
        content[200] ^= 1
        path.write_bytes(content)

    assert officer_client.get(file_page(case, 1)).status_code == 500


def test_a_file_that_is_gone_is_not_passed_over(officer_client, case):
    for path in root().iterdir():
        path.unlink()

    assert officer_client.get(file_page(case, 1)).status_code == 500
