import datetime as dt
import io
import socketserver
import threading
from contextlib import contextmanager

import pikepdf
import pypdfium2
import pytest
from django.template.loader import render_to_string
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from measures.report_csv import report_csv
from measures.report_imprint import Imprint
from measures.report_pdf import report_pdf
from publishing.numerals import official_digits
from tests.measures.seed_report import (
    evidence,
    full_content,
    photo_content,
    pictures_in,
    seed_content,
    sentences,
    with_every_text_numbered,
    with_one_measure,
)
from tests.publishing.papers import paper, text_by_pdfium, text_by_poppler

MOMENT = dt.datetime(2023, 12, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
EDITION = Imprint(2, MOMENT)
DRAFT = Imprint(None, MOMENT)
STYLES = '<link rel="stylesheet" href="static:css/report.css">'
RUNNING_HEADER = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสพ.ศ.๒๕๖๖"


# Every paper costs seconds: each is printed once and read by many tests.
@pytest.fixture(scope="module")
def media(tmp_path_factory):
    with pictures_in(tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="module")
def content(media):
    return full_content()


@pytest.fixture(scope="module")
def edition(content):
    return report_pdf(content, EDITION)


@pytest.fixture(scope="module")
def draft(media):
    """A draft of the demonstration, of an agency that writes Arabic numerals."""
    return report_pdf(seed_content(is_demonstration=True, thai_digits=False), DRAFT)


@pytest.fixture
def opened(edition):
    with pikepdf.open(io.BytesIO(edition)) as pdf:
        yield pdf


def packed(text):
    return "".join(text.split())


def pages(pdf):
    """The text of each page without its white space."""
    return [packed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def wide_pages(pdf):
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(pdf)]
    return [text for text, (width, height) in zip(pages(pdf), sizes, strict=True) if width > height]


def missing(content, text):
    written = (official_digits(each, thai=content.thai_digits) for each in sentences(content))
    return [sentence for sentence in written if packed(sentence) not in text]


def alternatives(pdf):
    """Every alternative text of the structure tree."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            found += [str(node.Alt)] if "/Alt" in node else []
            waiting += [node.K] if "/K" in node else []
    return found


# ------------------------------------------------------------------ text
@pytest.mark.parametrize("read", [text_by_pdfium, text_by_poppler])
def test_every_sentence_is_found_in_one_piece(content, edition, read):
    assert missing(content, read(edition)) == []


@pytest.mark.parametrize("read", [text_by_pdfium, text_by_poppler])
def test_every_sentence_of_a_draft_is_found_too(draft, read):
    content = seed_content(is_demonstration=True, thai_digits=False)

    assert missing(content, read(draft)) == []


def test_numerals_are_thai_everywhere_but_in_names(edition):
    text = text_by_pdfium(edition)

    assert "ประจำปีงบประมาณพ.ศ.๒๕๖๖" in text
    assert "พ.ศ.2566" not in text
    assert "O43" in text


def test_numerals_are_arabic_where_the_agency_chose_so(draft):
    assert set("๐๑๒๓๔๕๖๗๘๙") & set(text_by_pdfium(draft)) == set()


def test_scores_stand_before_and_after_with_their_change(edition):
    text = text_by_pdfium(edition)

    assert "ก่อนดำเนินการ๗๙.๔๕หลังดำเนินการ๙๙.๑๘เพิ่มขึ้น๑๙.๗๓คะแนน" in text


def test_a_loss_is_told_as_well_as_a_gain(media):
    outcome = full_content().measures[0].outcomes[-1]
    swapped = {"score_before": outcome.score_after, "score_after": outcome.score_before}
    content = with_one_measure(outcomes=[outcome.model_copy(update=swapped)], activities=[])

    assert "ลดลง๑๙.๗๓คะแนน" in text_by_pdfium(report_pdf(content, EDITION))


# ------------------------------------------------------------------ the file
def test_the_file_says_what_it_is_and_whose(content, opened):
    facts = opened.docinfo

    assert facts.Title == official_digits(content.title, thai=True)
    assert facts.Author == content.agency
    assert opened.Root.Lang == "th"


def test_the_file_claims_to_be_accessible_and_fit_for_archives(opened):
    with opened.open_metadata() as metadata:
        claims = (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"])

    assert claims == ("1", "3", "A")
    assert bool(opened.Root.MarkInfo.Marked)


def test_bookmarks_lead_to_every_part(content, opened):
    with opened.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles == [
        "สารบัญ",
        "ความเป็นมา",
        *(
            official_digits(f"{measure.number}. {measure.title}", thai=True)
            for measure in content.measures
        ),
        "สรุปผลการดำเนินการทุกมาตรการ",
        "ภาคผนวก หลักฐานการดำเนินการ",
        "ข้อมูลของเอกสาร",
    ]


def test_every_photo_is_described(content, opened):
    photos = [photo for activity in content.activities for photo in activity.photos]

    described = alternatives(opened)

    assert [photo.alt for photo in photos if photo.alt not in described] == []


def test_every_code_says_where_it_leads(opened):
    described = alternatives(opened)

    assert "คิวอาร์โค้ดของหลักฐานที่ ๑: ประกาศแผนการใช้จ่ายงบประมาณ" in described
    assert "คิวอาร์โค้ดของหน้ามาตรการบนเว็บไซต์" in described


def test_the_data_come_back_as_they_were(content, opened):
    files = {name: each.get_file().read_bytes() for name, each in opened.attachments.items()}

    assert files == {"report.json": content.json_bytes, "report.csv": report_csv(content)}


def test_the_hash_of_the_data_is_printed(content, edition):
    assert content.sha256 in text_by_pdfium(edition)


def test_the_same_report_is_the_same_file(media):
    content = with_one_measure(activities=[])

    assert report_pdf(content, EDITION) == report_pdf(content, EDITION)


def test_each_measure_has_its_table_on_a_landscape_page(edition):
    tables = wide_pages(edition)

    assert len(tables) == 3
    assert [text for text in tables if "วิธีการดำเนินการ" not in text] == []


# ------------------------------------------------------------------ every page
def test_the_running_header_stands_on_every_page_but_the_cover(edition):
    cover, *others = pages(edition)

    assert RUNNING_HEADER not in cover
    assert [number for number, text in enumerate(others, 2) if RUNNING_HEADER not in text] == []


def test_pages_are_numbered_in_thai_after_the_cover(edition):
    cover, *others = pages(edition)

    assert "-๑-" not in cover
    assert [
        number
        for number, text in enumerate(others, 2)
        if f"-{official_digits(str(number), thai=True)}-" not in text
    ] == []


def test_a_draft_is_marked_on_every_page(draft):
    assert [number for number, text in enumerate(pages(draft), 1) if "ฉบับร่าง" not in text] == []


def test_an_edition_is_marked_on_none(edition):
    assert "ฉบับร่าง" not in text_by_pdfium(edition)


def test_a_demonstration_says_so_on_every_page(draft):
    assert [number for number, text in enumerate(pages(draft), 1) if "ข้อมูลสาธิต" not in text] == []


def test_a_real_report_does_not_say_that_it_is_a_demonstration(edition):
    assert "ข้อมูลสาธิต" not in text_by_pdfium(edition)


def test_no_page_is_empty(edition):
    assert [number for number, text in enumerate(pages(edition), 1) if len(text) < 150] == []


def summary(count):
    """The last pages of a year with so many measures, each of one line."""
    measure = seed_content().measures[0].model_copy(update={"outcomes": [], "title": "ชี้แจง"})
    year = seed_content(measures=[measure] * count)
    context = {"content": year, "imprint": EDITION, "thai": True}
    parts = ("measures/report/_summary.html", "measures/report/_signature.html")
    inside = "".join(render_to_string(part, context) for part in parts)
    return f'<section class="new-page">{inside}</section>'


def test_the_signature_never_stands_alone(media):
    body = "".join(summary(count) for count in range(10, 17))  # some end with their page

    signed = [text for text in pages(paper(body, head=STYLES).pdf) if "ลงชื่อ" in text]

    assert [text for text in signed if "ดำเนินการแล้วเสร็จ" not in text] == []
    assert len(signed) == 7


# ------------------------------------------------------------------ what people type
@contextmanager
def loopback():
    """Yield a port of this machine and the requests that reach it."""
    hits = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            hits.append(self.rfile.readline())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server.server_address[1], hits
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def attack(media):
    """The report with markup in every field; what was typed, the paper, and who was called."""
    with loopback() as (port, hits):
        text = (
            f'<img src="http://127.0.0.1:{port}/a.png"> <img src="file:///etc/passwd"> '
            f"<style>@import url(http://127.0.0.1:{port}/b.css);</style> "
            f'<link rel="stylesheet" href="http://127.0.0.1:{port}/c.css"> '
            "<b>หนา</b> {{ content.seal }} {% now 'Y' %} &amp; น้ำ"
        )
        content = with_every_text_numbered(full_content(), text)
        yield content, report_pdf(content, EDITION), hits


def test_markup_is_printed_as_text(attack):
    content, paper, _hits = attack

    assert missing(content, text_by_pdfium(paper)) == []


def test_markup_is_obeyed_nowhere(attack):
    _content, paper, _hits = attack
    text = text_by_pdfium(paper)

    assert text.count("<b>หนา</b>") == text.count("หนา")


def test_nothing_typed_is_fetched(attack):
    _content, _paper, hits = attack

    assert hits == []


def test_nothing_typed_opens_a_file(attack):
    _content, paper, _hits = attack

    assert "root:" not in text_by_pdfium(paper)


# ------------------------------------------------------------------ extremes
LONG_TEXT = "หน่วยงานชี้แจงแผนการใช้จ่ายงบประมาณ " * 280  # 10,080 letters
LONG_WORD = "ก" * 10_000
PHOTO_SIZES = [(930, 1240), (1240, 930), (1240, 600)]


@pytest.fixture(scope="module")
def monsters(media):
    """A cell of 10,000 letters, a word of as many without a space, and photos of two shapes."""
    measure = seed_content().measures[0]
    method = measure.methods[0].model_copy(update={"text": LONG_TEXT, "result": LONG_WORD})
    outcome = measure.outcomes[0].model_copy(update={"text": LONG_WORD})
    activity = measure.activities[1].model_copy(
        update={
            "text": LONG_TEXT,
            "photos": [photo_content(f"ภาพ {size}", size) for size in PHOTO_SIZES],
            "evidence": [evidence(1, url=f"https://a.go.th/{'x' * 480}")],
        }
    )
    return report_pdf(
        with_one_measure(methods=[method], outcomes=[outcome], activities=[activity]), EDITION
    )


def test_a_cell_of_ten_thousand_letters_is_printed_whole(monsters):
    assert text_by_pdfium(monsters).count("หน่วยงานชี้แจงแผนการใช้จ่ายงบประมาณ") >= 2 * 280 - 10


def test_a_word_without_end_is_printed_whole(monsters):
    # In the table, in the outcome and in the summary.
    assert text_by_pdfium(monsters).count("ก") >= 3 * 10_000


def test_three_photos_stand_in_one_line(monsters):
    pages = pypdfium2.PdfDocument(monsters)
    pictures = [
        [picture.get_bounds() for picture in page.get_objects([FPDF_PAGEOBJ_IMAGE])]
        for page in pages
    ]

    (line,) = [found for found in pictures if len(found) == 3]

    tops = {round(top) for _left, _bottom, _right, top in line}
    assert len(tops) == 1


@pytest.fixture(scope="module")
def many_methods(media):
    """A measure of 12 long methods, activities and outcomes, each told apart by its number."""
    measure = seed_content().measures[2]
    method, activity, outcome = measure.methods[0], measure.activities[0], measure.outcomes[0]
    methods = [
        method.model_copy(
            update={
                "number": number,
                "text": f"ข้อ {number}: {method.text}",
                "result": f"ผล {number}: {method.result}",
            }
        )
        for number in range(1, 13)
    ]
    # Of different lengths, so that pages would break within them.
    texts = [f"รายละเอียด {number}: {method.text * (number % 3 + 1)}" for number in range(1, 31)]
    activities = [activity.model_copy(update={"photos": [], "text": text}) for text in texts]
    outcomes = [
        outcome.model_copy(update={"text": f"ผลลัพธ์ {number}: {method.text}"})
        for number in range(1, 13)
    ]
    content = with_one_measure(methods=methods, activities=activities, outcomes=outcomes)
    return content, report_pdf(content, EDITION)


@pytest.mark.parametrize("read", [text_by_pdfium, text_by_poppler])
def test_sentences_stay_in_one_piece_where_pages_break(many_methods, read):
    content, paper = many_methods

    assert missing(content, read(paper)) == []


def test_the_header_of_a_table_is_repeated_on_every_page(many_methods):
    _content, paper = many_methods

    tables = wide_pages(paper)

    assert len(tables) > 3
    assert [text for text in tables if "ผลการดำเนินการข้อเสนอแนะ" not in text] == []


def test_a_result_stands_on_the_page_of_its_method(many_methods):
    _content, paper = many_methods

    apart = [
        number
        for number in map(str, range(1, 13))
        for text in pages(paper)
        if (f"ข้อ{official_digits(number, thai=True)}:" in text)
        != (f"ผล{official_digits(number, thai=True)}:" in text)
    ]

    assert apart == []


def test_a_year_without_measures_is_a_paper(media):
    text = text_by_pdfium(report_pdf(seed_content(measures=[]), DRAFT))

    assert "ไม่มีรายการ" in text
