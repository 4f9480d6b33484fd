"""Single cells of budget files: where the money comes from, which village, which unit."""

import re

from django.utils.translation import gettext as _

from agency.models import Unit, Village
from budget.models import Source
from budget.names import name_key
from publishing.import_plan import Reading
from thai.digits import to_arabic

_VILLAGE = re.compile(r"(?:หมู่(?:ที่)?|ม\.)\s*(\d{1,3})|^\s*(\d{1,3})\b(?!\s*[-,–]\s*\d)")
_SEVERAL = re.compile(r"\d\s*(?:[-–,/]|และ|ถึง)\s*(?:หมู่(?:ที่)?|ม\.)?\s*\d")
# The first that a text holds decides; "อุดหนุนทั่วไป" is part of the ordinance.
_SOURCES = (
    ("อุดหนุนทั่วไป", Source.ORDINANCE),
    ("เฉพาะกิจ", Source.SPECIFIC_GRANT),
    ("วัตถุประสงค์", Source.SPECIFIC_GRANT),
    ("สะสม", Source.ACCUMULATED),
    ("กู้", Source.LOAN),
    ("เหลื่อมปี", Source.CARRIED_OVER),
    ("กันเงิน", Source.CARRIED_OVER),
    ("เงินกัน", Source.CARRIED_OVER),
    ("ยกมา", Source.CARRIED_OVER),
    ("บัญญัติ", Source.ORDINANCE),
    ("รายได้", Source.ORDINANCE),
    ("งบประมาณ", Source.ORDINANCE),
)


def source_of(text: str) -> Source | None:
    """Return where the money comes from; the ordinance when nothing is said, None if unknown."""
    if not text.strip():
        return Source.ORDINANCE
    for word, source in _SOURCES:
        if word in text:
            return source
    return next((each for each in Source if text.strip() in {each.value, str(each.label)}), None)


class Finder:
    """Villages and units by what people write; what is not found is noted, never refused."""

    def __init__(self) -> None:
        villages = list(Village.objects.all())
        self.by_number = {village.number: village for village in villages}
        self.by_name = {_bare(village.name): village for village in villages if village.name}
        self.units = {name_key(unit.name): unit for unit in Unit.objects.all()}
        self.strange: dict[str, dict[str, int]] = {"village": {}, "unit": {}}

    def village(self, text: str, row: int) -> Village | None:
        """Return the one village that a text names: "หมู่ที่ 3", "ม.๓ บ้านดอน", "3", its name."""
        if not text:
            return None
        found = self._village(to_arabic(text))
        if found is None:
            self.strange["village"].setdefault(text, row)
        return found

    def unit(self, text: str, row: int) -> Unit | None:
        if not text:
            return None
        found = self.units.get(name_key(text))
        if found is None:
            self.strange["unit"].setdefault(text, row)
        return found

    def note(self, reading: Reading) -> None:
        """Say which places and units were left empty, with the first that were met."""
        sentences = {
            "village": _("Left without a village, as none of the portal is named: %(texts)s"),
            "unit": _("Left without a unit, as the portal has none of that name: %(texts)s"),
        }
        for kind, texts in self.strange.items():
            if texts:
                shown = [f"“{text}”" for text in list(texts)[:5]]
                more = [_("%(count)s more") % {"count": len(texts) - 5}] if len(texts) > 5 else []
                reading.notes.append(sentences[kind] % {"texts": ", ".join(shown + more)})

    def _village(self, text: str) -> Village | None:
        if _SEVERAL.search(text):
            return None
        match = _VILLAGE.search(text)
        if match:
            return self.by_number.get(int(match[1] or match[2]))
        return self.by_name.get(_bare(text))


def _bare(name: str) -> str:
    return name_key(name).removeprefix("บ้าน")
