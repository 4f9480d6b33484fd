# The words that a person types. What they do stands in scripts/, one file each.
# `make run` needs git, make and python3 on Debian or Ubuntu, nothing else.

PYTHON = .venv/bin/python

.PHONY: run test check fix messages lock bench clean

run: # serve on 127.0.0.1:$PORT (8000), with demonstration data on the first run
	@scripts/run.sh

test: # the whole suite on SQLite, then what asks the database on a throw-away PostgreSQL
	@scripts/test.sh

check: # style, types, architecture, templates, migrations, translations, settings
	@scripts/check.sh

fix: # what the tools of `make check` can put right themselves
	@scripts/fix.sh

messages: # collect the strings for translation and compile the Thai catalogue
	@scripts/messages.sh

lock: # write the locked requirements anew from pyproject.toml (needs the network)
	@scripts/lock.sh

bench: # the benchmarks
	@scripts/packages.sh test
	@scripts/venv.sh requirements-dev.txt
	@scripts/postgresql.sh $(PYTHON) -m bench

clean: # forget everything but the data in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
