"""From a raw sheet to a clean table: header, mapping, rows, totals, and what must be put right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publishing.import_cells import shown
from publishing.import_header import Header, find_header, scaled_unit
from publishing.import_headings import split_headings
from publishing.import_raw import Merge, RawSheet, is_blank
from publishing.import_rows import Columns, Draft, RowReader
from publishing.import_sentences import Sentences
from publishing.import_table import (
    CleanTable,
    ColumnKind,
    ImportColumn,
    Refusal,
    TableRow,
    TotalRow,
)
from publishing.import_totals import Ledger, StatedTotal
from thai.digits import to_arabic

SAMPLE_ROWS = 8
SAMPLE_TEXT = 200  # characters of a cell

# What stands below a table and at the edges of every printed page.
_FOOTER = re.compile(
    r"^\(?(?:ลงชื่อ|ลงนาม|ผู้(?:จัดทำ|ตรวจ|รายงาน|รับรอง|อนุมัติ|เห็นชอบ|เสนอ)|หมายเหตุ|ตำแหน่ง|วันที่|ที่มา|ข้อมูล ณ)"
    r"|^หน้า(?:ที่)? *[0-9]|^- *[0-9]+ *-$|\.{5}|…{2}|_{5}|^\(.*\)$"
)


@dataclass(frozen=True)
class Request:
    """What is wanted of a file; `file` is its name in sentences."""

    file: str
    columns: tuple[ImportColumn, ...]
    mapping: Mapping[str, int] | None = None
    sheet: str | None = None
    header_row: int | None = None


def clean_table(sheet: RawSheet, request: Request, sheets: tuple[str, ...]) -> CleanTable:
    """Return the table of one sheet, or what has to be put right first."""
    if not sheet.rows:
        sentences = Sentences(request.file, sheet.name)
        return CleanTable(sheet.name, sheets, refusals=(sentences.empty_sheet(),))
    header = find_header(sheet, request.columns, row=request.header_row)
    mapping = header.mapping if request.mapping is None else request.mapping
    columns = Columns(
        {mapping[each.name]: each for each in request.columns if each.name in mapping}
    )
    sentences = Sentences(request.file, sheet.name, header.labels)
    top = _top_refusals(sheet, header, columns, request, sentences)
    rows, totals, refusals = ([], (), top) if top else _read(sheet, header, columns, sentences)
    return CleanTable(
        sheet=sheet.name,
        sheets=sheets,
        header_row=sheet.rows[header.place].number,
        headers=header.labels,
        mapping={each.name: index for index, each in columns.by_index.items()},
        fingerprint=header.fingerprint,
        rows=tuple(rows),
        totals=totals,
        refusals=sentences.limited(refusals),
        sample=tuple(_sample(sheet, header)),
    )


def is_complete(header: Header, columns: Sequence[ImportColumn]) -> bool:
    """Whether every column that must be there was found."""
    return all(each.name in header.mapping for each in columns if each.required)


def _top_refusals(
    sheet: RawSheet, header: Header, columns: Columns, request: Request, sentences: Sentences
) -> list[Refusal]:
    """Return why no row can be read at all."""
    row = sheet.rows[header.place].number
    found = {each.name for each in columns.by_index.values()}
    # A table may be known by any of its columns; then only one that knows none is refused.
    wanted = [each for each in request.columns if each.required] or (
        [] if found else [*request.columns[:1]]
    )
    if missing := [each for each in wanted if each.name not in found]:
        return [sentences.no_column(each, row) for each in missing]
    titles = [shown(cell) for each in sheet.rows[: header.place] for cell in each.cells]
    amounts = [index for index in columns.of_kind(ColumnKind.AMOUNT) if index < len(header.labels)]
    unit = scaled_unit([*titles, *(header.labels[index] for index in amounts)])
    if unit and amounts:
        return [sentences.not_in_baht(unit, row)]
    is_bare = len(sheet.rows) == header.place + header.depth
    return [sentences.no_rows(row)] if is_bare else []


def _read(
    sheet: RawSheet, header: Header, columns: Columns, sentences: Sentences
) -> tuple[list[TableRow], tuple[TotalRow, ...], list[Refusal]]:
    found = RowReader(sheet, header, columns, sentences).read_all()
    entries, headings = split_headings([*_without_footers(found, columns)], columns)
    amounts = columns.of_kind(ColumnKind.AMOUNT)
    ledger = Ledger([*amounts.values()], [*columns.levels.values()])
    drafts: list[Draft] = []
    for entry in entries:
        if isinstance(entry, StatedTotal):
            ledger.totals.append((len(drafts), entry))
        else:
            drafts.append(entry)
            # A row that is refused for another cell still counts in the totals.
            ledger.rows.append(TableRow(entry.row.number, entry.values))
    refusals = [*_row_refusals(drafts, _amount_merges(sheet, drafts, columns), sentences, columns)]
    refused = {refusal.row for refusal in refusals}
    rows = [row for row in ledger.rows if row.number not in refused]
    if not rows and not refusals:
        refusals.append(sentences.no_rows(sheet.rows[header.place].number))
    totals = sorted([*headings, *ledger.checked()], key=lambda total: total.number)
    return rows, tuple(totals), refusals


def _without_footers(
    entries: Sequence[Draft | StatedTotal], columns: Columns
) -> Iterator[Draft | StatedTotal]:
    has_amounts = bool(columns.of_kind(ColumnKind.AMOUNT))
    data = [
        place
        for place, entry in enumerate(entries)
        if isinstance(entry, Draft) and (entry.has_amount if has_amounts else not entry.lacking)
    ]
    totals = [place for place, entry in enumerate(entries) if isinstance(entry, StatedTotal)]
    end = max(data, default=-1)
    last_total = max(totals, default=len(entries))
    for place, entry in enumerate(entries):
        is_below = place > end
        if isinstance(entry, StatedTotal) or not _is_footer(
            entry, is_below=is_below, is_below_total=is_below and place > last_total
        ):
            yield entry


def _is_footer(draft: Draft, *, is_below: bool, is_below_total: bool) -> bool:
    """Tell signatures, notes and page numbers from rows in which something was forgotten."""
    if draft.has_amount:
        return False
    lacks_words = any(each.kind is not ColumnKind.AMOUNT for _, each in draft.lacking)
    if any(_FOOTER.search(to_arabic(shown(cell))) for cell in draft.row.cells):
        return bool(draft.lacking) or is_below_total
    is_alone = len(draft.texts) == 1
    if is_below_total:
        return is_alone or lacks_words
    return is_below and is_alone and lacks_words


def _row_refusals(
    drafts: Sequence[Draft],
    merges: Mapping[int, list[tuple[int, Merge]]],
    sentences: Sentences,
    columns: Columns,
) -> Iterator[Refusal]:
    for draft in drafts:
        number = draft.row.number
        yield from draft.refusals
        for index, merge in merges.get(number, []):
            column, cell = columns.by_index[index], draft.row.at(index)
            yield sentences.merged_amount(column, index, merge, cell)
        for index, column in draft.lacking:
            yield sentences.missing(column, index, number)


def _amount_merges(
    sheet: RawSheet, drafts: Sequence[Draft], columns: Columns
) -> dict[int, list[tuple[int, Merge]]]:
    """Return the amounts that stand in one cell for several: by row, their column and the cell."""
    amounts = columns.of_kind(ColumnKind.AMOUNT)
    by_number = {draft.row.number: draft.row for draft in drafts}
    found: dict[int, list[tuple[int, Merge]]] = {}
    for merge in sheet.merges:
        index, row = merge.first_column, by_number.get(merge.first_row)
        if index not in amounts or row is None or is_blank(row.at(index)):
            continue
        below = range(merge.first_row + 1, merge.last_row + 1)
        beside = range(index + 1, merge.last_column + 1)
        if any(number in by_number for number in below) or any(each in amounts for each in beside):
            found.setdefault(merge.first_row, []).append((index, merge))
    return found


def _sample(sheet: RawSheet, header: Header) -> Iterator[tuple[str, ...]]:
    start = header.place + header.depth
    for row in sheet.rows[start : start + SAMPLE_ROWS]:
        yield tuple(shown(cell)[:SAMPLE_TEXT] for cell in row.cells)
