"""What is shipped can be read by the browsers of the floor: Chrome 80 and Safari 14 (docs/browsers.md)."""

import re
from pathlib import Path

import pytest
from places import REPOSITORY

SCRIPTS = sorted(path for path in (REPOSITORY / "templates").rglob("*.js") if "preview" not in path.parts)
#: Forms of writing that are younger: one of them and the whole script is dead.
YOUNGER = {
    "logical assignment": r"(\?\?|\|\||&&)=",
    "look-behind": r"\(\?<[=!]",
    "private member": r"\bthis\.#|^\s*#\w+\s*[=;(]",
    "static block": r"\bstatic\s*\{",
    "numeric separator": r"\b\d+_\d+",
    "top-level await": r"^await\b",
    "indices of a match": r"/[a-z]*[dv][a-z]*\.(exec|test)\(",
}
#: Functions that are younger and that `floor.js` does not add.
MISSING = r"\.(toSorted|toReversed|toSpliced|hasOwn|findLastIndex|groupBy|randomUUID)\(|(Promise|AbortSignal)\.any"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(REPOSITORY / "templates").as_posix())
def test_a_script_is_written_for_the_floor(script: Path) -> None:
    code = re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = [name for name, form in YOUNGER.items() if re.search(form, code, re.MULTILINE)]

    assert found == []
    assert re.search(MISSING, code) is None


def test_styles_that_the_floor_does_not_know_hide_nothing() -> None:
    """A rule with `:has()` or `:is()` is dropped whole: none of them may be what shows a text."""
    for file in sorted((REPOSITORY / "templates" / "assets" / "css").glob("*.css")):
        for rule in re.findall(r"[^{}]+\{[^{}]*\}", file.read_text(encoding="utf-8")):
            selector, _brace, body = rule.partition("{")
            shows = re.search(r"(display:\s*(block|flex|grid)|visibility:\s*visible)", body)
            assert not (shows and ":has(" in selector and "hidden" in selector and "not" not in selector), rule
