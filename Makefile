# The two commands: `make site` and `make test`.  Everything else is for those who work on the product.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PROPERDOCS := .venv-properdocs
OUT    := dist
TOOLS  := tests/browser/tools

.PHONY: site serve test proof snapshots first-view lighthouse accessibility lint properdocs bench fault-table check-speed handbook screenshots lock clean

site: $(VENV)/.site
	$(BIN)/microsites build --portfolio sites --out $(OUT) --env production --check

# All sites under one address while somebody writes; what it needs beside `make site` is installed with the tests.
serve: $(VENV)/.test
	$(BIN)/microsites serve --portfolio sites

test: $(VENV)/.test
	$(BIN)/python -m pytest

# Every page in a real browser, on both themes and at every width: longer than a test may take.
proof: $(VENV)/.test $(VENV)/.fuzz $(TOOLS)/node_modules/.package-lock.json
	$(BIN)/python -m pytest -m proof

# The kept pictures of whole pages, anew: look at each before it is committed.
snapshots: $(VENV)/.test
	rm -f tests/snapshots/*.webp
	SNAPSHOTS=keep $(BIN)/python -m pytest -m proof tests/browser/proof/test_snapshots.py

# What a telephone loads before it paints a landing page, and in all.
first-view: $(VENV)/.test site
	$(BIN)/python benchmarks/first_view.py $(OUT)

# What Lighthouse says of every page, performance included: about an hour, on a machine that does nothing else.
lighthouse: $(VENV)/.test site $(TOOLS)/node_modules/.package-lock.json
	$(BIN)/python benchmarks/lighthouse.py $(OUT)

# What axe-core finds about every criterion, for the published test results: build again afterwards.
accessibility: $(VENV)/.test site $(TOOLS)/node_modules/.package-lock.json
	$(BIN)/python tools/accessibility.py --dist $(OUT) --at $$(TZ=Asia/Tokyo date +%F)

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# The sample portfolio by ProperDocs in MkDocs' place, byte for byte; in an environment of its own.
properdocs: $(PROPERDOCS)/.installed
	$(PROPERDOCS)/bin/python tools/properdocs.py

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/build_vs_hugo.py --rounds 5

# What the checker finds, misses and raises for nothing, beside lychee, linkinator and linkchecker: three minutes.
fault-table: $(VENV)/.bench $(TOOLS)/node_modules/.package-lock.json
	$(BIN)/python benchmarks/fault_table.py

# How fast the checker is beside lychee, on 20,000 pages: half an hour and 1 GB of disk, on a machine that does nothing else.
check-speed: $(VENV)/.bench site
	$(BIN)/python benchmarks/check_speed.py --start

handbook: $(VENV)/.test
	$(BIN)/python tools/handbook.py

screenshots: $(VENV)/.test site
	$(BIN)/python tools/screenshots.py $(OUT)

lock:
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install -o requirements/core.txt
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install --extra cards --extra search -o requirements/site.txt
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install --extra cards --extra search --extra serve --extra test -o requirements/test.txt
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install --extra fuzz -o requirements/fuzz.txt
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install --extra bench -o requirements/bench.txt
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install --extra cards --extra search --extra properdocs -o requirements/properdocs.txt

clean:
	rm -rf $(OUT) build screenshots

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.%: requirements/%.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(PROPERDOCS)/.installed: requirements/properdocs.txt pyproject.toml
	$(PYTHON) -m venv $(PROPERDOCS)
	$(PROPERDOCS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(PROPERDOCS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Tools of the proofs that are not Python's: axe-core, Lighthouse, the Nu HTML checker, the vocabulary of schema.org.
$(TOOLS)/node_modules/.package-lock.json: $(TOOLS)/package-lock.json
	npm ci --prefix $(TOOLS) --no-progress
	@touch $@
