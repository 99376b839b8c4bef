VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PORT ?= 8501

# Compiled modules are kept whatever the environment says: without them importing the model's packages took 20 s, not 8.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: portal test test-fast lint samples screenshots clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新的版本")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@# What is not imported is not compiled either: compiling everything takes longer than all else here.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -e '.[dev,ocr]'
	touch $@

portal: $(VENV)/.installed
	$(BIN)/mingcha ingest data/samples
	$(BIN)/mingcha portal --port $(PORT)

test: $(VENV)/.installed
	@$(BIN)/python -m tests.browser
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n 2

test-fast: $(VENV)/.installed lint
	@echo '不含浏览器测试（make test 含）'
	$(BIN)/python -m pytest -n 2 -m 'not browser'

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

samples: $(VENV)/.installed
	$(BIN)/python scripts/make_samples.py

screenshots: $(VENV)/.installed
	$(BIN)/python scripts/screenshots.py

clean:
	rm -rf $(VENV) library .mypy_cache .ruff_cache .pytest_cache
