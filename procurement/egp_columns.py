"""What the exports of e-GP and of the national open-data portal call things, and what they mean.

The columns are those of `egp_contracts_2568_125.csv` (data.go.th, กรมบัญชีกลาง) with the headers that
other exports write. Every function takes what stands in cells, however it is written.
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from procurement.methods import Method, NoticeKind, WorkKind
from publishing.import_table import ColumnKind, ImportColumn, Value
from thai.dates import BUDDHIST_OFFSET, parse_date
from thai.digits import to_arabic
from thai.fiscal import fiscal_year_of
from thai.text import clean, search_key

PROJECT = ImportColumn(
    "project",
    "รหัสโครงการ",
    (
        "เลขที่โครงการ", "เลขที่โครงการในระบบ e-GP", "เลขที่โครงการ e-GP", "เลขที่โครงการ (e-GP)",
        "เลขโครงการ", "project_id", "projectId", "project_code",
    ),
    kind=ColumnKind.CODE,
    required=True,
    example="66019123456",
)  # fmt: skip
TITLE = ImportColumn(
    "title",
    "ชื่อโครงการ",
    (
        "งานที่ซื้อหรือจ้าง", "งานที่จัดซื้อหรือจัดจ้าง", "ชื่อรายการของงานที่ซื้อหรือจ้าง", "รายการ", "โครงการ",
        "project_name", "title",
    ),
    required=True,
    example="จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3",
)  # fmt: skip
WORK = ImportColumn(
    "work",
    "ชื่อประเภทโครงการ",
    ("ประเภทโครงการ", "ประเภทการจัดหา", "ประเภทการจัดซื้อจัดจ้าง", "project_type_name", "project_type"),
    example="จ้างก่อสร้าง",
)
AGENCY = ImportColumn(
    "agency",
    "ชื่อหน่วยงาน",
    ("หน่วยงาน", "หน่วยงานภาครัฐ", "dept_name", "agency"),
    example="องค์การบริหารส่วนตำบลตัวอย่าง",
)
SUB_AGENCY = ImportColumn(
    "sub_agency",
    "ชื่อหน่วยงานย่อย",
    ("หน่วยงานย่อย", "หน่วยจัดซื้อ", "ชื่อหน่วยจัดซื้อ", "หน่วยจัดซื้อย่อย", "dept_sub_name"),
)
METHOD = ImportColumn(
    "method",
    "วิธีจัดซื้อฯ",
    (
        "วิธีจัดซื้อ", "วิธีการจัดซื้อจัดจ้าง", "วิธีจัดซื้อจัดจ้าง", "วิธีการจัดหา", "วิธีซื้อหรือจ้าง",
        "purchase_method_name", "method",
    ),
    example="วิธีเฉพาะเจาะจง",
)  # fmt: skip
METHOD_GROUP = ImportColumn(
    "method_group",
    "กลุ่มวิธีจัดซื้อฯ",
    ("กลุ่มวิธีจัดซื้อ", "กลุ่มวิธีการจัดซื้อจัดจ้าง", "กลุ่มวิธีจัดซื้อจัดจ้าง", "purchase_method_group_name"),
)
ANNOUNCED = ImportColumn(
    "announced", "วันที่ประกาศ", ("วันประกาศ", "ประกาศเมื่อ", "announce_date"), example="9 ม.ค. 66"
)
RECORDED = ImportColumn(
    "recorded",
    "วันที่เกิดรายการ",
    ("วันที่ทำรายการ", "วันที่บันทึก", "transaction_date"),
)
ALLOCATED = ImportColumn(
    "allocated",
    "งบประมาณ(บาท)",
    (
        "งบประมาณโครงการ", "วงเงินงบประมาณ", "วงเงินงบประมาณที่ได้รับจัดสรร", "วงเงินงบประมาณโครงการ",
        "project_money", "budget",
    ),
    kind=ColumnKind.AMOUNT,
    example="500,000.00",
)  # fmt: skip
MEDIAN_PRICE = ImportColumn(
    "median_price",
    "ราคากลาง(บาท)",
    ("ราคากลาง (ราคาอ้างอิง)", "ราคาอ้างอิง", "price_build", "median_price"),
    kind=ColumnKind.AMOUNT,
    example="490,000.00",
)
PRICE = ImportColumn(
    "price",
    "ราคาตกลงซื้อ/จ้าง",
    (
        "ราคาที่ตกลงซื้อหรือจ้าง", "ราคาตกลงซื้อหรือจ้าง", "ราคาที่ตกลงซื้อ/จ้าง", "วงเงินสัญญา", "ราคาสัญญา",
        "sum_price_agree", "price_agree",
    ),
    kind=ColumnKind.AMOUNT,
    example="480,000.00",
)  # fmt: skip
FISCAL_YEAR = ImportColumn(
    "fiscal_year",
    "ปีงบประมาณ",
    ("ปีงบประมาณ พ.ศ.", "ปี", "budget_year", "fiscal_year"),
    example="2566",
)
PROVINCE = ImportColumn("province", "จังหวัด", ("ชื่อจังหวัด", "province"))
EGP_COLUMNS = (
    PROJECT, TITLE, WORK, AGENCY, SUB_AGENCY, METHOD, METHOD_GROUP, ANNOUNCED, ALLOCATED,
    MEDIAN_PRICE, PRICE, FISCAL_YEAR, RECORDED, PROVINCE,
)  # fmt: skip

_PLAUSIBLE_YEARS = range(2500, 2700)
_NOTHING = {"", "-", "–", "—", "ไม่มี", "n/a", "null"}
# What the words of a method are, without spaces, brackets and วิธี; the longest is looked for first.
_METHOD_WORDS: dict[str, Method] = {
    "ประกวดราคาอิเล็กทรอนิกส์": Method.E_BIDDING,
    "ebidding": Method.E_BIDDING,
    "ตลาดอิเล็กทรอนิกส์": Method.E_MARKET,
    "emarket": Method.E_MARKET,
    "สอบราคา": Method.PRICE_INQUIRY,
    "คัดเลือก": Method.SELECTION,
    "เฉพาะเจาะจง": Method.SPECIFIC,
    "ตกลงราคา": Method.SPECIFIC,  # its name until the act of 2560
    "ประกวดแบบ": Method.DESIGN_CONTEST,
}
_OPEN = "ประกาศเชิญชวนทั่วไป"
_CONSULTANT: dict[Method | None, Method] = {
    None: Method.CONSULTANT_OPEN,
    Method.SELECTION: Method.CONSULTANT_SELECTION,
    Method.SPECIFIC: Method.CONSULTANT_SPECIFIC,
}
_DESIGN: dict[Method | None, Method] = {
    None: Method.DESIGN_OPEN,
    Method.SELECTION: Method.DESIGN_SELECTION,
    Method.SPECIFIC: Method.DESIGN_SPECIFIC,
    Method.DESIGN_CONTEST: Method.DESIGN_CONTEST,
}
_NOTICE_WORDS: tuple[tuple[str, NoticeKind], ...] = (
    ("ยกเลิกประกาศรายชื่อผู้ชนะ", NoticeKind.WINNER_CANCELLED),
    ("ยกเลิกประกาศผู้ชนะ", NoticeKind.WINNER_CANCELLED),
    ("เปลี่ยนแปลงประกาศรายชื่อผู้ชนะ", NoticeKind.WINNER_CHANGED),
    ("เปลี่ยนแปลงประกาศผู้ชนะ", NoticeKind.WINNER_CHANGED),
    ("ยกเลิกประกาศเชิญชวน", NoticeKind.INVITATION_CANCELLED),
    ("เปลี่ยนแปลงประกาศเชิญชวน", NoticeKind.INVITATION_CHANGED),
    ("ประกาศรายชื่อผู้ชนะ", NoticeKind.WINNER),
    ("ประกาศผู้ชนะ", NoticeKind.WINNER),
    ("ผู้ได้รับการคัดเลือก", NoticeKind.WINNER),
    ("แผนการจัดซื้อจัดจ้าง", NoticeKind.PLAN),
    ("ร่างเอกสาร", NoticeKind.DRAFT_DOCUMENTS),
    ("ร่างประกาศ", NoticeKind.DRAFT_DOCUMENTS),
    ("ราคากลาง", NoticeKind.MEDIAN_PRICE),
    ("ประกาศเชิญชวน", NoticeKind.INVITATION),
)
_BEGINNING = re.compile(r"^(?:ประกาศ)?(?:ประกวดราคา|สอบราคา)(?=ซื้อ|จ้าง|เช่า)")
_ENDING = re.compile(
    r" ?(?:โดย|ด้วย)วิธี(?:เฉพาะเจาะจง|คัดเลือก|สอบราคา|ประกวดราคาอิเล็กทรอนิกส์|ตลาดอิเล็กทรอนิกส์)"
    r"(?: ?\(e-(?:bidding|market)\))?$",
    re.IGNORECASE,
)
# Longest first where one begins another.
_WORK_WORDS: tuple[tuple[str, WorkKind], ...] = (
    ("จ้างก่อสร้าง", WorkKind.WORKS),
    ("ก่อสร้าง", WorkKind.WORKS),
    ("จ้างที่ปรึกษา", WorkKind.CONSULTANCY),
    ("ที่ปรึกษา", WorkKind.CONSULTANCY),
    ("จ้างออกแบบ", WorkKind.DESIGN),
    ("จ้างควบคุมงาน", WorkKind.DESIGN),
    ("ออกแบบ", WorkKind.DESIGN),
    ("ควบคุมงาน", WorkKind.DESIGN),
    ("เช่า", WorkKind.LEASE),
    ("จัดซื้อ", WorkKind.GOODS),
    ("ซื้อ", WorkKind.GOODS),
    ("จ้าง", WorkKind.SERVICES),
)


def method_of(*texts: str) -> Method | None:
    """Return the method that the cells of one row name; `None` where they name none.

    The national export has two columns swapped: the one holds the name of the list ("วิธีการจัดหา
    ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"), the other the method. So every cell is read, and one that
    names several methods says nothing. ประเภทโครงการ may stand last: จ้างที่ปรึกษา by คัดเลือก.
    """
    told = [letters for letters in map(_letters, texts) if len(_methods_in(letters)) <= 1]
    named = [method for letters in told for method in _methods_in(letters)]
    method = named[0] if named else None
    joined = " ".join(told)
    if method is None and _OPEN not in joined:
        return None
    if "ที่ปรึกษา" in joined:
        return _CONSULTANT.get(method, method)
    if "ออกแบบ" in joined or "ควบคุมงาน" in joined:
        return _DESIGN.get(method, method)
    return method


def plain_title(title: str) -> str:
    """Return a title as the portal calls what is bought: without the method, clean."""
    return without_method(" ".join(clean(title).split()))


def without_method(title: str) -> str:
    """Return a title without the words of the method that e-GP writes at its ends."""
    return _ENDING.sub("", _BEGINNING.sub("", title)) or title


def work_kind_of(*texts: str) -> WorkKind | None:
    """Return what is bought, by ประเภทโครงการ or by the first words of a title; the first that tells."""
    for text in texts:
        letters = _letters(text)
        for word, kind in _WORK_WORDS:
            if letters.startswith((word, f"งาน{word}", f"โครงการ{word}", f"ประกวดราคา{word}")):
                return kind
    return None


def notice_kind_of(text: str) -> NoticeKind | None:
    """Return the announcement that a label of the feed names."""
    letters = _letters(text)
    return next((kind for word, kind in _NOTICE_WORDS if word in letters), None)


def day_of(text: str) -> dt.date | None:
    """Return a day, "5 ก.ย. 68" or "2025-09-05T00:00:00"; `None` for "-". Raises `InvalidDate`."""
    text = re.sub(r"(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(น\.)?$", "", text.strip())
    return None if is_nothing(text) else parse_date(text)


def project_number(text: str) -> str:
    """Return a project number with its digits alone, "" for none; what is no number stays itself."""
    text = to_arabic(search_key(text)).replace(" ", "")
    if is_nothing(text):
        return ""
    digits = re.sub(r"[-.]", "", text.removesuffix(".0"))
    return digits if digits.isdigit() else text.upper()


def is_project_number(text: str) -> bool:
    """Whether it may be the number of a project: 11 digits. Plans begin with a letter."""
    return bool(re.fullmatch("[0-9]{11}", text))


def is_record_number(text: str) -> bool:
    """Whether it is the number of a project, or of a plan such as "P66010012345"."""
    return is_project_number(text) or bool(re.fullmatch("[A-Z]{1,2}[0-9]{6,18}", text))


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return " ".join(text.split()).casefold() in _NOTHING


def known_amount(value: Value) -> Decimal | None:
    """Return an amount; e-GP writes "-" or 0 where a price is not known yet."""
    return value if isinstance(value, Decimal) and value else None


def fiscal_year_in(row: Mapping[str, Value], day: dt.date | None) -> int | None:
    """Return the year that a row states (Buddhist era, also when written as Common Era), else of `day`."""
    text = to_arabic(str(row.get("fiscal_year") or "")).strip().removesuffix(".0")
    if text.isdigit() and len(text) == 4:
        year = int(text) + BUDDHIST_OFFSET if int(text) < 2400 else int(text)
        if year in _PLAUSIBLE_YEARS:
            return year
    return fiscal_year_of(day) if day else None


def fiscal_year_of_number(number: str) -> int | None:
    """Return the fiscal year in which a project was opened: 6711… is November 2567, so 2568."""
    digits = number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    year, month = digits[:2], digits[2:4]
    if not (year + month).isdigit() or not 1 <= int(month or 0) <= 12:
        return None
    return 2500 + int(year) + (int(month) >= 10)


def _letters(text: str) -> str:
    """Return a label without spaces, dashes and brackets: "e - bidding" is "ebidding"."""
    return re.sub(r"[\s()\[\]\-–.]", "", search_key(text))


def _methods_in(letters: str) -> list[Method]:
    """Return the methods that a label names, each once."""
    return [*dict.fromkeys(method for word, method in _METHOD_WORDS.items() if word in letters)]
