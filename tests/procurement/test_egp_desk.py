"""Bringing what e-GP says: from files, from the feed, again, and in pieces."""

import csv
import io
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Sum

from procurement.egp_desk import EgpRefused, bring_feed, bring_file
from procurement.methods import Method, NoticeKind
from procurement.models import EgpRecord, Purchase
from tests.procurement.egp_samples import PROJECT, feed, item
from tests.procurement.egp_servers import QUICK, says, server

EXPORT = settings.BASE_DIR.parent / "shared" / "data" / "egp_contracts_2568_125.csv"
beside_the_shared_folder = pytest.mark.skipif(
    not EXPORT.is_file(), reason="the published file is not beside this clone"
)
HEADER = [
    "ลำดับ", "รหัสโครงการ", "ชื่อโครงการ", "ชื่อประเภทโครงการ", "ชื่อหน่วยงาน", "ชื่อหน่วยงานย่อย", "วิธีจัดซื้อฯ",
    "กลุ่มวิธีจัดซื้อฯ", "วันที่ประกาศ", "งบประมาณ(บาท)", "ราคากลาง(บาท)", "ราคาตกลงซื้อ/จ้าง", "ปีงบประมาณ",
    "วันที่เกิดรายการ", "จังหวัด",
]  # fmt: skip
LIST_NAME = "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"
ROW = {
    "ลำดับ": "1",
    "รหัสโครงการ": "68019000001",
    "ชื่อโครงการ": "ซื้อน้ำมันเบรก จำนวน  ๒ รายการ โดยวิธีเฉพาะเจาะจง",
    "ชื่อประเภทโครงการ": "ซื้อ",
    "ชื่อหน่วยงาน": "องค์การบริหารส่วนตำบลตัวอย่าง",
    "ชื่อหน่วยงานย่อย": "องค์การบริหารส่วนตำบลตัวอย่าง",
    "วิธีจัดซื้อฯ": LIST_NAME,
    "กลุ่มวิธีจัดซื้อฯ": "เฉพาะเจาะจง",
    "วันที่ประกาศ": "-",
    "งบประมาณ(บาท)": "1500",
    "ราคากลาง(บาท)": "1480",
    "ราคาตกลงซื้อ/จ้าง": "1479.81",
    "ปีงบประมาณ": "2568",
    "วันที่เกิดรายการ": "5 ก.ย. 68",
    "จังหวัด": "ตรัง",
}


def table(*rows, encoding="utf-8"):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for row in rows or [{}]:
        writer.writerow((ROW | row)[name] for name in HEADER)
    return text.getvalue().encode(encoding)


def counts(brought):
    return (brought.new, brought.changed, brought.unchanged)


# ------------------------------------------------------------------ saved feeds
def test_a_saved_feed_becomes_records(clerk):
    assert counts(bring_file(feed(item()), name="egp.xml", by=clerk)) == (1, 0, 0)
    record = EgpRecord.objects.get()
    facts = (record.project, record.kind, record.method, record.fiscal_year, record.allocated)
    assert facts == (PROJECT, NoticeKind.INVITATION, Method.E_BIDDING, 2566, None)


def test_the_same_feed_again_changes_nothing(clerk):
    bring_file(feed(item()), name="egp.xml", by=clerk)
    before = list(EgpRecord.objects.values())
    assert counts(bring_file(feed(item()), name="egp.xml", by=clerk)) == (0, 0, 1)
    assert list(EgpRecord.objects.values()) == before


def test_a_changed_title_is_taken(clerk):
    bring_file(feed(item()), name="egp.xml", by=clerk)
    assert counts(bring_file(feed(item(title="ซื้อเรือ")), name="egp.xml", by=clerk)) == (0, 1, 0)
    assert EgpRecord.objects.get().title == "ซื้อเรือ"


def test_a_winner_cancelled_and_announced_anew_stays_three_records(clerk):
    winner, cancelled = "ประกาศรายชื่อผู้ชนะการเสนอราคา", "ยกเลิกประกาศรายชื่อผู้ชนะการเสนอราคา"
    content = feed(
        item(kind=winner, link="https://e.example/1"),
        item(kind=cancelled, day="2023-02-01", link="https://e.example/2"),
        item(kind=winner, day="2023-02-20", link="https://e.example/3"),
    )
    assert counts(bring_file(content, name="egp.xml", by=clerk)) == (3, 0, 0)


def test_nothing_is_published_and_no_purchase_is_made(clerk):
    bring_file(feed(item()), name="egp.xml", by=clerk)
    assert Purchase.objects.count() == 0


def test_who_may_not_add_purchases_brings_nothing(executive):
    with pytest.raises(PermissionDenied):
        bring_file(feed(item()), name="egp.xml", by=executive)
    assert EgpRecord.objects.count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"<html></html>", b"%PDF-1.7", b"a,b\n1,2", b"<!DOCTYPE x><rss/>"]
)
def test_a_file_that_is_neither_is_refused_with_its_name(content, clerk):
    with pytest.raises(EgpRefused, match="egp.bin"):
        bring_file(content, name="egp.bin", by=clerk)


# ------------------------------------------------------------------ tables
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_a_row_of_the_national_export_is_read_whatever_its_letters(encoding, clerk):
    bring_file(table(encoding=encoding), name="e.csv", by=clerk)
    record = EgpRecord.objects.get()
    assert (record.project, record.title, record.method, f"{record.day}", record.price) == (
        "68019000001",
        "ซื้อน้ำมันเบรก จำนวน ๒ รายการ โดยวิธีเฉพาะเจาะจง",
        Method.SPECIFIC,
        "2025-09-05",
        Decimal("1479.81"),
    )


