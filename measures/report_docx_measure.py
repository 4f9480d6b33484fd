"""One measure in the Word report: its table of six columns, its activities and its outcomes."""

from collections.abc import Sequence

from docx.table import _Cell

from measures.report_content import (
    ActivityContent,
    MeasureContent,
    OutcomeContent,
    PhotoContent,
)
from publishing.word import add_link, add_row, add_table, add_text, last_paragraph
from publishing.word_paper import WordPaper
from publishing.word_styles import CAPTION, CELL, CONTINUED, DETAIL, NOTE, PORTRAIT_WIDTH

COLUMNS = (  # parts of the width
    ("มาตรการ/แนวทาง", 0.155),
    ("วิธีการดำเนินการ", 0.26),
    ("ผู้รับผิดชอบ", 0.11),
    ("ระยะเวลา\nดำเนินการ", 0.115),
    ("ผลการดำเนินการ", 0.21),
    ("ข้อเสนอแนะ", 0.15),
)
PHOTO_GAP = 0.6  # cm between two photos of a row, margins of their cells included
PHOTO_HEIGHT = 4.2  # cm, as in the PDF
NO_ROWS = "ไม่มีรายการ"

Cells = tuple[_Cell, ...]


def add_measure(paper: WordPaper, measure: MeasureContent) -> None:
    """Add the pages of one measure."""
    paper.begin_pages(landscape=True)
    paper.heading(f"{measure.number}. {measure.title}")
    progress = f"ความคืบหน้า {measure.progress} ร้อยละ {measure.percent}"
    paper.add(" · ".join(text for text in (measure.indicator, progress) if text), NOTE)
    _add_table(paper, measure)
    paper.begin_pages(landscape=False)
    _add_activities(paper, measure)
    _add_outcomes(paper, measure)


def _add_table(paper: WordPaper, measure: MeasureContent) -> None:
    """Add a row per method; what all methods share stands in one tall cell beside them."""
    table = paper.table(COLUMNS, CELL, wide=True)
    rows = [add_row(table, keep=row.is_short) for row in measure.rows] or [add_row(table)]
    paper.add_marked(f"{measure.number}.", measure.title, CELL, to=_tall(rows, 0))
    _add_shared(paper, [method.responsible for method in measure.methods], rows, 2)
    _add_shared(paper, [method.schedule for method in measure.methods], rows, 3)
    suggestions = _tall(rows, 5)
    for suggestion in measure.suggestions:
        paper.add_marked("-", suggestion, CELL, to=suggestions)
    for method, cells in zip(measure.methods, rows, strict=False):
        paper.add_marked(f"{method.number}.", method.text, CELL, to=cells[1])
        result = method.result or "(ยังไม่ได้รายงานผล)"
        paper.add_marked(f"{method.number}.", result, CELL, to=cells[4])


def _tall(rows: Sequence[Cells], column: int) -> _Cell:
    """Return the cells of a column as one."""
    return rows[0][column].merge(rows[-1][column])


def _add_shared(paper: WordPaper, texts: Sequence[str], rows: Sequence[Cells], column: int) -> None:
    """Add what all methods share as one text, else the text of each beside it."""
    if len(set(texts)) == 1:
        paper.add(texts[0], CELL, to=_tall(rows, column))
    else:
        for text, cells in zip(texts, rows, strict=False):
            paper.add(text, CELL, to=cells[column])


# ------------------------------------------------------------------ activities
def _add_activities(paper: WordPaper, measure: MeasureContent) -> None:
    paper.heading(measure.activities_heading, 2)
    paper.add(measure.activities_summary)
    for number, activity in enumerate(measure.activities, start=1):
        paper.add_marked(f"{number}.", activity.title)
        last_paragraph(paper.document).paragraph_format.keep_with_next = True
        _add_details(paper, activity)
    if not measure.activities and not measure.activities_summary:
        paper.add(NO_ROWS)


def _add_details(paper: WordPaper, activity: ActivityContent) -> None:
    paper.add(" · ".join(text for text in (activity.when, activity.place) if text), DETAIL)
    paper.add(activity.text, CONTINUED)
    if activity.photos:
        _add_photos(paper, activity.photos)
    for item in activity.evidence:
        line = add_text(paper.document, paper.say(f"หลักฐานที่ {item.number}: "), DETAIL)
        add_link(line, item.url, paper.say(item.title))


def _add_photos(paper: WordPaper, photos: Sequence[PhotoContent]) -> None:
    last_paragraph(paper.document).paragraph_format.keep_with_next = True
    in_a_row = 2 if len(photos) <= 2 else 3
    width = PORTRAIT_WIDTH / in_a_row
    box = (width - PHOTO_GAP, PHOTO_HEIGHT)
    table = add_table(paper.document, [width] * in_a_row, bordered=False)
    for first in range(0, len(photos), in_a_row):
        cells = add_row(table)
        for cell, photo in zip(cells, photos[first : first + in_a_row], strict=False):
            paper.stored_picture(photo.file, box, photo.alt or "ภาพกิจกรรม", to=cell)
            paper.add(photo.caption, CAPTION, to=cell)


# ------------------------------------------------------------------ outcomes
def _add_outcomes(paper: WordPaper, measure: MeasureContent) -> None:
    paper.heading(measure.outcomes_heading, 2)
    for number, outcome in enumerate(measure.outcomes, start=1):
        paper.add_marked(f"{number}.", outcome.text)
        paper.add(_scores(outcome), DETAIL)
        if outcome.count is not None:
            paper.add(f"{outcome.count_of}: {outcome.count}", DETAIL)
    if not measure.outcomes:
        paper.add(NO_ROWS)


def _scores(outcome: OutcomeContent) -> str:
    """Return the scores as a sentence, "" where there are none."""
    if not outcome.has_score:
        return ""
    words = [outcome.label, "คะแนน (เต็ม 100)"]
    if outcome.score_before is not None:
        words.append(f"ก่อนดำเนินการ {outcome.score_before}")
    if outcome.score_after is not None:
        words.append(f"หลังดำเนินการ {outcome.score_after}")
    return " ".join(word for word in [*words, outcome.change] if word)
