"""What hostile files cost the portal until it has refused them: seconds of CPU and memory of each."""

import json
import subprocess
import sys
from typing import Any

from bench.arithmetic import table, verdict
from bench.evidence_run import CPU_SECONDS, MEGABYTES
from bench.servers import ROOT

HEADER = [
    "file",
    f"of {CPU_SECONDS} s",
    "target",
    f"of {MEGABYTES} MB",
    "target",
    "s",
    "MB",
    "answer",
]
LONGEST_ANSWER = 44  # letters that are shown of it


def measure_evidence() -> str:
    """Return the table of all bombs, the dearest first; Django is part of the memory."""
    command = [sys.executable, "-m", "bench.evidence_run"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    found.sort(key=lambda bomb: bomb["seconds"], reverse=True)
    title = f"Evidence: CPU and memory until each of {len(found)} hostile files is answered"
    return table(title, HEADER, [row(bomb) for bomb in found])


def row(bomb: dict[str, Any]) -> list[str]:
    seconds, megabytes = bomb["seconds"], bomb["megabytes"]
    return [
        bomb["bomb"],
        f"{seconds / CPU_SECONDS:.2f}",
        verdict(seconds, CPU_SECONDS, at_least=False),
        f"{megabytes / MEGABYTES:.2f}",
        verdict(megabytes, MEGABYTES, at_least=False),
        f"{seconds:.2f}",
        f"{megabytes:.0f}",
        bomb["said"][:LONGEST_ANSWER] or "taken, cleaned",
    ]


if __name__ == "__main__":
    print(measure_evidence())
