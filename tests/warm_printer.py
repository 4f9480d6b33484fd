"""A printer that has read its libraries: every paper of the suite gets a fork of it.

Nine tenths of printing a page go into importing WeasyPrint. A fork has the limits, environment,
folder and pipes that `publishing.pdf` gives its worker; `tests/publishing/test_pdf.py` starts
the worker as the portal does.
"""

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextlib.contextmanager
def warm_printer():
    """Give the command that prints as `publishing.pdf.WORKER` does, as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="printer-") as folder:
        command = [sys.executable, "-I", "-S", __file__]
        address = f"{folder}/door"
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.warm_printer", "serve", address],
            stdin=subprocess.PIPE,  # closed by whoever ends, however it ends
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        ) as server:
            assert server.stdout.readline() == b"open\n"
            yield [*command, "ask", address]
            server.stdin.close()


def ask(address):
    """Hand environment, folder and pipes of this process to a fork, and end as it ends."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.connect(address)
        told = {"environment": dict(os.environ), "folder": str(Path.cwd())}
        socket.send_fds(door, [json.dumps(told).encode()], [0, 1, 2])
        code = int(door.recv(20))
    if code < 0:
        os.kill(os.getpid(), -code)
    sys.exit(code)


def serve(address):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(address)
        listener.listen()
        print("open", flush=True)
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            door = listener.accept()[0]
            worker = importlib.import_module("publishing.pdf_worker")  # not before a first paper
            if not os.fork():
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listener.close()
                _attend(door, worker)
            door.close()


def _attend(door, worker):
    """Print in a process of its own; tell how it ended, or end it when nobody waits any more."""
    message, pipes, _flags, _address = socket.recv_fds(door, 65536, 3)
    job = os.fork()
    if not job:
        door.close()
        _print(worker, pipes, **json.loads(message))
    for pipe in {*pipes, 0, 1, 2}:
        os.close(pipe)
    end = os.pidfd_open(job)
    if end not in select.select([door, end], [], [])[0]:
        os.kill(job, signal.SIGKILL)
    status = os.waitpid(job, 0)[1]
    with contextlib.suppress(OSError):
        door.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _print(worker, pipes, *, environment, folder):
    for number, pipe in enumerate(pipes):
        os.dup2(pipe, number)
        os.close(pipe)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    code = 1
    try:
        code = worker.main()
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    {"ask": ask, "serve": serve}[sys.argv[1]](sys.argv[2])
