"""The form's Markdown is the generator's: the same page and the same faults of every text."""

import random
import re
import tarfile
from collections.abc import Iterator

import pytest
import yaml
from browser.served import Served
from places import REPOSITORY, TESTS
from playwright.sync_api import Browser, Page

from generator.text.markdown import render

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: What blocks and words of Markdown are made of, and what stands near it in Chinese texts.
PIECES = [
    *"甲乙一。，：“”（）ab12",
    *(
        "\n",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "- ",
        "-",
        "1. ",
        "2. ",
        "12) ",
        "2024. ",
        "> ",
        ">",
        "# ",
        "## ",
        "###",
        "```",
    ),
    *(
        "~~~",
        "|",
        "|-|-|\n",
        "|甲|乙|\n|-|-|\n|丙|丁|\n",
        "---",
        "***",
        "* ",
        "*",
        "**",
        "**",
        "_",
        "`",
        "``",
        "[",
        "](",
    ),
    *(
        "](https://x.org/a)",
        "[甲](https://x.org)",
        "(",
        ")",
        "\\",
        "\\\n",
        "  \n",
        "&amp;",
        "&nbsp;",
        "&#8203;",
        "&lt;b&gt;",
    ),
    *("<b>", "<", "!", "&", "\t", "=", "+ ", " ", "https://a.cn/", "*甲*"),
]


@pytest.fixture(scope="module")
def form(browser: Browser, complete_site: Served) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{complete_site.url}submit.html")
    page.locator("#form").wait_for()
    page.evaluate((TESTS / "browser" / "normal.js").read_text("utf-8"))
    yield page
    context.close()


def differing(form: Page, texts: list[str], top: int = 2) -> list[tuple[object, ...]]:
    """The texts of which form and generator make something else, with what each makes."""
    made = [render(text, top) for text in texts]
    found = form.evaluate(
        "(all) => all.map(compared)", [[text, one.html, top] for text, one in zip(texts, made, strict=True)]
    )
    told = [[[fault.line, fault.code, fault.message] for fault in one.faults] for one in made]
    return [
        (text, *seen, expected)
        for text, seen, expected in zip(texts, found, told, strict=True)
        if seen[0] != seen[1] or seen[2] != expected
    ]


def test_texts_of_chance_look_alike(form: Page) -> None:
    chance = random.Random(15)  # the same texts in every run
    texts = ["".join(chance.choices(PIECES, k=chance.randint(2, 24))) for _ in range(6_000)]

    assert differing(form, texts) == []


def test_examples_of_commonmark_look_alike(form: Page) -> None:
    archive = next((REPOSITORY / ".venv").glob("commonmark/commonmark-*.tar.gz"), None)
    if archive is None:
        pytest.skip("没有取到 CommonMark 的例子")
    with tarfile.open(archive) as files:
        member = next(one for one in files.getmembers() if one.name.endswith("/spec.txt"))
        content = files.extractfile(member)
        assert content
        text = content.read().decode()
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n", text, re.MULTILINE | re.DOTALL)

    assert len(examples) > 600
    assert differing(form, [example.replace("→", "\t") for example in examples]) == []


def test_published_texts_look_alike(form: Page) -> None:
    files = sorted(REPOSITORY.glob("content/*/*/*.yml"))
    texts = [
        text for file in files for text in yaml.safe_load(file.read_text("utf-8")).values() if isinstance(text, str)
    ]

    assert len(texts) > 500
    assert differing(form, texts, 3) == []


def test_texts_of_real_life_look_alike(form: Page) -> None:
    cases = yaml.safe_load((TESTS / "tables" / "texts.yml").read_text("utf-8"))

    assert differing(form, [text for case in cases for text in (case["given"], case.get("fixed", case["given"]))]) == []
