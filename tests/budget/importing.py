"""How the tests of the importers work: a table of text in, an import out, through the real parts."""

import io
from decimal import Decimal

from publishing.import_files import keep_import, read_remembered, table_of
from publishing.import_plan import Choices
from publishing.imports import apply, preview


def csv_file(text):
    """A CSV file as offices keep it; columns are divided by "|" in the tests."""
    rows = [line.strip() for line in text.strip().splitlines()]
    cells = [[f'"{cell.strip()}"' for cell in row.split("|")] for row in rows]
    return io.BytesIO("\n".join(",".join(row) for row in cells).encode("utf-8-sig"))


def table_from(importer, text, **options):
    return read_remembered(
        csv_file(text),
        name="งบ.csv",
        importer=importer.slug,
        columns=importer.columns,
        **options,
    )


def choices_for(by, target, **options):
    totals = {name: Decimal(value) for name, value in options.pop("totals", {}).items()}
    return Choices(target=target, by=by, totals=totals, **options)


def look(importer, text, choices, **options):
    """What the import would do."""
    return preview(importer, table_from(importer, text, **options), choices)


def bring(importer, text, choices, **options):
    """Import a table; returns the row that says what came of it."""
    table = table_from(importer, text, **options)
    return bring_table(importer, table, choices)


def bring_table(importer, table, choices, content=b"x"):
    file = keep_import(
        io.BytesIO(content),
        name="งบ.csv",
        importer=importer.slug,
        by=choices.by,
        target=choices.target,
    )
    for _done in apply(importer, file, table, choices):
        pass
    return file


__all__ = ["bring", "bring_table", "choices_for", "csv_file", "look", "table_from", "table_of"]
