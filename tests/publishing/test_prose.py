import pytest

from publishing.prose import Paragraph, paragraphs


def test_each_line_is_a_paragraph_and_empty_lines_only_divide():
    assert paragraphs("หนึ่ง\n\n  สอง  \r\nสาม\n") == [
        Paragraph("หนึ่ง"),
        Paragraph("สอง"),
        Paragraph("สาม"),
    ]


@pytest.mark.parametrize(
    "line, mark, text",
    [
        ("- ควรรายงาน", "-", "ควรรายงาน"),
        ("-ควรรายงาน", "-", "ควรรายงาน"),
        ("– ควรรายงาน", "–", "ควรรายงาน"),
        ("• ควรรายงาน", "•", "ควรรายงาน"),
        ("* ควรรายงาน", "*", "ควรรายงาน"),
        ("1. ชี้แจง", "1.", "ชี้แจง"),
        ("๒.ชี้แจง", "๒.", "ชี้แจง"),
        ("๑๒) ชี้แจง", "๑๒)", "ชี้แจง"),
        ("(3) ชี้แจง", "(3)", "ชี้แจง"),
    ],
)
def test_a_list_item_is_told_apart_from_its_mark(line, mark, text):
    assert paragraphs(line) == [Paragraph(text, mark)]


@pytest.mark.parametrize(
    "line",
    [
        "2566 เป็นปีของมาตรการ",
        "๒๕๖๖. เป็นปีของมาตรการ",
        "1.5 ล้านบาท",
        "-5 องศา",
        "99.18",
        "-",
        "1.",
        "ข้อ 1. ชี้แจง",
    ],
)
def test_what_only_looks_like_a_list_item_stays_whole(line):
    assert paragraphs(line) == [Paragraph(line)]


def test_a_year_does_not_leave_its_era_at_the_end_of_a_line():
    assert paragraphs("ปีงบประมาณ พ.ศ. 2566 และ พ.ศ. ๒๕๖๗") == [
        Paragraph("ปีงบประมาณ พ.ศ.\u00a02566 และ พ.ศ.\u00a0๒๕๖๗")
    ]


def test_a_repetition_mark_does_not_leave_its_word():
    assert paragraphs("ช่องทางต่าง ๆ และอื่น ฯลฯ") == [Paragraph("ช่องทางต่าง\u00a0ๆ และอื่น\u00a0ฯลฯ")]


def test_nothing_typed_makes_no_paragraph():
    assert paragraphs(" \n\t\n") == []
