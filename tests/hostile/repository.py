"""Family 13: what a branch may bring besides text: links, modules, workflows, hooks, names that git escapes."""

from hostile.case import Case

RECORD = "content/highlights/nanjing/repository.yml"
PLAIN, RUN, LINK, MODULE = "100644", "100755", "120000", "160000"


def _commit(name: str, *paths: str, mode: str = PLAIN, told: str = "") -> Case:
    """A commit that brings these paths; the last one is refused."""
    files = {path: f"{path}\n".encode("utf-8", "surrogateescape") for path in paths}
    modes = dict.fromkeys(paths[-1:], mode)
    return Case(f"repository-{name}", "refuse", files, told or paths[-1], "E006", way="commit", modes=modes)


def _fine(name: str, *paths: str) -> Case:
    return Case(f"repository-{name}", "accept", dict.fromkeys(paths, b"a\n"), paths[0], way="commit")


CASES: tuple[Case, ...] = (
    *(
        _commit(f"path-{name}", path)
        for name, path in {
            "workflow": ".github/workflows/own.yml",
            "action": ".github/actions/own/action.yml",
            "owners": ".github/CODEOWNERS",
            "gitlab": ".gitlab-ci.yml",
            "ci": ".ci/run",
            "gitee": ".workflow/own.yml",
            "attributes": ".gitattributes",
            "attributes-inside": "content/highlights/nanjing/.gitattributes",
            "modules": ".gitmodules",
            "ignore": ".gitignore",
            "hooks": ".githooks/pre-commit",
            "mailmap": ".mailmap",
            "lfs": ".lfsconfig",
            "makefile": "Makefile",
            "makefile-other": "GNUmakefile",
            "requirements": "requirements.txt",
            "project": "pyproject.toml",
            "conftest": "conftest.py",
            "customize": "sitecustomize.py",
            "code": "generator/cli/main.py",
            "code-inside": "content/highlights/nanjing/evil.py",
            "path-file": "content/highlights/nanjing/evil.pth",
            "template": "templates/main.html",
            "settings": "site_config.yml",
            "list": "content/lists/units.yml",
            "page": "content/pages/about.md",
            "schema": "content/schema/highlight.json",
            "test": "tests/conftest.py",
            "picture-svg": "content/images/nanjing/a.svg",
            "picture-html": "content/images/nanjing/a.html",
            "picture-nowhere": "content/images/a.jpg",
            "record-deep": "content/highlights/nanjing/a/b.yml",
            "record-upper": "content/highlights/nanjing/Repository.yml",
            "record-unit-upper": "content/highlights/Nanjing/repository.yml",
            "record-kind-upper": "content/Highlights/nanjing/repository.yml",
            "record-yaml": "content/highlights/nanjing/repository.yaml",
            "record-device": "content/highlights/nanjing/aux.yml",
            "record-newline": "content/highlights/nanjing/a\nb.yml",
            "record-newline-end": "content/highlights/nanjing/a.yml\n",
            "record-tab": "content/highlights/nanjing/a\tb.yml",
            "record-quote": 'content/highlights/nanjing/a"b.yml',
            "record-override": "content/highlights/nanjing/\u202elmy.a.yml",
            "record-invalid": "content/highlights/nanjing/a\udcff.yml",
            "record-space": "content/highlights/nanjing/a .yml",
            "record-backslash": "content/highlights/nanjing\\..\\a.yml",
            "record-command": "content/highlights/nanjing/::error::a.yml",
            "record-expression": "content/highlights/nanjing/${{ github.token }}.yml",
            "record-wide": "content/highlights/nanjing／a.yml",
            "other-folder": "content/other/nanjing/a.yml",
            "hidden": "content/highlights/nanjing/.a.yml",
            "site": "site/index.html",
            "dash": "--upload-pack=id",
            "lookalike": "c\u043entent/highlights/nanjing/a.yml",
            "prefix": "xcontent/highlights/nanjing/a.yml",
            "virtual": ".venv/bin/python",
        }.items()
    ),
    _commit("mode-link", RECORD, mode=LINK),
    _commit("mode-run", RECORD, mode=RUN),
    _commit("mode-module", RECORD, mode=MODULE),
    _commit("mode-module-folder", "content/highlights/nanjing", mode=MODULE),
    _commit("mode-link-picture", "content/images/nanjing/a.jpg", mode=LINK),
    _commit("mode-link-folder", "content/highlights/suzhou", mode=LINK),
    _commit("two-units", RECORD, "content/highlights/suzhou/repository.yml"),
    _commit("beside", RECORD, "content/images/nanjing/a.jpg", "README.md"),
    _commit("many", *(f"content/highlights/nanjing/r{n}.yml" for n in range(3_000)), "Makefile"),
    _fine("record", RECORD),
    _fine("picture", "content/images/nanjing/a.jpg"),
    _fine("record-and-picture", RECORD, "content/images/nanjing/a-1_b.webp"),
    _fine("kinds", "content/cases/nanjing/a.yml", "content/outlets/nanjing/b.yml", "content/policies/nanjing/c.yml"),
    _fine("many-records", *(f"content/highlights/nanjing/r{n}.yml" for n in range(500))),
)
