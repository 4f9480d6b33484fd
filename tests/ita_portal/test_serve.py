"""manage.py serve as production starts it: a real process on a real port, behind a proxy."""

import http.client
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.conf import settings
from waitress.adjustments import Adjustments
from waitress.buffers import BytesIOBasedBuffer, OverflowableBuffer
from waitress.parser import HTTPRequestParser

from ita_portal.management.commands import serve

HOST = "portal.example.go.th"


class DoNotFollow(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "only-for-this-test-" + 40 * "x7",
        "ALLOWED_HOSTS": HOST,
        "DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "PORT": str(free_port()),
        "TRUST_X_FORWARDED_PROTO": "1",
    }


def start(environment):
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def ask(environment):
    """Return a function that asks the running server; at the end, it is told to stop."""
    opener = urllib.request.build_opener(DoNotFollow)

    def ask(path, **headers):
        request = urllib.request.Request(
            f"http://127.0.0.1:{environment['PORT']}{path}", headers={"Host": HOST} | headers
        )
        try:
            with opener.open(request) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    server = start(environment)
    announced = any(environment["PORT"] in line for line in server.stdout)
    assert announced
    yield ask
    server.terminate()
    output = server.communicate(timeout=20)[0]
    assert server.returncode == 0, output


def test_an_empty_folder_becomes_a_portal_that_is_ready(ask):
    assert ask("/readyz")[0] == 200


def test_a_proxy_that_is_trusted_may_say_that_the_visitor_came_by_https(ask):
    assert ask("/", **{"X-Forwarded-Proto": "https"})[0] == 200


def test_a_visitor_without_https_is_sent_there(ask):
    assert ask("/")[0] == 301


def test_static_files_are_served_under_their_hashed_names(ask):
    page = ask("/", **{"X-Forwarded-Proto": "https"})[1]
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]

    assert ask(address, **{"X-Forwarded-Proto": "https"})[0] == 200


def test_a_second_server_on_the_same_port_says_so_in_one_line(ask, environment):
    second = start(environment)

    output = second.communicate(timeout=20)[0]
    assert second.returncode == 1
    assert len(output.splitlines()) == 1
    assert environment["PORT"] in output


def test_files_that_are_too_large_are_refused_in_thai(ask, environment):
    connection = http.client.HTTPConnection("127.0.0.1", int(environment["PORT"]))
    connection.putrequest("POST", "/complaints/corruption/")
    connection.putheader("Content-Length", str(100 * 1024 * 1024))
    connection.endheaders()

    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()

    assert (answer.status, answer.headers["Content-Type"]) == (413, "text/html; charset=utf-8")
    assert "ไฟล์มีขนาดใหญ่เกินไป" in page


def test_no_part_of_a_large_body_is_written_into_a_file():
    parser = HTTPRequestParser(Adjustments(**serve.LIMITS))
    body = bytes(1024 * 1024)
    length = 21 * len(body)
    parser.received(
        b"POST /complaints/corruption/ HTTP/1.1\r\nHost: x\r\n"
        + f"Content-Length: {length}\r\n\r\n".encode()
    )

    for _each in range(21):
        parser.received(body)

    assert parser.completed
    assert len(parser.body_rcv.buf) == length
    assert type(parser.body_rcv.buf.buf) is BytesIOBasedBuffer


def test_no_part_of_a_large_answer_is_written_into_a_file():
    waiting = OverflowableBuffer(Adjustments(**serve.LIMITS).outbuf_overflow)

    for _each in range(21):
        waiting.append(bytes(1024 * 1024))

    assert type(waiting.buf) is BytesIOBasedBuffer
