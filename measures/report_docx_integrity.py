"""Surveys and the No Gift Policy in the Word document of the annual report."""

from collections.abc import Sequence

from measures.report_integrity import IntegrityContent
from publishing.word import add_link, add_row, add_text
from publishing.word_paper import WordPaper
from publishing.word_styles import SMALL_CELL

SURVEY_COLUMNS = (  # parts of the width
    ("แบบวัดและระยะเวลา", 0.4),
    ("เป้าหมาย (คน)", 0.17),
    ("ผู้ตอบ (คน)", 0.17),
    ("ข้อมูล ณ วันที่", 0.26),
)
GIFT_COLUMNS = (
    ("การดำเนินการ", 0.4),
    ("ไม่เกิน 3,000 บาท (ครั้ง)", 0.3),
    ("เกิน 3,000 บาท (ครั้ง)", 0.3),
)


def add_integrity(paper: WordPaper, integrity: IntegrityContent) -> None:
    """Add the section on a page of its own."""
    paper.heading(f"ภาคผนวก {integrity.title}", on_new_page=True)
    if integrity.surveys:
        paper.heading(integrity.surveys_heading, 2)
        rows = [
            (f"{each.name} {each.window}", each.needed_text, each.answered_text, each.counted_on)
            for each in integrity.surveys
        ]
        _add_table(paper, SURVEY_COLUMNS, rows)
    if integrity.gifts:
        paper.heading(integrity.gifts_heading, 2)
        for sentence in integrity.gifts:
            paper.add(sentence)
        counts = [(each.name, str(each.small), str(each.large)) for each in integrity.counts]
        if counts:
            _add_table(paper, GIFT_COLUMNS, counts)
        line = add_text(paper.document, "ทะเบียนและแบบรายงาน: ")
        add_link(line, integrity.gifts_url, integrity.gifts_url)


def _add_table(
    paper: WordPaper, columns: tuple[tuple[str, float], ...], rows: Sequence[tuple[str, ...]]
) -> None:
    table = paper.table(columns, SMALL_CELL)
    for row in rows:
        for cell, text in zip(add_row(table), row, strict=True):
            paper.add(text or "–", SMALL_CELL, to=cell)
