# Every target makes what it needs. PYTHON names the interpreter the environment is made with (3.11 or later).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help assess test cover check lint types bench regenerate clean
.DEFAULT_GOAL := help

help: ## show the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

assess: $(VENV)/run ## rate yourself and see the gap and the plan
	@$(BIN)/mle-gap assess $(ARGS)

test: $(VENV)/dev ## run the tests
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: lint types test ## lint, types and tests

# What is not an edge, a format or the command line is pure, and covered to the last branch.
EDGES := src/mle_gap/cli/*,src/mle_gap/formats/*,src/mle_gap/ask.py,src/mle_gap/catalog.py,src/mle_gap/store.py,*/__main__.py

cover: $(VENV)/dev ## judge coverage after make test ARGS="--cov --cov-report="
	@$(BIN)/python -m coverage report --skip-covered --show-missing --fail-under=90
	@$(BIN)/python -m coverage report --skip-covered --show-missing --fail-under=100 --omit='$(EDGES)'

lint: $(VENV)/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/dev
	@$(BIN)/mypy

bench: $(VENV)/dev ## measure start-up, memory, bad input, the plan, a long history, the quiz, scanning, hostile input and the estimate against their bars
	@$(BIN)/python -m benchmarks.cold_start $(ARGS)
	@$(BIN)/python -m benchmarks.bad_input $(ARGS)
	@$(BIN)/python -m benchmarks.plan $(ARGS)
	@$(BIN)/python -m benchmarks.history $(ARGS)
	@$(BIN)/python -m benchmarks.verify $(ARGS)
	@$(BIN)/python -m benchmarks.scan $(ARGS)
	@$(BIN)/python -m benchmarks.hostile $(ARGS)
	@$(BIN)/python -m benchmarks.estimate $(ARGS)

regenerate: $(VENV)/dev ## write what is generated anew: schemas, compiled catalogue, docs, README
	@$(BIN)/python -m tests.regenerate

clean: ## remove what was made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "mle-gap needs Python 3.11 or later; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Compiled here because an editable install leaves that to the first run, which some environments forbid.
$(VENV)/run: $(VENV)/made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/dev: $(VENV)/run pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
