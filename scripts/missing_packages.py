"""Print the Debian packages that this machine still lacks: missing_packages.py run | test | check.

Runs on the system's own Python before anything is installed, so it may import nothing of ours.
"""

import ctypes
import importlib.util
import shutil
import sys
from pathlib import Path

PDF = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
LIBRARIES = {
    "run": PDF,
    "check": PDF,
    "test": PDF | {"libatomic.so.1": "libatomic1"},  # of the node that Playwright brings
}
PROGRAMS = {
    "run": {},
    "check": {"msgmerge": "gettext"},
    "test": {
        "chromium": "chromium",
        "pdftotext": "poppler-utils",
        "java": "default-jre-headless",
        "msgmerge": "gettext",
    },
}


def missing(purpose: str) -> list[str]:
    packages = [package for name, package in LIBRARIES[purpose].items() if not _loads(name)]
    packages += [package for name, package in PROGRAMS[purpose].items() if not shutil.which(name)]
    if not importlib.util.find_spec("ensurepip"):
        packages.append("python3-venv")
    if purpose == "test" and not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        packages.append("postgresql")
    return packages


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    print(*missing(sys.argv[1]))
