"""The ordinances of 76 provincial administrations, imported one by one as an office would."""

import csv
import io
import time
from collections import defaultdict
from decimal import Decimal

import pytest
from django.conf import settings

from budget.importers import LinesImporter, RevenueImporter
from budget.models import BudgetLine, BudgetYear, RevenueEstimate
from publishing.import_files import read_remembered
from publishing.imports import preview
from tests.budget.importing import bring_table, choices_for

SHARED = settings.BASE_DIR.parent / "shared" / "data"
ORDINANCES = SHARED / "pao_budget_tasks_demo_2565.csv"
INCOMES = SHARED / "pao_income_demo_2565.csv"
YEAR = {"year": 2565}
beside_the_shared_folder = pytest.mark.skipif(
    not ORDINANCES.exists(), reason="the real ordinances are not beside this clone"
)


def read(importer, path, mapping=None):
    with path.open("rb") as file:
        return read_remembered(
            file, name=path.name, importer=importer.slug, columns=importer.columns, mapping=mapping
        )


def ordinances():
    """The file after the mapping step: what it calls a task is a work (งาน) of the classification."""
    importer = LinesImporter()
    found = dict(read(importer, ORDINANCES).mapping)
    found["work"] = found.pop("title")
    return read(importer, ORDINANCES, found)


def sums(path, key="pao"):
    found = defaultdict(Decimal)
    with path.open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            found[row[key]] += Decimal(row["amount_baht"])
    return dict(found)


@beside_the_shared_folder
def test_every_ordinance_of_the_file_is_imported_to_the_satang(agency, clerk):
    importer, table = LinesImporter(), ordinances()
    expected = sums(ORDINANCES)

    imported = {}
    for pao, total in expected.items():
        choices = choices_for(clerk, YEAR, only=pao, totals={"expenditure": total})
        bring_table(importer, table, choices)
        imported[pao] = BudgetLine.objects.ordinance().total_approved()
        BudgetLine.objects.all().delete()
        BudgetYear.objects.all().delete()

    assert imported == expected


@beside_the_shared_folder
def test_every_income_of_the_file_is_imported_to_the_satang(agency, clerk):
    importer = RevenueImporter()
    table = read(importer, INCOMES)
    expected = sums(INCOMES)

    imported = {}
    for pao, total in expected.items():
        choices = choices_for(clerk, YEAR, only=pao, totals={"revenue": total})
        bring_table(importer, table, choices)
        imported[pao] = sum(RevenueEstimate.objects.values_list("amount", flat=True))
        BudgetYear.objects.all().delete()

    assert imported == expected


@beside_the_shared_folder
def test_income_that_differs_from_expenditure_is_flagged_and_imported(agency, clerk):
    incomes, spendings = sums(INCOMES), sums(ORDINANCES)
    differing = {pao for pao in incomes if incomes[pao] != spendings[pao]}
    lines, revenue = ordinances(), read(RevenueImporter(), INCOMES)

    flagged = set()
    for pao in incomes:
        choices = choices_for(clerk, YEAR, only=pao)
        bring_table(LinesImporter(), lines, choices)
        if preview(RevenueImporter(), revenue, choices).reading.notes:
            flagged.add(pao)
        BudgetLine.objects.all().delete()
        BudgetYear.objects.all().delete()

    assert flagged == differing


def test_ten_thousand_rows_are_imported_within_half_a_minute(agency, clerk):
    header = "แผนงาน,งาน,งบ,รหัส,โครงการ,งบประมาณ"
    row = "แผนงานอุตสาหกรรมและการโยธา,งานก่อสร้าง,งบลงทุน,L{0:05},โครงการที่ {0},{0}.25"
    text = "\n".join([header, *(row.format(number) for number in range(10_000))])
    importer = LinesImporter()
    started = time.monotonic()

    table = read_remembered(
        io.BytesIO(text.encode()), name="ใหญ่.csv", importer="lines", columns=importer.columns
    )
    file = bring_table(importer, table, choices_for(clerk, {"year": 2566}))

    assert time.monotonic() - started < 30
    assert (file.new_rows, BudgetLine.history.count()) == (10_000, 10_000)
