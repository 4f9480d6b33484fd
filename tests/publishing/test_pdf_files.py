from time import perf_counter

import pikepdf
import pytest

from publishing import pdf_files, refusals
from publishing.pdf_files import count_pages
from tests.publishing import samples
from tests.publishing.refused import document_refusal, said

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def pdf_with(**root: object) -> bytes:
    document = samples.pdf_object()
    for key, value in root.items():
        document.Root[f"/{key}"] = value
    return samples.saved(document, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def pdf_carrying(name: str, content: bytes) -> bytes:
    document = samples.pdf_object()
    document.attachments[name] = content
    return samples.saved(document)


# ---------------------------------------------------------------- what is taken


@pytest.mark.parametrize("pages", [1, 30])
def test_pages_are_counted(pages):
    assert count_pages(samples.pdf(pages)) == pages


def test_a_pdf_that_carries_data_is_taken():
    assert count_pages(pdf_carrying("data.csv", b"a,b\n1,2\n")) == 1


def test_a_pdf_that_opens_at_a_page_is_taken():
    document = samples.pdf_object(2)
    document.Root.OpenAction = pikepdf.Array([document.pages[1].obj, pikepdf.Name.Fit])

    assert count_pages(samples.saved(document)) == 2


def test_a_pdf_with_compressed_objects_is_taken():
    content = samples.saved(
        samples.pdf_object(5), object_stream_mode=pikepdf.ObjectStreamMode.generate
    )

    assert count_pages(content) == 5


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("user_password", ["", "secret"])
def test_a_pdf_under_a_password_is_refused(user_password):
    locks = pikepdf.Encryption(owner="owner", user=user_password)

    content = samples.saved(samples.pdf_object(), encryption=locks)

    assert document_refusal(content) == said(refusals.PASSWORD)


@pytest.mark.parametrize(
    "root",
    [
        {"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")},
        {"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")},
        {"AA": pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))},
        {"Names": pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array()))},
        {"AcroForm": pikepdf.Dictionary(XFA="<xdp/>")},
    ],
    ids=["script at opening", "program at opening", "deep inside", "script by name", "XFA form"],
)
def test_a_pdf_that_acts_is_refused(root):
    assert document_refusal(pdf_with(**root)) == said(pdf_files.SCRIPT)


def test_a_script_under_an_escaped_name_is_found():
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    plain = pdf_with(OpenAction=action)

    escaped = plain.replace(b"/JavaScript", b"/Java#53cript").replace(b"/JS", b"/J#53")

    assert document_refusal(escaped) == said(pdf_files.SCRIPT)


def test_the_word_script_on_a_page_is_no_script():
    document = samples.pdf_object()
    document.Root.Title = "/JS /JavaScript /Launch"

    assert count_pages(samples.saved(document)) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.exe", b"MZ"),
        ("run.js", b"1"),
        ("data.csv", b"MZ\x90\0"),
        ("old.xlsx", OLD_OFFICE),
        ("no ending", b"1"),
    ],
)
def test_a_pdf_that_carries_a_program_is_refused(name, content):
    expected = said(pdf_files.ATTACHMENT, attachment=name)

    assert document_refusal(pdf_carrying(name, content)) == expected


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.97])
def test_a_pdf_that_was_cut_off_is_refused(kept):
    content = samples.pdf(pages=9)

    assert document_refusal(content[: int(len(content) * kept)]) == said(refusals.DAMAGED_DOCUMENT)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"\xa5" * 3000 + b"\n%%EOF", samples.pdf(pages=0)],
    ids=["nothing", "garbage", "no pages"],
)
def test_a_pdf_with_nothing_to_read_is_refused(content):
    assert document_refusal(content) == said(refusals.DAMAGED_DOCUMENT)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n<script>alert(1)</script>\nPK\x03\x04",
        b"%PDF-1.7\nPK\x03\x04" + samples.pdf(),
        samples.pdf(pages=30) + samples.package({"a.txt": "a"}),
    ],
    ids=["web page", "archive before", "archive behind"],
)
def test_a_pdf_that_is_a_second_file_is_refused(content):
    assert document_refusal(content) == said(refusals.HIDDEN_FILE)


def test_a_pdf_that_unpacks_to_gigabytes_is_refused_in_time():
    content = samples.pdf_bomb(megabytes=300)
    started = perf_counter()

    sentence = document_refusal(content)

    assert sentence == said(refusals.DAMAGED_DOCUMENT)
    assert perf_counter() - started < 2


def test_the_twin_of_the_bomb_that_stays_small_is_taken():
    assert count_pages(samples.pdf_bomb(megabytes=1)) == 1


def test_a_pdf_that_outlasts_its_time_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_files, "PROBE_SECONDS", 0.001)

    assert document_refusal(samples.pdf()) == said(refusals.DAMAGED_DOCUMENT)


def test_the_reader_of_a_hostile_pdf_knows_no_secrets(monkeypatch, tmp_path):
    facts = '{"pages": 1 + ("SECRET_KEY" in os.environ), "has_script": False, "attachments": []}'
    probe = tmp_path / "probe.py"
    probe.write_text(f"import json, os\nprint(json.dumps({facts}))")
    monkeypatch.setattr(pdf_files, "PROBE", probe)
    monkeypatch.setenv("SECRET_KEY", "secret")

    assert count_pages(samples.pdf()) == 1
