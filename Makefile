# make demo   makes the environment, reads the bundled corpus, and shows where the tables are and how the campaigns compare
# make test   makes the environment, then lint, types and tests
# make audit  asks the package index whether a version in the lock files was withdrawn
# make lock   writes the lock files anew from pyproject.toml

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := outputs/demo
AT_ONCE ?= auto

.DEFAULT_GOAL := demo
.PHONY: demo test lint types tests audit lock dictionary answers clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is older than 3.11; name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) cannot make environments; run: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.tests: requirements-dev.lock $(VENV)/.runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@

# Exit status 1 means that some inputs could not be read (the corpus holds such on purpose); problems.csv names them.
demo: $(VENV)/.runs
	$(BIN)/thidua extract corpus/announcements --out $(DEMO) || test $$? -eq 1
	@$(BIN)/python -m pipeline.glance $(DEMO)

test: lint types tests

lint: $(VENV)/.tests
	$(BIN)/ruff check .

types: $(VENV)/.tests
	$(BIN)/mypy

# As many tests at once as there are cores; `make tests AT_ONCE=0` runs them one after the other (for a debugger).
tests: $(VENV)/.tests
	$(BIN)/python -m pytest --numprocesses $(AT_ONCE) --dist loadscope --no-loadscope-reorder

audit: $(VENV)/.tests
	$(BIN)/python -m tests.safety.audit requirements.lock

dictionary: $(VENV)/.runs
	$(BIN)/python -m pipeline.publish.dictionary outputs/README.md

# The answers shown in docs/questions.md, after the corpus or a rule has changed.
answers: demo $(VENV)/.tests
	$(BIN)/python -m tests.docs.answers $(DEMO)

PIP_COMPILE := $(BIN)/pip-compile --quiet --allow-unsafe --strip-extras --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --upgrade
lock: $(VENV)/.tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(PIP_COMPILE) --extra dev --output-file requirements-dev.lock pyproject.toml
	$(PIP_COMPILE) --constraint requirements-dev.lock --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) $(DEMO) dist
