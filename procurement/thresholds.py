"""The thresholds of flags and hints, read from data with their sources: nobody types one in code."""

import json
from decimal import Decimal
from pathlib import Path

from procurement import flags, hints

_DATA = json.loads((Path(__file__).parent / "data" / "hints.json").read_text(encoding="utf-8"))
_BAHT = {name: Decimal(row["baht"]) for name, row in _DATA["limits"].items()}
_RULES = _DATA["hints"]

FLAG_LIMITS = flags.Limits(median=_BAHT["median"], egp=_BAHT["egp"])
HINT_LIMITS = hints.Limits(
    direct=_BAHT["direct"],
    near_from=Decimal(_RULES["near_limit"]["from_percent"]),
    near_days=_RULES["near_limit"]["days"],
    near_count=_RULES["near_limit"]["count"],
    title_days=_RULES["same_title"]["days"],
    title_count=_RULES["same_title"]["count"],
    bidders_count=_RULES["same_bidders"]["count"],
    median_from=Decimal(_RULES["at_median"]["from_percent"]),
    round_unit=Decimal(_RULES["round_sums"]["unit"]),
    round_from=Decimal(_RULES["round_sums"]["from"]),
    round_count=_RULES["round_sums"]["count"],
)
# What each limit rests on, for the page that shows hints.
SOURCES = list(
    dict.fromkeys(
        f"{row['source']} (ความเชื่อมั่น {row['confidence']})"
        for row in [*_DATA["limits"].values(), *_RULES.values()]
    )
)
