# make run: everything a new user needs, and a first answer. make test: everything a contributor needs, and all tests.
# make bench: compares akg with other engines, which takes an hour and 5 GB; make bench SIZES=10k,1M takes less of both.
# make pictures: takes those of the documentation anew, which needs a browser.
# make explorer: builds the page from explorer/, which needs npm; make explorer-check: whether what is committed is that.
# make docs: rewrites what the documentation shows of the program, and the table of options that completion reads.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BENCH ?= build/benchmarks
SIZES ?= 10k,100k,1M,5M

.PHONY: run test lint format docs pictures explorer explorer-check bench clean

run: $(VENV)/.installed
	@$(BIN)/akg path Taliban "Hamza bin Laden" -k 1

test: $(VENV)/.installed-dev lint
	@$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(VENV)/.installed-dev
	@$(BIN)/python tests/listings.py --write

pictures: $(VENV)/.installed-dev
	@$(BIN)/python tests/pictures.py

explorer: explorer/node_modules/.installed
	@cd explorer && node build.js

explorer-check: explorer/node_modules/.installed
	@cd explorer && npx --no-install tsc
	@cd explorer && npx --no-install prettier --check --log-level warn .
	@built=$$(mktemp -d) && trap 'rm -rf "$$built"' EXIT && (cd explorer && node build.js "$$built") && \
	  diff -rq "$$built" src/akg/web/assets || \
	  { echo "src/akg/web/assets is not what explorer/ builds: make explorer" >&2; exit 1; }

explorer/node_modules/.installed: explorer/package-lock.json
	@command -v npm >/dev/null || \
	  { echo "npm is missing, which builds the explorer: install Node 20 or newer" >&2; exit 1; }
	@cd explorer && npm ci --ignore-scripts --silent
	@touch $@

bench: $(VENV)/.installed-bench
	@$(BIN)/python benchmarks/engines.py --data $(BENCH) --sizes $(SIZES)

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("akg needs Python 3.11 or newer; name one: make run PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@echo "installing akg into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) build dist explorer/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
