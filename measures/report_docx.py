"""The annual measures report for Word: the same content, to be edited before it is signed."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.table import _Cell

from measures.report_content import (
    ComplaintContent,
    CountContent,
    MeasureContent,
    ReportContent,
)
from measures.report_docx_channels import add_channels
from measures.report_docx_integrity import add_integrity
from measures.report_docx_measure import NO_ROWS, add_measure
from measures.report_imprint import Imprint
from publishing.numerals import official_digits
from publishing.word import (
    add_link,
    add_row,
    add_table,
    add_text,
    as_bytes,
    keep_with_next,
    last_paragraph,
    new_document,
    set_margin_texts,
)
from publishing.word_paper import WordPaper
from publishing.word_styles import CELL, DETAIL, PORTRAIT_WIDTH, SMALL_CELL, TITLE, set_page
from thai.dates import long_date, official_date

SUBJECT = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน (ITA)"
ANSWER_COLUMNS = (  # parts of the width
    ("มาตรการที่", 0.12),
    ("ประเด็นจากการวิเคราะห์ผลการประเมิน", 0.57),
    ("ตัวชี้วัดที่มุ่งพัฒนา", 0.31),
)
SUMMARY_COLUMNS = (
    ("มาตรการ/แนวทาง", 0.29),
    ("ผู้รับผิดชอบ", 0.15),
    ("ความคืบหน้า", 0.2),
    ("ผลลัพธ์", 0.36),
)
COUNT_COLUMNS = (("งวด", 0.37), ("รับ", 0.23), ("แล้วเสร็จ", 0.17), ("อยู่ระหว่างดำเนินการ", 0.23))
SEAL_BOX = (3.0, 3.0)  # cm
LABEL_WIDTH = 4.0  # cm
EDITABLE = (
    "เอกสารนี้เป็นฉบับสำหรับแก้ไขถ้อยคำก่อนลงนาม จัดทำจากข้อมูลเดียวกับฉบับ PDF "
    "ฉบับทางการคือฉบับ PDF ที่เผยแพร่บนเว็บไซต์"
)


def report_docx(content: ReportContent, imprint: Imprint) -> bytes:
    """Return the report as an editable Word document, in the order of the PDF."""
    paper = _new_paper(content, imprint)
    _add_opening(paper, content, imprint)
    if content.cites_assessment:
        _add_assessment(paper, content)
    for measure in content.measures:
        add_measure(paper, measure)
    _add_summary(paper, content)
    _add_signature(paper, content, imprint)
    if content.has_evidence:
        _add_evidence(paper, content)
    if content.integrity:
        add_integrity(paper, content.integrity)
    if content.channels:
        add_channels(paper, content.channels)
    if content.complaints:
        _add_complaints(paper, content.complaints)
    _add_imprint(paper, content, imprint)
    return as_bytes(paper.document)


def _new_paper(content: ReportContent, imprint: Imprint) -> WordPaper:
    thai = content.thai_digits
    document = new_document(
        title=official_digits(content.title, thai=thai),
        author=content.agency,
        subject=SUBJECT,
        created=imprint.moment,
    )
    first = document.sections[0]
    set_page(first, thai=thai)
    header = "ฉบับร่าง" if imprint.is_draft else ""
    set_margin_texts(first, header=header, footer=content.demonstration_notice)
    return WordPaper(document, thai=thai)


def _add_opening(paper: WordPaper, content: ReportContent, imprint: Imprint) -> None:
    if content.seal:
        paper.stored_picture(content.seal, SEAL_BOX, f"ตรา{content.agency}")
        last_paragraph(paper.document).alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_text(paper.document, paper.say("\n".join(content.title_lines)), TITLE)
    copy = f"ฉบับที่ {imprint.number}" if imprint.number else "ฉบับร่าง ข้อมูล ณ"
    paper.add_centred(f"{copy} วันที่ {long_date(imprint.day)}")
    for text in content.preamble:
        paper.add_indented(text)


def _add_assessment(paper: WordPaper, content: ReportContent) -> None:
    paper.heading("จากผลการประเมินสู่มาตรการ", 2)
    if content.assessed_score is not None:
        grade = f" ระดับ {content.assessed_grade}" if content.assessed_grade else ""
        year, score = content.assessed_year, content.assessed_score
        paper.add(f"ผลการประเมิน ITA ปีงบประมาณ พ.ศ.{year} คะแนนรวม {score} คะแนน{grade}")
    if content.answers:
        _add_answers(paper, content)


def _add_answers(paper: WordPaper, content: ReportContent) -> None:
    table = paper.table(ANSWER_COLUMNS, SMALL_CELL)
    for measure in content.answers:
        number, findings, indicator = add_row(table)
        paper.add(measure.number, SMALL_CELL, to=number)
        _add_findings(paper, measure, to=findings)
        paper.add(measure.indicator or "–", SMALL_CELL, to=indicator)


def _add_findings(paper: WordPaper, measure: MeasureContent, *, to: _Cell) -> None:
    for finding in measure.findings:
        paper.add(finding.text, SMALL_CELL, to=to)
        if finding.score is not None:
            paper.add(f"{finding.about} คะแนน {finding.score}", SMALL_CELL, to=to)


# ------------------------------------------------------------------ the end
def _add_summary(paper: WordPaper, content: ReportContent) -> None:
    paper.begin_pages(landscape=False)
    paper.heading("สรุปผลการดำเนินการทุกมาตรการ")
    paper.add(f"ข้อมูล ณ วันที่ {long_date(content.as_of)}")
    table = paper.table(SUMMARY_COLUMNS, SMALL_CELL)
    for measure in content.measures:
        title, owners, progress, outcomes = add_row(table)
        paper.add_marked(f"{measure.number}.", measure.title, SMALL_CELL, to=title)
        paper.add("\n".join(measure.owners), SMALL_CELL, to=owners)
        paper.add(f"{measure.progress}\nร้อยละ {measure.percent}", SMALL_CELL, to=progress)
        texts = [outcome.text for outcome in measure.outcomes]
        paper.add_numbered(texts, SMALL_CELL, to=outcomes)
    if not content.measures:
        paper.add(NO_ROWS, SMALL_CELL, to=add_row(table)[0])
    keep_with_next(table.rows[-1])


def _add_signature(paper: WordPaper, content: ReportContent, imprint: Imprint) -> None:
    blank_day = f"วันที่ {'.' * 40}"
    day = blank_day if imprint.is_draft else official_date(imprint.day, thai_digits=paper.thai)
    name = f"({content.signatory_name})"
    paper.signature([f"ลงชื่อ {'.' * 50}", name, content.signatory_position, day])


def _add_evidence(paper: WordPaper, content: ReportContent) -> None:
    paper.heading("ภาคผนวก หลักฐานการดำเนินการ", on_new_page=True)
    for measure in content.measures:
        for activity in measure.activities:
            for item in activity.evidence:
                paper.add_marked(f"{item.number}.", item.title)
                paper.add(f"มาตรการที่ {measure.number} กิจกรรม {activity.title}", DETAIL)
                add_link(add_text(paper.document, "", DETAIL), item.url, item.url)


def _add_complaints(paper: WordPaper, complaints: ComplaintContent) -> None:
    paper.heading(f"ภาคผนวก {complaints.title}", on_new_page=True)
    if complaints.nil:
        paper.add(complaints.nil)
    _add_counts(paper, "เรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", complaints.cases_text, complaints.cases)
    _add_counts(paper, "เรื่องสอบถาม/ทักท้วง", complaints.questions_text, complaints.questions)
    line = add_text(paper.document, "สถิติรายไตรมาสและวิธีนับบนเว็บไซต์: ")
    add_link(line, complaints.url, complaints.url)


def _add_counts(paper: WordPaper, heading: str, text: str, lines: list[CountContent]) -> None:
    paper.heading(heading, 2)
    paper.add(text)
    table = paper.table(COUNT_COLUMNS, SMALL_CELL)
    for line in lines:
        words = (line.name, line.received, line.done, line.in_progress)
        for cell, word in zip(add_row(table), words, strict=True):
            paper.add(word, SMALL_CELL, to=cell)


def _add_imprint(paper: WordPaper, content: ReportContent, imprint: Imprint) -> None:
    paper.heading("ข้อมูลของเอกสาร", on_new_page=True)
    copy = "ฉบับร่าง ยังไม่ได้ออกเลขฉบับ" if imprint.is_draft else f"ฉบับที่ {imprint.number}"
    table = add_table(paper.document, [LABEL_WIDTH, PORTRAIT_WIDTH - LABEL_WIDTH])
    for name, value in (
        ("ชื่อเอกสาร", content.title),
        ("ฉบับ", copy),
        ("วันที่จัดพิมพ์" if imprint.is_draft else "วันที่ออก", long_date(imprint.day)),
        ("ข้อมูล ณ วันที่", long_date(content.as_of)),
        ("SHA-256 ของข้อมูล", content.sha256),
    ):
        left, right = add_row(table)
        add_text(left, name, CELL, bold=True)
        add_text(right, paper.say(value), CELL)
    add_text(paper.document, EDITABLE).paragraph_format.space_before = Cm(0.4)
    line = add_text(paper.document, "หน้ามาตรการบนเว็บไซต์: ")
    add_link(line, content.public_url, content.public_url)
