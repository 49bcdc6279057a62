# The habits of the house. Every target sets up what it needs; nothing is installed outside .venv
# except by `make browser`, which asks Debian for Chromium and Firefox.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
# Where Python may not keep what it compiled, each of the tests' many starts compiles all again.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run test test-all test-every exhaustive lint tried unit browser-test browser docs api bench bench-site release partners fuzz drawings pictures constraints clean

help:
	@echo "make run      install what the site needs, migrate, open it"
	@echo "make test     lint, types, architecture, unit, reference and browser tests"
	@echo "make test-all what is too slow for make test, too; of the slowest a half, by turns"
	@echo "make test-every   both halves at once"
	@echo "make browser  install Debian's Chromium and Firefox for the browser tests"
	@echo "make docs     make the figures, tables and docs/api again"
	@echo "make api      docs/api alone: public names with their docstrings"
	@echo "make drawings the site's drawings of a person and hands, from figures/person"
	@echo "make pictures small pictures of the pages, into docs/screenshots"
	@echo "make fuzz     hostile input, 20,000 files a test"
	@echo "make bench    time the engine against its reaches and, where installed, its peers"
	@echo "make bench-site time the public site: what each page costs, who waits"
	@echo "make release  build the wheel and the source, check them, print their hashes"
	@echo "make partners install the peers (NEURON, jaxon-nerve) into build/partners"

# Every package by its hash first, then the project alone, built by what was just installed.
# Python compiles a module when it is first imported; to compile all of them takes longer.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
PROJECT := --no-deps --no-build-isolation --editable .

.venv/made:
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv .venv
	@touch $@

.venv/site: .venv/made pyproject.toml requirements/run.txt
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) $(PROJECT)
	@$(BIN)/multifocal warm
	@touch $@

.venv/packages: .venv/made pyproject.toml requirements/dev.txt
	$(PIP) --require-hashes --requirement requirements/dev.txt
	$(PIP) $(PROJECT)
	@touch $@

.venv/installed: .venv/packages
	@$(BIN)/multifocal warm
	@touch .venv/site $@

run: .venv/site
	@$(BIN)/multifocal serve

# The solver is compiled beside the linters, which need none of it.
test: .venv/packages
	@$(MAKE) --no-print-directory --jobs 2 lint .venv/installed
	@$(MAKE) --no-print-directory tried

lint: .venv/packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# One run collects once, and no core waits for the other's last browser.
tried: .venv/installed
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m "not exhaustive"

unit: .venv/installed
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder --ignore tests/browser -m "not exhaustive"

test-all: test exhaustive

# Of the slow tests a half, by turns (tests/sampling.py).
exhaustive: .venv/installed
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m "exhaustive and not another_day"

test-every: test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m exhaustive

browser-test: .venv/installed
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder tests/browser -m "not exhaustive"

browser:
	scripts/install_chromium
	scripts/install_firefox

docs: .venv/installed
	$(BIN)/python scripts/make_docs.py

api:
	$(PYTHON) scripts/docs_api.py

partners:
	scripts/install_partners

bench: .venv/installed
	$(BIN)/python benchmarks/bench.py

bench-site: .venv/installed
	$(BIN)/python benchmarks/site.py

release: .venv/installed
	$(BIN)/python scripts/release.py

drawings: .venv/installed
	$(BIN)/python scripts/make_pictures.py

pictures: .venv/installed
	$(BIN)/python scripts/picture_pages.py

fuzz: .venv/installed
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/formats -k "bytes or damage or text or round or any"

constraints:
	scripts/pin_constraints

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
