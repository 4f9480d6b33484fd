#!/bin/sh
# Make .venv hold the locked packages: venv.sh requirements.txt | requirements-dev.txt
# The development lock contains the other one, so that either may come first.
set -eu
cd "$(dirname "$0")/.."
lock=$1

state() { # changes with the lock, with the system's Python and with the folder (scripts name it)
    .venv/bin/python -V && pwd && sha256sum "$@"
}
is_installed() {
    [ "$(state "$1" 2>/dev/null)" = "$(cat ".venv/$1.state" 2>/dev/null)" ]
}

if [ -x .venv/bin/python ] && { is_installed "$lock" ||
    { [ "$lock" = requirements.txt ] && is_installed requirements-dev.txt; }; }; then
    exit 0
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    python3 -m venv .venv
fi
echo "Installing the Python packages of $lock (a minute or two) ..."
rm -f .venv/requirements*.state
wheels=""
[ "$lock" = requirements-dev.txt ] || wheels="--only-binary :all:" # what serves is never built here
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes \
    $wheels -r "$lock"
state "$lock" >".venv/$lock.state"
