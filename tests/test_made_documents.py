"""Documents say what the code is: their made parts are never stale, and the code speaks the glossary's words."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import modules
from made_documents import DOCUMENTS, PARTS, made, named, words
from places import REPOSITORY


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_made_parts_of_a_document_are_what_the_code_is(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")

    assert made(text) == text, f"{name} is stale: run `make docs`"


def test_every_part_stands_in_a_document() -> None:
    found = [part for name in DOCUMENTS for part in named((REPOSITORY / name).read_text(encoding="utf-8"))]

    assert set(found) == set(PARTS)


def test_words_that_the_glossary_has_replaced_do_not_come_back() -> None:
    banned = {word: entry["en"] for entry in words() for word in entry.get("not", ())}
    found = [
        f"{module.file.name}:{line}: {word}, say {banned[word]}"
        for module in modules()
        for line, word in spoken(module.file)
        if word in banned
    ]

    assert found == []


def spoken(file: Path) -> Iterator[tuple[int, str]]:
    """The words of names, docstrings and comments of a file, in small letters, with lines. Chinese is left out."""
    for token in tokenize.generate_tokens(io.StringIO(file.read_text(encoding="utf-8")).readline):
        if token.type in (tokenize.NAME, tokenize.COMMENT, tokenize.STRING):
            text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", token.string)
            yield from ((token.start[0], word.lower()) for word in re.findall(r"[A-Za-z]+", text))
