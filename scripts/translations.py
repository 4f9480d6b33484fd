"""The Thai catalogues: translations.py collect | compile | check.

`check` fails when a string is untranslated, marked fuzzy or obsolete, when a compiled file is not
that of its source, and when our code and our catalogue do not hold the same strings.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
OURS = "locale/th/LC_MESSAGES/django.po"
# What the packages we use leave in English; kept by hand, so that collecting never drops it.
BORROWED = "locale/packages/th/LC_MESSAGES/django.po"
COLLECT = ["makemessages", "--locale", "th", "--no-location", "--no-obsolete", "--verbosity", "0"]
NOT_SHOWN_TO_USERS = ["tests/*", "assets/*", "bench/*", "scripts/*", "var/*"]


def collect(root: Path = ROOT) -> None:
    """Run Django's own collection in `root`."""
    ignored = [f"--ignore={pattern}" for pattern in NOT_SHOWN_TO_USERS]
    subprocess.run([sys.executable, "-m", "django", *COLLECT, *ignored], cwd=root, check=True)


def compile_catalogues() -> None:
    for name in [OURS, BORROWED]:
        source = ROOT / name
        source.with_suffix(".mo").write_bytes(polib.pofile(str(source)).to_binary())


def check() -> None:
    complaints = _incomplete(OURS) + _incomplete(BORROWED)
    known, found = _strings(ROOT / OURS), _strings_of_code()
    complaints += [f"{OURS} lacks {string}: run make messages" for string in sorted(found - known)]
    complaints += [f"{OURS} keeps {string}, used nowhere" for string in sorted(known - found)]
    if complaints:
        sys.exit("\n".join(complaints))


def _incomplete(name: str) -> list[str]:
    catalogue = polib.pofile(str(ROOT / name))
    compiled = (ROOT / name).with_suffix(".mo")
    complaints = [f"{name}: not translated: {e.msgid!r}" for e in catalogue.untranslated_entries()]
    complaints += [f"{name}: marked fuzzy: {e.msgid!r}" for e in catalogue.fuzzy_entries()]
    complaints += [f"{name}: obsolete: {e.msgid!r}" for e in catalogue.obsolete_entries()]
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        complaints.append(f"{name} is not what its .mo was compiled from: run make messages")
    return complaints


def _strings(path: Path) -> set[str]:
    return {
        f"{entry.msgid!r} ({entry.msgctxt})" if entry.msgctxt else repr(entry.msgid)
        for entry in polib.pofile(str(path))
    }


def _strings_of_code() -> set[str]:
    """Collect in a copy of the tree whose catalogue is empty."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        for name in filter(None, names.split("\0")):
            if (ROOT / name).is_file() and Path(name).suffix in {
                ".py",
                ".html",
                ".txt",
                ".toml",
                ".json",
            }:
                copy = Path(folder, name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes((ROOT / name).read_bytes())
        collect(Path(folder))
        return _strings(Path(folder, OURS))


if __name__ == "__main__":
    {"collect": collect, "compile": compile_catalogues, "check": check}[sys.argv[1]]()
