"""How long an office waits for its budget of 10,000 lines to be imported from Excel."""

import time
from pathlib import Path

from openpyxl import Workbook

from bench.arithmetic import table, verdict
from bench.servers import manage
from bench.sites import Site

ROWS = 10_000
SECONDS = 30.0  # issue 3
YEAR = 2570  # which the demonstration does not have
HEADER = ["import", "of 30 s", "target", "seconds"]
HEADINGS = ("แผนงานอุตสาหกรรมและการโยธา", "งานก่อสร้าง", "งบลงทุน", "ค่าที่ดินและสิ่งก่อสร้าง")
COLUMNS = ("แผนงาน", "งาน", "งบ", "หมวด", "รหัสรายการ", "รายการ", "งบประมาณ")


def measure_imports(sites: list[Site]) -> str:
    """Return the table of prepared sites that are not being served."""
    rows = [_row(site) for site in sites]
    title = f"Import: `manage.py import_budget` of {ROWS:,} rows in XLSX, its start included"
    return table(title, HEADER, rows)


def _row(site: Site) -> list[str]:
    own = site.copy("import")
    file = own.folder / "budget.xlsx"
    total = _write(file)
    words = ["import_budget", str(file), f"--year={YEAR}", f"--total={total}"]
    seconds = _seconds(own, words)
    return [
        site.name,
        f"{seconds / SECONDS:.2f}",
        verdict(seconds, SECONDS, at_least=False),
        f"{seconds:.1f}",
    ]


def _seconds(site: Site, words: list[str]) -> float:
    begin = time.perf_counter()
    manage(*words, environment=site.environment)
    return time.perf_counter() - begin


def _write(file: Path) -> int:
    """Write a sheet as offices keep it; return what it adds up to in baht."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(COLUMNS)
    amounts = [100_000 + number % 1000 for number in range(ROWS)]
    for number, amount in enumerate(amounts):
        sheet.append([*HEADINGS, f"70-{number}", f"โครงการก่อสร้างถนน สายที่ {number}", amount])
    book.save(file)
    return sum(amounts)
