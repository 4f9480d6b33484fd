"""Django started anew, in a process of its own with an environment of its own."""

import os
import subprocess
import sys

from django.conf import settings

HOST = "portal.example.go.th"


def start(program, **environment):
    """Run `program` with exactly this environment, beside what a process needs to start."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "ita_portal.settings",
    } | environment
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )
