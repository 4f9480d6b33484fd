"""Build static/icons/sprite.svg from the Lucide icons that the templates name.

    npm pack lucide-static && tar xf lucide-static-*.tgz
    python assets/build_icons.py package

An icon is drawn by <svg class="icon"><use href="{% static 'icons/sprite.svg' %}#NAME"/></svg>. The
`state-` names are the states of a row, so that a status badge finds its icon without asking.
"""

import re
import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "static" / "icons"
PLAIN = (
    "arrow-right",
    "calendar",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle-alert",
    "circle-check",
    "download",
    "external-link",
    "file-text",
    "globe",
    "history",
    "image",
    "inbox",
    "info",
    "landmark",
    "list-checks",
    "log-in",
    "mail",
    "map-pin",
    "menu",
    "message-circle",
    "phone",
    "search",
    "share-2",
    "shield-check",
    "triangle-alert",
    "users",
)
STATES = {
    "state-not_started": "circle-dashed",
    "state-in_progress": "clock",
    "state-done": "circle-check",
    "state-overdue": "triangle-alert",
    "state-cancelled": "circle-slash",
    "state-draft": "pencil-line",
    "state-in_review": "eye",
    "state-sent_back": "undo-2",
    "state-published": "globe",
    "state-withdrawn": "circle-x",
    "state-superseded": "history",
}
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def symbol(name: str, source: str) -> str:
    """Return one icon file as a symbol; its strokes are set by .icon in portal.css."""
    found = DRAWING.search(source)
    if found is None:
        raise SystemExit(f"{name}: no <svg> element in its file")
    drawing = re.sub(r"\s*\n\s*", "", found[1]).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>'


def sprite(icons: Path) -> str:
    files = {name: name for name in PLAIN} | STATES
    symbols = [symbol(name, (icons / f"{file}.svg").read_text()) for name, file in files.items()]
    comment = "<!-- Lucide icons, ISC licence: see LICENSE.txt; made by assets/build_icons.py -->"
    opening = '<svg xmlns="http://www.w3.org/2000/svg">'
    return "\n".join([opening, comment, *symbols, "</svg>"]) + "\n"


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    package = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "sprite.svg").write_text(sprite(package / "icons"))
    shutil.copy(package / "LICENSE", TARGET / "LICENSE.txt")


if __name__ == "__main__":
    main()
