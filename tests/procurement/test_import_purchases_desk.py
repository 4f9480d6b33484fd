"""The three steps of an import of purchases, pressed by a clerk."""

import io

import pytest
from django.urls import reverse

from agency.models import Village
from procurement.import_columns import PURCHASE_COLUMNS
from procurement.importers import IMPORTERS
from procurement.models import Purchase
from publishing.import_files import read_remembered
from publishing.models import ImportFile
from tests.budget.importing import csv_file

SHEET = """
    งานที่ซื้อหรือจ้าง|วิธีซื้อหรือจ้าง|วงเงินที่จะซื้อหรือจ้าง|พื้นที่|ผู้รับจ้าง|ราคาที่ตกลง|เลขที่สัญญา|วันที่สัญญา
    ซื้อรถขุด|คัดเลือก|900,000|บ้านดอนใหญ่|บจก. ตัวอย่าง|890,000|1/2566|9 ม.ค. 66
    ซื้อน้ำดื่ม|เฉพาะเจาะจง|900|||||
"""


@pytest.fixture
def send(client, agency):
    """Return a function that brings a file as a person; the client stays signed in."""

    def bring(person, text=SHEET, year="2566"):
        client.force_login(person)
        file = csv_file(text)
        file.name = "งาน.csv"
        address = reverse("procurement_staff:purchases_import")
        return client.post(address, {"year": year, "file": file})

    return bring


@pytest.fixture
def press(client):
    """Return a function that presses a button of the preview page, with its form as it stands."""

    def press_button(address, button="import", **fields):
        page = client.get(address)
        data = {}
        for bound in [*page.context["form"], *page.context["target"]]:
            value = bound.value()
            if value not in (None, False):
                data[bound.html_name] = bound.field.prepare_value(value)
        return client.post(address + "import/" if button == "import" else address, data | fields)

    return press_button


def name_field(client, address):
    ((_name, bound),) = client.get(address).context["form"].name_fields
    return bound.html_name


def test_a_clerk_names_a_village_and_imports(client, send, press, clerk):
    village = Village.objects.create(number=3, name="บ้านดอน")
    address = send(clerk).headers["Location"]
    field = name_field(client, address)

    press(address, "check", **{field: str(village.pk)})
    page = client.get(address)
    press(address).getvalue()

    bought = Purchase.objects.get(title="ซื้อรถขุด")
    assert page.context["plan"].is_ready
    assert (bought.village, bought.author, bought.phase) == (village, clerk, "contracted")


def test_what_was_chosen_is_remembered_for_the_next_file(client, send, press, clerk):
    Village.objects.create(number=3, name="บ้านดอน")
    address = send(clerk).headers["Location"]
    press(address, "check", **{name_field(client, address): "none"})
    press(address).getvalue()

    again = send(clerk, SHEET.replace("ซื้อรถขุด", "ซื้อรถตัก").replace("1/2566", "2/2566"))

    assert client.get(again.headers["Location"]).context["plan"].is_ready


def test_the_preview_says_what_would_be_new_with_its_money(client, send, clerk):
    page = client.get(send(clerk).headers["Location"]).content.decode()

    parts = ["ซื้อรถขุด", "900,000.00", "890,000.00", "บ้านดอนใหญ่", "บจก. ตัวอย่าง"]
    assert [part for part in parts if part not in page] == []


def test_a_changed_price_is_shown_before_and_after(client, send, press, clerk):
    text = SHEET.replace("บ้านดอนใหญ่", "")
    press(send(clerk, text).headers["Location"]).getvalue()

    page = client.get(send(clerk, text.replace("|890,000|", "|880,000|")).headers["Location"])

    ((change,),) = [each.fields for each in page.context["changed"]]
    assert (change.before, change.after) == ("890,000.00", "880,000.00")


def test_a_second_press_imports_nothing_twice(client, send, press, clerk):
    address = send(clerk, SHEET.replace("บ้านดอนใหญ่", "")).headers["Location"]
    press(address).getvalue()

    again = client.post(address + "import/", {})

    assert (again.status_code, Purchase.objects.count()) == (302, 2)


def test_the_year_may_be_left_to_the_file(client, send, clerk):
    page = client.get(send(clerk, year="").headers["Location"])

    assert [each.column for each in page.context["refusals"]][0] == "fiscal_year"


def test_all_agencies_of_an_export_may_be_taken(client, send, press, clerk):
    text = """
        ชื่อหน่วยงาน|ชื่อโครงการ|วิธีจัดซื้อฯ|งบประมาณ(บาท)
        เทศบาลตำบลหนึ่ง|ซื้อรถ|เฉพาะเจาะจง|900
        เทศบาลตำบลสอง|ซื้อเรือ|เฉพาะเจาะจง|800
    """
    address = send(clerk, text).headers["Location"]
    press(address, "check", only="*")

    press(address).getvalue()

    assert Purchase.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"x" * 11_000_000, b"\x89PNG\r\n\x1a\n", b"%PDF-1.4"])
def test_what_is_no_table_is_answered_in_the_form(client, agency, clerk, content):
    client.force_login(clerk)
    file = io.BytesIO(content)
    file.name = "งาน.xlsx"

    answer = client.post(reverse("procurement_staff:purchases_import"), {"file": file})

    assert (answer.status_code, "งาน.xlsx" in str(answer.context["form"].errors)) == (422, True)
    assert ImportFile.objects.count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sample_file_is_ready_to_be_imported(client, agency, clerk, kind):
    client.force_login(clerk)
    address = reverse("procurement_staff:purchases_sample", args=[kind])
    file = io.BytesIO(client.get(address).content)
    file.name = f"sample.{kind}"

    sent = client.post(reverse("procurement_staff:purchases_import"), {"file": file})

    plan = client.get(sent.headers["Location"]).context["plan"]
    assert (len(plan.comparison.new), plan.refusals) == (2, ())


def test_the_years_that_are_there_are_offered_to_be_taken_out(client, agency, clerk, make_purchase):
    make_purchase(fiscal_year=2565)
    client.force_login(clerk)

    page = client.get(reverse("procurement_staff:purchases_import"))

    address = reverse("procurement_staff:purchases_export", args=[2565, "xlsx"])
    assert address in page.content.decode()


def test_every_header_of_the_importer_means_one_column(agency):
    labels = [label for each in PURCHASE_COLUMNS for label in (each.label, *each.synonyms)]
    table = csv_file("|".join(each.label for each in PURCHASE_COLUMNS) + "\nx")

    found = read_remembered(
        table, name="x.csv", importer=IMPORTERS[0].slug, columns=PURCHASE_COLUMNS
    )

    assert (len(labels) - len(set(labels)), len(found.mapping)) == (0, len(PURCHASE_COLUMNS))
