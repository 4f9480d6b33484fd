"""Ordinances in the staff backend: proposals, control totals, revenue, papers, corrections."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budget.admin.year import MAX_DOCUMENTS, NEW_REVENUE_ROWS, REVENUE_ROWS
from budget.models import BudgetYear, Supplement
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from tests.publishing.samples import pdf

ADD = "/admin/budget/budgetyear/add/"


@pytest.fixture
def year(make_year, clerk):
    return make_year(state=State.DRAFT, author=clerk, edited_by=clerk)


@pytest.fixture
def revenue(heading):
    """Return a function that adds expected revenue of a category to a year."""

    def add(year, amount, code="411000", **fields):
        category = heading("revenue_category", code)
        return year.revenue.create(
            category=category, group=category.parent, amount=Decimal(amount), **fields
        )

    return add


@pytest.fixture
def save(client, clerk):
    """Return a function that saves the page of an ordinance, its first page of revenue too."""

    def send(unit, *, user=clerk, revenue=(), documents=(), **fields):
        client.force_login(user)
        data = {
            "title": unit.title,
            "effective_on": "1 ตุลาคม 2565",
            **rows("revenue", revenue),
            **rows("documents", documents),
        } | fields
        return client.post(page_of(unit), data, follow=True)

    return send


def rows(prefix, forms):
    there = sum("id" in form for form in forms)
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": there}
    for place, form in enumerate(forms):
        data |= {f"{prefix}-{place}-{name}": value for name, value in form.items()}
    return data


def page_of(unit):
    return reverse(f"admin:budget_{unit._meta.model_name}_change", args=[unit.pk])


def text_of(response):
    return response.content.decode()


# ------------------------------------------------------------------ adding
def test_a_new_year_is_proposed_with_what_is_known(client, clerk, make_year, agency):
    agency.population = 5123
    agency.save()
    make_year(2566)
    client.force_login(clerk)

    initial = client.get(ADD).context["adminform"].form.initial

    assert initial == {
        "fiscal_year": 2567,
        "title": "ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2567",
        "effective_on": dt.date(2023, 10, 1),
        "population": 5123,
    }


def test_the_page_of_a_new_year_opens_after_the_last_year_that_may_be_written(
    client, clerk, make_year, agency
):
    make_year(2698)
    client.force_login(clerk)

    assert client.get(reverse("admin:budget_budgetyear_add")).status_code == 200


def test_a_year_is_saved_with_thai_figures_and_dates(client, clerk, agency):
    client.force_login(clerk)

    client.post(
        ADD,
        {
            "fiscal_year": "2566",
            "title": "ข้อบัญญัติ",
            "effective_on": "๑ ต.ค. ๖๕",
            "paper_expenditure": "๔๖,๙๐๐,๐๐๐.๕๐",
        },
    )

    year = BudgetYear.objects.get()
    assert (year.paper_expenditure, year.effective_on) == (
        Decimal("46900000.50"),
        dt.date(2022, 10, 1),
    )
    assert (year.state, year.author) == (State.DRAFT, clerk)


def test_an_amount_that_cannot_be_read_is_a_sentence(save, year):
    response = save(year, paper_expenditure="สี่สิบล้าน")

    assert "อ่าน “สี่สิบล้าน” เป็นจำนวนเงินไม่ได้" in text_of(response)


def test_the_fiscal_year_stands_once_it_is_saved(save, year):
    save(year, fiscal_year=2570)

    year.refresh_from_db()
    assert year.fiscal_year == 2566


@pytest.mark.parametrize(
    "model", ["supplement", "budgetline", "transfer", "spendingmonth", "progressreport"]
)
def test_everything_begins_with_an_ordinance(client, clerk, agency, model):
    client.force_login(clerk)

    response = client.get(f"/admin/budget/{model}/add/")

    assert response.headers["Location"] == ADD


# ------------------------------------------------------------------ control totals
def test_the_totals_stand_beside_the_rows_with_the_difference(client, clerk, make_line, year):
    year.paper_expenditure = Decimal(300)
    year.save()
    make_line(100, year)
    make_line(100, year, title="ถนนสาย ก")
    make_line(200, year, title="ถนนสาย ข")
    client.force_login(clerk)

    page = text_of(client.get(page_of(year)))

    assert [figure in page for figure in ("300.00", "400.00", "100.00")] == [True] * 3
    assert "ถนนสาย ก" in page  # a row of exactly the difference


def test_flags_are_notes_on_the_page(client, clerk, make_line, revenue, year):
    make_line(100, year, plan="00110", budget_class="520000")
    revenue(year, 120)
    client.force_login(clerk)

    flags = client.get(page_of(year)).context["flags"]

    assert [flag.text[:24] for flag in flags] == [
        "ประมาณการรายรับมากกว่ารายจ่าย 20.00 บาท"[:24],
        "งบบุคลากรเป็นร้อยละ 100.00"[:24],
    ]


def test_an_incomplete_year_is_saved_but_not_handed_in(save, year):
    response = save(year, _submit="1")

    year.refresh_from_db()
    said = [message.level_tag for message in response.context["messages"]]
    assert (year.state, said) == (State.DRAFT, ["warning"])


def test_a_complete_year_is_handed_in(save, make_line, year):
    make_line(100, year)

    save(year, paper_expenditure="100", _submit="1")

    year.refresh_from_db()
    assert year.state == State.IN_REVIEW


# ------------------------------------------------------------------ revenue
def test_a_category_says_its_group(save, heading, year):
    category = heading("revenue_category", "411000")

    save(year, revenue=[{"category": category.pk, "title": "ภาษีป้าย", "amount": "1,000"}])

    row = year.revenue.get()
    assert (row.group, row.amount, row.supplement) == (category.parent, 1000, None)


def test_revenue_without_a_heading_is_a_sentence_and_is_not_saved(save, year):
    response = save(year, revenue=[{"amount": "1,000"}])

    assert response.context["errors"]
    assert not year.revenue.exists()


def test_revenue_of_a_further_ordinance_is_of_its_year(save, heading, make_supplement, year):
    supplement = make_supplement(year, state=State.DRAFT)
    category = heading("revenue_category", "431000")

    save(supplement, revenue=[{"category": category.pk, "amount": "500"}])

    row = supplement.revenue.get()
    assert (row.year, row.amount) == (year, 500)


def test_a_year_does_not_show_the_revenue_of_its_further_ordinances(
    client, clerk, make_supplement, revenue, year
):
    own = revenue(year, 1)
    revenue(year, 2, supplement=make_supplement(year, state=State.DRAFT))
    client.force_login(clerk)

    formsets = client.get(page_of(year)).context["inline_admin_formsets"]

    assert [form.instance for form in formsets[0].formset.initial_forms] == [own]


@pytest.mark.parametrize("count", [1, 3])
def test_rows_of_revenue_cost_no_queries_of_their_own(
    client, clerk, revenue, year, django_assert_max_num_queries, count
):
    for _number in range(count):
        revenue(year, 1)
    client.force_login(clerk)

    with django_assert_max_num_queries(45):
        client.get(page_of(year))


def test_the_fullest_page_stays_below_the_limit_of_fields(client, clerk, revenue, year):
    for number in range(REVENUE_ROWS + 5):
        revenue(year, number)
    for number in range(MAX_DOCUMENTS):
        year.documents.create(title=str(number), document="d", document_kind="pdf")
    client.force_login(clerk)

    page = text_of(client.get(page_of(year)))

    shown = len(re.findall(r'\sname="(?!revenue-__prefix__)', page))
    added_by_script = NEW_REVENUE_ROWS * 7
    assert shown + added_by_script < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


# ------------------------------------------------------------------ papers
def test_a_paper_is_kept_under_the_name_of_its_content(save, year):
    content = pdf()
    paper = SimpleUploadedFile("ข้อบัญญัติ.pdf", content)

    save(year, document=paper, document_title="ข้อบัญญัติที่ลงนาม", document_type="ordinance")

    row = year.documents.get()
    assert (row.title, row.kind, row.document_kind, row.document_size) == (
        "ข้อบัญญัติที่ลงนาม",
        "ordinance",
        "pdf",
        len(content),
    )
    with default_storage.open(row.document) as stored:
        assert stored.read() == content


def test_a_refused_paper_is_named_and_the_rest_is_saved(save, year):
    bad = SimpleUploadedFile("โปรแกรม.pdf", b"MZ" + bytes(200))

    response = save(year, title="ชื่อใหม่", document=bad, document_type="ordinance")

    year.refresh_from_db()
    assert (year.title, year.documents.count()) == ("ชื่อใหม่", 0)
    assert "โปรแกรม.pdf" in text_of(response)


# ------------------------------------------------------------------ corrections
@pytest.fixture
def public_year(make_year, make_line, revenue):
    year = make_year(paper_expenditure=100, paper_revenue=100)
    make_line(100, year)
    revenue(year, 100)
    return year


def correction(year, amount, **fields):
    row = year.revenue.get()
    form = {"id": row.pk, "category": row.category_id, "group": row.group_id, "amount": amount}
    return {"paper_expenditure": "100", "revenue": [form], **fields}


def test_rows_and_total_of_a_published_year_are_corrected_together(save, approver, public_year):
    fields = correction(public_year, "90", paper_revenue="90", correction_reason="พิมพ์ผิด")

    save(public_year, user=approver, **fields)

    step = PublicationStep.objects.of(public_year).get()
    changed = [(each.before, each.after) for each in step.differences if each.is_changed]
    assert (step.action, step.reason) == (Action.CORRECT, "พิมพ์ผิด")
    assert ("100.00", "90.00") in changed


def test_a_paper_added_to_a_published_year_is_on_record(save, approver, public_year):
    paper = SimpleUploadedFile("ข้อบัญญัติ.pdf", pdf())
    fields = correction(
        public_year, "100", paper_revenue="100", population=5000, correction_reason="แนบเล่ม"
    )

    save(public_year, user=approver, document=paper, document_title="เล่มที่ลงนาม", **fields)

    step = PublicationStep.objects.of(public_year).get()
    assert [each.after for each in step.differences if each.is_changed] == ["เล่มที่ลงนาม"]


def test_a_correction_that_leaves_a_difference_changes_nothing(save, approver, public_year):
    fields = correction(public_year, "90", paper_revenue="100", correction_reason="พิมพ์ผิด")

    response = save(public_year, user=approver, **fields)

    assert public_year.revenue.get().amount == 100
    assert "ต่างกัน -10.00 บาท" in text_of(response)


def test_a_correction_asks_why(save, approver, public_year):
    response = save(public_year, user=approver, **correction(public_year, "100"))

    assert "correction_reason" in response.context["adminform"].form.errors


def test_a_clerk_does_not_change_what_is_public(save, clerk, public_year):
    fields = correction(public_year, "90", paper_revenue="90", correction_reason="พิมพ์ผิด")

    response = save(public_year, **fields)

    assert response.status_code == 409
    assert public_year.revenue.get().amount == 100


# ------------------------------------------------------------------ deleting
def delete(client, year):
    address = reverse("admin:budget_budgetyear_delete", args=[year.pk])
    return client.post(address, {"post": "yes"})


def test_a_draft_is_deleted_together_with_its_lines(client, clerk, make_line, revenue, year):
    make_line(100, year)
    revenue(year, 100)
    client.force_login(clerk)

    delete(client, year)

    assert not BudgetYear.objects.exists()


def test_a_draft_on_which_something_hangs_stays(client, clerk, make_line, make_spending, year):
    make_spending(make_line(100, year), 1, state=State.DRAFT)
    client.force_login(clerk)

    delete(client, year)

    assert (BudgetYear.objects.count(), year.lines.count()) == (1, 1)


# ------------------------------------------------------------------ further ordinances
def test_a_further_ordinance_is_proposed_with_the_next_number(
    client, clerk, make_year, make_supplement
):
    year = make_year()
    make_supplement(year)
    client.force_login(clerk)

    page = client.get(f"/admin/budget/supplement/add/?year={year.pk}")

    initial = page.context["adminform"].form.initial
    assert (initial["year"], initial["number"]) == (str(year.pk), 2)


def test_a_further_ordinance_goes_on_to_its_lines(client, clerk, make_year):
    client.force_login(clerk)
    data = {
        "year": make_year().pk,
        "number": 1,
        "title": "ฉบับที่ 1",
        "effective_on": "1 เม.ย. 66",
    }

    response = client.post("/admin/budget/supplement/add/", data)

    assert response.headers["Location"] == page_of(Supplement.objects.get())


@pytest.mark.parametrize("model", ["budgetyear", "supplement"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(
    client, clerk, make_year, make_supplement, django_assert_max_num_queries, model, count
):
    for number in range(count):
        make_supplement(make_year(2566 + number))
    client.force_login(clerk)

    with django_assert_max_num_queries(18):
        client.get(f"/admin/budget/{model}/")
