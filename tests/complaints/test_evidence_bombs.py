"""Bombs are judged in forks with limits of CPU and memory: `bench.evidence_run` says how."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests.complaints.bombs import GROUPS


@pytest.mark.parametrize("group", GROUPS)
def test_bombs_are_answered_in_thai_within_their_limits(group):
    command = [sys.executable, "-m", "bench.evidence_run", group]
    run = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True)

    rows = [json.loads(line) for line in run.stdout.splitlines()]
    answers = {row["bomb"]: (row["said"], row["is_within_limits"]) for row in rows}
    assert answers == {name: (bomb.answer, True) for name, bomb in GROUPS[group].items()}


def test_the_table_is_long():
    assert sum(map(len, GROUPS.values())) >= 40
