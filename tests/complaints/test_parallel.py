"""One form sent fifty times at once to a real server: one case, one receipt, fifty times the same."""

import http.client
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.complaints import haystack
from tests.complaints.story import canary, sound
from tests.databases import copy_database, migrated_database
from tests.ita_portal.test_serve import HOST, free_port, start

DATABASE = "portal.sqlite3"
PATH = "/complaints/corruption/"
POSTS = 50
WORD = canary()
BOUNDARY = "fifty-times"
NUMBER = re.compile(r'class="receipt-number">\s*(\w{8})\s*<')
CODE = re.compile(r'class="receipt-code">\s*([\d ]{24})\s*<')
# Its own database, whatever the suite runs on; two forms, one of them never sent.
PREPARE = "from bench.reports_run import enrol, forms; enrol(); forms(1)"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A folder with the tables of the suite, which takes less time than to make them anew."""
    folder = tmp_path_factory.mktemp("data")
    with migrated_database() as tables:
        copy_database(tables, folder / DATABASE)
    return folder


@pytest.fixture(scope="module")
def environment(data):
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "only-for-this-test-" + 40 * "x7",
        "ALLOWED_HOSTS": HOST,
        "DATA_DIR": str(data),
        "PORT": str(free_port()),
        "TRUST_X_FORWARDED_PROTO": "1",
    }


@pytest.fixture(scope="module")
def form(environment):
    """A form that was opened a while ago, its sum done, at a server that runs; with a recording."""
    server = start(environment)
    assert any(environment["PORT"] in line for line in server.stdout)
    lines = _inside(environment, PREPARE).splitlines()
    enrolled, [fields] = json.loads(lines[0]), json.loads(lines[1])
    told = {"step": "send", "go": "send", "who": WORD, "what": WORD}
    pairs = [*(fields | told).items(), *(("shown", str(pk)) for pk in enrolled["shown"])]
    yield _multipart(pairs, sound(WORD))
    server.terminate()
    output = server.communicate(timeout=20)[0]
    assert server.returncode == 0, output


@pytest.fixture(scope="module")
def receipts(environment, form):
    """What the fifty read: status, number and code."""
    with ThreadPoolExecutor(POSTS) as reporters:
        sent = [reporters.submit(_post, environment["PORT"], form) for _each in range(POSTS)]
        return [each.result() for each in sent]


def _inside(environment, code):
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def _multipart(pairs, recording):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    fields = "".join(f'{head}{name}"\r\n\r\n{value}\r\n' for name, value in pairs)
    file = f'{head}file1"; filename="voice.mp3"\r\nContent-Type: audio/mpeg\r\n\r\n'
    return (fields + file).encode() + recording + f"\r\n--{BOUNDARY}--\r\n".encode()


def _post(port, body):
    headers = {
        "Host": HOST,
        "X-Forwarded-Proto": "https",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    with closing(http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)) as connection:
        connection.request("POST", PATH, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
    return response.status, *NUMBER.findall(text), *CODE.findall(text)


def rows(environment, question):
    with closing(sqlite3.connect(Path(environment["DATA_DIR"]) / DATABASE)) as database:
        return database.execute(question).fetchall()


def test_everybody_reads_the_same_receipt(receipts):
    [(receipt, times)] = Counter(receipts).items()

    assert (receipt[0], len(receipt), times) == (200, 3, POSTS)


def test_there_is_one_case_with_the_number_of_the_receipt(receipts, environment):
    assert rows(environment, "SELECT number FROM complaints_case") == [(receipts[0][1],)]


def test_the_file_is_kept_once_and_what_was_too_much_has_no_row(receipts, environment):
    [(stored,)] = rows(environment, "SELECT stored FROM complaints_sealedfile")

    assert (Path(environment["DATA_DIR"]) / "sealed" / stored).is_file()


def test_the_chain_and_the_register_count_one(receipts, environment):
    received = "SELECT count(*) FROM complaints_auditentry WHERE action = 'received'"
    register = "SELECT last FROM complaints_register WHERE series = 'normal'"

    assert (rows(environment, received), rows(environment, register)) == ([(1,)], [(1,)])


def test_no_word_is_in_the_clear_on_its_disk(receipts, environment):
    """The database with its log, a backup of it, the sealed file and whatever else the server wrote."""
    folder = Path(environment["DATA_DIR"])
    with (
        closing(sqlite3.connect(folder / DATABASE)) as live,
        closing(sqlite3.connect(folder / "backup.sqlite3")) as copy,
    ):
        live.backup(copy)
    words = {"word": WORD, "code": receipts[0][2], "in one": receipts[0][2].replace(" ", "")}

    assert haystack.hits(haystack.files(folder), words) == []
