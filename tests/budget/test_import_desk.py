"""The three steps of an import, pressed by a clerk and an approver."""

import datetime as dt
import io
import os

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from budget.importers import IMPORTERS
from budget.models import BudgetLine, BudgetYear, HeadingAlias
from publishing.import_files import read_remembered
from publishing.models import ImportFile, PublicationStep
from publishing.workflow import State
from tests.budget.importing import csv_file

LINES = """
    แผนงาน|งบ|หมวด|โครงการ|งบประมาณ
    แผนงานอุตสาหกรรมและการโยธา|งบลงทุน|ค่าที่ดินและสิ่งก่อสร้าง|ก่อสร้างถนน ม.1|500,000
    แผนงานการศึกษา|งบดำเนินงาน|ค่าวัสดุ|วัสดุการศึกษา|80,000.50
    รวมทั้งสิ้น||||580,000.50
"""

UNTAKEN = (
    "The total typed from the signed paper is not taken: “%(unit)s” is public or locked,"
    " and none of its rows change. Correct it on its own page."
)


@pytest.fixture
def send(client, agency):
    """Return a function that brings a file as a person; the client stays signed in."""

    def bring(person, text=LINES, *, importer="lines", name="งบ 2566.csv", content=None, **fields):
        client.force_login(person)
        file = io.BytesIO(content) if content is not None else csv_file(text)
        file.name = name
        data = {"year": "2566"} | fields | {"file": file}
        return client.post(reverse(f"budget_staff:{importer}_import"), data)

    return bring


@pytest.fixture
def press(client):
    """Return a function that presses a button of the preview page, with its form as it stands."""

    def press_button(address, button="import", **fields):
        page = client.get(address)
        form, target = page.context["form"], page.context["target"]
        data = {}
        for bound in [*form, *target]:
            value = bound.value()
            if value not in (None, False):
                data[bound.html_name] = bound.field.prepare_value(value)
        url = address + "import/" if button == "import" else address
        return client.post(url, data | fields)

    return press_button


def text_of(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def test_a_clerk_brings_a_file_looks_and_imports_it_as_a_draft(client, send, press, clerk):
    address = send(clerk).headers["Location"]
    page = client.get(address)
    answer = press(address)

    body = text_of(answer)
    year = BudgetYear.objects.get()
    assert page.context["plan"].is_ready
    assert (answer.status_code, year.state, year.author) == (200, State.DRAFT, clerk)
    assert sorted(line.title for line in BudgetLine.objects.all()) == [
        "ก่อสร้างถนน ม.1",
        "วัสดุการศึกษา",
    ]
    assert "desk-progress" in body.partition('class="desk-stream"')[2]


def test_everything_that_was_recognised_is_on_the_page(client, send, clerk):
    address = send(clerk, total_expenditure="600,000").headers["Location"]

    page = client.get(address).content.decode()

    parts = ["งบ 2566.csv", "ก่อสร้างถนน ม.1", "500,000.00", "580,000.50", "-19,999.50", "A: แผนงาน"]
    assert [part for part in parts if part not in page] == []


def test_a_second_press_imports_nothing_twice(client, send, press, clerk):
    address = send(clerk).headers["Location"]
    press(address).getvalue()

    again = client.post(address + "import/", {})

    assert (again.status_code, again.headers["Location"]) == (302, address)
    assert (BudgetLine.objects.count(), BudgetLine.history.count()) == (2, 2)


def test_the_same_file_brought_again_says_that_nothing_changed(client, send, press, clerk):
    for _time in range(2):
        address = send(clerk).headers["Location"]
        press(address).getvalue()

    page = client.get(address)

    file = ImportFile.objects.first()
    assert (file.unchanged_rows, file.has_changed_anything) == (2, False)
    assert page.context["file"] == file


def test_nothing_is_imported_by_looking_or_checking_again(client, send, press, clerk):
    address = send(clerk).headers["Location"]

    press(address, "check")

    assert (BudgetYear.objects.count(), BudgetLine.objects.count()) == (0, 0)


def test_a_page_that_is_closed_half_way_has_imported_nothing(send, press, clerk):
    address = send(clerk).headers["Location"]
    answer = press(address)
    chunks = iter(answer.streaming_content)
    next(chunks)
    next(chunks)

    # Closing ends the request, which on PostgreSQL would close the connection of the test.
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)

    assert (BudgetYear.objects.count(), ImportFile.objects.get().is_applied) == (0, False)


