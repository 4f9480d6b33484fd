"""The demonstration is the published report: every sentence of it, and nothing of its noise."""

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from agency.models import User
from agency.roles import Role
from complaints.models import Question as Asked
from measures.models import ActivityPhoto, Question
from publishing.models import PublicationStep
from publishing.workflow import Action
from tests.demonstration import folders_in

CLEANED = Path(__file__).parent.parent / "data" / "seed_2566.txt"
SENTENCES = CLEANED.read_text(encoding="utf-8").splitlines()
SEED = settings.BASE_DIR.parent / "shared" / "reference" / "seed.md"
# The copying noise of the report, without spaces; nothing else of its text was changed.
NOISE = [
    ("การใช้ใช้จ่าย", "การใช้จ่าย"),
    ("การดำเนินงานต่างทาง", "การดำเนินงานต่างๆทาง"),
    ("คำนวน", "คำนวณ"),
    ("มาตรการขการ", "มาตรการการ"),
    ("ภาครัฐ.คะแนน", "ภาครัฐคะแนน"),
]


def bare(text):
    return "".join(text.split())


def missing_from(text):
    return [line for line in SENTENCES if bare(line) not in bare(text)]


@pytest.fixture
def demo(own_demonstration, db, settings):
    for name, folder in folders_in(own_demonstration).items():
        setattr(settings, name, folder)


@pytest.fixture
def pdf(demo, client):
    return client.get("/measures/2566/report.pdf").getvalue()


@pytest.mark.skipif(not SEED.exists(), reason="the published report is not beside this clone")
def test_the_cleaned_text_is_the_report_without_its_noise():
    report = bare(re.sub(r"[#*]|^- ", "", SEED.read_text(encoding="utf-8"), flags=re.M))
    for noise, clean in NOISE:
        report = report.replace(noise, clean)

    assert [line for line in SENTENCES if bare(line).lstrip("-") not in report] == []


def test_every_sentence_of_the_report_is_found_in_the_pdf_by_two_engines(pdf, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    document = pypdfium2.PdfDocument(pdf)
    by_pdfium = "".join(page.get_textpage().get_text_range() for page in document)
    poppler = ["pdftotext", "-raw", "-enc", "UTF-8", file, "-"]
    by_poppler = subprocess.run(poppler, capture_output=True, check=True).stdout.decode()

    assert (missing_from(by_pdfium), missing_from(by_poppler)) == ([], [])


def test_every_sentence_is_on_the_accessible_page(demo, client):
    page = client.get("/measures/2566/report/").text
    text = re.sub(r"<[^>]+>", "", page.split("<main")[1])
    arabic = [line.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")) for line in SENTENCES]

    assert [
        line for line in arabic if bare(re.sub(r"^(\d\.|-)\s*", "", line)) not in bare(text)
    ] == []


def test_everything_was_written_by_one_person_and_approved_by_another(demo):
    steps = PublicationStep.objects.filter(action=Action.APPROVE)

    assert {(step.by.username, step.is_own_work) for step in steps} == {("approver", False)}


def test_the_score_of_the_report_stands_in_the_year_that_it_belongs_to(demo):
    question = Question.objects.get(score__isnull=False)

    assert (str(question.score), question.indicator.assessment.fiscal_year) == ("99.18", 2566)


def test_every_picture_says_that_it_is_a_sample(demo):
    assert ActivityPhoto.objects.exclude(alt__startswith="ภาพตัวอย่าง").count() == 0


def test_there_is_one_account_per_role_and_a_second_complaint_officer(demo):
    people = User.objects.filter(is_demonstration=True)

    expected = [*Role, Role.COMPLAINT_OFFICER]
    assert sorted(role for person in people for role in person.roles) == sorted(expected)


def test_sample_questions_are_about_lines_purchases_and_a_measure(demo):
    paths = Asked.objects.exclude(subject_path="").values_list("subject_path", flat=True)

    assert sorted(path.split("/")[1] for path in paths) == [
        "budget",
        "budget",
        "measures",
        "procurement",
        "procurement",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/complaints/",
        "/complaints/manual/",
        "/measures/2566/",
        "/measures/2566/report/",
        "/changes/",
        "/accounts/login/",
        "/nowhere/",
    ],
)
def test_every_page_says_that_this_is_demonstration_data(demo, client, path):
    assert "ข้อมูลสาธิต" in client.get(path).text


def test_the_pdf_says_it_on_every_page(pdf):
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]

    assert ["ข้อมูลสาธิต" in bare(page) for page in pages] == [True] * len(pages)


def test_stored_files_are_named_by_content(demo):
    photo = ActivityPhoto.objects.first()

    assert [
        name for name in (photo.large, photo.small, photo.print) if photo.sha256 not in name
    ] == []


def test_every_picture_is_stored(demo):
    names = ActivityPhoto.objects.values_list("large", "small", "print")

    assert [name for row in names for name in row if not default_storage.exists(name)] == []
