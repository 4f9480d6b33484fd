"""The three steps of an import, pressed by a clerk and an approver."""

import io

import pytest
from django.urls import reverse

from budget.models import BudgetLine, BudgetYear, HeadingAlias, Spending, SpendingMonth
from publishing.models import ImportFile, PublicationStep
from publishing.workflow import State
from tests.budget.importing import csv_file

LINES = """
    แผนงาน|งบ|หมวด|โครงการ|งบประมาณ
    แผนงานอุตสาหกรรมและการโยธา|งบลงทุน|ค่าที่ดินและสิ่งก่อสร้าง|ก่อสร้างถนน ม.1|500,000
    แผนงานการศึกษา|งบดำเนินงาน|ค่าวัสดุ|วัสดุการศึกษา|80,000.50
    รวมทั้งสิ้น||||580,000.50
"""


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
    assert "2 จาก 2" in body or "2 of 2" in body
