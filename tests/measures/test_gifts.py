"""The No Gift Policy in public: what is shown, and that who gave a thing never is."""

import contextlib
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.gift_content import FormKind
from measures.gift_files import form_of, form_pdf
from measures.gifts import declaration_of, must_be_signed_again, periods_standing
from measures.models import GiftAcknowledgement, GiftDeclarationPhoto
from measures.models.gift import WITHHELD
from publishing.actions import approve, record_correction, submit, withdraw
from publishing.models import PublicationStep
from publishing.nil_periods import Standing
from publishing.workflow import State
from tests.measures.integrity_rows import GIVER, declaration, gift, nil
from tests.publishing.papers import text_by_pdfium
from thai.fiscal import FiscalYear, Period, PeriodKind

HALF = Period(2566, PeriodKind.HALF, 1)
LATER = dt.date(2023, 11, 1)
WRITTEN = ["occasion", "giver_kind", "value_class", "received_for", "handling"]
PLACES = [
    "/",
    "/changes/",
    "/measures/2566/gifts/",
    "/measures/2566/gifts/policy/h1/",
    "/measures/2566/gifts/policy/h1.csv",
    "/measures/2566/gifts/receipts/h1/",
    "/measures/2566/gifts/receipts/h1.csv",
]


def body_of(client, path):
    return client.get(path).content.decode()


# ------------------------------------------------------------------ the giver
def test_the_giver_is_in_no_public_place(client, agency, clerk, approver):
    row = gift(state=State.DRAFT, handling="returned", author=clerk, edited_by=clerk)
    submit(row, by=clerk)
    approve(row, by=approver)
    before = row.public_facts()
    row.what = "กระเช้าผลไม้ใหญ่"
    row.save()
    step = record_correction(row, by=approver, reason="พิมพ์ผิด", before=before)
    withdrawn = gift(day=dt.date(2023, 1, 5), author=clerk)
    withdraw(withdrawn, by=approver, reason="ลงซ้ำ")

    places = [*PLACES, f"/changes/{step.pk}/"]

    assert {place for place in places if GIVER in body_of(client, place)} == set()


def test_the_giver_is_not_on_paper_nor_in_the_spreadsheet(client, agency):
    gift(handling="returned")
    with default_storage.open(form_pdf(form_of(FormKind.RECEIPTS, HALF, LATER))) as file:
        paper = text_by_pdfium(file.read())
    sheet = b"".join(client.get("/measures/2566/gifts/receipts/h1.xlsx").streaming_content)
    cells = [
        str(cell)
        for page in openpyxl.load_workbook(io.BytesIO(sheet))
        for row in page.iter_rows(values_only=True)
        for cell in row
    ]

    assert ["ผู้ให้ลับมาก" in paper, any(GIVER in cell for cell in cells)] == [False, False]
    assert any("กระเช้าผลไม้" in cell for cell in cells)


def test_the_record_of_publication_keeps_no_giver(agency, clerk, approver):
    row = gift(state=State.DRAFT, author=clerk, edited_by=clerk)

    step = submit(row, by=clerk)

    assert GIVER not in str([step.title, step.before, step.after])


def test_an_approver_reads_the_giver_and_the_value_apart_from_what_is_published(
    client, agency, clerk, approver
):
    row = gift(state=State.DRAFT, value=Decimal("1234.5"), author=clerk, edited_by=clerk)
    submit(row, by=clerk)
    client.force_login(approver)

    page = body_of(client, f"/admin/publishing/review/measures/gift/{row.pk}/")

    published, internal = page.split('id="internal"')
    secrets = (GIVER, "1,234.50")
    assert [(text in published, text in internal) for text in secrets] == [(False, True)] * 2


def test_an_approver_of_several_reads_the_giver_apart_as_well(client, agency, clerk, approver):
    for day in (1, 2):
        row = gift(day=dt.date(2023, 1, day), state=State.DRAFT, author=clerk, edited_by=clerk)
        submit(row, by=clerk)
    client.force_login(approver)

    page = body_of(client, "/admin/publishing/review/measures/gift/")

    assert [GIVER in part for part in page.split('id="internal')] == [False, True, True]


@pytest.mark.parametrize(
    "what", [f"กระเช้าจาก {GIVER}", "กระเช้าจากบริษัทผู้ให้ลับมากจำกัด", "กระเช้าของผู้ให้ลับมาก"]
)
def test_what_it_was_may_not_name_the_giver(db, what):
    problems = gift(state=State.DRAFT, what=what).problems()

    assert [(each.at, "“ผู้ให้ลับมาก”" in each) for each in problems] == [("what", True)]


def test_what_was_published_with_the_giver_before_is_withheld_everywhere(client, agency, approver):
    row = gift(what="กระเช้าของผู้ให้ลับมาก", handling="returned")
    client.force_login(approver)
    typed = {name: getattr(row, name) for name in WRITTEN} | {"giver_name": GIVER}
    typed |= {"day": "28 ธ.ค. 2565", "what": "กระเช้า", "correction_reason": "เขียนให้ถูก"}

    before = {place for place in PLACES if "ลับมาก" in body_of(client, place)}
    client.post(f"/admin/measures/gift/{row.pk}/change/", typed)
    step = PublicationStep.objects.get()

    assert (before, step.before[1][1], step.after[1][1]) == (set(), WITHHELD, "กระเช้า")


def test_a_correction_may_not_name_the_giver_in_its_reason(client, agency, approver):
    row = gift()
    client.force_login(approver)
    typed = {name: getattr(row, name) for name in WRITTEN} | {"giver_name": "ผู้อื่น"}
    typed |= {"day": "28 ธ.ค. 2565", "what": "กระเช้าใหญ่", "correction_reason": "ผู้ให้ลับมากขอแก้"}

    response = client.post(f"/admin/measures/gift/{row.pk}/change/", typed)

    assert list(response.context["adminform"].form.errors) == ["correction_reason"]