@pytest.mark.parametrize(
    ("method", "group"),
    [(LIST_NAME, "เฉพาะเจาะจง"), ("เฉพาะเจาะจง", LIST_NAME), ("เฉพาะเจาะจง", "")],
)
def test_swapped_columns_of_the_method_do_not_matter(method, group, clerk):
    content = table({"วิธีจัดซื้อฯ": method, "กลุ่มวิธีจัดซื้อฯ": group})
    bring_file(content, name="e.csv", by=clerk)
    assert EgpRecord.objects.get().method == Method.SPECIFIC


def test_an_export_without_a_column_erases_nothing(clerk):
    bring_file(table(), name="e.csv", by=clerk)
    brought = bring_file(table({"ราคาตกลงซื้อ/จ้าง": "-"}), name="e.csv", by=clerk)
    assert counts(brought) == (0, 0, 1)
    assert EgpRecord.objects.get().price == Decimal("1479.81")


def test_a_later_export_with_the_day_of_announcement_is_the_same_record(clerk):
    bring_file(table(), name="e.csv", by=clerk)
    brought = bring_file(table({"วันที่ประกาศ": "1 ก.ย. 68"}), name="e.csv", by=clerk)
    assert counts(brought) == (0, 1, 0)


@pytest.mark.parametrize(
    "row",
    [
        {"รหัสโครงการ": "123"},
        {"รหัสโครงการ": "68019000001"},
        {"รหัสโครงการ": "68999000001", "ปีงบประมาณ": "", "วันที่เกิดรายการ": "-"},
    ],
)
def test_a_row_that_names_no_project_of_its_own_is_left_out_and_told(row, clerk):
    brought = bring_file(table({}, row), name="e.csv", by=clerk)
    assert counts(brought) == (1, 0, 0)
    assert ["3" in note for note in brought.notes] == [True]


def test_a_day_that_cannot_be_read_is_told_and_the_row_is_kept(clerk):
    brought = bring_file(table({"วันที่เกิดรายการ": "32 ก.ย. 68"}), name="e.csv", by=clerk)
    assert (counts(brought), len(brought.notes)) == ((1, 0, 0), 1)
    assert EgpRecord.objects.get().day is None


def test_a_median_price_above_the_budget_is_kept_and_told(clerk):
    brought = bring_file(table({"ราคากลาง(บาท)": "2000"}), name="e.csv", by=clerk)
    assert (counts(brought), len(brought.notes)) == ((1, 0, 0), 1)


def test_an_amount_that_is_none_refuses_the_table(clerk):
    with pytest.raises(EgpRefused):
        bring_file(table({"งบประมาณ(บาท)": "มาก"}), name="e.csv", by=clerk)
    assert EgpRecord.objects.count() == 0


def test_only_our_agency_is_taken_where_that_is_asked(clerk):
    content = table({}, {"รหัสโครงการ": "68019000002", "ชื่อหน่วยงาน": "กรม", "ชื่อหน่วยงานย่อย": "กอง"})
    brought = bring_file(content, name="e.csv", by=clerk, only="อบต.ตัวอย่าง")
    assert (counts(brought), len(brought.notes)) == ((1, 0, 0), 1)


@beside_the_shared_folder
def test_the_published_export_comes_whole_and_again_changes_nothing(clerk):
    content = EXPORT.read_bytes()
    assert counts(bring_file(content, name=EXPORT.name, by=clerk)) == (125, 0, 0)
    sums = EgpRecord.objects.aggregate(Sum("allocated"), Sum("median_price"), Sum("price"))
    assert [*sums.values()] == [Decimal("197909.43"), Decimal("185124.43"), Decimal("184999.33")]
    assert set(EgpRecord.objects.values_list("method", "fiscal_year")) == {("19", 2568)}
    assert counts(bring_file(content, name=EXPORT.name, by=clerk)) == (0, 0, 125)


# ------------------------------------------------------------------ the feed itself
def test_each_of_the_nine_types_is_asked_for(clerk):
    asked = []

    def answer(handler):
        asked.append(handler.path.rpartition("=")[2])
        says(feed(item()))(handler)

    with server(answer) as url:
        brought = bring_feed(f"{url}?deptsubId=1", by=clerk, limits=QUICK, pause=0)
    assert (asked, counts(brought)) == (NoticeKind.values, (1, 0, 0))


def test_an_address_that_names_a_type_is_asked_once(clerk):
    asked = []

    def answer(handler):
        asked.append(handler.path)
        says(feed(item()))(handler)

    with server(answer) as url:
        bring_feed(url, url=f"{url}?anounceType=W0", by=clerk, limits=QUICK, pause=0)
    assert len(asked) == 1


def test_what_came_before_a_failure_is_kept_and_the_failure_told(clerk):
    asked = []

    def answer(handler):
        asked.append(handler.path)
        says(feed(item()) if len(asked) == 1 else b"<html>closed")(handler)

    with server(answer) as url:
        brought = bring_feed(url, by=clerk, limits=QUICK, pause=0)
    assert (counts(brought), brought.is_whole, len(asked)) == ((1, 0, 0), False, 2)


def test_a_feed_that_is_closed_is_told_and_changes_nothing(clerk):
    with server(says(b"<html>closed")) as url, pytest.raises(EgpRefused, match="17.01"):
        bring_feed(url, by=clerk, limits=QUICK, pause=0)
    assert EgpRecord.objects.count() == 0


def test_patience_ends(clerk):
    with server(says(feed(item()))) as url, pytest.raises(EgpRefused):
        bring_feed(url, by=clerk, limits=QUICK, pause=0, patience=-1)
