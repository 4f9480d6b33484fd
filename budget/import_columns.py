"""The columns that tables of budgets may have, with the headers that offices write above them."""

from publishing.import_table import ColumnKind, ImportColumn
from thai.dates import MONTHS, MONTHS_SHORT
from thai.fiscal import FIRST_MONTH

AGENCY = ImportColumn(
    "agency", "หน่วยงาน", ("อปท.", "ชื่อหน่วยงาน", "ชื่อ อปท.", "องค์กรปกครองส่วนท้องถิ่น", "pao", "agency")
)
YEAR = ImportColumn(
    "fiscal_year", "ปีงบประมาณ", ("ปี", "ปีงบประมาณ พ.ศ.", "ปี พ.ศ.", "fiscal_year_be", "year")
)
AREA = ImportColumn("area", "ด้าน", ("area",))
PLAN = ImportColumn(
    "plan",
    "แผนงาน",
    ("ชื่อแผนงาน", "ด้าน/แผนงาน", "แผนงาน/งาน", "plan"),
    required=True,
    fills_down=True,
    example="แผนงานอุตสาหกรรมและการโยธา",
)
WORK = ImportColumn("work", "งาน", ("ชื่องาน", "work"), fills_down=True, example="งานก่อสร้าง")
CLASS = ImportColumn(
    "class",
    "งบ",
    ("งบรายจ่าย", "ประเภทงบ", "ประเภทงบรายจ่าย", "งบ/หมวด", "expense_type", "budget_class", "class"),
    required=True,
    fills_down=True,
    example="งบลงทุน",
)
CATEGORY = ImportColumn(
    "category",
    "หมวด",
    ("หมวดรายจ่าย", "หมวดค่าใช้จ่าย", "หมวด/ประเภทรายจ่าย", "category"),
    fills_down=True,
    example="ค่าที่ดินและสิ่งก่อสร้าง",
)
TYPE = ImportColumn(
    "type",
    "ประเภท",
    ("ประเภทรายจ่าย", "ประเภทค่าใช้จ่าย", "type"),
    example="ค่าก่อสร้างสิ่งสาธารณูปการ",
)
CODE = ImportColumn(
    "code",
    "รหัสรายการ",
    ("รหัส", "เลขที่รายการ", "รหัสงบประมาณ", "รหัสโครงการ", "code"),
    kind=ColumnKind.CODE,
    example="03-12-001",
)
TITLE = ImportColumn(
    "title",
    "รายการ",
    (
        "โครงการ", "ชื่อโครงการ", "รายการ/โครงการ", "โครงการ/รายการ", "โครงการ/กิจกรรม", "ชื่อรายการ",
        "รายการรายจ่าย", "รายละเอียด", "กิจกรรม", "title", "task",
    ),
    example="โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก",
)  # fmt: skip
VILLAGE = ImportColumn(
    "village",
    "หมู่บ้าน",
    ("หมู่ที่", "หมู่", "พื้นที่ดำเนินการ", "พื้นที่", "สถานที่ดำเนินการ", "สถานที่", "village"),
    example="หมู่ที่ 3",
)
UNIT = ImportColumn(
    "unit",
    "หน่วยงานรับผิดชอบ",
    ("หน่วยงานที่รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ", "ผู้รับผิดชอบ", "กอง", "สำนัก/กอง", "ส่วนราชการ", "unit"),
    example="กองช่าง",
)
SOURCE = ImportColumn(
    "source",
    "แหล่งเงิน",
    ("แหล่งที่มา", "แหล่งงบประมาณ", "แหล่งที่มาของเงิน", "ประเภทเงิน", "source"),
    example="ข้อบัญญัติ",
)
STARTS = ImportColumn(
    "starts",
    "เดือนที่เริ่ม",
    ("เริ่ม", "เดือนเริ่มต้น", "เริ่มดำเนินการ", "starts"),
    kind=ColumnKind.MONTH,
    example="ม.ค.",
)
ENDS = ImportColumn(
    "ends",
    "เดือนที่สิ้นสุด",
    ("สิ้นสุด", "เดือนสิ้นสุด", "แล้วเสร็จ", "ends"),
    kind=ColumnKind.MONTH,
    example="มี.ค.",
)
EXPLANATION = ImportColumn(
    "explanation",
    "คำชี้แจง",
    ("คำชี้แจงงบประมาณ", "คำอธิบาย", "รายละเอียดคำชี้แจง", "explanation"),
    example="ขนาดกว้าง 4 เมตร ยาว 500 เมตร",
)
AMOUNT = ImportColumn(
    "amount",
    "งบประมาณ",
    (
        "งบประมาณอนุมัติ", "งบประมาณที่ตั้งไว้", "งบประมาณที่ได้รับอนุมัติ", "งบประมาณที่ได้รับ", "จำนวนเงิน",
        "วงเงิน", "วงเงินงบประมาณ", "งบประมาณตามข้อบัญญัติ", "งบประมาณรายจ่าย", "ประมาณการรายจ่าย",
        "ตั้งไว้", "รวม", "amount", "amount_baht",
    ),
    kind=ColumnKind.AMOUNT,
    required=True,
    example="500,000.00",
)  # fmt: skip
LINE_COLUMNS = (
    AGENCY, YEAR, AREA, PLAN, WORK, CLASS, CATEGORY, TYPE, CODE, TITLE, VILLAGE, UNIT, SOURCE,
    STARTS, ENDS, EXPLANATION, AMOUNT,
)  # fmt: skip

