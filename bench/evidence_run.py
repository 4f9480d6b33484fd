"""Lets the portal judge every bomb, each in a process of its own, and prints one line of JSON for each.

`python -m bench.evidence_run [GROUP]` starts one process with Django in it; that forks for each bomb, so
that what the system says of a fork (CPU, memory) is the cost of one judgement, its children included.
"""

import json
import os
import resource
import sys
from collections.abc import Callable

import django
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from bench.servers import ROOT
from complaints.evidence import judge
from publishing.refusals import UploadRefused
from tests.complaints.bomb import Bomb
from tests.complaints.bombs import GROUPS

CPU_SECONDS = 2
MEGABYTES = 200


def in_fork(work: Callable[[], bytes]) -> tuple[bytes, resource.struct_rusage]:
    """Return what `work` returns and what it cost; nothing when its limits ended it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS * 2, hard))
        with os.fdopen(writing, "wb") as out:
            out.write(work())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        result = answer.read()
    _, _status, usage = os.wait4(child, 0)
    return result, usage


def trial(bomb: Bomb) -> dict[str, object]:
    """Return what the portal answers to a bomb ("" where it takes the file) and what that cost."""
    content, _ = in_fork(bomb.build)
    said, usage = in_fork(lambda: answer_to(SimpleUploadedFile(bomb.name, content)).encode())
    seconds = usage.ru_utime + usage.ru_stime
    return {
        "said": said.decode(),
        "seconds": seconds,
        "megabytes": usage.ru_maxrss / 1024,
        "is_within_limits": seconds < CPU_SECONDS and usage.ru_maxrss / 1024 < MEGABYTES,
    }


def answer_to(upload: SimpleUploadedFile) -> str:
    try:
        judge([upload], keep_originals=False)
    except UploadRefused as refused:
        return str(refused)
    return ""


def main() -> None:
    settings.configure(LANGUAGE_CODE="th", LOCALE_PATHS=[ROOT / "locale"])  # no more is needed
    django.setup()
    for group in sys.argv[1:] or GROUPS:
        for key, bomb in GROUPS[group].items():
            print(json.dumps({"bomb": key} | trial(bomb)), flush=True)


if __name__ == "__main__":
    main()
