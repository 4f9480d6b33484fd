import datetime as dt
import io

import pikepdf
import pypdfium2
import pytest
from django.template import engines
from django.test import override_settings

from publishing import pdf
from publishing.pdf import (
    WORKER,
    Attachment,
    PdfFailed,
    PdfUnavailable,
    missing_libraries,
    print_paper,
    render_pdf,
    silent_death,
)
from publishing.qr import qr_code, qr_svg
from tests.publishing.papers import CREATED, paper, text_by_pdfium, text_by_poppler

TEMPLATE = """{% extends "pdf/base.html" %}
{% block title %}รายงาน{{ kind }}{% endblock %}
{% block author %}อบต.ทุ่งบุหลัง{% endblock %}
{% block subject %}มาตรการ{% endblock %}
{% block keywords %}ITA, คุณธรรม{% endblock %}
{% block running_header %}หัวกระดาษ ๒๕๖๖{% endblock %}
{% block watermark %}ฉบับร่าง{% endblock %}
{% block demo_notice %}ข้อมูลสาธิต{% endblock %}
{% block body %}<h1>การดำเนินงาน</h1><p>{{ text }}</p>
<section class="wide"><h2>ตาราง</h2>{{ svg }}<img src="{{ png }}" alt="คิวอาร์โค้ด"></section>
<section><h2>ท้ายเล่ม</h2><p><a href="https://example.go.th/">ลิงก์</a></p></section>{% endblock %}"""
CSV = Attachment("report.csv", "ตารางผลการดำเนินการ", "\ufeffมาตรการ,ผล\r\n".encode(), "text/csv")
JSON = Attachment("report.json", "ข้อมูลของรายงาน", b'{"year": 2566}', "application/json")
HOSTILE_TEXT = '<img src="file:///etc/passwd"><script>1</script> น้ำ & "ดำ"'

STACKED = "ทำการ น้ำ ที่ ปู่ ญู ฐุ ป้ำ ปิ๊ ปั้น ฎุ ฏู ดำเนินการ ตำบล ต่ำ ข้าราชการ ฝ้ำ จ๊ำ จ๋ำ"


@pytest.fixture(scope="module", autouse=True)
def _printing_as_the_portal_does():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "WORKER", WORKER)
        yield


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    (folder / "paper.html").write_text(TEMPLATE, encoding="utf-8")
    (folder / "untitled.html").write_text('{% extends "pdf/base.html" %}', encoding="utf-8")
    settings = [{**engines.templates["django"], "DIRS": [folder, *_template_folders()]}]
    settings[0].pop("NAME")
    with override_settings(TEMPLATES=settings):
        yield


def _template_folders():
    return engines.templates["django"]["DIRS"]


def _render(**context):
    context = {"kind": "ประจำปี", "text": HOSTILE_TEXT, **context}
    context |= {"svg": qr_svg("https://example.go.th/"), "png": qr_code("https://example.go.th/")}
    return render_pdf("paper.html", context, attachments=[CSV, JSON], created=CREATED)


@pytest.fixture(scope="module")
def report(templates):
    return _render()


@pytest.fixture
def opened(report):
    with pikepdf.open(io.BytesIO(report)) as pdf:
        yield pdf


@pytest.mark.parametrize("reader", [text_by_pdfium, text_by_poppler])
@pytest.mark.parametrize("first", ["กา กำ", "กำ กา"])
def test_thai_text_comes_back_exactly_whichever_letter_came_first(first, reader):
    words = f"{first} {STACKED}"
    body = f"<p>{words}<p><b>{words}</b><p><i>{words}</i><p><b><i>{words}</i></b>"

    text = reader(paper(body).pdf)

    assert text == 4 * "".join(words.split())


def test_sara_am_typed_as_two_characters_is_found_as_one():
    pdf = paper("<p>น\u0e49\u0e4d\u0e32 น\u0e4d\u0e49\u0e32 ท\u0e4d\u0e32").pdf

    assert text_by_pdfium(pdf) == "น้ำน้ำทำ"


def test_lines_break_between_official_terms_and_not_inside_them():
    pdf = paper(f'<p style="width:2.6cm">{"หน่วยงาน" * 6}').pdf

    lines = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split()

    assert lines == ["หน่วยงาน"] * 6


