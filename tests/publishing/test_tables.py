import csv
import datetime as dt
import io
import json
from decimal import Decimal

import pytest
import tablib
from hypothesis import given
from hypothesis import strategies as st

from publishing.tables import CellKind, Column, Table, table_schema, to_csv, to_json
from thai.money import MAX_AMOUNT

COLUMNS = (
    Column("code", "รหัส", CellKind.CODE),
    Column("name", "รายการ", description="ชื่อตามข้อบัญญัติ"),
    Column("amount", "บาท", CellKind.AMOUNT),
    Column("count", "จำนวน", CellKind.INTEGER),
    Column("percent", "ร้อยละ", CellKind.PERCENT),
    Column("day", "วันที่", CellKind.DATE),
)
ROW = ("00110", "ซ่อมถนน", Decimal("1234.50"), 3, Decimal("45.67"), dt.date(2022, 10, 1))
THAI = 'น้ำ ปู่ ญู "ตำบล", ที่\nบรรทัดสอง'
FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"]


def table(*rows, columns=COLUMNS, **fields):
    return Table("lines", "รายการงบประมาณ", columns, rows, **fields)


def texts(*values):
    return table(*[(value,) for value in values], columns=(Column("text", "ข้อความ"),))


def amounts(*values):
    return table(*[(value,) for value in values], columns=(Column("baht", "บาท", CellKind.AMOUNT),))


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


# ------------------------------------------------------------------ CSV
def test_a_row_is_written_in_plain_figures_and_iso_dates():
    data = to_csv(table(ROW), header="keys")

    assert data == (
        b"\xef\xbb\xbfcode,name,amount,count,percent,day\r\n"
        + "00110,ซ่อมถนน,1234.50,3,45.67,2022-10-01\r\n".encode()
    )


def test_people_read_thai_headings():
    data = to_csv(table(), header="labels")

    assert read_csv(data) == [["รหัส", "รายการ", "บาท", "จำนวน", "ร้อยละ", "วันที่"]]


def test_nothing_is_an_empty_cell():
    data = to_csv(table([None] * 6), header="keys")

    assert read_csv(data)[1] == [""] * 6


def test_tablib_reads_what_the_csv_module_reads():
    data = to_csv(table(ROW, ROW), header="labels")

    dataset = tablib.Dataset().load(data.decode("utf-8-sig"), format="csv")

    assert [dataset.headers, *map(list, dataset)] == read_csv(data)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(text):
    assert read_csv(to_csv(texts(text), header="keys"))[1] == [f"'{text}"]


def test_a_code_that_a_spreadsheet_would_compute_gets_an_apostrophe():
    codes = table(("=1",), columns=COLUMNS[:1])

    assert read_csv(to_csv(codes, header="keys"))[1] == ["'=1"]


def test_a_negative_amount_stays_a_number():
    assert read_csv(to_csv(amounts(Decimal("-5")), header="keys"))[1] == ["-5.00"]


def test_thai_quotes_commas_and_lines_come_back_whole():
    assert read_csv(to_csv(texts(THAI), header="keys"))[1] == [THAI]


def test_totals_are_no_row_of_the_csv():
    with_totals = table(ROW, totals=("", "รวม", Decimal("1234.50"), 3, None, None))

    assert to_csv(with_totals, header="keys") == to_csv(table(ROW), header="keys")


@given(st.lists(st.decimals(-MAX_AMOUNT, MAX_AMOUNT, places=2), max_size=20))
def test_no_satang_is_lost_in_csv(values):
    rows = read_csv(to_csv(amounts(*values), header="keys"))[1:]

    assert [Decimal(cell) for (cell,) in rows] == values


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize("value", [1.5, 1, "1.50", True])
def test_money_that_is_no_decimal_is_refused(value):
    with pytest.raises(TypeError, match="baht"):
        to_csv(amounts(value), header="keys")


def test_a_part_of_a_satang_is_refused():
    with pytest.raises(ValueError, match=r"baht: 0\.001"):
        to_csv(amounts(Decimal("0.001")), header="keys")


def test_a_moment_is_no_date():
    days = table((dt.datetime(2022, 10, 1, tzinfo=dt.UTC),), columns=COLUMNS[-1:])

    with pytest.raises(TypeError, match="day"):
        to_csv(days, header="keys")


def test_a_row_of_another_width_is_refused():
    with pytest.raises(ValueError, match="argument"):
        to_csv(table(ROW[:-1]), header="keys")


# ------------------------------------------------------------------ JSON
def test_json_names_every_value_and_writes_amounts_as_text():
    document = json.loads(to_json(table(ROW), facts={"as_of": dt.date(2023, 3, 31)}))

    assert document["as_of"] == "2023-03-31"
    assert document["rows"] == [
        {
            "code": "00110",
            "name": "ซ่อมถนน",
            "amount": "1234.50",
            "count": 3,
            "percent": "45.67",
            "day": "2022-10-01",
        }
    ]


def test_json_says_what_its_columns_are():
    document = json.loads(to_json(table(), facts={}))

    assert document["columns"][1] == {
        "name": "name",
        "title": "รายการ",
        "type": "text",
        "description": "ชื่อตามข้อบัญญัติ",
    }


def test_json_keeps_totals_apart_from_rows():
    with_totals = table(ROW, totals=("", "รวม", Decimal("1234.5"), 3, None, None))

    document = json.loads(to_json(with_totals, facts={}))

    assert (len(document["rows"]), document["totals"]["amount"]) == (1, "1234.50")


def test_json_needs_no_apostrophes_and_no_escapes():
    data = to_json(texts("=น้ำ"), facts={})

    assert '"text": "=น้ำ"'.encode() in data


# ------------------------------------------------------------------ schema
def test_the_schema_gives_each_column_its_type_and_its_thai_title():
    fields = table_schema(table())["fields"]

    assert [(each["name"], each["title"], each["type"]) for each in fields] == [
        ("code", "รหัส", "string"),
        ("name", "รายการ", "string"),
        ("amount", "บาท", "number"),
        ("count", "จำนวน", "integer"),
        ("percent", "ร้อยละ", "number"),
        ("day", "วันที่", "date"),
    ]
