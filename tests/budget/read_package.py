"""Read a data package as a stranger does, in a process of its own: the reader is old and untidy.

    python -W ignore read_package.py FOLDER

Prints JSON: what the official profile of a Fiscal Data Package says against the descriptor, and
for each table the number of its rows and the sums of its numbers, after every value was read by
the schema and every reference was followed.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

import datapackage


def main(folder: Path) -> None:
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    profile = datapackage.Profile("fiscal-data-package")
    found = {"errors": [error.message for error in profile.iter_errors(descriptor)]}
    if not found["errors"]:
        package = datapackage.Package(str(folder / "datapackage.json"), strict=True)
        found["tables"] = {each.name: summed(each) for each in package.resources}
    print(json.dumps(found))


def summed(resource: datapackage.Resource) -> dict[str, object]:
    rows = resource.read(keyed=True, relations=True)
    numbers = [field.name for field in resource.schema.fields if field.type == "number"]
    sums = {
        name: str(sum((row[name] for row in rows if row[name] is not None), Decimal(0)))
        for name in numbers
    }
    return {"rows": len(rows), **sums}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
