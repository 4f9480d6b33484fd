"""Real servers on this machine that behave as LINE and Facebook document it, or as a test wants."""

import json
import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs

from publishing.outbound import Limits

TOKEN = "secret-token-of-the-office"
QUICK = Limits(connect=1, read=0.4, total=0.6)
REQUEST_ID = "5b59509c-c57b-11e9-aa8c-2a2ae2dbcce4"


class Service:
    """What was asked, and what is answered: `answers` by path, each used up until the last."""

    def __init__(self):
        self.asked = []
        self.answers = {}
        self.keys = set()
        self.url = ""

    def will(self, path, *answers):
        self.answers[path] = list(answers)

    def bodies(self):
        return [body for _path, _headers, body in self.asked]

    def headers(self, name):
        return [headers[name] for _path, headers, _body in self.asked]

    def paths(self):
        return [path for path, _headers, _body in self.asked]

    def answer(self, path, headers, body):
        found = self.answers.get(path.partition("?")[0])
        if found:
            return found.pop(0) if len(found) > 1 else found[0]
        return self.as_documented(headers)

    def as_documented(self, headers):
        """Accept a message once for each retry key, and only with the right token."""
        key = headers["X-Line-Retry-Key"]
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return 401, {"message": "Authentication failed"}, {}
        if key in self.keys:
            return 409, {"message": "already accepted"}, {"X-Line-Accepted-Request-Id": REQUEST_ID}
        self.keys.add(key)
        return 200, {"sentMessages": []}, {"X-Line-Request-Id": REQUEST_ID}


@contextmanager
def running(service):
    """Serve on a free port until the test is over; an answer of None is silence."""
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            service.asked.append((self.path, self.headers, _read(self.headers, body)))
            self.reply(service.answer(self.path, self.headers, body))

        def do_GET(self):
            service.asked.append((self.path, self.headers, {}))
            self.reply(service.answer(self.path, self.headers, b""))

        def reply(self, answer):
            if answer is None:
                over.wait(5)
                return
            status, data, headers = answer
            body = data if isinstance(data, bytes) else json.dumps(data).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args):
            pass  # a client that leaves early is what is tested

    with Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        service.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield service
        finally:
            over.set()
            server.shutdown()


def nobody():
    """Return an address at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def says(status, data=None, **headers):
    return (
        status,
        {} if data is None else data,
        {k.replace("_", "-"): v for k, v in headers.items()},
    )


def _read(headers, body):
    if headers["Content-Type"] == "application/x-www-form-urlencoded":
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return json.loads(body)