def test_a_column_can_be_chosen_and_is_remembered_for_the_same_headers(client, send, press, clerk):
    strange = LINES.replace("งบประมาณ", "ยอดสุทธิ")
    address = send(clerk, strange).headers["Location"]
    before = client.get(address).context["plan"].is_ready

    press(address, "check", **{"column-amount": "4"})
    press(address).getvalue()
    later = send(clerk, strange.replace("500,000", "400,000")).headers["Location"]

    assert (before, client.get(later).context["plan"].is_ready) == (False, True)


def test_an_import_pressed_after_a_change_shows_the_change_first(client, send, press, clerk):
    address = send(clerk).headers["Location"]

    answer = press(address, **{"column-category": ""})

    assert (answer.status_code, BudgetLine.objects.count()) == (200, 0)
    assert "category" not in ImportFile.objects.get().mapping


def test_an_unknown_name_is_chosen_on_the_page_and_remembered(client, send, press, clerk, heading):
    strange = LINES.replace("แผนงานการศึกษา", "แผนงานเรียนรู้")
    address = send(clerk, strange).headers["Location"]
    (name,) = client.get(address).context["plan"].reading.unknown
    plan = heading("plan", "00210")

    press(address, "check", **{f"name-{name.token}": str(plan.pk)})
    press(address).getvalue()

    assert HeadingAlias.objects.get(text="แผนงานเรียนรู้").heading == plan
    assert BudgetLine.objects.filter(plan=plan).count() == 1


def test_of_many_agencies_one_is_chosen_on_the_page(client, send, press, clerk):
    text = """
        หน่วยงาน|แผนงาน|งบ|โครงการ|งบประมาณ
        อบต.ก|แผนงานการศึกษา|งบดำเนินงาน|วัสดุ|10
        อบต.ข|แผนงานการศึกษา|งบดำเนินงาน|วัสดุ|20
    """
    address = send(clerk, text).headers["Location"]
    before = client.get(address).context["plan"].is_ready

    press(address, "check", only="อบต.ข")
    press(address).getvalue()

    assert (before, BudgetLine.objects.get().amount) == (False, 20)


def test_lines_that_the_file_lacks_are_removed_where_that_is_ticked(client, send, press, clerk):
    press(send(clerk).headers["Location"]).getvalue()
    shorter = "\n".join(LINES.strip().splitlines()[:2])

    press(send(clerk, shorter).headers["Location"], remove="on").getvalue()

    assert [line.title for line in BudgetLine.objects.all()] == ["ก่อสร้างถนน ม.1"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ว่าง.csv", b""),
        ("ภาพ.xlsx", b"\xff\xd8\xff\xe0" + b"0" * 500),
        ("งบ.pdf", b"%PDF-1.7\n" + b"0" * 500),
        ("งบ.xlsx", b"PK\x03\x04" + b"0" * 500),
    ],
)
def test_a_file_that_is_no_table_is_answered_in_the_form(send, clerk, name, content):
    answer = send(clerk, name=name, content=content, total_expenditure="77")

    page = answer.content.decode()
    assert (answer.status_code, ImportFile.objects.count()) == (422, 0)
    assert (name in page, "77" in page) == (True, True)


def test_a_wrong_year_is_answered_in_the_form(send, clerk):
    answer = send(clerk, year="66")

    assert (answer.status_code, ImportFile.objects.count()) == (422, 0)


def test_the_last_year_that_can_be_written_is_answered_in_the_form(send, clerk):
    answer = send(clerk, year="2700")

    assert (answer.status_code, list(answer.context["target"].errors)) == (422, ["year"])


def test_a_header_row_beyond_every_sheet_is_answered_in_the_form(client, send, press, clerk):
    address = send(clerk).headers["Location"]

    answer = press(address, "look", header_row="9" * 20)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["header_row"])


def test_spending_asks_for_the_budget_of_the_year_first(send, clerk):
    answer = send(clerk, "รหัส|เบิกจ่าย\n001|5", importer="spending", month="1")

    assert (answer.status_code, "year" in answer.context["target"].errors) == (422, True)


def test_a_clerk_sees_why_a_public_year_cannot_be_changed(client, send, clerk, make_year):
    make_year(2566)
    address = send(clerk).headers["Location"]

    page = client.get(address)

    assert page.context["plan"].is_ready is False
    assert b"formaction" not in page.content


def test_an_approver_corrects_a_public_year_with_a_reason(client, send, press, approver, make_year):
    make_year(2566)
    address = send(approver, total_expenditure="580,000.50").headers["Location"]

    refused = press(address)
    press(address, reason="ตกรายการ").getvalue()

    assert refused.status_code == 422
    assert (PublicationStep.objects.get().reason, BudgetLine.objects.count()) == ("ตกรายการ", 2)


