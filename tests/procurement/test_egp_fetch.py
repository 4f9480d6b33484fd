"""Fetching from real servers on this machine, honest and hostile ones."""

import gzip
import socket
from time import perf_counter

import pytest
from django.utils import translation

from procurement.egp_fetch import FetchRefused, check_address, fetch
from tests.procurement.egp_servers import (
    PATH,
    QUICK,
    raw_server,
    redirects,
    says,
    self_signed,
    server,
)


def refusal(url, *, configured=None, limits=QUICK):
    with pytest.raises(FetchRefused) as refused:
        fetch(url, configured=configured or url, limits=limits)
    return str(refused.value)


# ------------------------------------------------------------------ an honest server
def test_the_bytes_come_as_they_are():
    with server(says("ประกาศ".encode("cp874"))) as url:
        assert fetch(url, configured=url).decode("cp874") == "ประกาศ"


def test_the_question_is_passed_on_without_a_cookie():
    asked = []

    def answer(handler):
        asked.append((handler.path, handler.headers["Cookie"], handler.headers["Accept-Encoding"]))
        says(b"<rss/>", Set_Cookie="a=b")(handler)

    with server(answer) as url:
        fetch(f"{url}?anounceType=W0", configured=url)
        fetch(f"{url}?anounceType=D0", configured=url)
    assert asked == [
        (f"{PATH}?anounceType=W0", None, "identity"),
        (f"{PATH}?anounceType=D0", None, "identity"),
    ]


def test_a_redirect_within_the_host_is_followed():
    def answer(handler):
        if handler.path == PATH:
            redirects("/elsewhere.xml")(handler)
        else:
            says(b"<rss/>")(handler)

    with server(answer) as url:
        assert fetch(url, configured=url) == b"<rss/>"


# ------------------------------------------------------------------ addresses
@pytest.mark.parametrize(
    "url",
    [
        "https://egp.example/feed/egp.xml",
        "https://egp.example/feed/egp.xml?deptsubId=1&anounceType=W0",
        "https://egp.example:443/feed/egp.xml",
        "https://EGP.example/feed/egp.xml",
    ],
)
def test_the_configured_address_is_taken_with_any_question(url):
    check_address(url, "https://egp.example/feed/egp.xml?deptsubId=1")


@pytest.mark.parametrize(
    "url",
    [
        "http://egp.example/feed/egp.xml",
        "https://egp.example/other",
        "https://egp.example/feed/egp.xml2",
        "https://egp.example/feed/egp.xml/../../admin",
        "https://egp.example/feed/egp.xml/%2e%2e/admin",
        "https://egp.example:8443/feed/egp.xml",
        "https://egp.example.evil.example/feed/egp.xml",
        "https://egp.example@evil.example/feed/egp.xml",
        "https://user@egp.example/feed/egp.xml",
        "https://evil.example\\@egp.example/feed/egp.xml",
        "https://egp.example/feed/egp.xml#x",
        "https://egp.example/feed/egp.xml?a=b c",
        "https://egp.example/feed/egp.xml?a=\r\nHost: evil",
        "file:///etc/passwd",
        "ftp://egp.example/feed/egp.xml",
        "https://egp.example:port/feed/egp.xml",
        "https://[egp.example/feed/egp.xml",
        "",
    ],
)
def test_any_other_address_is_refused(url):
    with pytest.raises(FetchRefused):
        check_address(url, "https://egp.example/feed/egp.xml")


def test_nothing_is_fetched_where_no_address_is_configured():
    with pytest.raises(FetchRefused):
        fetch("https://egp.example/", configured="")


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1"])
def test_a_name_that_leads_into_the_own_network_is_not_asked(address, monkeypatch):
    asked = []

    def answer(handler):
        asked.append(handler.path)
        says(b"<rss/>")(handler)

    with server(answer) as url:
        port = int(url.split(":")[2].partition("/")[0])
        found = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
        shown = (*found[:4], (address, port))
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: [found, shown])
        said = refusal(f"http://egp.example:{port}{PATH}")
    assert ("egp.example" in said, asked) == (True, [])


# ------------------------------------------------------------------ hostile servers
def test_a_redirect_to_another_host_is_refused():
    with server(redirects("http://169.254.169.254/latest/meta-data")) as url:
        assert "169.254.169.254" in refusal(url)


@pytest.mark.parametrize(
    "location", ["http://localhost:1/", "https://127.0.0.1/", "file:///etc/passwd", ""]
)
def test_a_redirect_elsewhere_on_this_machine_is_refused(location):
    with server(redirects(location)) as url:
        assert refusal(url)


@pytest.mark.parametrize(
    "location", ["http://[::1/", "//[::1/feed", "http://127.0.0.1:port/", "http://[egp]/"]
)
def test_a_redirect_to_what_is_no_address_is_refused_as_such(location):
    with server(redirects(location)) as url, translation.override("en"):
        assert refusal(url) == f"This is no address: {location}"


def test_redirects_in_a_circle_end():
    asked = []

    def answer(handler):
        asked.append(handler.path)
        redirects(PATH)(handler)

    with server(answer) as url:
        assert "3" in refusal(url)
    assert len(asked) == 4


def test_a_body_that_is_announced_too_big_is_not_read():
    with server(says(b"", Content_Length=str(100 * 1024 * 1024))) as url:
        started = perf_counter()
        assert "MB" in refusal(url)
    assert perf_counter() - started < QUICK.total


def test_a_body_without_end_stops_at_the_limit():
    sent = []

    def talk(connection, over):
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not over.is_set():
            try:
                connection.sendall(b" " * 65_536)
            except OSError:
                return
            sent.append(65_536)

    with raw_server(talk) as url:
        assert "MB" in refusal(url)
    assert sum(sent) < 20 * 1024 * 1024


@pytest.mark.parametrize(
    "begin",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n<rss>"],
    ids=["status", "headers", "body"],
)
def test_a_server_that_drips_is_left_at_the_end_of_the_time(begin):
    def talk(connection, over):
        connection.sendall(begin)
        while not over.wait(0.05):
            try:
                connection.sendall(b"H")
            except OSError:
                return

    with raw_server(talk) as url:
        started = perf_counter()
        assert refusal(url)
    assert perf_counter() - started < QUICK.total + 1


def test_a_server_that_says_nothing_is_left_after_a_while():
    with raw_server(lambda _connection, over: over.wait()) as url:
        started = perf_counter()
        assert refusal(url)
    assert perf_counter() - started < QUICK.total + 1


def test_a_compressed_answer_is_refused():
    body = gzip.compress(b" " * 10_000_000)
    with server(says(body, Content_Encoding="gzip")) as url:
        assert refusal(url)


def test_an_answer_that_breaks_off_is_refused():
    with server(says(b"<rss>", Content_Length="500")) as url:
        assert refusal(url)


@pytest.mark.parametrize("status", [204, 404, 500, 503])
def test_an_error_is_told_by_its_number(status):
    def answer(handler):
        handler.send_response(status)
        handler.end_headers()

    with server(answer) as url:
        assert str(status) in refusal(url)


def test_a_server_that_speaks_no_http_is_refused():
    with raw_server(lambda connection, _over: connection.sendall(b"SSH-2.0-x\r\n")) as url:
        assert refusal(url)


def test_a_server_that_is_not_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "127.0.0.1" in refusal(f"http://127.0.0.1:{port}{PATH}")


def test_a_certificate_that_nobody_knows_is_refused(tmp_path):
    with server(says(b"<rss/>"), self_signed(tmp_path)) as url:
        assert "127.0.0.1" in refusal(url)
