"""The addresses of the official forms: what is shown, what is refused, what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from procurement.form_content import FormKind, Standing, standing_of
from procurement.models import NilPeriod, Purchase, VendorKind
from publishing.actions import approve, submit
from publishing.workflow import State
from tests.conftest import published_fields
from tests.procurement.conftest import PERSON
from thai.fiscal import FiscalYear, Period, PeriodKind

SUFFIXES = ["/", ".pdf", ".xlsx", ".csv"]
PATHS = ["monthly/2566-02", "quarterly/q2", "ita", "plan", "summary", "progress"]
MAX_QUERIES = 10


def address(path, suffix="/", year=2566):
    return f"/procurement/{year}/{path}{suffix}"


def shown(client, path, suffix="/", year=2566):
    response = client.get(address(path, suffix, year))
    assert response.status_code == 200
    return response.getvalue().decode()


@pytest.fixture
def road(agency, make_purchase, make_contract):
    return make_contract(make_purchase(plan_number="P66010000001")).purchase


def make_nil(slug, *, year=2566, state=State.PUBLISHED):
    return NilPeriod.objects.create(fiscal_year=year, slug=slug, **published_fields(state))


# ------------------------------------------------------------------ pages and files
def test_the_overview_leads_to_every_form(client, road):
    page = shown(client, "forms")

    year = FiscalYear(2566)
    paths = [
        *(address(f"monthly/{period.slug}") for period in year.months()),
        *(address(f"quarterly/{period.slug}") for period in year.quarters()),
        *(address(path) for path in PATHS[2:]),
    ]
    assert [path for path in paths if f'href="{path}"' not in page] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_leads_to_its_files_and_to_the_purchase(client, road, path):
    page = shown(client, path)

    links = [address(path, suffix) for suffix in SUFFIXES[1:]]
    links += [road.get_absolute_url()] if path != "summary" else []
    assert [link for link in links if f'href="{link}"' not in page] == []


@pytest.mark.parametrize("kind", FormKind)
def test_every_form_has_its_names(kind):
    args = [2566, *(["q1"] if kind.is_periodic else [])]

    names = [kind, *(f"{kind}_{suffix[1:]}" for suffix in SUFFIXES[1:])]
    assert [reverse(f"procurement:{name}", args=args) for name in names] == [
        address(f"{kind}/q1" if kind.is_periodic else kind, suffix) for suffix in SUFFIXES
    ]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("suffix", "mime", "start"),
    [
        (".pdf", "application/pdf", b"%PDF-1.7"),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        (".csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
    ],
)
def test_each_file_is_what_it_says(client, road, path, suffix, mime, start):
    response = client.get(address(path, suffix))

    name = f"procurement-2566-{path.replace('/', '-')}{suffix}"
    assert response.headers["Content-Type"] == mime
    assert response.headers["Content-Disposition"].endswith(f'filename="{name}"')
    assert response.getvalue().startswith(start)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "path",
    ["monthly/q1", "monthly/2565-09", "monthly/๒๕๖๖-๐๑", "quarterly/2566-02", "quarterly/q5"],
)
def test_a_period_that_a_form_does_not_have_leads_to_those_it_has(client, road, path, suffix):
    response = client.get(address(path, suffix))

    assert response.status_code == 404
    assert f'href="{address("monthly/2566-02")}"' in response.content.decode()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("path", [*PATHS, "monthly/x"])
@pytest.mark.parametrize("year", [2490, 2580, 99999])
def test_a_year_without_anything_leads_to_those_that_have_something(
    client, road, path, suffix, year
):
    response = client.get(address(path, suffix, year))

    assert response.status_code == 404
    assert f'href="{address("forms")}"' in response.content.decode()


@pytest.mark.parametrize("year", [2490, 2580])
def test_there_is_no_overview_of_a_year_without_anything(client, road, year):
    assert client.get(address("forms", year=year)).status_code == 404


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_form_is_the_same_for_everybody(client, clerk, road, suffix):
    client.force_login(clerk)

    response = client.get(address("ita", suffix))

    assert "Cookie" not in response.headers.get("Vary", "")
    assert "public" in response.headers["Cache-Control"]
    response.close()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("path", PATHS)
def test_a_portal_that_is_not_set_up_has_no_forms(client, db, path, suffix):
    assert client.get(address(path, suffix)).status_code == 404


def test_a_paper_that_cannot_be_printed_is_answered_with_a_sentence(client, road, monkeypatch):
    monkeypatch.setattr("publishing.pdf.SECONDS", 0.001)

    response = client.get(address("ita", ".pdf"))

    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")


def test_a_form_too_long_for_paper_says_so_and_offers_its_other_files(
    client, road, make_contract, monkeypatch
):
    monkeypatch.setattr("procurement.form_files.MOST_ROWS", 1)
    make_contract(road, number="2/2566")

    page, paper = shown(client, "ita"), client.get(address("ita", ".pdf"))

    links = [f'href="{address("ita", suffix)}"' in page for suffix in SUFFIXES[1:]]
    assert (links, paper.status_code) == ([False, True, True], 503)


# ------------------------------------------------------------------ what a stranger sees
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("suffix", ["/", ".csv"])
def test_a_stranger_sees_no_draft(client, road, make_purchase, make_contract, path, suffix):
    make_contract(make_purchase("งานที่ยังเป็นร่าง", state=State.DRAFT), number="99/2566")

    text = shown(client, path, suffix)

    assert ("งานที่ยังเป็นร่าง" in text, "99/2566" in text) == (False, False)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("suffix", ["/", ".csv"])
def test_a_stranger_sees_no_number_of_a_person(
    client, agency, make_purchase, make_contract, make_vendor, path, suffix
):
    person = make_vendor("นายตัวอย่าง", kind=VendorKind.NATURAL, tax_number=PERSON)
    make_contract(make_purchase(), vendor=person)

    assert PERSON not in shown(client, path, suffix)


def test_a_contract_of_a_draft_contradicts_nothing_in_public(
    client, agency, make_purchase, make_contract, road
):
    make_nil("2565-12")
    make_contract(make_purchase(state=State.DRAFT), on=dt.date(2022, 12, 9))

    assert "คำยืนยันเดิม" not in shown(client, "monthly/2565-12")


# ------------------------------------------------------------------ nothing bought
DAY = dt.date(2023, 1, 15)
DECEMBER = Period(2566, PeriodKind.MONTH, 3)


@pytest.mark.parametrize(
    ("period", "has_rows", "is_nil", "standing"),
    [
        (DECEMBER, True, False, Standing.ROWS),
        (DECEMBER, False, True, Standing.NIL),
        (DECEMBER, False, False, Standing.UNCONFIRMED),
        (DECEMBER, True, True, Standing.CONTRADICTED),
        (DECEMBER.next(), False, False, Standing.NOT_OVER),
        (DECEMBER.next(), True, False, Standing.NOT_OVER),
    ],
)
def test_the_standing_of_a_period(period, has_rows, is_nil, standing):
    assert standing_of(period, DAY, has_rows=has_rows, is_nil=is_nil) is standing


def test_a_period_is_over_the_day_after_its_last():
    standings = [
        standing_of(DECEMBER, day, has_rows=True, is_nil=False)
        for day in (DECEMBER.last_day, DECEMBER.last_day + dt.timedelta(days=1))
    ]

    assert standings == [Standing.NOT_OVER, Standing.ROWS]


@pytest.mark.parametrize(
    ("path", "slug", "sentence"),
    [
        ("monthly/2565-12", "2565-12", "ไม่มีรายการจัดซื้อจัดจ้างในรอบเดือน ธันวาคม พ.ศ. 2565"),
        ("quarterly/q1", "q1", "ไม่มีรายการจัดซื้อจัดจ้างในไตรมาสที่ 1"),
    ],
)
def test_a_period_without_purchases_says_so_with_name_and_day(
    client, clerk, approver, road, path, slug, sentence
):
    nil = NilPeriod.objects.create(fiscal_year=2566, slug=slug, author=clerk)
    submit(nil, by=clerk)
    approve(nil, by=approver)

    page = shown(client, path)

    assert sentence in page
    assert "ยืนยันโดย สมชาย ตรวจงาน เมื่อวันที่" in page


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_what_nobody_confirmed_is_not_said(client, road, state):
    make_nil("2565-12", state=state)

    page = shown(client, "monthly/2565-12")

    assert ("ยังไม่ยืนยันว่าไม่มีรายการ" in page, "ไม่มีรายการจัดซื้อจัดจ้างในรอบเดือน" in page) == (True, False)


def test_a_contract_in_a_confirmed_period_is_shown_and_contradicts(client, road):
    make_nil("2566-02")
    make_nil("q2")

    pages = [shown(client, path) for path in ("monthly/2566-02", "quarterly/q2")]

    assert [("คำยืนยันเดิมจึงไม่ถูกต้อง" in page, "is-bad" in page) for page in pages] == [
        (True, True)
    ] * 2
    assert [road.title in page for page in pages] == [True, True]
    assert shown(client, "forms").count("is-overdue") == 2


def test_a_period_to_come_is_not_over(client, make_purchase, agency):
    coming = FiscalYear.of(timezone.localdate()).next()
    make_purchase(fiscal_year=coming.year)

    page = shown(client, f"monthly/{coming.months()[0].slug}", year=coming.year)

    assert "ยังไม่สิ้นสุดงวด" in page


# ------------------------------------------------------------------ cost
@pytest.mark.parametrize("path", ["forms", *PATHS])
def test_a_form_costs_the_same_for_one_row_and_for_three(
    client, agency, make_purchase, make_contract, make_bid, make_vendor, make_progress, path
):
    costs = []
    for count in (1, 3):
        while Purchase.objects.count() < count:
            purchase = make_purchase(plan_number=f"P{Purchase.objects.count()}")
            make_contract(purchase)
            make_bid(purchase, vendor=make_vendor(f"ร้าน {purchase.pk}"))
            make_progress(purchase)
        with CaptureQueriesContext(connection) as queries:
            shown(client, path)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= MAX_QUERIES


def test_a_long_form_is_shown_in_pages_and_counted_whole(client, road, make_contract, monkeypatch):
    monkeypatch.setattr("procurement.form_views.PAGE_SIZE", 2)
    for place in range(2, 6):
        make_contract(road, number=f"{place}/2566")

    second = client.get(address("monthly/2566-02") + "?page=2").content.decode()

    assert [f"เลขที่ {place}/2566" in second for place in range(1, 6)] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert "รวม 5 สัญญา" in second
