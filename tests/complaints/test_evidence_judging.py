import hashlib
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.evidence import child, judge, judging
from complaints.evidence.child import ChildFailed, NoTurn, ask
from complaints.evidence.kinds import EvidenceKind
from publishing.refusals import MEGABYTE, UploadRefused
from tests.complaints.bomb import small
from tests.complaints.bombs import mp3, mp4
from tests.publishing import samples

SENT = {
    "a.jpg": lambda: small("JPEG"),
    "a.png": lambda: small("PNG"),
    "a.webp": lambda: small("WEBP"),
    "a.pdf": samples.pdf,
    "a.docx": samples.docx,
    "a.xlsx": samples.xlsx,
    "a.mp3": mp3,
    "a.m4a": mp4,
    "a.mp4": mp4,
}
RECORDINGS = ["a.mp3", "a.m4a", "a.mp4"]
THAI_NAME = "ก" * 81 + ".jpg"  # 247 bytes; Django itself cuts a name at 255 characters


def judged(name="a.jpg", content=None, *, keep_originals=False):
    content = SENT[name]() if content is None else content
    return judge([SimpleUploadedFile(name, content)], keep_originals=keep_originals)


def refusal(*uploads):
    with pytest.raises(UploadRefused) as caught:
        judge([SimpleUploadedFile(*upload) for upload in uploads], keep_originals=False)
    return str(caught.value)


# ---------------------------------------------------------------- what is taken


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.pdf", "application/pdf"),
        ("a.mp3", "audio/mpeg"),
        ("a.m4a", "audio/mp4"),
        ("a.mp4", "video/mp4"),
    ],
)
def test_every_kind_is_taken_as_what_it_is(name, mime):
    [file] = judged(name)

    assert (file.name, file.mime) == (name, mime)


def test_the_hash_is_that_of_what_was_sent():
    content = samples.pdf()

    [file] = judged("a.pdf", content)

    assert file.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", RECORDINGS)
def test_recordings_are_untouched_and_marked(name):
    content = SENT[name]()

    [file] = judged(name, content, keep_originals=True)

    assert (file.content, file.has_hidden_data, file.is_original) == (content, True, False)


@pytest.mark.parametrize("name", [name for name in SENT if name not in RECORDINGS])
def test_the_original_comes_behind_the_clean_file_when_asked(name):
    content = SENT[name]()

    clean, original = judged(name, content, keep_originals=True)

    assert (clean.is_original, original.is_original) == (False, True)
    assert (original.content, original.sha256) == (content, clean.sha256)
    assert clean.content != content


def test_an_upload_that_was_read_before_is_read_again():
    upload = SimpleUploadedFile("a.mp3", mp3())
    upload.read()

    assert judge([upload], keep_originals=False)[0].content == mp3()


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("หลักฐาน การจ่ายเงิน.jpg", "หลักฐาน การจ่ายเงิน.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\somchai\\a.jpg", "a.jpg"),
        ("a\0.jpg", "a.jpg"),
        ("a\r\nX: y.jpg", "a X: y.jpg"),
        ("\u202egpj.a.jpg", "gpj.a.jpg"),
        ("\u200bเเบบ.JPG", "แบบ.JPG"),
        (THAI_NAME, THAI_NAME),
    ],
)
def test_a_name_is_kept_as_a_title(name, kept):
    assert judged(name, small("JPEG"))[0].name == kept


def test_a_long_name_keeps_its_ending():
    [file] = judged("ก" * 240 + ".jpg", small("JPEG"))

    assert (len(file.name), file.name[-5:]) == (120, "….jpg")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\u202egpj.exe", ".jpg", "a.jpg.html", "a"])
def test_a_name_of_another_ending_is_refused(name):
    kind = EvidenceKind.JPEG
    sentence = refusal((name, small("JPEG")))

    facts = {"kind": kind.label, "endings": " ".join(kind.endings)}
    expected = str(judging.WRONG_ENDING) % {
        "name": judging.clean_name(name.split("/")[-1]),
        **facts,
    }
    assert sentence == expected


# ---------------------------------------------------------------- how many, how large


