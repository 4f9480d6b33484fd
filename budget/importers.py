"""The tables of the budget that can be imported: their columns, and who understands their rows."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budget.import_columns import LINE_COLUMNS, REVENUE_COLUMNS, SPENDING_COLUMNS
from budget.import_forms import LinesTargetForm, RevenueTargetForm, SpendingTargetForm
from budget.import_lines import TOTAL_EXPENDITURE, LinesReading
from budget.import_ordinances import label_of_target, year_url
from budget.import_revenue import TOTAL_REVENUE, RevenueReading
from budget.import_spending import TOTALS, SpendingReading, month_label
from budget.models import SpendingMonth
from budget.models.year import Ordinance
from budget.resources import BudgetLineResource, RevenueResource, SpendingResource
from publishing.import_plan import Choices, Reading
from publishing.import_table import CleanTable
from publishing.imports import Importer
from publishing.models import Publishable


class BudgetImporter(Importer):
    """What the tables of the budget have in common: units with control totals."""

    namespace = "budget_staff"
    column_of_agency = "agency"

    def explain(self, unit: Publishable, text: str) -> bool:
        if not isinstance(unit, Ordinance | SpendingMonth):
            return False
        if not any(control.difference for control in unit.controls):
            return False
        unit.difference_explanation = text
        return True


class OrdinanceImporter(BudgetImporter):
    """What an annual or a further ordinance holds."""

    def describe(self, target: Mapping[str, Any]) -> str:
        return label_of_target(target)

    def result_url(self, target: Mapping[str, Any]) -> str:
        return year_url(target)


class LinesImporter(OrdinanceImporter):
    """Lines of an annual or a further ordinance, each with its amount."""

    slug = "lines"
    title = _("Budget lines")
    columns = LINE_COLUMNS
    permissions = ("publishing.add_importfile", "budget.add_budgetline", "budget.add_budgetyear")
    resource = BudgetLineResource
    target_form = LinesTargetForm
    totals = {"expenditure": TOTAL_EXPENDITURE}
    examples = (
        {column.name: column.example for column in LINE_COLUMNS},
        {
            "plan": "แผนงานบริหารงานทั่วไป",
            "work": "งานบริหารทั่วไป",
            "class": "งบดำเนินงาน",
            "category": "ค่าวัสดุ",
            "type": "วัสดุสำนักงาน",
            "code": "01-11-014",
            "unit": "สำนักปลัด",
            "amount": "80,000.00",
        },
    )

    def read(self, table: CleanTable, choices: Choices) -> Reading:
        return LinesReading(table, choices).result()


class RevenueImporter(OrdinanceImporter):
    """The revenue that an ordinance expects, by group and category."""

    slug = "revenue"
    title = _("Expected revenue")
    columns = REVENUE_COLUMNS
    permissions = (
        "publishing.add_importfile",
        "budget.add_revenueestimate",
        "budget.add_budgetyear",
    )
    resource = RevenueResource
    target_form = RevenueTargetForm
    totals = {"revenue": TOTAL_REVENUE}
    examples = (
        {column.name: column.example for column in REVENUE_COLUMNS},
        {
            "group": "รายได้ที่รัฐบาลเก็บแล้วจัดสรรให้องค์กรปกครองส่วนท้องถิ่น",
            "category": "หมวดภาษีจัดสรร",
            "title": "ภาษีมูลค่าเพิ่มตาม พ.ร.บ. กำหนดแผนฯ",
            "amount": "9,800,000.00",
        },
    )

    def read(self, table: CleanTable, choices: Choices) -> Reading:
        return RevenueReading(table, choices).result()


class SpendingImporter(BudgetImporter):
    """What was spent on each line: one month, twelve columns, or the total since October."""

    slug = "spending"
    title = _("Spending")
    columns = SPENDING_COLUMNS
    permissions = ("publishing.add_importfile", "budget.add_spending", "budget.add_spendingmonth")
    resource = SpendingResource
    target_form = SpendingTargetForm
    totals = TOTALS
    examples = (
        {
            "plan": "แผนงานอุตสาหกรรมและการโยธา",
            "work": "งานก่อสร้าง",
            "class": "งบลงทุน",
            "category": "ค่าที่ดินและสิ่งก่อสร้าง",
            "type": "ค่าก่อสร้างสิ่งสาธารณูปการ",
            "code": "03-12-001",
            "title": "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก",
            "month": "ต.ค.",
            "amount": "125,000.00",
        },
        {
            "plan": "แผนงานบริหารงานทั่วไป",
            "work": "งานบริหารทั่วไป",
            "class": "งบดำเนินงาน",
            "category": "ค่าวัสดุ",
            "type": "วัสดุสำนักงาน",
            "code": "01-11-014",
            "month": "ต.ค.",
            "amount": "6,540.50",
        },
    )

    def read(self, table: CleanTable, choices: Choices) -> Reading:
        return SpendingReading(table, choices).result()

    def describe(self, target: Mapping[str, Any]) -> str:
        if target.get("month"):
            return f"ผลการเบิกจ่าย{month_label(target['year'], target['month'])}"
        return f"ผลการเบิกจ่ายปีงบประมาณ พ.ศ. {target['year']}"

    def result_url(self, target: Mapping[str, Any]) -> str:
        months = SpendingMonth.objects.not_withdrawn().of_year(target["year"])
        month = months.filter(month=target.get("month") or 0).first()
        if month:
            return reverse("admin:budget_spendingmonth_change", args=[month.pk])
        return reverse("admin:budget_spendingmonth_changelist")


IMPORTERS: tuple[Importer, ...] = (LinesImporter(), RevenueImporter(), SpendingImporter())
