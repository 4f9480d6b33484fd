"""Rules of the house that no single module can keep: each is read from the whole tree."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import engines
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from thai.citizen_id import find_citizen_ids

ROOT = settings.BASE_DIR
APPS = [
    "agency",
    "publishing",
    "budget",
    "complaints",
    "procurement",
    "measures",
    "ita_portal",
    "thai",
]
CATALOGUES = ["locale/th/LC_MESSAGES/django.po", "locale/packages/th/LC_MESSAGES/django.po"]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
# Pure but for the lists of choices that the database also knows; all other pure modules know no
# Django at all, which import-linter proves.
RULES_WITH_CHOICES = [
    "agency/roles.py",
    "publishing/workflow.py",
    "publishing/outbox_rules.py",
    "publishing/board_rules.py",
    "publishing/file_kinds.py",
    "complaints/evidence/kinds.py",
    "measures/schedules.py",
    "measures/progress.py",
    "measures/gift_rules.py",
]
# Not rows: these write no table and need no history.
UPDATES_THAT_TOUCH_NO_ROW = {
    ("ita_portal/settings.py", "vars()"),
    ("publishing/pdf_worker.py", "body.attrib"),
    ("publishing/storage.py", "digest"),
    ("ita_portal/search/words.py", "counts"),
}
# What is read from other rows, or from e-GP, has no history of its own; the resource of the import
# writes the history of its rows itself; what happens to sealed cases stands in the audit chain.
UPDATES_WITHOUT_HISTORY = {
    ("procurement/models/purchase.py", "Purchase.objects.filter(pk=purchase.pk)"),
    ("procurement/models/purchase_text.py", "PurchaseText.objects"),
    (
        "procurement/models/purchase_text.py",
        "PurchaseText.objects.filter(purchase=text.purchase_id)",
    ),
    ("procurement/egp_desk.py", "EgpRecord.objects"),
    ("ita_portal/search/index.py", "SearchEntry.objects"),
    ("ita_portal/search/index.py", "SearchRefresh.objects.filter(pk=last.pk)"),
    ("ita_portal/search/words.py", "SearchWord.objects"),
    ("procurement/resources.py", "super()"),
    ("ita_portal/demo/procurement_loader.py", "EgpRecord.objects"),
    ("complaints/case_actions.py", "SealedFile.objects"),
    ("complaints/case_actions.py", "Wrap.objects"),
    ("complaints/case_steps.py", "case.wraps.exclude(key=None).exclude(key__user=by)"),
    ("complaints/dialogue.py", "SealedFile.objects"),
    ("complaints/dialogue.py", "case.wraps.exclude(key=None)"),
}
# Written apart, so that this file does not hold what it forbids.
HOSTS_AND_FOLDERS = re.compile(
    "|".join(
        [
            r"pypi\." + "org",
            "python" + "hosted",
            r"registry\." + "npmjs",
            r"deb\." + "debian",
            r"(?<![\w.-])/" + "work/",
            r"(?<![\w.-])/" + "root/",
            "/opt/" + "pypi",
        ]
    )
)


def listed_files():
    """Every file that is or will be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def texts():
    """Name and content of every listed file that is text."""
    for name in listed_files():
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def templates():
    return [
        name
        for name in listed_files()
        if "templates/" in name and Path(name).suffix in {".html", ".txt"}
    ]


# ------------------------------------------------------------------ migrations
def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_says_what_it_does():
    migrations = [path for app in APPS for path in (ROOT / app).glob("migrations/0*.py")]

    assert [path.name for path in migrations if "auto" in path.name] == []


# ------------------------------------------------------------------ templates
def test_every_template_compiles():
    for name in templates():
        engines["django"].get_template(name.partition("templates/")[2])


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("style attribute", r"<[^>]*\sstyle\s*="),
        ("style element", r"<style"),
        ("event attribute", r"<[^>]*\son[a-z]+\s*="),
        ("script text", r"<script(?![^>]*(\ssrc=|type=\"application/json\"))"),
        ("script address", r"(href|src|action)\s*=\s*[\"']\s*javascript:"),
        (
            "foreign file",
            r"<(script|link|img|iframe|source)[^>]*(src|href)\s*=\s*[\"'](https?:)?//",
        ),
    ],
)
def test_no_page_needs_what_the_content_security_policy_forbids(what, pattern):
    forbidden = re.compile(pattern, re.IGNORECASE)

    holders = [name for name in templates() if forbidden.search((ROOT / name).read_text())]
    assert holders == []


# ------------------------------------------------------------------ languages
@pytest.mark.parametrize("path", CATALOGUES)
def test_every_english_message_is_translated(path):
    catalogue = polib.pofile(str(ROOT / path))

    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_no_translation_is_a_guess(path):
    catalogue = polib.pofile(str(ROOT / path))

    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_the_compiled_catalogue_is_that_of_its_source(path):
    compiled = (ROOT / path).with_suffix(".mo").read_bytes()

    assert compiled == polib.pofile(str(ROOT / path)).to_binary()


# ------------------------------------------------------------------ history
def test_no_row_is_changed_past_its_history():
    """`update` and the bulk methods save no history: each use is looked at and listed above."""
    found = {
        (name, ast.unparse(node.func.value))
        for name, text in texts()
        if name.endswith(".py") and name.split("/")[0] in APPS and "/migrations/" not in name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"update", "bulk_create", "bulk_update"}
    }

    assert found - UPDATES_THAT_TOUCH_NO_ROW - UPDATES_WITHOUT_HISTORY == set()


# ------------------------------------------------------------------ pure modules
@pytest.mark.parametrize("name", RULES_WITH_CHOICES)
def test_a_rule_takes_from_django_nothing_but_choices_and_translation(name):
    tree = ast.parse((ROOT / name).read_text())

    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module.startswith("django")
        for alias in node.names
    }
    used = {
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("models.")
    }
    assert imported <= {
        "django.db.models",
        "django.utils.translation.gettext",
        "django.utils.translation.gettext_lazy",
    }
    assert used <= {"models.TextChoices"}


# ------------------------------------------------------------------ what may not be committed
def test_no_citizen_number_is_committed():
    """Tests use numbers that begin with 9, which is given to nobody."""
    found = {
        (name, number)
        for name, text in texts()
        if name not in LOCKS
        for number in find_citizen_ids(text)
        if number[0] not in "9๙"
    }

    assert found == set()


def test_no_registry_and_no_folder_of_a_machine_is_committed():
    found = {name for name, text in texts() if HOSTS_AND_FOLDERS.search(text)}

    assert found == set()


# ------------------------------------------------------------------ locked requirements
def pins(lock):
    text = (ROOT / lock).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE))


def wanted(*groups):
    """What pyproject.toml asks for, as requirements."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += project["dependency-groups"][group]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("lock", "groups"), [(LOCKS[0], []), (LOCKS[1], ["dev"])])
def test_a_lock_holds_what_pyproject_asks_for(lock, groups):
    locked = pins(lock)

    missing = [
        str(requirement)
        for requirement in wanted(*groups)
        if not requirement.specifier.contains(locked.get(canonicalize_name(requirement.name), "0"))
        or canonicalize_name(requirement.name) not in locked
    ]
    assert missing == []


def test_development_and_production_run_the_same_versions():
    development = pins(LOCKS[1])

    assert {name: development.get(name) for name in pins(LOCKS[0])} == pins(LOCKS[0])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_known_by_its_hash(lock):
    text = (ROOT / lock).read_text().replace("\\\n", "")

    assert [line for line in text.splitlines() if "--hash=sha256:" not in line] == []