def test_text_of_people_is_printed_as_they_typed_it(report):
    assert "".join(HOSTILE_TEXT.split()) in text_by_pdfium(report)


def test_every_page_but_the_first_has_its_number_in_thai_digits_and_the_running_header(report):
    pages = [text_by_pdfium(_only_page(report, number)) for number in (0, 1, 2)]

    assert [("-๒-" in page, "-๓-" in page, "หัวกระดาษ๒๕๖๖" in page) for page in pages] == [
        (False, False, False),
        (True, False, True),
        (False, True, True),
    ]


def _only_page(pdf, number):
    single = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as target:
        target.pages.append(source.pages[number])
        target.save(single)
    return single.getvalue()


def test_page_numbers_can_be_arabic(templates):
    assert "-2-" in text_by_pdfium(_render(arabic_digits=True))


def test_watermark_and_notice_are_on_every_page(report):
    text = text_by_pdfium(report)

    assert (text.count("ฉบับร่าง"), text.count("ข้อมูลสาธิต")) == (3, 3)


def test_a_wide_section_lies_on_its_side_and_the_next_stands_again(opened):
    sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in opened.pages]

    assert [width > height for width, height in sizes] == [False, True, False]


def test_paper_says_what_it_is(opened):
    info, language = opened.docinfo, str(opened.Root.Lang)

    assert [str(info[key]) for key in ("/Title", "/Author", "/Subject", "/Keywords")] == [
        "รายงานประจำปี",
        "อบต.ทุ่งบุหลัง",
        "มาตรการ",
        "ITA, คุณธรรม",
    ]
    assert (language, str(info["/CreationDate"])) == ("th", "D:20231201090000+07'00")


def test_headings_are_the_bookmarks(opened):
    with opened.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]

    assert titles == [("การดำเนินงาน", ["ตาราง", "ท้ายเล่ม"])]


@pytest.mark.parametrize("attachment", [CSV, JSON])
def test_attachment_comes_back_byte_for_byte(opened, attachment):
    found = opened.attachments[attachment.name]

    assert found.get_file().read_bytes() == attachment.data
    assert (found.description, found.get_file().mime_type) == (
        attachment.description,
        attachment.mime,
    )


def test_the_printer_of_the_other_tests_prints_the_same_bytes(printer, monkeypatch):
    html = "<title>ก</title><link rel=stylesheet href=static:css/pdf.css><p>น้ำ"
    in_earnest = print_paper(html, created=CREATED)

    monkeypatch.setattr(pdf, "WORKER", printer)

    assert print_paper(html, created=CREATED) == in_earnest


def test_same_input_gives_the_same_bytes(report):
    assert _render() == report


def test_a_paper_without_a_date_is_dated_now(templates):
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)

    pdf = render_pdf("paper.html", {"kind": "", "text": ""})

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        stated = pikepdf.models.metadata.decode_pdf_date(str(opened.docinfo["/CreationDate"]))
    assert before <= stated <= dt.datetime.now(dt.UTC)


def test_a_template_without_a_title_is_refused(templates):
    with pytest.raises(PdfFailed):
        render_pdf("untitled.html", {})


def test_a_paper_nested_without_end_is_refused_with_a_way_out():
    with pytest.raises(PdfFailed, match="Shorten|แบ่ง"):
        print_paper("<title>x</title>" + "<div>" * 1500, created=CREATED)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200 + "ลึก",
        '<p style="margin-top:99999999px">ไกล',
        "<p>" + "ก" * 20_000,
        "<p>" + "a" * 20_000,
        "<table class='paper'><tr><td>" * 40 + "ลึก",
    ],
    ids=["200 nested boxes", "a huge margin", "20,000 Thai letters", "20,000 letters", "tables"],
)
def test_odd_papers_are_printed_and_do_not_hang(body):
    assert paper(body).pdf.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "returncode, missing, error",
    [(1, ["libpango-1.0.so.0"], PdfUnavailable), (1, [], PdfFailed), (-9, [], PdfFailed)],
)
def test_a_worker_that_dies_without_a_word_is_explained(returncode, missing, error):
    found = silent_death(returncode, missing=missing)

    assert (type(found), "apt-get install" in str(found)) == (error, bool(missing))


def test_a_missing_library_is_named():
    assert missing_libraries(["libc.so.6", "libnowhere.so.0"]) == ["libnowhere.so.0"]