def test_a_correction_is_not_called_a_draft(client, send, press, approver, make_year):
    make_year(2566)
    address = send(approver, total_expenditure="580,000.50").headers["Location"]

    body = text_of(press(address, reason="ตกรายการ"))

    draft = "Nothing is public yet because of this: a draft is checked, handed in and approved as always."
    assert gettext("Corrected. Everybody can see it at once.") in body
    assert gettext(draft) not in body


def test_a_correction_with_a_difference_is_explained_on_the_page(
    client, send, press, approver, make_year
):
    year = make_year(2566, paper_expenditure=1)
    address = send(approver).headers["Location"]

    press(address, reason="ตกรายการ", difference_explanation="พิมพ์ผิด").getvalue()

    year.refresh_from_db()
    assert (year.difference_explanation, year.own_lines.count()) == ("พิมพ์ผิด", 2)


def test_the_reason_that_is_needed_is_not_called_optional(client, send, approver, make_year):
    make_year(2566)
    address = send(approver).headers["Location"]

    page = client.get(address)

    label = page.content.decode().partition('for="id_reason">')[2].partition("</label>")[0]
    assert (bool(label), gettext("(optional)") in label) == (True, False)


def test_a_paper_total_that_is_not_taken_is_said_on_the_page_and_after(
    client, send, press, approver, make_year
):
    make_year(2566)
    address = send(approver, total_expenditure="580,000.50").headers["Location"]
    press(address, reason="ตกรายการ").getvalue()
    address = send(approver, total_expenditure="5").headers["Location"]

    page, body = client.get(address).content.decode(), text_of(press(address))

    said = gettext(UNTAKEN) % {"unit": BudgetYear.objects.get()}
    assert (said in page, said in body) == (True, True)


def test_a_blank_table_has_no_header_row(client, send, clerk):
    address = send(clerk, content=b" \n ", name="ว่าง.csv").headers["Location"]

    page = client.get(address)

    hint = gettext("header in row %(row)s · %(rows)s rows") % {"row": 0, "rows": 0}
    assert hint not in page.content.decode()


def test_checking_again_asks_for_no_reason(client, send, press, approver, make_year):
    make_year(2566)
    address = send(approver).headers["Location"]

    press(address, "check", total_expenditure="5")

    assert ImportFile.objects.get().totals == {"expenditure": "5.00"}


def test_a_further_ordinance_of_another_year_is_answered_in_the_form(send, clerk):
    answer = send(clerk, supplement="1", effective_on="1/4/2570")

    assert (answer.status_code, list(answer.context["target"].errors)) == (422, ["effective_on"])


def test_what_was_never_imported_goes_after_a_week_when_the_next_file_comes(send, clerk, settings):
    send(clerk)
    ImportFile.objects.update(uploaded_at=timezone.now() - dt.timedelta(days=8))
    (old,) = (path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())
    os.utime(old, (0, 0))

    send(clerk, LINES.replace("ม.1", "ม.2"))

    kept = [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert kept == [f"{ImportFile.objects.get().sha256}.bin"]


def test_a_new_file_without_a_row_waits_for_its_row(send, clerk, settings):
    folder = settings.MEDIA_ROOT / "imports" / "ab"
    folder.mkdir(parents=True)
    old, new = folder / "old.bin", folder / "new.bin"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))

    send(clerk)

    assert (old.exists(), new.exists()) == (False, True)


def test_who_may_not_import_is_turned_away(client, send, executive):
    assert send(executive).status_code == 403


@pytest.mark.parametrize("button", ["", "import/"])
def test_the_file_of_another_person_is_not_there(client, send, clerk, approver, button):
    address = send(clerk).headers["Location"]
    client.force_login(approver)

    answer = client.post(address + button) if button else client.get(address)

    assert answer.status_code == 404


def test_a_file_of_another_kind_is_not_there(client, send, clerk):
    address = send(clerk).headers["Location"].replace("/lines/", "/revenue/")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.slug)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sample_file_is_understood_when_it_is_brought(client, agency, clerk, importer, kind):
    client.force_login(clerk)
    address = reverse(f"budget_staff:{importer.slug}_sample", args=[kind])

    content = client.get(address).content

    table = read_remembered(
        io.BytesIO(content),
        name=f"sample.{kind}",
        importer=importer.slug,
        columns=importer.columns,
    )
    assert (len(table.rows), table.refusals) == (2, ())


def test_there_is_no_sample_of_another_kind(client, clerk):
    client.force_login(clerk)

    assert client.get(reverse("budget_staff:lines_sample", args=["exe"])).status_code == 404
