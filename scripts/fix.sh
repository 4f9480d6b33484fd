#!/bin/sh
# What the tools of `make check` can put right themselves.
set -eu
cd "$(dirname "$0")/.."
scripts/packages.sh check
scripts/venv.sh requirements-dev.txt
.venv/bin/ruff check --fix --quiet . || true
.venv/bin/ruff format --quiet .
git ls-files -co --exclude-standard '*/templates/*.html' 'templates/*.html' |
    xargs -r .venv/bin/djade --target-version 5.2 || true
