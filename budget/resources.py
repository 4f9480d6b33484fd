"""The tables of the budget as django-import-export writes them: which fields, nothing else."""

from budget.models import BudgetLine, RevenueEstimate, Spending
from publishing.import_resource import RecordResource


class BudgetLineResource(RecordResource):
    class Meta(RecordResource.Meta):
        model = BudgetLine
        fields = (
            "record", "year", "supplement", "source", "code", "plan", "work", "budget_class",
            "category", "expense_type", "title", "explanation", "village", "unit", "amount",
            "starts", "ends", "order",
        )  # fmt: skip


class RevenueResource(RecordResource):
    class Meta(RecordResource.Meta):
        model = RevenueEstimate
        fields = ("record", "year", "supplement", "group", "category", "title", "amount", "order")


class SpendingResource(RecordResource):
    class Meta(RecordResource.Meta):
        model = Spending
        fields = ("record", "month", "line", "amount")
