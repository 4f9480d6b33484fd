"""The export of the national portal, imported whole, and how its swapped columns are read."""

import csv
import io
from decimal import Decimal

import pytest
from django.conf import settings

from procurement.import_columns import PURCHASE_COLUMNS
from procurement.methods import Method
from procurement.models import Contract, MedianPrice, Purchase
from publishing.import_files import read_remembered
from publishing.import_plan import ALL
from publishing.imports import preview
from tests.procurement.importing import IMPORTER, bring_table, choices

EXPORT = settings.BASE_DIR.parent / "shared" / "data" / "egp_contracts_2568_125.csv"
beside_the_shared_folder = pytest.mark.skipif(
    not EXPORT.exists(), reason="the export of e-GP is not beside this clone"
)
HEAD = (
    "รหัสโครงการ,ชื่อโครงการ,ชื่อประเภทโครงการ,ชื่อหน่วยงาน,วิธีจัดซื้อฯ,กลุ่มวิธีจัดซื้อฯ,วันที่ประกาศ,งบประมาณ(บาท),"
    "ราคากลาง(บาท),ราคาตกลงซื้อ/จ้าง,ปีงบประมาณ,วันที่เกิดรายการ"
)
ROW = (
    "67119524001,ซื้อวัสดุ,ซื้อ,องค์การบริหารส่วนตำบลตัวอย่าง,"
    "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง,{method},-,2000,1900,1480,2568,5 ก.ย. 68"
)


def read(content, **options):
    return read_remembered(
        io.BytesIO(content),
        name="egp.csv",
        importer=IMPORTER.slug,
        columns=PURCHASE_COLUMNS,
        **options,
    )


def small(method="เฉพาะเจาะจง", head=HEAD):
    return read(f"{head}\n{ROW.format(method=method)}".encode())


def everything(by):
    return choices(by, year=None, only=ALL)


@beside_the_shared_folder
def test_the_whole_export_is_imported_to_the_satang(agency, clerk):
    with EXPORT.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    expected = [
        sum(Decimal(row[name]) for row in rows)
        for name in ("งบประมาณ(บาท)", "ราคากลาง(บาท)", "ราคาตกลงซื้อ/จ้าง")
    ]

    file = bring_table(IMPORTER, read(EXPORT.read_bytes()), everything(clerk))

    found = [
        sum(Purchase.objects.values_list("allocated", flat=True)),
        sum(MedianPrice.objects.values_list("value", flat=True)),
        sum(Contract.objects.values_list("price", flat=True)),
    ]
    assert (file.new_rows, found) == (125, expected)


@beside_the_shared_folder
def test_the_whole_export_again_changes_nothing(agency, clerk):
    bring_table(IMPORTER, read(EXPORT.read_bytes()), everything(clerk))

    again = bring_table(IMPORTER, read(EXPORT.read_bytes()), everything(clerk))

    assert (again.has_changed_anything, again.unchanged_rows) == (False, 125)


@beside_the_shared_folder
def test_every_row_of_the_export_says_what_it_is(agency, clerk):
    bring_table(IMPORTER, read(EXPORT.read_bytes()), everything(clerk))

    facts = set(Purchase.objects.values_list("fiscal_year", "method", "phase"))
    kinds = set(Purchase.objects.values_list("kind", flat=True))
    assert (facts, kinds) == ({(2568, "19", "contracted")}, {"goods", "services"})


@beside_the_shared_folder
def test_an_export_without_our_rows_needs_a_choice(agency, clerk):
    plan = preview(IMPORTER, read(EXPORT.read_bytes()), choices(clerk, year=None))

    assert (plan.is_ready, len(plan.reading.agencies)) == (False, 109)


def test_the_days_of_the_export_are_read(agency, clerk):
    bring_table(IMPORTER, small(), choices(clerk, year=None))

    contract = Contract.objects.get()
    assert (contract.signed_on.isoformat(), contract.purchase.notice_set.count()) == (
        "2025-09-05",
        0,
    )


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("เฉพาะเจาะจง", Method.SPECIFIC),
        ("คัดเลือก", Method.SELECTION),
        ("ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", Method.E_BIDDING),
    ],
)
def test_swapped_columns_are_recognised(agency, clerk, method, expected):
    bring_table(IMPORTER, small(method), choices(clerk, year=None))

    assert Purchase.objects.get().method == expected


def test_a_mapping_chosen_by_hand_is_remembered_for_the_next_file(agency, clerk):
    head = HEAD.replace("วิธีจัดซื้อฯ,กลุ่มวิธีจัดซื้อฯ", "คอลัมน์หนึ่ง,คอลัมน์สอง")
    unmapped = preview(IMPORTER, small(head=head), choices(clerk, year=None))
    content = f"{head}\n{ROW.format(method='คัดเลือก')}".encode()
    mapping = dict(small(head=head).mapping) | {"method": head.split(",").index("คอลัมน์สอง")}
    bring_table(IMPORTER, read(content, mapping=mapping), choices(clerk, year=None))

    table = small("คัดเลือก", head=head)

    assert (len(unmapped.refusals), table.mapping["method"]) == (1, mapping["method"])


def test_two_thousand_rows_are_imported_each_once(agency, clerk):
    row = ROW.format(method="เฉพาะเจาะจง")
    rows = [row.replace("67119524001", f"67{number:09}") for number in range(2000)]
    table = read("\n".join([HEAD, *rows]).encode())

    file = bring_table(IMPORTER, table, choices(clerk, year=None))

    assert (file.new_rows, Purchase.history.count()) == (2000, 2000)
