"""The official forms of the No Gift Policy as tables: on the page, on paper, as CSV and Excel. Pure."""

from budget.report_tables import LICENCE, SAMPLE
from measures.gift_content import (
    GIVERS,
    HANDLINGS,
    OCCASIONS,
    RECEIVED,
    VALUES,
    FormColumn,
    FormKind,
    GiftForm,
    GiftLine,
    topic_counts,
)
from publishing.tables import CellKind, Column, Table
from thai.dates import long_date, short_date

KINDS = {
    "ordinal": CellKind.INTEGER,
    "times": CellKind.INTEGER,
    "day": CellKind.DATE,
    "reported_on": CellKind.DATE,
}
SHEETS = {FormKind.POLICY: "สรุป No Gift Policy", FormKind.RECEIPTS: "รับโดยธรรมจรรยา"}
Row = tuple[object, ...]


def form_table(form: GiftForm) -> Table:
    """Return a form as data: the rows of its CSV and of its Excel sheet."""
    columns = tuple(
        Column(each.key, each.label, KINDS.get(each.key, CellKind.TEXT))
        for each in form.layout.columns
    )
    return Table(
        name=stem(form),
        title=form.title,
        columns=columns,
        rows=rows_of(form),
        notes=tuple(_notes(form)),
        sheet=SHEETS[form.kind],
    )


def stem(form: GiftForm) -> str:
    """Return the name of the form's files without the ending."""
    return f"gifts-{form.period.year}-{form.kind}-{form.period.slug}"


def rows_of(form: GiftForm) -> list[Row]:
    """Return the cells of a form in the order of its columns; none where nothing is to be counted."""
    keys = [column.key for column in form.layout.columns]
    if form.kind is FormKind.POLICY:
        found = [
            {"topic": each.topic, "item": each.item, "times": each.times}
            for each in (topic_counts(form.lines) if form.lines else [])
        ]
    else:
        found = [_receipt(line) for line in form.rows]
    return [
        tuple((row | {"ordinal": place}).get(key) for key in keys)
        for place, row in enumerate(found, start=1)
    ]


def printed_rows(form: GiftForm) -> list[list[tuple[FormColumn, str]]]:
    """Return the cells as page and paper write them, each with its column."""
    columns = form.layout.columns
    return [
        [(column, _written(column.key, value)) for column, value in zip(columns, row, strict=True)]
        for row in rows_of(form)
    ]


def _written(key: str, value: object) -> str:
    if value is None or value == "":
        return "–"
    if KINDS.get(key) is CellKind.DATE:
        return short_date(value)  # type: ignore[arg-type]
    return f"{value:,}" if isinstance(value, int) else str(value)


def _receipt(line: GiftLine) -> dict[str, object]:
    return {
        "day": line.day,
        "what": line.what,
        "giver": GIVERS[line.giver],
        "occasion": OCCASIONS[line.occasion],
        "value": VALUES[line.value],
        "received_for": RECEIVED[line.received_for],
        "handling": HANDLINGS[line.handling],
        "reported_on": line.reported_on,
    }


def _notes(form: GiftForm) -> list[str]:
    dated = [f"ข้อมูล ณ วันที่ {long_date(form.as_of)}"] if form.as_of else []
    said = [form.standing_text, *form.facts]
    source = [f"ที่มา: {form.publisher.name}", LICENCE]
    sample = [SAMPLE] if form.publisher.is_demonstration else []
    return [*dated, *filter(None, said), *source, *sample]
