# One command each: `make run` serves the archive, `make test` runs every check and test.
# Needs only Python >= 3.11 with venv, make and git.

PYTHON ?= python3
PORT   ?= 8000
HOST   ?= 127.0.0.1
WORKERS ?= 2
THREADS ?= 4
VAR := $(or $(ARCHIVE_VAR_DIR),var)

BIN    := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP    := $(BIN)/python -m pip --disable-pip-version-check

RUNTIME := .venv/.runtime
DEVTOOLS := .venv/.dev
# One stamp per database: another DATABASE_URL is another archive to set up.
READY := $(VAR)/.ready-$(shell printf '%s' "$$DATABASE_URL" | cksum | cut -d' ' -f1)
SOURCES := $(shell find seeds static archive/migrations search/migrations -type f -not -name '*.pyc' 2>/dev/null)

.DELETE_ON_ERROR:
.PHONY: setup run dev test tests lint format bench lock clean help

help:
	@echo 'make run    the archive at http://$(HOST):$(PORT) (setup included)'
	@echo 'make dev    the same with the reloading development server'
	@echo 'make test   every check and every test'
	@echo 'make lint   the quick checks only'
	@echo 'make bench  the benchmarks'
	@echo 'make clean  take away what make made, except var/ (your archive)'

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: make run PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

# pip 23, which Python 3.11 brings, crashes on this set of packages: upgrade it first.
$(RUNTIME): requirements.txt | $(BIN)/pip
	$(PIP) install --quiet --upgrade pip
	$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

$(DEVTOOLS): requirements-dev.txt $(RUNTIME)
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# Each step is safe to repeat: what is there already is skipped.
$(READY): $(RUNTIME) $(SOURCES)
	@mkdir -p $(VAR)
	$(MANAGE) migrate --noinput -v 0
	$(MANAGE) load_regions
	$(MANAGE) load_synonyms
	$(MANAGE) load_indicators
	$(MANAGE) ingest seeds/reports --publish --force
	$(MANAGE) figures
	$(MANAGE) collectstatic --noinput -v 0
	@touch $@

# The index is a cache: every start sees to it that it agrees with the database.
setup: $(READY)
	$(MANAGE) reindex --check

run: setup
	@echo
	@echo '  卫健工作报告档案: http://$(HOST):$(PORT)/  (Ctrl+C stops it)'
	@echo '  Staff account:    $(MANAGE) createsuperuser'
	@echo
	@exec $(BIN)/gunicorn archive.project.wsgi:application --bind $(HOST):$(PORT) \
	  --workers $(WORKERS) --threads $(THREADS) --limit-request-line 8190 --no-control-socket --log-level warning

dev: setup
	ARCHIVE_DEBUG=1 $(MANAGE) runserver $(HOST):$(PORT)

lint: $(DEVTOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djhtml --check --tabwidth 2
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run

format: $(DEVTOOLS)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djhtml --tabwidth 2

test: lint tests

tests: $(DEVTOOLS)
	sh tests/install/browser.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term

bench: $(DEVTOOLS)
	$(BIN)/python -m pytest tests/bench -o python_files='bench_*.py' -p no:randomly -n 0 -s -q

# The locks name no registry; they hold for every Python from 3.11 on and every platform.
LOCK := uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --python-version 3.11
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov test-artifacts .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
