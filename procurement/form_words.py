"""What the official forms are called and what stands around their tables, in Thai as on paper. Pure."""

from procurement.form_content import Form, FormKind, Standing
from procurement.form_rows import allocated_of, current_of
from thai.dates import MONTHS, buddhist_year, long_date
from thai.fiscal import FiscalYear, Period
from thai.money import format_baht

TITLES = {
    FormKind.MONTHLY: "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน",
    FormKind.QUARTERLY: (
        "รายละเอียดแนบท้ายประกาศผลผู้ชนะการจัดซื้อจัดจ้างหรือผู้ได้รับการคัดเลือก "
        "และสาระสำคัญของสัญญาหรือข้อตกลงเป็นหนังสือ"
    ),
    FormKind.ITA: "รายการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ (แบบฟอร์ม ITA)",
    FormKind.PLAN: "แผนการจัดซื้อจัดจ้าง",
    FormKind.SUMMARY: "รายงานสรุปผลการจัดซื้อจัดจ้าง",
    FormKind.PROGRESS: "รายงานความก้าวหน้าการจัดซื้อจัดจ้าง",
}
SHORT_TITLES = TITLES | {
    FormKind.MONTHLY: "สรุปผลการจัดซื้อจัดจ้างรายเดือน (แบบ สขร.1)",
    FormKind.QUARTERLY: "ประกาศผลผู้ชนะรายไตรมาส",
    FormKind.ITA: "รายการจัดซื้อจัดจ้าง (แบบฟอร์ม ITA)",
}
# ว 62: what the codes of the last column stand for.
REASONS = (
    "เหตุผลสนับสนุน: 1 หมายถึง จัดซื้อจัดจ้างรายย่อยตามหนังสือ ว 119, "
    "2 หมายถึง ค่าใช้จ่ายในการบริหารงานตามหนังสือ ว 322, "
    "3 หมายถึง กรณีจำเป็นเร่งด่วนตามระเบียบฯ ข้อ 79 วรรคสอง, 4 หมายถึง กรณีอื่น"
)
AT_SIGNING = "ราคาที่ตกลงคือราคาตามสัญญาในวันลงนาม"
STATUS_OF_THE_DAY = "สถานะการจัดซื้อจัดจ้างเทียบวันสิ้นสุดสัญญากับวันที่เปิดดูหรือพิมพ์"
ONCE_PER_WORK = "โครงการที่มีหลายสัญญามีหลายแถว งบประมาณที่ได้รับจัดสรรจึงซ้ำในแต่ละแถว"


def title_lines(form: Form) -> list[str]:
    """Return the heading of the paper, line by line: what, of which period, whose."""
    period = period_text(form)
    name = form.office.publisher.name
    if form.kind is FormKind.MONTHLY:
        return [f"{TITLES[form.kind]} {period}", name]
    if form.kind is FormKind.QUARTERLY:
        return [TITLES[form.kind], f"ประจำ{period}", name]
    return [f"{TITLES[form.kind]} ประจำ{period}", name]


def period_text(form: Form) -> str:
    """Return "ธันวาคม พ.ศ. 2565", "ไตรมาสที่ 2 (เดือน … ถึง เดือน …)" or the fiscal year."""
    if form.period is None:
        return FiscalYear(form.year).label()
    if form.kind is FormKind.MONTHLY:
        return _month(form.period)
    months = Period(form.year, form.period.kind, form.period.number)
    first, last = months.first_day, months.last_day
    span = " ถึง ".join(
        f"เดือน {MONTHS[day.month - 1]} พ.ศ. {buddhist_year(day)}" for day in (first, last)
    )
    return f"ไตรมาสที่ {form.period.number} ({span})"


def full_title(form: Form) -> str:
    return " ".join(title_lines(form))


