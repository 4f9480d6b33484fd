"""The invented officials of the demonstration, each with a drawn portrait that says what it is."""

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

from agency.actions import set_photo
from agency.models import Agency, Official, Unit
from agency.pictures import process_portrait
from ita_portal.demo.pictures import sample_portrait

DATA = Path(__file__).parent / "officials.json"


def load_officials() -> None:
    """Make the officials, and complete the facts of the agency that its page shows."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    _complete(Agency.objects.get(), data["agency"])
    units = {unit.name: unit for unit in Unit.objects.all()}
    for part, whole in data["parts"].items():
        units[part].parent = units[whole]
        units[part].save()
    for order, row in enumerate(data["officials"], start=1):
        unit = units.get(row.pop("unit", ""))
        official = Official.objects.create(order=order, unit=unit, **row)
        set_photo(official, process_portrait(BytesIO(sample_portrait(official.name))))


def _complete(agency: Agency, facts: dict[str, str]) -> None:
    """Fill in what the report that the demonstration comes from does not say."""
    for name, value in facts.items():
        day = dt.date.fromisoformat(value) if name == "population_as_of" else value
        setattr(agency, name, getattr(agency, name) or day)
    agency.save()