def test_a_withdrawal_may_not_name_the_giver(client, agency, approver):
    row = gift()
    client.force_login(approver)

    response = client.post(
        f"/admin/publishing/withdraw/measures/gift/{row.pk}/", {"reason": "ผู้ให้ลับมากขอให้ถอน"}
    )

    row.refresh_from_db()
    assert (list(response.context["form"].errors), row.state) == (["reason"], State.PUBLISHED)


# ------------------------------------------------------------------ the page
def test_names_of_those_who_took_note_stay_in_the_office(client, agency):
    row = declaration()
    GiftAcknowledgement.objects.create(declaration=row, name="นางสาวลับ", day=row.signed_on)

    page = body_of(client, "/measures/2566/gifts/")

    assert ("นางสาวลับ" in page, declaration_of(2566).pk) == (False, row.pk)


def test_an_earlier_declaration_stays_readable(client, agency):
    declaration(text="คำประกาศเดิม")
    declaration(text="คำประกาศใหม่", signatory_name="นายใหม่", signed_on=dt.date(2023, 5, 1))

    page = body_of(client, "/measures/2566/gifts/")

    assert 0 < page.index("คำประกาศใหม่") < page.index("คำประกาศเดิม")


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK])
def test_what_is_not_published_is_nowhere(client, agency, state):
    declaration(text="คำประกาศ")
    declaration(text="ลับทดสอบ", signatory_name="อื่น", state=state)
    gift(what="ลับทดสอบ", state=state)

    assert {place for place in PLACES if "ลับทดสอบ" in body_of(client, place)} == set()


@pytest.mark.parametrize(
    "path",
    [
        "/measures/2571/gifts/",
        "/measures/2571/gifts/policy/h1/",
        "/measures/2566/gifts/unknown/h1/",
        "/measures/2566/gifts/policy/q1/",
        "/measures/2566/gifts/policy/h9.csv",
        "/measures/9999/gifts/policy/h1.pdf",
    ],
)
def test_what_there_is_not_answers_with_the_years_there_are(client, agency, path):
    declaration()

    response = client.get(path)

    assert (response.status_code, b'href="/measures/2566/gifts/"' in response.content) == (
        404,
        True,
    )


def test_the_yearless_address_leads_to_the_newest_year(client, agency):
    declaration()
    nil(fiscal_year=2565)

    assert client.get("/measures/gifts/").headers["Location"] == "/measures/2566/gifts/"


def test_the_yearless_address_leads_to_no_year_after_the_next(client, agency):
    later = FiscalYear.of(timezone.localdate()).year + 2
    for year in (later, later - 1, 2566):
        declaration(fiscal_year=year)

    assert client.get("/measures/gifts/").headers["Location"] == f"/measures/{later - 1}/gifts/"


def test_the_page_asks_the_same_for_one_row_and_for_three(client, agency):
    row = declaration()

    def queries(label):
        with CaptureQueriesContext(connection) as found:
            client.get(f"/measures/2566/gifts/?{label}")
        return len(found)

    gift()
    client.get("/measures/2566/gifts/?warm")  # the years are kept from here on
    one = queries("one")
    for day in (2, 3):
        gift(day=dt.date(2023, 1, day))
        name = f"คนที่ {day}"
        GiftAcknowledgement.objects.create(declaration=row, name=name, day=row.signed_on)
        declaration(signatory_name=name)

    assert queries("three") == one


@pytest.mark.parametrize(("state", "status"), [(State.PUBLISHED, 200), (State.DRAFT, 404)])
def test_the_photo_is_public_with_its_declaration(client, agency, state, status):
    names = {size: f"photos/aa/{size}.webp" for size in ("large", "small", "print")}
    for name in names.values():
        default_storage.save(name, ContentFile(b"RIFF-picture"))
    row = GiftDeclarationPhoto.objects.create(
        declaration=declaration(state=state),
        width=16,
        height=12,
        sha256="a" * 64,
        alt="ลงนาม",
        **names,
    )

    with contextlib.closing(client.get(row.large_url)) as response:
        assert response.status_code == status


# ------------------------------------------------------------------ periods
def standings(today=LATER):
    return {row.period.slug: row.standing for row in periods_standing(2566, today)}


def test_a_half_is_said_to_be_empty_confirmed_or_missing(db):
    gift()
    nil("h2", state=State.IN_REVIEW)

    assert standings() == {"h1": Standing.ROWS, "h2": Standing.WAITING, "year": Standing.ROWS}


def test_a_year_of_two_confirmed_halves_is_confirmed(db):
    nil("h1")
    nil("h2")

    assert standings()["year"] == Standing.NIL


def test_a_gift_contradicts_the_word_that_nothing_came(db):
    nil("h1")
    gift()

    assert standings()["h1"] == Standing.CONTRADICTED


def test_a_half_is_not_missing_before_it_is_over(db):
    assert standings(dt.date(2023, 3, 31))["h1"] == Standing.RUNNING


def test_the_form_of_the_year_takes_the_word_of_both_halves(agency):
    nil("h1")
    nil("h2")

    form = form_of(FormKind.POLICY, Period(2566, PeriodKind.YEAR, 1), LATER)

    assert form.standing == "nil"


# ------------------------------------------------------------------ the executive
@pytest.mark.parametrize(
    ("executive", "again"), [("นายตัวอย่าง  ทดสอบ", False), ("นายใหม่ มาแทน", True), ("", False)]
)
def test_a_new_executive_signs_again(agency, executive, again):
    agency.executive_name = executive

    assert must_be_signed_again(declaration(), agency) is again
