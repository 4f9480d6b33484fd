#!/bin/sh
# From whatever state the folder is in to a served demonstration.
set -eu
cd "$(dirname "$0")/.."
export DEMO="${DEMO:-1}"
scripts/packages.sh run
scripts/venv.sh requirements.txt
exec .venv/bin/python manage.py serve
