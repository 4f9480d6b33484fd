"""The columns that tables of purchases may have, with the headers that offices and e-GP write.

The labels are the headers of our own export, so that what was taken out can be brought again.
"""

from procurement import egp_columns as egp
from publishing.import_table import MAX_LONG_TEXT, ColumnKind, ImportColumn

AGENCY = ImportColumn("agency", "ชื่อหน่วยงาน", ("หน่วยงานภาครัฐ", "ชื่อ อปท.", "dept_name", "agency"))
REFERENCE = ImportColumn(
    "reference",
    "เลขที่งานในเว็บไซต์",
    ("เลขที่งานในพอร์ทัล", "reference"),
    kind=ColumnKind.CODE,
)
YEAR = ImportColumn(
    "fiscal_year", egp.FISCAL_YEAR.label, (*egp.FISCAL_YEAR.synonyms, "ปี พ.ศ."), example="2566"
)
EGP_NUMBER = ImportColumn(
    "egp_number",
    "เลขที่โครงการในระบบ e-GP",
    (
        *(each for each in (egp.PROJECT.label, *egp.PROJECT.synonyms) if "ในระบบ" not in each),
        "e-GP", "เลข e-GP", "egp_number",
    ),
    kind=ColumnKind.CODE,
    example="65117000001",
)  # fmt: skip
PLAN_NUMBER = ImportColumn(
    "plan_number",
    "เลขที่แผน",
    ("รหัสแผน", "รหัสแผนจัดซื้อจัดจ้าง", "เลขที่แผนจัดซื้อจัดจ้าง", "รหัสแผนการจัดซื้อจัดจ้าง", "plan_number"),
    kind=ColumnKind.CODE,
    example="P65110000001",
)
TITLE = ImportColumn(
    "title",
    "งานที่ซื้อหรือจ้าง",
    (
        *(each for each in (egp.TITLE.label, *egp.TITLE.synonyms) if each != "งานที่ซื้อหรือจ้าง"),
        "งานที่จะซื้อหรือจ้าง", "งานจัดซื้อจัดจ้าง", "รายการจัดซื้อจัดจ้าง", "รายการพัสดุที่จัดซื้อจัดจ้าง", "ชื่องาน",
    ),
    required=True,
    example="จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3",
)  # fmt: skip
KIND = ImportColumn(
    "kind",
    "ประเภทการจัดหา",
    tuple(each for each in (egp.WORK.label, *egp.WORK.synonyms) if each != "ประเภทการจัดหา")
    + ("ประเภทงาน", "kind"),
    example="จ้างก่อสร้าง",
)
METHOD = ImportColumn(
    "method",
    "วิธีซื้อหรือจ้าง",
    tuple(each for each in (egp.METHOD.label, *egp.METHOD.synonyms) if each != "วิธีซื้อหรือจ้าง")
    + ("วิธีการซื้อหรือจ้าง", "วิธี"),
    example="วิธีเฉพาะเจาะจง",
)
METHOD_GROUP = egp.METHOD_GROUP
SOURCE = ImportColumn(
    "source",
    "แหล่งที่มาของงบประมาณ",
    ("แหล่งเงิน", "แหล่งงบประมาณ", "แหล่งที่มา", "แหล่งที่มาของเงิน", "ประเภทเงิน", "source"),
    example="ข้อบัญญัติงบประมาณรายจ่าย",
)
BUDGET_LINE = ImportColumn(
    "budget_line",
    "รายการงบประมาณ",
    ("รหัสงบประมาณ", "รายการในข้อบัญญัติ", "รายการตามข้อบัญญัติ", "รหัสรายการงบประมาณ", "budget_line"),
)
VILLAGE = ImportColumn(
    "village",
    "หมู่บ้าน",
    ("หมู่ที่", "หมู่", "พื้นที่ดำเนินการ", "พื้นที่", "สถานที่ดำเนินการ", "สถานที่", "village"),
)
UNIT = ImportColumn(
    "unit",
    "หน่วยงานรับผิดชอบ",
    (
        "หน่วยงานที่รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ", "ผู้รับผิดชอบ", "กอง", "สำนัก/กอง", "ส่วนราชการ", "หน่วยงาน",
        "unit",
    ),
)  # fmt: skip
ALLOCATED = ImportColumn(
    "allocated",
    "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
    (
        egp.ALLOCATED.label, "งบประมาณ", "วงเงินงบประมาณ", "งบประมาณโครงการ", "วงเงินงบประมาณโครงการ",
        "งบประมาณที่ได้รับ", "วงเงินที่ได้รับจัดสรร", "project_money", "allocated",
    ),
    kind=ColumnKind.AMOUNT,
    example="500,000.00",
)  # fmt: skip
AMOUNT = ImportColumn(
    "amount",
    "วงเงินที่จะซื้อหรือจ้าง (บาท)",
    (
        "วงเงินที่ซื้อหรือจ้าง", "วงเงินที่จะซื้อ/จ้าง", "วงเงินที่จะจัดซื้อจัดจ้าง", "วงเงิน", "จำนวนเงิน",
        "จำนวนเงินรวมที่จัดซื้อจัดจ้าง", "amount",
    ),
    kind=ColumnKind.AMOUNT,
    example="500,000.00",
)  # fmt: skip
PLANNED_ON = ImportColumn(
    "planned_on",
    "คาดว่าจะประกาศ",
    (
        "คาดว่าจะประกาศจัดซื้อจัดจ้าง", "คาดว่าจะประกาศ (เดือน/ปี)", "คาดว่าจะประกาศจัดซื้อจัดจ้าง (เดือน/ปี)",
        "เดือนที่คาดว่าจะประกาศ", "กำหนดการ", "ช่วงเวลาที่ต้องเริ่มจัดซื้อจัดจ้าง", "planned_on",
    ),
    example="พ.ย. 2565",
)  # fmt: skip
MEDIAN_PRICE = ImportColumn(
    "median_price",
    "ราคากลาง (บาท)",
    ("ราคากลาง", *egp.MEDIAN_PRICE.synonyms),
    kind=ColumnKind.AMOUNT,
    example="490,000.00",
)
MEDIAN_ON = ImportColumn(
    "median_on", "วันที่กำหนดราคากลาง", ("วันที่ราคากลาง", "median_on"), example="1 ธ.ค. 2565"
)
ANNOUNCED_ON = ImportColumn(
    "announced_on",
    "วันที่ประกาศเชิญชวน",
    (egp.ANNOUNCED.label, *egp.ANNOUNCED.synonyms, "ประกาศเชิญชวน", "announced_on"),
)
WINNER_ON = ImportColumn(
    "winner_on",
    "วันที่ประกาศผู้ชนะ",
    ("วันที่ประกาศผู้ชนะการเสนอราคา", "ประกาศผู้ชนะ", "winner_on"),
)
BIDS = ImportColumn(
    "bids",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ",
    ("ผู้เสนอราคาและราคาที่เสนอ", "ผู้เสนอราคา", "รายชื่อผู้เสนอราคา", "bids"),
    example="หจก. ตัวอย่างก่อสร้าง 480,000.00 บาท",
    longest=MAX_LONG_TEXT,
)
VENDOR = ImportColumn(
    "vendor",
    "ผู้ได้รับการคัดเลือก",
    (
        "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก", "ผู้ประกอบการที่ได้รับการคัดเลือก", "ชื่อผู้ประกอบการ", "ผู้ชนะ",
        "ผู้ชนะการเสนอราคา", "คู่สัญญา", "ผู้รับจ้าง", "ผู้ขาย", "ผู้ขาย/ผู้รับจ้าง", "ผู้รับจ้าง/ผู้ขาย", "ร้านค้า", "vendor",
    ),
    example="หจก. ตัวอย่างก่อสร้าง",
)  # fmt: skip
TAX_NUMBER = ImportColumn(
    "tax_number",
    "เลขประจำตัวผู้เสียภาษี",
    (
        "เลขประจำตัวผู้เสียภาษีอากร", "เลขผู้เสียภาษี", "เลขประจำตัวผู้เสียภาษี/เลขประจำตัวประชาชน",
        "เลขประจำตัวผู้เสียภาษี 13 หลัก", "tax_number",
    ),
    kind=ColumnKind.CODE,
)  # fmt: skip
PRICE = ImportColumn(
    "price",
    "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
    (
        egp.PRICE.label, "ราคาที่ตกลงซื้อหรือจ้าง", "ราคาตกลงซื้อหรือจ้าง", "ราคาที่ตกลงซื้อ/จ้าง", "ราคาที่ตกลง",
        "วงเงินสัญญา", "ราคาสัญญา", "ราคาตามสัญญา", "มูลค่าสัญญา", "sum_price_agree", "price_agree", "price",
    ),
    kind=ColumnKind.AMOUNT,
    example="480,000.00",
)  # fmt: skip
WINNER = ImportColumn(
    "winner",
    "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
    ("ผู้ได้รับการคัดเลือกและราคา", "ผู้ที่ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง", "ผู้ได้รับการคัดเลือกและราคาที่ตกลง"),
)
CONTRACT_NUMBER = ImportColumn(
    "contract_number",
    "เลขที่สัญญาหรือข้อตกลง",
    ("เลขที่สัญญา", "สัญญาเลขที่", "เลขที่ใบสั่งซื้อ/สั่งจ้าง", "เลขที่ใบสั่งซื้อ", "เลขที่ใบสั่งจ้าง", "เลขคุมสัญญา", "เลขที่"),
    kind=ColumnKind.CODE,
    example="12/2566",
)
CONTRACT_ON = ImportColumn(
    "contract_on",
    "วันที่ทำสัญญาหรือข้อตกลง",
    (
        "วันที่สัญญา", "วันที่ลงนามในสัญญา", "วันที่ลงนาม", "วันที่ทำสัญญา", "ลงวันที่", "วันที่ใบสั่งซื้อ/สั่งจ้าง",
        egp.RECORDED.label, *egp.RECORDED.synonyms, "contract_on",
    ),
    example="20 ธ.ค. 2565",
)  # fmt: skip
CONTRACT = ImportColumn(
    "contract",
    "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
    ("เลขที่และวันที่ของสัญญาหรือข้อตกลง", "เลขที่และวันที่ของสัญญา", "เลขที่และวันที่สัญญา"),
)
STARTS_ON = ImportColumn(
    "starts_on",
    "วันที่เริ่มต้นสัญญา",
    ("วันเริ่มสัญญา", "วันที่เริ่มสัญญา", "เริ่มสัญญา", "วันเริ่มต้นสัญญา", "starts_on"),
    example="21 ธ.ค. 2565",
)
ENDS_ON = ImportColumn(
    "ends_on",
    "วันที่สิ้นสุดสัญญา",
    ("วันสิ้นสุดสัญญา", "สิ้นสุดสัญญา", "ครบกำหนดสัญญา", "วันครบกำหนดสัญญา", "ends_on"),
    example="20 มี.ค. 2566",
)
ACCEPTED_ON = ImportColumn(
    "accepted_on", "วันที่ตรวจรับ", ("ตรวจรับ", "วันตรวจรับ", "วันที่ตรวจรับพัสดุ", "accepted_on")
)
REASON = ImportColumn(
    "reason",
    "เหตุผลที่คัดเลือกโดยสรุป",
    ("เหตุผลที่คัดเลือก", "เหตุผล", "เหตุผลโดยสรุป", "reason"),
    example="เสนอราคาต่ำสุดและมีคุณสมบัติครบถ้วน",
    longest=MAX_LONG_TEXT,
)
REASON_CODE = ImportColumn(
    "reason_code",
    "เหตุผลสนับสนุน",
    ("รหัสเหตุผลสนับสนุน", "เหตุผลสนับสนุน (รหัส)", "reason_code"),
    kind=ColumnKind.CODE,
)
STATUS = ImportColumn(
    "status", "สถานะการจัดซื้อจัดจ้าง", ("สถานะ", "สถานะโครงการ", "สถานะสัญญา", "status")
)
CANCELLED_ON = ImportColumn("cancelled_on", "วันที่ยกเลิก", ("ยกเลิกเมื่อ", "cancelled_on"))
CANCEL_REASON = ImportColumn(
    "cancel_reason", "เหตุผลที่ยกเลิก", ("cancel_reason",), longest=MAX_LONG_TEXT
)

PURCHASE_COLUMNS = (
    AGENCY, REFERENCE, YEAR, EGP_NUMBER, PLAN_NUMBER, TITLE, KIND, METHOD, METHOD_GROUP, SOURCE,
    BUDGET_LINE, VILLAGE, UNIT, ALLOCATED, AMOUNT, PLANNED_ON, MEDIAN_PRICE, MEDIAN_ON,
    ANNOUNCED_ON, BIDS, WINNER_ON, VENDOR, TAX_NUMBER, PRICE, WINNER, CONTRACT_NUMBER, CONTRACT_ON,
    CONTRACT, STARTS_ON, ENDS_ON, ACCEPTED_ON, REASON, REASON_CODE, STATUS, CANCELLED_ON,
    CANCEL_REASON,
)  # fmt: skip
# What our own export has: everything that stands in one cell alone.
_JOINED = {AGENCY.name, METHOD_GROUP.name, WINNER.name, CONTRACT.name}
EXPORTED_COLUMNS = tuple(each for each in PURCHASE_COLUMNS if each.name not in _JOINED)
