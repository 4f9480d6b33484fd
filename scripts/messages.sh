#!/bin/sh
# Collect the strings of our own code into locale/th and compile both Thai catalogues.
set -eu
cd "$(dirname "$0")/.."
scripts/packages.sh check
scripts/venv.sh requirements-dev.txt
export DEMO=1 DJANGO_SETTINGS_MODULE=ita_portal.settings
.venv/bin/python scripts/translations.py collect
.venv/bin/python scripts/translations.py compile
