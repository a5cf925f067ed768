# Each target works as the first command typed in a fresh clone: it needs git, make and a Python of
# 3.11 or newer, and sets up $(VENV) once. To choose the Python: make test PYTHON=python3.12 VENV=.venv312

.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install -qq
CANDIDATES := $(or $(PYTHON),python3.13 python3.12 python3.11 python3.14 python3 python)
# `venv` when there is none, or one that was interrupted or whose Python has gone.
NO_VENV := $(shell test -x $(BIN)/python && test -x $(BIN)/pip || echo venv)
SOURCES := $(shell find tracker -name '*.py')

# The tests that make books, which are run on a PostgreSQL server of their own too.
WITH_A_BOOK := tests/store tests/casebooks tests/cli features

# How many times longer the tests under faults, load and attack go on than they do in `make test`.
TORTURE := 20

.PHONY: help demo test torture check reference pictures bench lock audit mutants clean distclean venv

help:
	@echo 'make demo       the TikTok case: where the deal stood on 14 September 2020'
	@echo 'make test       everything a change must pass: check, then the tests and features'
	@echo 'make torture    faults, load and attacks for longer: TORTURE=20 times as long as in make test'
	@echo 'make check      format, lint, types, direction of imports'
	@echo 'make reference  docs/reference.md and docs/errors/README.md anew, from the program'
	@echo 'make pictures   docs/pictures anew: the page in a browser, by Chromium'
	@echo 'make bench      what things cost, each beside an alternative: docs/benchmarks.md'
	@echo 'make lock       resolve requirements.lock anew from pyproject.toml'
	@echo 'make audit      look for known weaknesses in the locked packages'
	@echo 'make mutants    break the domain on purpose, in thousands of places: docs/mutants.md'
	@echo 'make clean      remove what the tools left behind (distclean: and .venv)'

demo: $(VENV)/.compiled
	@$(BIN)/tracker demo

test: check $(VENV)/.compiled
	$(BIN)/python -m pytest -n auto
	TRACKER_TEST_STORE=postgresql $(BIN)/python -m pytest -n auto $(WITH_A_BOOK)

torture: $(VENV)/.compiled
	TRACKER_TORTURE=$(TORTURE) $(BIN)/python -m pytest -n auto -m torture

check: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

reference: $(VENV)/.ready
	@PYTHONPATH=. $(BIN)/python docs/reference.py

pictures: $(VENV)/.ready
	@PYTHONPATH=. $(BIN)/python docs/pictures.py

bench: $(VENV)/.compiled
	@$(BIN)/python bench/start_up.py
	@$(BIN)/python -m bench.exchange
	@$(BIN)/python -m bench.page
	@$(BIN)/python -m bench.writing
	@$(BIN)/python -m bench.boards
	@$(BIN)/python -m bench.journal
	@$(BIN)/python -m bench.writers
	@$(BIN)/python -m bench.load

# The oldest supported Python resolves, so that no pin is too new for it.
lock:
	@$(MAKE) --no-print-directory venv VENV=build/lock PYTHON=$(or $(PYTHON),python3.11)
	build/lock/bin/python -m pip --disable-pip-version-check install -qq pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' build/lock/bin/pip-compile --quiet --upgrade \
	    --generate-hashes --strip-extras --extra postgresql --extra page --extra specs --extra dev --all-build-deps \
	    --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	    --output-file requirements.lock pyproject.toml

# It asks the index, or with AUDIT='--vulnerability-service osv' osv.dev, which both need the internet.
audit:
	@$(MAKE) --no-print-directory venv VENV=build/audit
	build/audit/bin/python -m pip --disable-pip-version-check install -qq pip-audit
	build/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock $(AUDIT)

# In an environment of its own: nothing else needs mutmut. It takes hours; MUTANTS='tracker.domain.sources*' is a part.
mutants:
	@$(MAKE) --no-print-directory VENV=build/mutmut build/mutmut/.ready
	@build/mutmut/bin/python -m pip --disable-pip-version-check install -qq mutmut
	PATH="$(CURDIR)/build/mutmut/bin:$$PATH" CI=1 mutmut run $(MUTANTS)

clean:
	rm -rf build dist mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find tracker tests features bench migrations -name __pycache__ -type d -prune \
	    -exec rm -rf {} + 2>/dev/null || true
	rm -f $(VENV)/.compiled

distclean: clean
	rm -rf .venv

# A cold start must not compile, also where PYTHONDONTWRITEBYTECODE is set.
$(VENV)/.compiled: $(VENV)/.ready $(SOURCES)
	@$(BIN)/python -m compileall -q tracker
	@touch $@

# Exactly the locked packages, then the tracker itself; `pip check` says whether the lock satisfies
# pyproject.toml.
$(VENV)/.ready: $(NO_VENV) requirements.lock pyproject.toml
	@echo 'Installing the locked packages into $(VENV) (once) ...' >&2
	@$(INSTALL) --require-hashes --no-deps --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@said=$$($(PIP) check 2>&1) || { echo "$$said" >&2; exit 1; }
	@touch $@

venv:
	@set -e; bare=; clear=; \
	for candidate in $(CANDIDATES); do \
	    version=$$($$candidate -c 'import sys; print("%d.%d" % sys.version_info[:2]); \
	sys.exit(sys.version_info < (3, 11))' 2>/dev/null) || continue; \
	    if ! $$candidate -c 'import ensurepip, venv' 2>/dev/null; then \
	        bare="$$bare $$candidate"; continue; \
	    fi; \
	    if [ -f $(VENV)/pyvenv.cfg ]; then clear=--clear; fi; \
	    echo "Setting up $(VENV) with Python $$version ($$candidate)" >&2; \
	    exec $$candidate -m venv $$clear $(VENV); \
	done; \
	if [ -n "$$bare" ]; then \
	    echo "error:$$bare cannot make virtual environments: the modules venv and ensurepip are missing." >&2; \
	    echo "On Debian and Ubuntu: apt-get install python3-venv (or python3.N-venv for a python3.N)." >&2; \
	else \
	    echo "error: no Python 3.11 or newer found (looked for: $(CANDIDATES))." >&2; \
	    echo "Install one, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; \
	fi; \
	exit 1
