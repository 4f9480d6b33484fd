#!/usr/bin/env python3
"""Django's command line for the portal."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a wrong setting: its sentence, no traceback
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit(130)
