"""Where a row of a file belongs in the classification, whichever column holds which level."""

from dataclasses import dataclass

from budget.import_names import Names
from budget.models import Heading, HeadingKind
from publishing.import_table import TableRow


@dataclass(frozen=True)
class Place:
    """The headings of one line; None where the paper does not say or nobody can tell."""

    plan: Heading | None
    work: Heading | None
    budget_class: Heading | None
    category: Heading | None
    expense_type: Heading | None


def place_of(names: Names, row: TableRow) -> Place:
    """Find the headings of a row; what is unknown is noted in `names`.

    A category where the class should stand, or the reverse, is understood where it is unambiguous.
    """
    plan = names.find(HeadingKind.PLAN, text_of(row, "plan"), row=row.number)
    work = None
    if plan:
        work = names.find(HeadingKind.WORK, text_of(row, "work"), below=plan, row=row.number)
    budget_class, category = _class_and_category(names, row)
    expense_type = _expense_type(names, row, budget_class, category)
    if expense_type and not category:
        category = expense_type.parent
    return Place(plan, work, budget_class, category, expense_type)


def text_of(row: TableRow, column: str) -> str:
    """Return the text in a column; empty where the file has no such column."""
    return str(row.values.get(column) or "")


def own_title(row: TableRow) -> str:
    """The title of a line, or the name of the lowest level where it has none of its own."""
    columns = ["title", "type", "category", "work", "class"]
    return next((text for column in columns if (text := text_of(row, column))), "")


def _class_and_category(names: Names, row: TableRow) -> tuple[Heading | None, Heading | None]:
    above, below = text_of(row, "class"), text_of(row, "category")
    found = names.peek(HeadingKind.CLASS, above) if above else None
    if found:
        return found, _category(names, row, found, below)
    if category := above and names.peek(HeadingKind.CATEGORY, above):
        return category.parent, _lower(names, row, category, below)
    if budget_class := below and names.peek(HeadingKind.CLASS, below):
        return budget_class, _category(names, row, budget_class, above)
    if not above and (category := below and names.peek(HeadingKind.CATEGORY, below)):
        return category.parent, category
    found = names.find(HeadingKind.CLASS, above or below, row=row.number)
    return found, _category(names, row, found, below if above else "") if found else None


def _category(names: Names, row: TableRow, budget_class: Heading, text: str) -> Heading | None:
    is_the_class_again = names.peek(HeadingKind.CLASS, text) == budget_class
    if is_the_class_again and not names.peek(HeadingKind.CATEGORY, text, below=budget_class):
        return None
    return names.find(HeadingKind.CATEGORY, text, below=budget_class, row=row.number)


def _lower(names: Names, row: TableRow, category: Heading, text: str) -> Heading:
    """A category stood in the column of the class; the column of the category may repeat it."""
    if text and category.parent and (other := names.peek(HeadingKind.CATEGORY, text)):
        return other if other.parent_id == category.parent_id else category
    return category


def _expense_type(
    names: Names, row: TableRow, budget_class: Heading | None, category: Heading | None
) -> Heading | None:
    text = text_of(row, "type")
    if not text or not budget_class:
        return None
    if category:
        return names.find(HeadingKind.TYPE, text, below=category, row=row.number)
    # Without a category a type is only taken where it can mean one thing in this class.
    found = names.peek(HeadingKind.TYPE, text)
    return found if found and found.parent and found.parent.parent_id == budget_class.pk else None
