# The two commands: `make site` and `make test`.  Everything else is for those who work on the product.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    := dist

.PHONY: site test proof lint bench handbook screenshots lock clean

site: $(VENV)/.core
	$(BIN)/microsites build --portfolio sites --out $(OUT) --env production --check

test: $(VENV)/.test
	$(BIN)/python -m pytest

# Every page in a real browser, on both themes and at every width: longer than a test may take.
proof: $(VENV)/.test
	$(BIN)/python -m pytest -m proof

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/build_vs_hugo.py --rounds 5

handbook: $(VENV)/.test
	$(BIN)/python tools/handbook.py

screenshots: $(VENV)/.test site
	$(BIN)/python tools/screenshots.py $(OUT)

lock:
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install -o requirements/core.txt
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install --extra test -o requirements/test.txt
	$(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --group install --extra bench -o requirements/bench.txt

clean:
	rm -rf $(OUT) build screenshots

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.%: requirements/%.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
