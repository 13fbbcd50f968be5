# make          build briefings/ into site/ (installs what it needs into .venv the first time)
# make serve    the same, shown on this machine and built again at every change
# make check    say what is wrong in briefings/, write nothing
# make test     run every test, those in a browser too
# make bench    how fast MkDocs builds our pages, against stock MkDocs and Material; what a reader waits for
# make lint     what ruff and mypy have to say
# make lists    make the lists of names and places in onrecord/lexicon/ anew from their sources
# make schemas  write the JSON Schemas of docs/schemas/ anew from the types
# make lock     choose the versions of all dependencies anew (needs uv)
# make clean    delete all that was made, but not .venv

.PHONY: build serve check test bench lint lists schemas lock clean chromium
.DEFAULT_GOAL := build

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$p && break; done)
ifeq ($(strip $(PYTHON)),)
$(error Python 3.11 or newer is needed and was not found: install it, or name it with make PYTHON=/path/to/python3)
endif

BIN := .venv/bin
# The environment has no pip of its own, so Debian's python3-venv is not needed: the system's pip fills it.
INSTALL = $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check install --quiet --quiet --require-hashes

build: .venv/.runtime
	@$(BIN)/python build.py build

serve: .venv/.runtime
	@$(BIN)/python build.py serve

check: .venv/.runtime
	@$(BIN)/python build.py check

test: .venv/.dev .venv/.properdocs chromium
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

bench: .venv/.dev build
	$(BIN)/python bench/mkdocs_step.py
	$(BIN)/python bench/reader.py

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lists: .venv/.lists
	PYTHONPATH=. $(BIN)/python lists/make.py

COMPILE = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

schemas: .venv/.runtime
	$(BIN)/python -m onrecord.schemas docs/schemas

lock:
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev --all-extras -c requirements.lock -o requirements-dev.lock
	$(COMPILE) pyproject.toml --group lists -c requirements.lock -o requirements-lists.lock
	$(COMPILE) --group properdocs --no-deps -o requirements-properdocs.lock

clean:
	rm -rf site .site.new .site.old .build .cache .pytest_cache .mypy_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "$(PYTHON) has no pip: install it (Debian: apt-get install python3-pip)" >&2; exit 1; }
	$(PYTHON) -m venv --clear --without-pip .venv

.venv/.runtime: requirements.lock | $(BIN)/python
	@echo "installing the dependencies into .venv: once, a few minutes"
	$(INSTALL) -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	@echo "installing the tools of development into .venv: once, a minute or two"
	$(INSTALL) -r requirements-dev.lock
	@touch $@

# Apart from the rest: installed beside MkDocs, it would be chosen in its place.
.venv/.properdocs: requirements-properdocs.lock | $(BIN)/python
	rm -rf .venv/properdocs
	$(INSTALL) --no-deps --target .venv/properdocs -r requirements-properdocs.lock
	@touch $@

.venv/.lists: requirements-lists.lock .venv/.runtime
	$(INSTALL) -r requirements-lists.lock
	@touch $@

# chromium-headless-shell, where it is there, reads pages in a third of the time.
chromium:
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get -q update && apt-get -q install -y --no-install-recommends chromium; \
	else \
		echo "No Chromium: the tests in a browser will fail. Install it (Debian: apt-get install chromium)." >&2; \
	fi
