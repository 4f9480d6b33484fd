#!/bin/sh
# Everything that can be said about the code without running the suite; each failure is shown.
set -u
cd "$(dirname "$0")/.."
scripts/packages.sh check && scripts/venv.sh requirements-dev.txt || exit 1
export DJANGO_SETTINGS_MODULE=ita_portal.settings
bin=.venv/bin
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
failed=""

step() { # step NAME COMMAND [ARGUMENT ...]: silent when it passes
    name=$1
    shift
    if "$@" >"$data/output" 2>&1; then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        cat "$data/output"
        failed="$failed $name,"
    fi
}
templates() {
    git ls-files -co --exclude-standard '*.html' | grep '\(^\|/\)templates/' |
        xargs "$bin/djade" --target-version 5.2 --check
}
demonstration() {
    env DEMO=1 DATA_DIR="$data" "$bin/python" "$@"
}
production() {
    env -u DEMO -u DEBUG DATA_DIR="$data" ALLOWED_HOSTS=portal.example.go.th \
        SECRET_KEY="$("$bin/python" -c 'import secrets; print(secrets.token_urlsafe(50))')" \
        "$bin/python" -m django "$@"
}

step "style" "$bin/ruff" check .
step "format" "$bin/ruff" format --check .
step "templates" templates
step "types" demonstration -m mypy
step "architecture" "$bin/lint-imports"
step "migrations" demonstration -m django makemigrations --check --dry-run
step "translations" demonstration scripts/translations.py check
step "production settings" production check --deploy --fail-level WARNING
[ -z "$failed" ] || { echo "Failed:${failed%,}."; exit 1; }
