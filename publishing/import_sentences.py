"""What is wrong with a table, in Thai sentences that say where: file, sheet, row, column, value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publishing.import_cells import shown
from publishing.import_raw import Cell, Merge, column_letters
from publishing.import_table import ColumnKind, ImportColumn, Refusal
from thai.text import quoted

MAX_REFUSALS = 200

_EXAMPLES = {
    ColumnKind.TEXT: "",
    ColumnKind.AMOUNT: "1,234.50",
    ColumnKind.CODE: "00110",
    ColumnKind.MONTH: "ต.ค. 2565",
}


@dataclass(frozen=True)
class Sentences:
    """The sentences about one sheet; `labels` are its headers by column."""

    file: str
    sheet: str
    labels: Sequence[str] = ()

    def empty_sheet(self) -> Refusal:
        return Refusal(f"{self._where()} ไม่มีข้อมูล กรุณาเลือกแผ่นงานอื่นหรือไฟล์อื่น")

    def no_rows(self, header_row: int) -> Refusal:
        return Refusal(
            f"{self._where()} มีแต่หัวตารางในแถว {header_row} ไม่มีข้อมูลใต้หัวตาราง กรุณาใส่ข้อมูลหรือเลือกแถวหัวตารางใหม่"
        )

    def no_column(self, column: ImportColumn, header_row: int) -> Refusal:
        sentence = (
            f"{self._where()} แถว {header_row} ไม่พบหัวคอลัมน์ {quoted(column.label)}"
            " กรุณาเลือกว่าคอลัมน์ใดคือข้อมูลนี้ หรือแก้หัวตารางในไฟล์"
        )
        return Refusal(sentence, header_row, column.name)

    def not_in_baht(self, unit: str, header_row: int) -> Refusal:
        sentence = f"{self._where()} ระบุหน่วยเป็น {quoted(unit)} กรุณาแปลงจำนวนเงินทุกช่องเป็นบาท แล้วแก้หน่วยในหัวตารางเป็น (บาท)"
        return Refusal(sentence, header_row, value=unit)

    def bad_cell(
        self, column: ImportColumn, index: int, row: int, *, reason: str, cell: Cell
    ) -> Refusal:
        sentence = f"{self._where(row, index)}: {reason}"
        return Refusal(sentence, row, column.name, shown(cell)[:100])

    def missing(self, column: ImportColumn, index: int, row: int) -> Refusal:
        example = column.example or _EXAMPLES[column.kind]
        such_as = f" เช่น {quoted(example)}" if example else ""
        sentence = f"{self._where(row, index)}: ช่องนี้ว่าง กรุณากรอก{column.label}{such_as}"
        return Refusal(sentence, row, column.name)

    def merged_amount(self, column: ImportColumn, index: int, merge: Merge, cell: Cell) -> Refusal:
        cells = (
            f"{column_letters(merge.first_column)}{merge.first_row}"
            f":{column_letters(merge.last_column)}{merge.last_row}"
        )
        reason = (
            f"{quoted(shown(cell))} อยู่ในเซลล์ผสาน {cells} จึงไม่ทราบว่าเป็นของรายการใด"
            " กรุณายกเลิกการผสานแล้วใส่จำนวนเงินแยกแต่ละช่อง"
        )
        return self.bad_cell(column, index, merge.first_row, reason=reason, cell=cell)

    def placed(self, refusal: Refusal, mapping: Mapping[str, int]) -> Refusal:
        """Say where the thing is of which an importer only said what is wrong with it."""
        where = self._where(refusal.row, mapping.get(refusal.column))
        return replace(refusal, sentence=f"{where}: {refusal.sentence}")

    def limited(self, refusals: Sequence[Refusal]) -> tuple[Refusal, ...]:
        """Return the first refusals; nobody reads thousands, and one mistake often repeats."""
        if len(refusals) <= MAX_REFUSALS:
            return tuple(refusals)
        more = f"{self._where()} ยังมีที่ต้องแก้อีก {len(refusals) - MAX_REFUSALS:,} แห่ง"
        return (*refusals[:MAX_REFUSALS], Refusal(f"{more} กรุณาแก้ตามรายการข้างต้นก่อนแล้วเลือกไฟล์ใหม่"))

    def _where(self, row: int | None = None, index: int | None = None) -> str:
        place = f"ไฟล์ “{self.file}”"  # whole: its end says which kind of file is meant
        if self.sheet:
            place += f" แผ่นงาน {quoted(self.sheet)}"
        if row is not None:
            place += f" แถว {row}"
        if index is not None:
            label = self.labels[index] if index < len(self.labels) else ""
            place += f" คอลัมน์ {column_letters(index)}" + (f" {quoted(label)}" if label else "")
        return place
