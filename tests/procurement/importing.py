"""How the tests of the purchase importer work: a table of text in, an import out."""

from procurement.importers import PurchasesImporter
from publishing.import_plan import Choices
from tests.budget import importing
from tests.budget.importing import bring_table, csv_file

IMPORTER = PurchasesImporter()
YEAR = {"year": 2566}


def choices(by, *, year=2566, **options):
    return Choices(target={"year": year}, by=by, file="งาน.csv", **options)


def table_from(text, **options):
    return importing.table_from(IMPORTER, text, **options)


def look(text, chosen, **options):
    """What the import would do."""
    return importing.look(IMPORTER, text, chosen, **options)


def bring(text, chosen, **options):
    """Import a table; returns the row that says what came of it."""
    return bring_table(IMPORTER, table_from(text, **options), chosen)


__all__ = ["IMPORTER", "YEAR", "bring", "bring_table", "choices", "csv_file", "look", "table_from"]
