# make edition   from the sample text to TEI, web page and PDF
# make test      the whole test suite
# make check     format, lint, types, import contracts
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SAMPLE := examples/harbour-mill
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help edition test check format docs schemas accuracy bench bench-validate bench-web bench-print check-odd mistakes fuzz test-latex test-deposit tools clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; set PYTHON=python3.12, say."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing the toolkit into $(VENV) …"
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing the toolkit and its test tools into $(VENV) …"
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/installed

edition: $(VENV)/installed ## the sample edition: TEI, web page, PDF
	@$(BIN)/edition build $(SAMPLE)

test: $(VENV)/installed-dev tools ## the whole test suite
	@$(BIN)/python -m pytest -n $(WORKERS)

tools: ## what the end-to-end tests need beyond pip, where it may be installed
	@sh tests/install-tools.sh

check: $(VENV)/installed-dev ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/make_reference.py --check
	$(BIN)/python docs/make_schemas.py --check

format: $(VENV)/installed-dev ## put the code into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/installed-dev ## the reference pages, from the code
	@$(BIN)/python docs/make_reference.py

schemas: $(VENV)/installed-dev ## what schemas/ holds, from edition.odd
	@$(BIN)/python docs/make_schemas.py

accuracy: $(VENV)/installed-dev ## score the encoder on the gold corpora beside the project
	@$(BIN)/python benchmarks/accuracy.py --write
	@$(BIN)/python benchmarks/calibration.py --write

fuzz: $(VENV)/installed-dev ## any text at all, thousands of times
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n $(WORKERS) --timeout 3000 tests/properties

bench: $(VENV)/installed-dev ## speed and memory of the encoder
	@$(BIN)/python benchmarks/speed.py

bench-validate: $(VENV)/installed-dev ## validation against jing: verdicts, time, memory
	@$(BIN)/python benchmarks/validation.py --write

bench-print: $(VENV)/installed-dev ## the PDF beside WeasyPrint, FOP and XeLaTeX: time, memory
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || test -x $(VENV)/weasyprint/bin/python \
	  || { $(PYTHON) -m venv $(VENV)/weasyprint \
	       && $(VENV)/weasyprint/bin/python -m pip install --quiet weasyprint; } \
	  || echo "WeasyPrint could not be installed; it is left out."
	@$(BIN)/python benchmarks/print.py --weasyprint $(VENV)/weasyprint/bin/python --write

bench-web: $(VENV)/installed-dev tools ## web editions side by side: ours, CETEIcean, TEI's
	@$(BIN)/python benchmarks/web.py --write

check-odd: $(VENV)/installed-dev ## the ODD compiler against TEI's own tools
	@$(BIN)/python benchmarks/odd.py --write

mistakes: $(VENV)/installed-dev ## forty mistakes as we and other validators tell them
	@$(BIN)/python benchmarks/mistakes.py

test-latex: $(VENV)/installed-dev ## the LaTeX editions, compiled where XeLaTeX can be had
	@sh tests/install-tools.sh latex
	@$(BIN)/python -m pytest tests/endtoend/test_plain_formats.py -k latex

test-deposit: $(VENV)/installed-dev ## sending, to an InvenioRDM that is installed in .cache, started and stopped
	@if $(BIN)/python tests/deposit/archive.py install; \
	  then EDITION_ARCHIVE=1 $(BIN)/python -m pytest -n 0 -rs --timeout 1200 -m archive tests/deposit; \
	  else echo "Sending was not tried on a real archive."; fi

clean: ## remove what was built, keep the environment
	rm -rf build dist $(SAMPLE)/build .pytest_cache .mypy_cache .ruff_cache .hypothesis