GROUP = ImportColumn(
    "group",
    "ประเภทรายได้",
    ("รายได้", "ประเภทรายรับ", "รายรับ", "แหล่งรายได้", "ที่มาของรายได้", "income_type", "group"),
    required=True,
    fills_down=True,
    example="รายได้จัดเก็บเอง",
)
REVENUE_CATEGORY = ImportColumn(
    "category",
    "หมวดรายได้",
    ("หมวด", "หมวดรายรับ", "ประเภทหมวด", "category"),
    fills_down=True,
    example="หมวดภาษีอากร",
)
REVENUE_TITLE = ImportColumn(
    "title", "รายการ", ("ชื่อรายการ", "รายละเอียด", "title"), example="ภาษีที่ดินและสิ่งปลูกสร้าง"
)
REVENUE_AMOUNT = ImportColumn(
    "amount",
    "ประมาณการ",
    (
        "ประมาณการรายรับ", "ประมาณการรายได้", "จำนวนเงิน", "รายรับ", "งบประมาณ", "ยอดเงิน", "รวม",
        "amount", "amount_baht",
    ),
    kind=ColumnKind.AMOUNT,
    required=True,
    example="1,250,000.00",
)  # fmt: skip
POPULATION = ImportColumn("population", "จำนวนประชากร", ("ประชากร", "population"))
REVENUE_COLUMNS = (
    AGENCY, YEAR, GROUP, REVENUE_CATEGORY, REVENUE_TITLE, POPULATION, REVENUE_AMOUNT,
)  # fmt: skip

MONTH = ImportColumn(
    "month", "เดือน", ("ประจำเดือน", "เดือนที่เบิกจ่าย", "month"), kind=ColumnKind.MONTH, example="ต.ค."
)
SPENT = ImportColumn(
    "amount",
    "เบิกจ่าย",
    (
        "เบิกจ่ายเดือนนี้", "เบิกจ่ายในเดือน", "เบิกจ่ายในเดือนนี้", "จ่ายเดือนนี้", "รายจ่ายเดือนนี้", "เดือนนี้",
        "จำนวนเงินเบิกจ่าย", "ยอดเบิกจ่าย", "ผลการเบิกจ่าย", "จำนวนเงิน", "amount", "spent",
    ),
    kind=ColumnKind.AMOUNT,
    example="125,000.00",
)  # fmt: skip
TO_DATE = ImportColumn(
    "to_date",
    "เบิกจ่ายสะสม",
    (
        "ตั้งแต่ต้นปี", "เบิกจ่ายตั้งแต่ต้นปี", "รายจ่ายตั้งแต่ต้นปี", "ตั้งแต่ต้นปีถึงปัจจุบัน", "สะสม", "ยอดสะสม",
        "เบิกจ่ายแล้ว", "รวมเบิกจ่าย", "ตั้งแต่ต้นปีถึงเดือนนี้", "to_date",
    ),
    kind=ColumnKind.AMOUNT,
)  # fmt: skip


def month_column(number: int) -> str:
    """Return the name of the column that holds the spending of a fiscal month."""
    return f"m{number}"


def _month_columns() -> tuple[ImportColumn, ...]:
    places = [(FIRST_MONTH - 1 + number) % 12 for number in range(12)]
    return tuple(
        ImportColumn(
            month_column(number),
            MONTHS[place],
            (
                MONTHS_SHORT[place],
                f"เดือน{MONTHS[place]}",
                *(f"{MONTHS_SHORT[place]} {year}" for year in range(60, 90)),
            ),
            kind=ColumnKind.AMOUNT,
        )
        for number, place in enumerate(places, start=1)
    )


def _optional(column: ImportColumn) -> ImportColumn:
    return ImportColumn(
        column.name,
        column.label,
        column.synonyms,
        kind=column.kind,
        fills_down=column.fills_down,
        example=column.example,
    )


MONTH_COLUMNS = _month_columns()
SPENDING_COLUMNS = (
    AGENCY, YEAR, AREA, *map(_optional, (PLAN, WORK, CLASS, CATEGORY, TYPE)), CODE, TITLE, VILLAGE,
    MONTH, SPENT, TO_DATE, *MONTH_COLUMNS,
)  # fmt: skip
