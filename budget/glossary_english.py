"""The meanings of the glossary for readers of the English pages; the words themselves stay Thai. Pure."""

MEANINGS = {
    "ข้อบัญญัติ": (
        "Ordinance: a local law that the local council has approved. The budget ordinance says what "
        "money may be spent on in one year, and how much at most."
    ),
    "รายจ่ายเพิ่มเติม": (
        "Supplementary budget: a second ordinance in the same year, for when the first is not enough or "
        "something new is necessary. The council must approve it like the first."
    ),
    "แผนงาน": (
        "Plan: a large group of tasks, such as education, public health, or industry and public works. "
        "Every baht of the budget belongs to one plan."
    ),
    "งาน": "Work: a part of a plan; industry and public works, for instance, has the work of construction.",
    "งบ": (
        "Budget class: expenditure by what is bought or paid: central fund, personnel, operations, "
        "investment, other expenditure, and subsidies."
    ),
    "หมวด": (
        "Category: a part of a class; operations, for instance, has remuneration, services, materials and "
        "utilities."
    ),
    "งบกลาง": (
        "Central fund: money that must be paid by obligation or by law, such as allowances for old and "
        "disabled people, contributions to funds, and a reserve for emergencies."
    ),
    "งบบุคลากร": (
        "Personnel: salaries, wages and monthly remuneration of executives, council members, officials "
        "and employees."
    ),
    "งบดำเนินงาน": (
        "Operations: what daily work and activities cost, such as hired services, materials, water and "
        "electricity."
    ),
    "งบลงทุน": (
        "Investment: things that last (durable goods), and building or improving structures such as "
        "roads, drains and buildings."
    ),
    "งบเงินอุดหนุน": (
        "Subsidies: money given to other agencies or organisations for work that benefits people of the "
        "area, such as schools."
    ),
    "โอนงบประมาณ": (
        "Transfer: money moved from an item that has some left to one that lacks it. The total of the "
        "year stays; the executive or the council approves, depending on the case."
    ),
    "แก้ไขเปลี่ยนแปลงคำชี้แจง": (
        "Change of explanation: changing the text that says what an item will do, where or how much, "
        "without more or less money."
    ),
    "หลังโอน": (
        "After transfers: the money of the ordinance, plus what was moved in, less what was moved out; "
        "what may really be spent now."
    ),
    "เบิกจ่าย": (
        "Spent: money that was really paid. Where money came back in a month, the sum of that month can "
        "be negative."
    ),
    "คงเหลือ": (
        "Left: the budget after transfers less what was spent. A negative sum means that more was paid "
        "than the budget shown."
    ),
    "กันเงิน": (
        "Carried over: budget of a year that has ended, kept to be paid in the next, because a contract "
        "or debt was made but could not be paid in time."
    ),
    "เงินสะสม": (
        "Accumulated funds: what is left of earlier years. The council may approve its use under the "
        "conditions of the regulation; it is not part of the budget ordinance."
    ),
    "เงินอุดหนุนเฉพาะกิจ": (
        "Specific grant: money of the state for one stated purpose and no other, shown apart from the "
        "budget ordinance."
    ),
    "ประมาณการรายรับ": (
        "Expected revenue: what the year is expected to bring in, on which expenditure is based. The real "
        "revenue may be more or less."
    ),
    "ภาษีจัดสรร": (
        "Shared taxes: taxes that the state collects and shares with local governments, such as a part of "
        "value added tax and vehicle tax."
    ),
    "เงินอุดหนุนทั่วไป": (
        "General grant: money that the state gives every year for public services; part of the revenue of "
        "the ordinance."
    ),
    "ปีงบประมาณ": (
        "Fiscal year: from 1 October of the year before to 30 September, named after the year in which it "
        "ends. 2566 is 1 October 2022 – 30 September 2023."
    ),
}
