"""What may reach the printer: our own files and nothing else (security.md 7.10)."""

import base64
import dataclasses
import http.server
import io
import threading

import pikepdf
import pytest
from django.conf import settings
from PIL import Image

from publishing.pdf import PdfFailed, print_paper
from tests.publishing.papers import CREATED, paper, text_by_pdfium

PASSWORDS = "file:///etc/passwd"


class Listener(http.server.BaseHTTPRequestHandler):
    visits: list[str] = []

    def do_GET(self):
        self.visits.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def hostile(server):
    """The eight ways of a page to fetch something, and then some."""
    head = (
        f'<link rel="stylesheet" href="{server}/style.css">'
        f"<style>@import url({PASSWORDS}?import);"
        f"@font-face{{font-family:foreign;src:url({server}/font)}}"
        f"body{{background:url({server}/background)}} .f{{font-family:foreign,'Sarabun ITA'}}"
        "</style>"
    )
    body = (
        f'<p class="f">ข้อความ</p><img src="{PASSWORDS}?img" alt="">'
        f'<object data="{server}/object"></object><embed src="{server}/embed">'
        f'<a rel="attachment" href="{PASSWORDS}?attachment">แนบ</a>'
        f'<svg width="9" height="9"><image href="{server}/svg" width="9" height="9"/></svg>'
        '<img src="media:../../../etc/passwd"><img src="media:/etc/passwd"><img src="media:%00">'
        '<img src="static:..%2F..%2Fmanage.py"><img src="file://localhost/etc/passwd">'
    )
    return paper(body, head=head)


@pytest.mark.parametrize(
    "way",
    ["style.css", "import", "font", "background", "img", "object", "embed", "attachment", "svg"],
)
def test_every_foreign_fetch_is_refused_and_reported(hostile, way):
    assert [url for url in hostile.refused if url.endswith((f"/{way}", f"?{way}"))] != []


@pytest.mark.parametrize(
    "address",
    [
        "media:../../../etc/passwd",
        "media:/etc/passwd",
        "media:%00",
        "static:..%2F..%2Fmanage.py",
        "file://localhost/etc/passwd",
    ],
)
def test_an_address_that_leads_out_of_our_folders_is_refused(hostile, address):
    assert address in hostile.refused


def test_nothing_leaves_the_machine(hostile):
    assert Listener.visits == []


def test_a_page_full_of_foreign_addresses_is_printed_without_them(hostile):
    assert text_by_pdfium(hostile.pdf) == "ข้อความแนบ"


def test_no_file_of_the_machine_is_in_the_pdf(hostile):
    with pikepdf.open(io.BytesIO(hostile.pdf)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        leaks = [item for item in streams if b"root:" in item.read_bytes()]

        assert (dict(pdf.attachments), leaks) == ({}, [])


def test_no_folder_of_this_machine_is_named_in_the_pdf():
    pdf = paper('<p>ข้อความ <a href="/measures/2566/">ลิงก์</a>').pdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(plain := io.BytesIO(), compress_streams=False)
    assert str(settings.BASE_DIR).encode() not in plain.getvalue()


def test_a_stored_picture_is_printed(settings):
    Image.new("RGB", (40, 30), "teal").save(settings.MEDIA_ROOT / "ภาพ 1.jpg")

    printed = _print('<img src="media:ภาพ%201.jpg" alt="ภาพกิจกรรม">')

    assert (printed.refused, _picture_sizes(printed.pdf)) == ((), [(40, 30)])


def test_a_picture_inside_the_page_is_printed():
    picture = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(picture, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"

    printed = _print(f'<img src="{address}" alt="ภาพ">')

    assert _picture_sizes(printed.pdf) == [(4, 3)]


def test_a_link_to_the_outside_in_the_media_folder_is_refused(settings):
    (settings.MEDIA_ROOT / "link.jpg").symlink_to("/etc/passwd")

    printed = _print('<img src="media:link.jpg" alt="ภาพ">')

    assert printed.refused == ("media:link.jpg",)


def test_a_picture_that_is_none_is_left_out_and_said(settings):
    (settings.MEDIA_ROOT / "photo.jpg").write_bytes(b"not a picture")

    printed = _print('<p>ข้อความ<img src="media:photo.jpg" alt="ภาพ">')

    assert text_by_pdfium(printed.pdf) == "ข้อความภาพ"
    assert [line for line in printed.complaints if "media:photo.jpg" in line] != []


@pytest.mark.parametrize("missing", ["css/missing.css", "fonts/pdf/missing.ttf"])
def test_a_missing_stylesheet_or_font_of_ours_ends_the_printing(missing):
    rule = (
        f'@import url("static:{missing}");'
        if missing.endswith("css")
        else (f'@font-face{{font-family:x;src:url("static:{missing}")}}')
    )

    with pytest.raises(PdfFailed):
        _print("<p>ข้อความ", head=f"<style>{rule}</style>")


def test_no_typeface_of_the_system_stands_in_for_ours():
    # Without our stylesheet no typeface is there at all.
    with pytest.raises(PdfFailed):
        print_paper("<title>ทดสอบ</title><p>ข้อความ", created=CREATED)


def test_characters_that_the_typeface_lacks_are_replaced_and_reported():
    printed = paper("<p>เสร็จ✓ 😀ยิ้ม ➢ข้อ ：ก ①ข 中ค \u200dง &#128512;จ")

    assert text_by_pdfium(printed.pdf) == "เสร็จ√ยิ้ม▶ข้อ:ก1ข?คงจ"
    assert printed.replaced == tuple(sorted("✓😀➢：①中\u200d"))


def test_ordinary_thai_and_english_need_no_replacement():
    printed = paper("<p>ก–ฮ “คำพูด” ฿1,234.50 ๑๒๓ ฯลฯ ๆ • → ≥ A–z")

    assert printed.replaced == ()


def test_our_stylesheets_make_the_engine_say_nothing():
    head = '<link rel="stylesheet" href="static:css/pdf-arabic-digits.css">'

    assert dataclasses.replace(paper("<p>ข้อความ", head=head), pdf=b"").complaints == ()


def _print(body, *, head=""):
    link = '<link rel="stylesheet" href="static:css/pdf.css">'
    html = (
        f'<html lang="th"><head><title>ทดสอบ</title>{link}{head}</head><body>{body}</body></html>'
    )
    return print_paper(html, created=CREATED)


def _picture_sizes(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            (int(picture.Width), int(picture.Height))
            for page in opened.pages
            for picture in page.get_images().values()
        ]
