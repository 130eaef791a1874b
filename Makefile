# Everything here sets itself up: a virtual environment in .venv, installed from pyproject.toml.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BENCH_READY := .venv/.bench-ready
DOCS_READY := .venv/.docs-ready
PYTEST := $(BIN)/python -m pytest -p no:cacheprovider

.PHONY: demo runtime quick test versions other-versions slow conformance e2e lint docs format regen bench clean

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group test
	touch $@

$(BENCH_READY): $(READY)
	$(BIN)/python -m pip install --quiet --group bench
	touch $@

$(DOCS_READY): $(READY)
	$(BIN)/python -m pip install --quiet --group docs
	touch $@

# Generates the MSPortal client from its documentation page and calls a local server with it.
demo: $(READY)
	$(BIN)/clientsmith generate msportal
	PYTHONPATH=generated/msportal $(BIN)/python examples/create_goal.py

# Builds the distribution clientsmith-runtime, which clients can share, in dist/.
runtime: $(READY)
	$(BIN)/python -m runtime dist

# The unit tests: no type checkers, whole clients, property tests, servers and details.
quick: $(READY)
	$(PYTEST) -m 'not types and not property and not client and not server and not detail and not slow and not conformance and not e2e'

# Everything that guards the project, but the largest public documents; with --clientsmith the clients in
# generated/ are tests, too.
test: $(READY)
	$(PYTEST) -n auto --dist loadgroup --clientsmith -m 'not slow and not conformance and not e2e'

# The runtime and a generated client under each Python from 3.11 on that is on the machine, with
# environments in .cache/versions.
versions:
	$(PYTHON) tests/support/versions.py

# The same without the Python of .venv, under which `make test` runs these tests.
other-versions: $(READY)
	$(BIN)/python tests/support/versions.py --others

# Type checks and whole clients of the large public documents.
slow: $(READY)
	$(PYTEST) -n 2 --dist loadgroup -m slow

# Installs TypeSpec Spector in .cache/spector where it is not there, and calls every one of its
# scenarios with generated clients.
conformance: $(READY)
	PYTHONPATH=tests $(BIN)/python -m conformance.spector
	$(PYTEST) -m conformance tests/conformance

# Installs PowerDNS, ZenML, Prism and five web frameworks in .cache/servers where they are not there,
# and calls them with generated clients.
e2e: $(READY)
	PYTHONPATH=tests $(BIN)/python -m e2e.installation
	$(PYTEST) -n 2 --dist loadgroup -m e2e tests/e2e

# The runtime is laid out as generated packages are: by black's own defaults. Each type checker uses
# one core.
lint: $(READY)
	$(BIN)/black --check --quiet generator runtime tests benchmarks examples docs
	$(BIN)/black --check --quiet --config /dev/null templates/python/_runtime templates/python/_styles
	$(BIN)/ruff check --quiet generator runtime tests benchmarks examples docs templates/python/_runtime templates/python/_styles
	@$(BIN)/pyright & pyright=$$!; $(BIN)/mypy; mypy=$$?; wait $$pyright && exit $$mypy

# Builds the documentation site in .cache/site; a broken link or a page that is nowhere listed fails.
docs: $(DOCS_READY)
	$(BIN)/sphinx-build -q -W --keep-going -d .cache/doctrees -c docs . .cache/site

format: $(READY)
	$(BIN)/ruff check --quiet --fix generator runtime tests benchmarks examples docs templates/python/_runtime templates/python/_styles
	$(BIN)/black --quiet generator runtime tests benchmarks examples docs
	$(BIN)/black --quiet --config /dev/null templates/python/_runtime templates/python/_styles

# Rewrites generated/ and every expected output of the tests; read the diff before you commit it.
regen: $(READY)
	$(BIN)/clientsmith generate --force
	$(PYTEST) tests/cases tests/compare/test_cases.py tests/styles/test_output.py tests/templates/test_pages.py tests/constructs tests/report/test_skips.py tests/runtime_layout/test_features.py tests/plan_names/test_calls.py tests/plan_names/test_extension_documents.py --regen

bench: $(BENCH_READY)
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache
