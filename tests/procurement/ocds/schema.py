"""What the official schema of OCDS 1.1.5 says against a release package, and what it cannot say.

The schema lies beside the project, not in it: a clone without that folder leaves these checks out.
"""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

FOLDER = settings.BASE_DIR.parent / "shared" / "data" / "ocds-schema-1.1"
beside_the_shared_folder = pytest.mark.skipif(
    not FOLDER.exists(), reason="the schema of OCDS is not beside this clone"
)
STORIES = ["planned", "opened", "awarded", "again", "changed", "cancelled", "person", "hostile"]
HOSTILE = "</script><img src=x onerror=alert(1)>\"'\\ \x01 \u2028 =cmd|' {{ title }} %s"
NOT_LISTED = {"medianPrice", "lease"}  # codes of ours in lists that are open


def errors_of(package):
    """Return what is wrong with a release package: the schema, the code lists, the references."""
    validator = Draft4Validator(
        _schema("release-package-schema.json"),
        registry=Registry(retrieve=_retrieved),
        format_checker=FormatChecker(),
    )
    found = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in validator.iter_errors(package)
    ]
    for release in package["releases"]:
        found += _unknown_codes(release) + _broken_references(release) + _empty(release)
    return found


def unlisted_fields(package):
    """Return the paths of fields that the standard does not have."""
    schema = _schema("dereferenced-release-schema.json")
    return {path for each in package["releases"] for path in _unlisted(each, schema, "")}


def _schema(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _retrieved(uri):
    # The schemas name each other by their address in the world; nothing is fetched.
    path = FOLDER / Path(uri).name
    if not path.exists():
        path = FOLDER / "metaschema" / "json-schema-draft-4.json"
    return Resource.from_contents(
        json.loads(path.read_text(encoding="utf-8")), default_specification=DRAFT4
    )


def _codes(name):
    with (FOLDER / "codelists" / name).open(encoding="utf-8", newline="") as file:
        return {row["Code"] for row in csv.DictReader(file)} | NOT_LISTED


def _unknown_codes(release):
    lists = {
        "documentType": "documentType.csv",
        "roles": "partyRole.csv",
        "tag": "releaseTag.csv",
        "relationship": "relatedProcess.csv",
        "type": "milestoneType.csv",
        "additionalProcurementCategories": "extendedProcurementCategory.csv",
    }
    return [
        f"{key}: {code}"
        for key, content in fields(release)
        if key in lists
        for code in (content if isinstance(content, list) else [content])
        if code not in _codes(lists[key])
    ]


def _broken_references(release):
    parties = {each["id"]: each for each in release["parties"]}
    awards = [each["id"] for each in release.get("awards", [])]
    named = [release["buyer"], release["tender"]["procuringEntity"]]
    named += release["tender"].get("tenderers", [])
    named += [each for award in release.get("awards", []) for each in award.get("suppliers", [])]
    found = [
        each["id"] for each in named if parties.get(each["id"], {}).get("name") != each["name"]
    ]
    contracts = release.get("contracts", [])
    found += [each["awardID"] for each in contracts if each["awardID"] not in awards]
    for content in (release["parties"], release.get("awards", []), contracts):
        counted = Counter(each["id"] for each in content)
        found += [key for key, times in counted.items() if times > 1]
    return found


def _empty(release):
    return [key for key, content in fields(release) if content in (None, "", [], {})]


def fields(content):
    """Yield every field of a document with its name, as deep as it is."""
    if isinstance(content, dict):
        for key, inner in content.items():
            yield key, inner
            yield from fields(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from fields(inner)


def _unlisted(content, schema, path):
    if isinstance(content, list):
        return {each for inner in content for each in _unlisted(inner, schema["items"], path)}
    if not isinstance(content, dict):
        return set()
    known = schema.get("properties", {})
    found = {f"{path}/{key}" for key in content if key not in known}
    for key in content.keys() & known.keys():
        found |= _unlisted(content[key], known[key], f"{path}/{key}")
    return found
