"""The index of mistakes: every code explained, and every example that can be tried does what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import TODAY, MakeSite

from generator.build.check import check
from generator.diagnostics.explanations import EXPLAINED
from generator.diagnostics.problems import CODES
from generator.outputs.pages.error_index import GROUPS, error_index
from generator.site.site import Site

WANLIXING = Path(sys.executable).with_name("wanlixing")
PROVED = [code for code, told in EXPLAINED.items() if told.proof]


def changed(record: str, lines: str) -> str:
    """A record whose fields are those of `lines`; the rest stays."""
    fields = set(re.findall(r"^([a-z_]+)[:：]", lines, re.MULTILINE))
    blocks = re.split(r"(?m)^(?=\S)", record)
    kept = [block for block in blocks if not re.match(r"([a-z_]+):", block) or block.split(":")[0] not in fields]
    return "".join(kept) + lines + "\n"


def codes(make_site: MakeSite, record: str, name: str) -> list[str]:
    root = make_site(files={"content/highlights/nanjing/bianzao.yml": record}, name=name)
    return [problem.code for problem in check(root, TODAY)[1]]


def test_every_code_is_explained_and_nothing_else() -> None:
    assert list(EXPLAINED) == list(CODES)
    for told in EXPLAINED.values():
        assert told.wrong != told.right
        assert told.why.endswith("。")
    assert {code[:2] for code in CODES} == set(GROUPS)


def test_most_examples_are_proved() -> None:
    assert len(PROVED) >= len(CODES) / 2


@pytest.mark.parametrize("code", PROVED)
def test_the_wrong_example_gives_the_code_and_the_right_one_nothing(
    code: str, make_site: MakeSite, highlight: str
) -> None:
    told = EXPLAINED[code]

    assert code in codes(make_site, changed(highlight, told.wrong), "wrong")
    assert codes(make_site, changed(highlight, told.right), "right") == []


def test_the_page_has_an_anchor_for_every_code(site: Site) -> None:
    (page,) = error_index(site)

    assert page.address == "errors.html"
    assert re.findall(r'<h3 id="([EW]\d{3})">', page.article) == list(CODES)
    assert "&lt;b&gt;试验&lt;/b&gt;" in page.article


def test_the_command_explains_a_code() -> None:
    words = [str(WANLIXING), "explain"]
    done = subprocess.run([*words, "e207"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert "event_date: 2020年6月中旬" in done.stdout
    assert subprocess.run([*words, "E999"], capture_output=True, check=False).returncode == 2
