#!/bin/sh
# Write the locked requirements from pyproject.toml: every package by version and hash, for every
# platform, with no index or folder of this machine in it. The second contains the first.
# With --upgrade, everything moves to the newest release that pyproject.toml allows.
set -eu
cd "$(dirname "$0")/.."
scripts/venv.sh requirements-dev.txt
compile=".venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes
    --no-annotate --no-header --no-emit-index-url --no-emit-find-links pyproject.toml"
$compile "$@" -o requirements.txt
$compile "$@" --group dev -c requirements.txt -o requirements-dev.txt
