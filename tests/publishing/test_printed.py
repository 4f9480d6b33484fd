import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.template import engines
from django.test import override_settings

from publishing.pdf import Attachment, PdfFailed
from publishing.printed import AT_ONCE, packed, printed
from publishing.serving import SHORTLY, stored_file
from publishing.storage import keep
from publishing.tables import CellKind, Column, Table
from tests.publishing.papers import CREATED, text_by_pdfium

TEMPLATE = """{% extends "pdf/base.html" %}{% block title %}รายงาน{% endblock %}
{% block body %}<h1>{{ text }}</h1><img src="media:{{ picture }}" alt="">{% endblock %}"""
CSV = Attachment("a.csv", "ตาราง", b"a\r\n1\r\n", "text/csv")


@pytest.fixture(scope="module", autouse=True)
def _templates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    (folder / "paper.html").write_text(TEMPLATE, encoding="utf-8")
    (folder / "untitled.html").write_text('{% extends "pdf/base.html" %}', encoding="utf-8")
    django = {**engines.templates["django"]}
    django["DIRS"] = [folder, *django["DIRS"]]
    django.pop("NAME")
    with override_settings(TEMPLATES=[django]):
        yield


def _print(text="งบประมาณ", *, created=CREATED, attachments=()):
    return printed("paper.html", {"text": text}, created=created, attachments=attachments)


def _read(name):
    return Path(default_storage.path(name)).read_bytes()


def _stored():
    root = Path(default_storage.location)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_the_paper_is_kept_under_the_name_that_is_returned():
    name = _print()

    assert text_by_pdfium(_read(name)) == "งบประมาณ"


def test_the_second_visitor_gets_the_file_of_the_first():
    name = _print()
    written = Path(default_storage.path(name)).stat().st_mtime_ns

    assert _print() == name
    assert (_stored(), Path(default_storage.path(name)).stat().st_mtime_ns) == ([name], written)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "งบประมาณใหม่"},
        {"created": CREATED + dt.timedelta(days=1)},
        {"attachments": [CSV]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_the_paper_makes_another(change):
    names = {_print(), _print(**change)}

    assert _stored() == sorted(names)
    assert len(names) == 2


def test_another_release_prints_anew(settings):
    names = {_print()}

    settings.RELEASE = "next"

    assert len(names | {_print()}) == 2


def test_a_crowd_that_asks_at_once_prints_no_more_than_two_papers_and_keeps_one(caplog):
    """Each printing logs the picture that the paper asks for and that does not exist."""
    with ThreadPoolExecutor(AT_ONCE * 3) as crowd:
        names = set(crowd.map(lambda _: _print(), range(AT_ONCE * 3)))

    assert _stored() == list(names)
    assert caplog.text.count("paper.html: refused") <= AT_ONCE


def test_a_paper_that_fails_is_not_kept():
    with pytest.raises(PdfFailed):
        printed("untitled.html", {}, created=CREATED)

    assert _stored() == []


@pytest.mark.django_db
def test_the_paper_can_be_sent_and_is_told_to_those_who_have_it(rf):
    name = _print()
    first = stored_file(rf.get("/"), name, mime="application/pdf", cache=SHORTLY)
    first.close()

    again = stored_file(
        rf.get("/", headers={"If-None-Match": first["ETag"]}),
        name,
        mime="application/pdf",
        cache=SHORTLY,
    )

    assert (first["Content-Type"], again.status_code) == ("application/pdf", 304)


def test_a_kept_file_is_written_once_and_whole():
    assert [keep("a/b.pdf", b"first"), keep("a/b.pdf", b"second")] == ["a/b.pdf", "a/b.pdf"]

    assert (_stored(), _read("a/b.pdf")) == (["a/b.pdf"], b"first")


# ------------------------------------------------------------------ tables
def _pack(*rows):
    column = Column("baht", "บาท", CellKind.AMOUNT)
    return packed([Table("t", "ตาราง", (column,), rows)], created=CREATED)


def test_tables_are_packed_once():
    name = _pack([Decimal("1.00")])
    written = Path(default_storage.path(name)).stat().st_mtime_ns

    assert _pack([Decimal("1.00")]) == name
    assert Path(default_storage.path(name)).stat().st_mtime_ns == written


def test_another_satang_is_another_file():
    names = {_pack([Decimal("1.00")]), _pack([Decimal("1.01")])}

    assert _stored() == sorted(names)
    assert {name.endswith(".xlsx") for name in names} == {True}
