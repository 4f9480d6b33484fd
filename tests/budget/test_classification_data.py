"""The classification of local budgets: one heading for every spelling that papers use."""

import csv
import json
from collections import Counter

import pytest
from django.conf import settings

from budget.names import name_key

FILE = settings.BASE_DIR / "budget" / "data" / "classification.json"
HEADINGS = json.loads(FILE.read_text(encoding="utf-8"))
BY_ID = {f"{heading['kind']}:{heading['code']}": heading for heading in HEADINGS}
PARENT_KIND = {
    "area": None,
    "plan": "area",
    "work": "plan",
    "class": None,
    "category": "class",
    "type": "category",
    "revenue_group": None,
    "revenue_category": "revenue_group",
}
SHARED = settings.BASE_DIR.parent / "shared" / "data"
ORDINANCES = SHARED / "pao_budget_tasks_demo_2565.csv"
INCOMES = SHARED / "pao_income_demo_2565.csv"
beside_the_shared_folder = pytest.mark.skipif(
    not ORDINANCES.exists(), reason="the real ordinances are not beside this clone"
)


def keys(heading):
    return {name_key(spelling) for spelling in [heading["name"], *heading["aliases"]]}


def resolved(kind, parent, spelling):
    """The identifiers of the headings that `spelling` means below `parent`."""
    return [
        name
        for name, heading in BY_ID.items()
        if heading["kind"] == kind
        and heading["parent"] == parent
        and name_key(spelling) in keys(heading)
    ]


def unresolved(rows, *path):
    """The distinct rows of which a column, read from the top down, means none or two headings."""
    missing = set()
    for row in {tuple(row[column] for _, column in path) for row in rows}:
        parent = None
        for (kind, _), spelling in zip(path, row, strict=True):
            found = resolved(kind, parent, spelling)
            if len(found) != 1:
                missing.add((kind, parent, spelling))
                break
            parent = found[0]
    return missing


def read(file):
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_every_code_names_one_heading_of_its_kind():
    counted = Counter((heading["kind"], heading["code"]) for heading in HEADINGS)

    assert [each for each, times in counted.items() if times > 1] == []


def test_every_heading_stands_below_one_of_the_kind_above_it_and_after_it_in_the_file():
    places = {name: place for place, name in enumerate(BY_ID)}
    wrong = [
        name
        for name, heading in BY_ID.items()
        if (heading["parent"] or "None").split(":")[0] != str(PARENT_KIND[heading["kind"]])
        or places.get(heading["parent"], -1) >= places[name]
        or (heading["parent"] is None) != (PARENT_KIND[heading["kind"]] is None)
    ]

    assert wrong == []


def test_no_spelling_means_two_headings_of_one_kind_below_one_parent():
    counted = Counter(
        (heading["kind"], heading["parent"], key) for heading in HEADINGS for key in keys(heading)
    )

    assert [each for each, times in counted.items() if times > 1] == []


def test_no_spelling_is_listed_twice_for_one_heading():
    doubled = [
        heading["name"] for heading in HEADINGS if len(keys(heading)) <= len(heading["aliases"])
    ]

    assert doubled == []


def test_every_confidence_is_sourced_or_from_memory():
    assert {heading["confidence"] for heading in HEADINGS} == {"S", "M"}


@beside_the_shared_folder
def test_every_area_plan_and_work_of_the_provincial_ordinances_is_known():
    rows = read(ORDINANCES)

    assert unresolved(rows, ("area", "area"), ("plan", "plan"), ("work", "task")) == set()


@beside_the_shared_folder
def test_every_budget_class_of_the_provincial_ordinances_is_known():
    assert unresolved(read(ORDINANCES), ("class", "expense_type")) == set()


@beside_the_shared_folder
def test_every_kind_of_income_of_the_provincial_administrations_is_known():
    path = ("revenue_group", "income_type"), ("revenue_category", "category")

    assert unresolved(read(INCOMES), *path) == set()
