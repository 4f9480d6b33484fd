"""Fixed words of papers in English: whole texts that are known, and nothing else."""

import pytest

from thai.vocabulary import Vocabulary, calendar_said, pairs_of

WORDS = Vocabulary(
    [
        ("รวม", "Total"),
        ("ราคากลาง (บาท)", "Median price (baht)"),
        ("{n} บาท", "{n} baht"),
        ("รวม {n} สัญญา เป็นเงิน {n} บาท", "{n} contracts in all, {n} baht"),
        ("ลงวันที่ {t}", "dated {t}"),
        ("รายงาน {t}", "Report, {t}"),
        ("ลงนามโดย {} เมื่อวันที่ {t}", "Signed by {} on {t}"),
    ]
)


@pytest.mark.parametrize(
    ("thai", "english"),
    [
        ("รวม", "Total"),
        ("รวม 4 สัญญา เป็นเงิน 1,829,250.00 บาท", "4 contracts in all, 1,829,250.00 baht"),
        ("492,400.00 บาท", "492,400.00 baht"),
        ("ลงวันที่ 2\N{NO-BREAK SPACE}พฤศจิกายน 2569", "dated 2 November 2026"),
        ("ลงนามโดย นายสมมติ เมื่อวันที่ 6 ธันวาคม 2565", "Signed by นายสมมติ on 6 December 2022"),
        ("รายงาน ประจำปีงบประมาณ พ.ศ. 2566", "Report, FY 2566 (2022/23)"),
        # What the office wrote, even where a known word stands in it.
        ("รวมพลังชุมชน", "รวมพลังชุมชน"),
        ("ซื้อน้ำมัน เดือนตุลาคม 2565", "ซื้อน้ำมัน เดือนตุลาคม 2565"),
        ("FY 2566", "FY 2566"),
        ("", ""),
    ],
)
def test_a_text_is_said_in_english_where_all_of_it_is_known(thai, english):
    assert WORDS.said(thai) == english


@pytest.mark.parametrize(
    ("thai", "english"),
    [
        ("15 ตุลาคม 2569", "15 October 2026"),
        ("15 ต.ค. 69", "15 Oct 2026"),
        ("พฤศจิกายน พ.ศ. 2569", "November 2026"),
        ("เดือนตุลาคม 2566", "October 2023"),
        ("1 มีนาคม – 30 เมษายน 2566", "1 March – 30 April 2023"),
        ("ปีงบประมาณ พ.ศ. 2566", "FY 2566 (2022/23)"),
        ("รอบ 6 เดือนแรก ปีงบประมาณ พ.ศ. 2566", "first half, FY 2566 (2022/23)"),
        (
            "ไตรมาสที่ 1 (เดือน ตุลาคม พ.ศ. 2569 ถึง เดือน ธันวาคม พ.ศ. 2569)",
            "quarter 1 (October 2026 to December 2026)",
        ),
        ("เม.ย. 67, พ.ค. 67", "Apr 2024, May 2024"),
        ("วันเด็ก 14 มกราคม 2566", None),
        ("ถนน", None),
    ],
)
def test_days_and_periods_are_said_where_nothing_else_stands(thai, english):
    assert calendar_said(thai) == english


def test_every_text_and_label_of_a_page_is_said():
    page = '<th data-label="รวม" title="ถนน">รวม</th>\n<td class="รวม"> 5 บาท <b>ถนน</b></td>'

    assert WORDS.page_said(page) == (
        '<th data-label="Total" title="ถนน">Total</th>\n<td class="รวม"> 5 baht <b>ถนน</b></td>'
    )


def test_scripts_and_remarks_stay():
    page = "<script>x = 'รวม'</script><!-- รวม --><style>a{}</style>"

    assert WORDS.page_said(page) == page


def test_a_file_has_a_pair_on_each_line_and_remarks():
    assert pairs_of(["# a remark", "รวม\tTotal\n", ""]) == [("รวม", "Total")]
