# Two commands are enough: `make demo` shows real results, `make test` passes the tests. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lock clean

demo: $(VENV)/.runtime
	$(BIN)/python scripts/demo.py

# Compiled tests are kept, whatever the shell says: to compile them anew takes a tenth of the time. So do the plugins
# that no test asks for.
IDLE := -p no:anyio -p no:doctest -p no:logging -p no:threadexception -p no:unraisableexception
test: $(VENV)/.dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(IDLE) -q

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pyright

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Firsthand needs Python 3.11 or newer: set PYTHON=/path/to/python3.11 and try again"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing: on Debian, run 'apt-get install python3-venv' and try again"; exit 1; }

# The stamps are renewed when a lock changes, so that a second run installs nothing.
$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Needs uv (`pip install uv`). The locks name versions and hashes, never where they were fetched from.
LOCK := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11
lock:
	$(LOCK) pyproject.toml requirements/build.in -o requirements.lock
	$(LOCK) --group dev pyproject.toml requirements/build.in -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo build dist
