"""The official forms as data: the table of their CSV and Excel. Pure."""

from collections.abc import Iterable

from budget.report_tables import LICENCE, SAMPLE
from procurement.form_columns import layout_of
from procurement.form_content import Form, FormKind
from procurement.form_values import kind_of, totals, value_of
from procurement.form_words import (
    SHORT_TITLES,
    full_title,
    notes,
    nothing_text,
    standing_text,
    sum_text,
)
from publishing.tables import Column, Table
from thai.dates import long_date


def form_table(form: Form) -> Table:
    """Return the form as data: the rows of its CSV and of its Excel sheet.

    A form without rows says so in their place, as page and paper do: a bare heading looks like a
    file that broke off.
    """
    layout = layout_of(form.kind, form.year)
    keys = [key for key, _label in layout.keys]
    columns = tuple(Column(key, label, kind_of(form, key)) for key, label in layout.keys)
    sums = totals(form)
    return Table(
        name=stem(form),
        title=full_title(form),
        columns=columns,
        rows=[
            tuple(value_of(form, key, place, row) for key in keys)
            for place, row in enumerate(form.rows, start=1)
        ]
        or [_nothing(form, keys)],
        notes=tuple(_data_notes(form)),
        totals=tuple(sums.get(key) for key in keys) if sums else None,
        sheet=_SHEETS[form.kind],
    )


def _nothing(form: Form, keys: list[str]) -> tuple[str | None, ...]:
    """Return the row of a form without rows: that there are none, where their names would be."""
    name = "method" if form.kind is FormKind.SUMMARY else "title"
    return tuple(nothing_text(form) if key == name else None for key in keys)


_SHEETS = {
    FormKind.MONTHLY: "สขร.1",
    FormKind.QUARTERLY: "รายไตรมาส",
    FormKind.ITA: "ITA",
    FormKind.PLAN: "แผน",
    FormKind.SUMMARY: "สรุปผล",
    FormKind.PROGRESS: "ความก้าวหน้า",
}


def stem(form: Form) -> str:
    """Return the name of the form's files without the ending."""
    slug = f"-{form.period.slug}" if form.period else ""
    return f"procurement-{form.year}-{form.kind}{slug}"


def _data_notes(form: Form) -> Iterable[str]:
    yield SHORT_TITLES[form.kind]
    if form.as_of:
        yield f"ข้อมูล ณ วันที่ {long_date(form.as_of)}"
    said = [standing_text(form), "" if form.rows else nothing_text(form), sum_text(form)]
    words = form.words
    if words:
        said += [f"ปัญหาและอุปสรรค: {words.problems}", f"ข้อเสนอแนะ: {words.suggestions}"]
    yield from filter(None, [*said, *notes(form)])
    yield f"ที่มา: {form.office.publisher.name}"
    yield LICENCE
    if form.office.publisher.is_demonstration:
        yield SAMPLE
