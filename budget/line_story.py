"""What happened to a budget line, in order: each published change with the amount before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budget.ledger import cumulative
from budget.models import BudgetLine, LineProgress, Transfer, TransferItem, TransferKind
from publishing.models import PublicationStep
from publishing.workflow import Action

FEW = 5


@dataclass(frozen=True)
class Change:
    """One line in one transfer, or in one change of explanations; amounts in baht."""

    transfer: Transfer
    line: BudgetLine
    before: Decimal
    after: Decimal
    text_before: str
    text_after: str

    @property
    def amount(self) -> Decimal:
        return self.after - self.before

    @property
    def is_explanation(self) -> bool:
        return self.transfer.kind == TransferKind.EXPLANATION


@dataclass(frozen=True)
class LineStory:
    """The changes of a line, oldest first, what it is for now, and the notes on its progress.

    `corrections` are the newest ones of its ordinance after publication.
    """

    changes: list[Change]
    explanation: str
    progress: list[LineProgress]
    corrections: list[PublicationStep]


def line_story(line: BudgetLine) -> LineStory:
    """Return what is published of the life of a public line."""
    changes = changes_of([line])
    texts = [change.text_after for change in changes if change.text_after]
    progress = LineProgress.objects.public().filter(line=line).select_related("report__year")
    return LineStory(
        changes,
        explanation=texts[-1] if texts else line.explanation,
        progress=sorted(progress, key=lambda row: row.report.period.last_day),
        corrections=list(
            PublicationStep.objects.of(line.published_with).filter(action=Action.CORRECT)[:FEW]
        ),
    )


def changes_of(lines: Iterable[BudgetLine]) -> list[Change]:
    """Return every published change of these lines, oldest first."""
    known = {line.pk: line for line in lines}
    items = (
        TransferItem.objects.public()
        .filter(line__in=known)
        .select_related("transfer__year")
        .order_by("transfer__date", "transfer__number", "pk")
    )
    by_line: dict[int, list[TransferItem]] = {}
    for item in items:
        by_line.setdefault(item.line_id, []).append(item)
    found = [change for pk, own in by_line.items() for change in _changes(known[pk], own)]
    return sorted(found, key=lambda change: (change.transfer.date, change.transfer.number))


def _changes(line: BudgetLine, items: list[TransferItem]) -> Iterable[Change]:
    amounts = [line.amount, *(item.amount for item in items)]
    so_far = cumulative(amounts)
    for item, before, after in zip(items, so_far, so_far[1:], strict=False):
        yield Change(item.transfer, line, before, after, item.before, item.after)
