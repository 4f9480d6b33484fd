#!/bin/sh
# The whole suite on SQLite, then on PostgreSQL what asks the database; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
scripts/packages.sh test
scripts/venv.sh requirements-dev.txt

run_on() {
    echo "== The suite on $1 =="
    shift
    "$@"
}
sqlite=passed
postgresql=passed
pytest=".venv/bin/python -m pytest -n auto --dist worksteal"
run_on SQLite env -u DATABASE_URL $pytest "$@" || sqlite=failed
run_on PostgreSQL scripts/postgresql.sh $pytest "$@" || postgresql=failed
echo "Tests on SQLite: $sqlite. Tests on PostgreSQL: $postgresql."
[ "$sqlite$postgresql" = passedpassed ]