def nothing_text(form: Form) -> str:
    """Return what stands in place of rows where there are none."""
    if form.standing is Standing.EMPTY:
        return f"ยังไม่มีรายการที่เผยแพร่ใน{period_text(form)}"
    when = "ในรอบเดือน " if form.kind is FormKind.MONTHLY else "ใน"
    if form.standing is Standing.NIL:
        return f"ไม่มีรายการจัดซื้อจัดจ้าง{when}{period_text(form)}"
    return f"ยังไม่มีรายการที่เผยแพร่{when}{period_text(form)}"


def standing_text(form: Form) -> str:
    """Return what a reader must know before the rows; empty where the form speaks for itself."""
    if form.standing is Standing.CONTRADICTED and form.nil:
        return (
            f"เคยยืนยันว่าไม่มีรายการในงวดนี้ ({form.nil.text}) แต่มีสัญญาลงวันที่ในงวดนี้ "
            "คำยืนยันเดิมจึงไม่ถูกต้อง ให้ถือตามรายการในแบบนี้"
        )
    if form.standing is Standing.NIL and form.nil:
        return form.nil.text
    if form.standing is Standing.NOT_OVER:
        return f"ยังไม่สิ้นสุดงวด งวดนี้สิ้นสุดวันที่ {long_date(form.period.last_day)}" if form.period else ""
    if form.standing is Standing.UNCONFIRMED:
        return "ยังไม่ยืนยันว่าไม่มีรายการ: หน่วยงานยังไม่ได้เผยแพร่รายการ และยังไม่ได้รับรองว่าไม่มีรายการในงวดนี้"
    return ""


def sum_text(form: Form) -> str:
    """Return what the rows add up to, in a sentence; empty for the plan, which has no contracts."""
    if form.kind is FormKind.PLAN or not form.rows:
        return ""
    return form.sum.text


def notes(form: Form) -> list[str]:
    """Return what belongs under the table."""
    if not form.rows:
        return []
    return {
        FormKind.MONTHLY: [AT_SIGNING],
        FormKind.QUARTERLY: [AT_SIGNING, REASONS],
        FormKind.ITA: [AT_SIGNING, STATUS_OF_THE_DAY, ONCE_PER_WORK],
        FormKind.PLAN: _outside_plan(form),
        FormKind.SUMMARY: [AT_SIGNING, *_after_amendments(form), *_reckoned(form)],
        FormKind.PROGRESS: [AT_SIGNING, STATUS_OF_THE_DAY],
    }[form.kind]


def _month(period: Period) -> str:
    day = period.first_day
    return f"{MONTHS[day.month - 1]} พ.ศ. {buddhist_year(day)}"


def _outside_plan(form: Form) -> list[str]:
    works = form.outside_plan
    if not works:
        return []
    money = format_baht(allocated_of(works))
    return [
        f"นอกแผนนี้มีงานที่ไม่มีรหัสแผนและไม่มีเดือนที่คาดว่าจะประกาศ {len(works):,} รายการ งบประมาณ {money} บาท"
    ]


def _after_amendments(form: Form) -> list[str]:
    current = current_of(form.works)
    if current == form.sum.agreed:
        return []
    return [f"ราคาตามสัญญาหลังแก้ไขสัญญารวม {format_baht(current)} บาท"]


def _reckoned(form: Form) -> list[str]:
    """Say how the twelve monthly forms lead to the sum of the year, where they differ."""
    found = form.reckoning
    if found is None or not (found.others.contracts or found.elsewhere.contracts):
        return []
    signed, others, elsewhere = (
        f"{each.contracts:,} สัญญา {format_baht(each.agreed)} บาท"
        for each in (found.signed, found.others, found.elsewhere)
    )
    return [
        (
            f"กระทบยอดกับแบบ สขร.1 ทั้งสิบสองเดือน: ลงนามในปีงบประมาณนี้ {signed} "
            f"หักงานของปีงบประมาณอื่น {others} บวกงานของปีนี้ที่ลงนามนอกปีงบประมาณ {elsewhere}"
        )
    ]