def test_six_files_are_too_many():
    sentence = refusal(*[("a.jpg", b"")] * 6)

    assert sentence == str(judging.TOO_MANY) % {"count": 6, "limit": 5}


def test_files_are_measured_together():
    half = bytes(10 * MEGABYTE)

    sentence = refusal(("a.jpg", half), ("b.jpg", half + b"\0"))

    assert sentence == str(judging.TOO_BIG) % {"size": "20.1", "limit": "20"}


def test_the_refused_one_of_several_is_named():
    sentence = refusal(("ดี.mp3", mp3()), ("ว่าง.pdf", b""))

    assert sentence == str(judging.EMPTY) % {"name": "ว่าง.pdf"}


def test_no_file_is_begun_after_the_time_is_over(monkeypatch):
    monkeypatch.setattr(judging, "SECONDS", -1)

    assert refusal(("a.mp3", mp3())) == str(judging.TOO_SLOW) % {"name": "a.mp3"}


def test_a_busy_system_says_so(monkeypatch):
    monkeypatch.setattr(child, "WAIT_SECONDS", 0)
    monkeypatch.setattr(child._TURNS, "_value", 0)

    assert refusal(("a.png", small("PNG"))) == str(judging.BUSY) % {"name": "a.png"}


# ---------------------------------------------------------------- the process that opens files


def test_nothing_is_written_to_temporary_folders(monkeypatch, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))

    for name in SENT:
        judged(name, keep_originals=True)

    assert list(folder.iterdir()) == []


def worker(tmp_path, monkeypatch, text):
    """Let the parent start a worker of our own."""
    (tmp_path / "own.py").write_text(text)
    monkeypatch.setattr(child, "__file__", str(tmp_path / "child.py"))


def test_a_worker_knows_no_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "secret")
    worker(tmp_path, monkeypatch, "import os, json\nprint(json.dumps({'has': list(os.environ)}))")

    assert "SECRET_KEY" not in ask("own", b"")[0]["has"]


def test_a_worker_can_write_no_file(monkeypatch, tmp_path):
    target = tmp_path / "leak"
    # The limits stand before the first byte of the file comes.
    program = f"import sys\nsys.stdin.buffer.read()\nopen({str(target)!r}, 'wb').write(b'x' * 9)"
    worker(tmp_path, monkeypatch, program)

    with pytest.raises(ChildFailed):
        ask("own", b"plain text")

    assert target.read_bytes() == b""


@pytest.mark.parametrize(
    "text",
    [
        "while True: pass",
        "x = bytes(2_000_000_000)",
        "import time; time.sleep(60)",
        "import os; os.abort()",
        "import sys; sys.stdin.buffer.read(); sys.exit(1)",
        "print('no facts')",
        "import sys\nwhile True: sys.stdout.write('x' * 100_000)",
    ],
    ids=["loops", "eats", "sleeps", "crashes", "fails", "babbles", "floods"],
)
def test_a_worker_that_misbehaves_is_ended(monkeypatch, tmp_path, text):
    monkeypatch.setattr(child, "SECONDS", 1)
    monkeypatch.setattr(child, "CPU_SECONDS", 1)
    worker(tmp_path, monkeypatch, text)

    with pytest.raises(ChildFailed):
        ask("own", bytes(1_000_000))


def test_a_failed_worker_gives_its_turn_back(monkeypatch, tmp_path):
    worker(tmp_path, monkeypatch, "raise SystemExit(1)")
    for _number in range(5):
        with pytest.raises(ChildFailed):
            ask("own", b"")

    assert child._TURNS._value == 2


def test_no_turn_is_an_answer_of_its_own(monkeypatch):
    monkeypatch.setattr(child, "WAIT_SECONDS", 0)
    monkeypatch.setattr(child._TURNS, "_value", 0)

    with pytest.raises(NoTurn):
        ask("pdf_worker", b"")


def test_what_a_worker_says_in_despair_is_not_repeated(monkeypatch, tmp_path, capfd):
    text = "import sys; sys.stderr.write(sys.stdin.read()); sys.exit(1)"
    worker(tmp_path, monkeypatch, text)

    with pytest.raises(ChildFailed) as caught:
        ask("own", b"plain text")

    assert (str(caught.value), capfd.readouterr().err) == ("", "")
