import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from publishing.file_kinds import DocumentKind, FileKind
from publishing.form_fields import DocumentField, PhotoField
from publishing.photos import NOT_A_PHOTO
from publishing.refusals import EMPTY, PROGRAM
from tests.publishing import samples
from tests.publishing.refused import said


class ReportForm(forms.Form):
    place = forms.CharField()
    photo = PhotoField(required=False)
    document = DocumentField(required=False)


def sent(**files: bytes) -> ReportForm:
    uploads = {name: SimpleUploadedFile("น้ำ.pdf", content) for name, content in files.items()}
    return ReportForm({"place": "หมู่ 4"}, uploads)


def test_a_photo_is_cleaned_into_its_copies():
    form = sent(photo=samples.picture(samples.four_corners(), "JPEG"))

    assert form.is_valid()
    assert (form.cleaned_data["photo"].large.width, form.cleaned_data["photo"].original_name) == (
        80,
        "น้ำ.pdf",
    )


def test_a_document_is_cleaned_into_facts_and_the_upload():
    content = samples.docx()

    form = sent(document=content)

    assert form.is_valid()
    facts, upload = form.cleaned_data["document"]
    assert (facts.kind, upload.read()) == (DocumentKind.DOCX, content)


def test_an_upload_kept_on_disk_is_read_too():
    with TemporaryUploadedFile("a.pdf", "application/pdf", 0, None) as upload:
        upload.write(samples.pdf())
        upload.size = upload.tell()
        form = ReportForm({"place": "หมู่ 4"}, {"document": upload})

        assert form.is_valid()
        assert form.cleaned_data["document"].facts.pages == 1


@pytest.mark.parametrize("name", ["photo", "document"])
def test_a_program_is_refused_with_its_name(name):
    form = sent(**{name: b"MZ" + bytes(100)})

    assert form.errors == {name: [said(PROGRAM, name="น้ำ.pdf")]}


@pytest.mark.parametrize("name", ["photo", "document"])
def test_an_empty_file_is_refused_with_its_name(name):
    assert sent(**{name: b""}).errors == {name: [said(EMPTY, name="น้ำ.pdf")]}


def test_a_document_is_no_photo():
    expected = said(NOT_A_PHOTO, name="น้ำ.pdf", kind=FileKind.PDF.label)

    assert sent(photo=samples.pdf()).errors == {"photo": [expected]}


def test_a_refused_file_does_not_empty_the_form():
    form = sent(photo=b"MZ")

    assert not form.is_valid()
    assert form["place"].value() == "หมู่ 4"


def test_no_file_is_fine_where_none_is_required():
    form = sent()

    assert form.is_valid()
    assert form.cleaned_data == {"place": "หมู่ 4", "photo": None, "document": None}


def test_the_picker_offers_photos_that_every_phone_can_convert_to():
    accept = ReportForm()["photo"].field.widget.attrs["accept"]

    assert accept == "image/jpeg,image/png,image/webp"


def test_the_picker_offers_documents_by_ending_and_type():
    accept = ReportForm()["document"].field.widget.attrs["accept"].split(",")

    assert accept[0::2] == [".pdf", ".docx", ".xlsx"]
    assert accept[1::2] == [kind.mime for kind in DocumentKind]
