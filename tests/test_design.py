"""The public look keeps its promises: contrast, size, no inline style or script, declared needs."""

import gzip
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

CSS = (settings.BASE_DIR / "static" / "css" / "portal.css").read_text()
TEMPLATES = settings.BASE_DIR / "templates"
COLOUR = r"#[0-9a-f]{3}(?:[0-9a-f]{3})?"
LIGHT = dict(re.findall(rf"--([\w-]+): ({COLOUR});", CSS))
DARK = LIGHT | {
    name: dark
    for name, _, dark in re.findall(rf"--([\w-]+): light-dark\(({COLOUR}), ({COLOUR})\);", CSS)
}
ERROR_PAGES = [
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "413.html",
    "429.html",
    "500.html",
]

# Foreground, background, least ratio in light and in dark: the table of ecosystem.md 5, of which
# four figures are rounded up by 0.1, and the pairs that the style sheet adds. WCAG asks 4.5 of
# text and 3 of edges and bars.
CONTRASTS = [
    ("ink", "paper", 16.3, 15.5),
    ("ink", "tint", 15.1, 14.0),
    ("ink", "panel", 14.0, 12.3),
    ("ink-2", "paper", 7.7, 9.8),
    ("ink-2", "tint", 7.1, 8.8),
    ("ink-2", "panel", 6.6, 7.8),
    ("brand", "paper", 7.9, 10.1),
    ("brand", "tint", 7.4, 9.2),
    ("brand", "panel", 6.8, 8.1),
    ("on-brand", "brand", 7.9, 10.1),
    ("on-brand", "brand-hover", 7.9, 10.1),
    ("on-deep", "deep", 11.8, 11.8),
    ("on-deep-2", "deep", 9.1, 9.1),
    ("link", "paper", 7.4, 10.4),
    ("link", "tint", 6.9, 9.4),
    ("link", "panel", 6.4, 8.2),
    ("visited", "paper", 8.6, 9.7),
    ("visited", "tint", 8.0, 8.8),
    ("visited", "panel", 7.4, 7.7),
    ("ok", "paper", 6.6, 10.8),
    ("ok", "ok-tint", 5.9, 9.1),
    ("warn", "paper", 6.8, 10.6),
    ("warn", "warn-tint", 6.3, 9.1),
    ("bad", "paper", 6.5, 9.0),
    ("bad", "bad-tint", 5.7, 8.3),
    ("ink", "ok-tint", 4.5, 4.5),
    ("ink", "warn-tint", 4.5, 4.5),
    ("ink", "bad-tint", 4.5, 4.5),
    ("link", "warn-tint", 4.5, 4.5),
    ("edge", "paper", 3.6, 5.2),
    ("edge", "tint", 3.4, 4.7),
    ("edge", "panel", 3.1, 4.2),
    ("focus", "focus-ink", 12.1, 12.1),
]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return round((lighter + 0.05) / (darker + 0.05), 1)


def served_templates():
    """Every template that a browser may get under the strict policy: not the printed documents."""
    return [
        path
        for path in TEMPLATES.rglob("*.html")
        if not {"pdf", "admin", "document.html"} & set(path.relative_to(TEMPLATES).parts)
    ]


@pytest.mark.parametrize(("text", "ground", "least", "_"), CONTRASTS)
def test_light_colours_can_be_read(text, ground, least, _):
    assert contrast(LIGHT[text], LIGHT[ground]) >= least


@pytest.mark.parametrize(("text", "ground", "_", "least"), CONTRASTS)
def test_dark_colours_can_be_read(text, ground, _, least):
    assert contrast(DARK[text], DARK[ground]) >= least


def test_browsers_without_light_dark_get_the_same_light_colours():
    pairs = re.findall(rf"--([\w-]+): light-dark\(({COLOUR}), {COLOUR}\);", CSS)

    assert pairs
    assert [(name, LIGHT[name]) for name, _ in pairs] == pairs


def test_every_colour_outside_the_tokens_is_named_by_a_token():
    rules = CSS[CSS.index("/* -- page */") :]

    assert set(re.findall(COLOUR + r"\b", rules)) <= {"#000"}  # print


def test_the_style_sheet_stays_within_ten_kilobytes():
    assert len(gzip.compress(CSS.encode(), 6)) <= 10 * 1024


SHEETS = settings.BASE_DIR / "static" / "css"
MADE_BY_CODE = re.compile(r"is-|series-")  # states of rows, series of charts


def classes_of(path):
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    selectors = [each for each in re.findall(r"([^{}]+)\{", rules) if "@" not in each]
    return {name for each in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", each)}


def sheets_of(path):
    """The style sheets that a page names, or the page that it extends."""
    text = path.read_text()
    named = set(re.findall(r"css/([\w-]+\.css)", text))
    base = re.search(r"{% extends \"([^\"]+)\" %}", text)
    return named | (sheets_of(TEMPLATES / base[1]) if base else set())


def page_sheets():
    """The style sheets of every public page; what is printed and painted has its own."""
    pages = {path: sheets_of(path) for path in served_templates()}
    return {path: names for path, names in pages.items() if "portal.css" in names}


def test_no_rule_is_for_something_that_no_template_has():
    scripts = (settings.BASE_DIR / "static" / "js").glob("*.js")
    sources = [*TEMPLATES.rglob("*.html"), *scripts]
    used = {word for path in sources for word in re.findall(r"[a-zA-Z][\w-]*", path.read_text())}

    dead = {
        (sheet, name)
        for sheet in set().union(*page_sheets().values())
        for name in classes_of(SHEETS / sheet) - used
        if not MADE_BY_CODE.match(name)
    }
    assert dead == set()


def test_the_style_sheets_of_a_page_are_small_together():
    sizes = {each.name: len(gzip.compress(each.read_bytes(), 6)) for each in SHEETS.glob("*.css")}
    totals = {
        str(path.relative_to(TEMPLATES)): sum(sizes[name] for name in names)
        for path, names in page_sheets().items()
    }

    assert {page: total for page, total in totals.items() if total > 10 * 1024} == {}


def test_the_style_sheet_asks_no_other_host():
    addresses = re.findall(r'url\("([^"]+)"\)', CSS)

    assert [address for address in addresses if not address.startswith("../fonts/web/")] == []


def test_no_page_has_an_inline_style():
    guilty = [
        path.name for path in served_templates() if re.search(r"\sstyle=|<style", path.read_text())
    ]

    assert guilty == []


def test_no_page_has_an_inline_script():
    inline = re.compile(r"<script(?![^>]*(?:\ssrc=|application/json))|\son[a-z]+=\"")
    guilty = [path.name for path in served_templates() if inline.search(path.read_text())]

    assert guilty == []


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.glob("components/*.html")), ids=lambda path: path.name
)
def test_every_component_says_what_it_needs(path):
    assert "\n{# Needs: " in path.read_text()


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = (settings.BASE_DIR / "static" / "icons" / "sprite.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {
        name
        for path in served_templates()
        for name in re.findall(
            r'components/icon\.html" with name="([^"]+)"(?!\|add)', path.read_text()
        )
    }

    assert named - drawn == set()


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_no_context(name):
    page = render_to_string(name)

    assert page.count("<h1>") == 1
    assert 'href="/"' in page


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_of_the_demonstration_says_so(name):
    assert 'class="masthead demonstration"' in render_to_string(name, {"demo": True})
