#!/bin/sh
# Install the Debian packages that are still missing for `run`, `test` or `check`; without the
# right to install, print the one line that somebody else has to run.
set -eu
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/sbin:/sbin" # dpkg refuses to work without them
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "This portal needs python3, version 3.11 or newer." >&2
    exit 1
fi
missing=$(python3 -B scripts/missing_packages.py "$1")
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root="sudo"
else
    as_root=""
fi
if [ -z "$as_root" ] || ! command -v apt-get >/dev/null; then
    echo "System packages are missing and cannot be installed from here. Run this, then try again:" >&2
    echo "  sudo apt-get update && sudo apt-get install --no-install-recommends" $missing >&2
    exit 1
fi
echo "Installing system packages:" $missing
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! {
    $as_root apt-get update -q &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
} >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "The system packages could not be installed; the lines above say why." >&2
    exit 1
fi
