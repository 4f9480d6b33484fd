"""Loading the classification of local budgets from its data file; loading again changes nothing."""

import json
from pathlib import Path
from typing import Any

from budget.names import name_key

INVESTMENT = "540000"  # งบลงทุน
FILE = Path(__file__).parent / "data" / "classification.json"


def load_classification(heading: Any, alias: Any) -> None:
    """Write the headings and their spellings; `heading` and `alias` are the two models.

    A heading that is there already keeps what staff made of it.
    """
    loaded: dict[str, Any] = {}
    for row in json.loads(FILE.read_text(encoding="utf-8")):
        parent = loaded[row["parent"]] if row["parent"] else None
        found, _is_new = heading.objects.get_or_create(
            kind=row["kind"],
            code=row["code"],
            defaults={"name": row["name"], "parent": parent, "confidence": row["confidence"]},
        )
        loaded[f"{row['kind']}:{row['code']}"] = found
        for text in row["aliases"]:
            alias.objects.get_or_create(heading=found, key=name_key(text), defaults={"text": text})
