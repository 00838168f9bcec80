"""The search index against a plain recomputation: every token of every document, and nothing else."""

import base64
import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.outputs.search import payload, postings, tokens
from generator.outputs.search.facet_columns import column
from generator.outputs.search.tokens import (
    BODY,
    BROKEN,
    INITIALS,
    PAIR,
    SINGLE,
    SKIP,
    SOUND,
    SUMMARY,
    TITLE,
    TRIPLE,
    Document,
)
from generator.site.site import File
from generator.text.search_folding import fold

#: Sort and units of a token to document to place.
Postings: TypeAlias = dict[tuple[int, str], dict[int, int]]

words = st.text(st.sampled_from("专利商标权押融15亿元Aa（、 。,.\n𠮷"), max_size=30)
syllables = st.lists(st.sampled_from(["nan", "jing", "zhi", "1", "a", "-"]), max_size=6).map(tuple)
documents = st.lists(st.builds(Document, words, words, words, syllables), max_size=6)


def numbers(data: bytes) -> Iterator[int]:
    """Variable-length numbers, seven bits a byte, lowest first."""
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def decoded(shards: list[bytes]) -> dict[int, dict[int, int]]:
    """Token (scattered units << 3 | sort) to document to place, read as the script reads it."""
    found: dict[int, dict[int, int]] = {}
    for which, shard in enumerate(shards):
        rest = numbers(shard)
        token, names = which * 2**35 // len(shards), []
        for _ in range(next(rest)):
            token += next(rest)
            names.append(token)
        lengths = [next(rest) for _ in names]
        at = len(shard) - sum(lengths)
        for name, length in zip(names, lengths, strict=True):
            assert name * len(shards) // 2**35 == which
            document, found[name] = 0, {}
            for value in numbers(shard[at : at + length]):
                document += value >> 2
                found[name][document] = value & 3
            at += length
    return found


def named(found: Postings) -> dict[int, dict[int, int]]:
    """The same with the numbers that the script computes: `Math.imul((a << 16 | b) ^ …, 0x85ebca6b)`."""
    return {scattered(sort, units) * 8 + sort: here for (sort, units), here in found.items()}


def scattered(sort: int, units: str) -> int:
    first, second = (ord(units[0]), ord(units[1])) if len(units) == 2 else (ord(units[0]), 0)
    return (((first << 16 | second) ^ (sort * 0x9E3779B1 & 0xFFFFFFFF)) * 0x85EBCA6B) & 0xFFFFFFFF


def lines(text: str) -> Iterator[list[list[str]]]:
    """The units of each line without signs, in runs: a sign between two letters or digits ends one."""
    for line in text.split("\n"):
        bare = re.sub(r"(?<=\d),(?=\d)", "", fold_but_spaces(line))
        bare = re.sub(r"(?<=[0-9a-z])[^\w]+(?=[0-9a-z])", "|", bare)
        yield [units_of(run) for run in re.sub(r"[^\w|]", "", bare).split("|")]


def fold_but_spaces(line: str) -> str:
    return "".join(fold(char) if not char.isspace() else " " for char in line)


def ascii_word(units: tuple[str, ...]) -> bool:
    return all(unit.isascii() for unit in units)


def units_of(text: str) -> list[str]:
    data = text.encode("utf-16-le", "surrogatepass")
    return [chr(int.from_bytes(data[i : i + 2], "little")) for i in range(0, len(data), 2)]


def recomputed(made: list[Document]) -> Postings:
    found: Postings = defaultdict(dict)
    for number, document in enumerate(made):
        for place, text in ((TITLE, document.title), (SUMMARY, document.summary), (BODY, document.body)):
            here = [(BROKEN, a[-1] + b[0]) for line in lines(text) for a, b in pairwise(line) if a and b]
            for token in here:
                found[token].setdefault(number, place)
            for run in (run for line in lines(text) for run in line):
                here = [(SINGLE, a) for a in run] + [(PAIR, a + b) for a, b in pairwise(run)]
                here += [
                    (TRIPLE, chr(int("".join(three), 36)))
                    for three in zip(run, run[1:], run[2:], strict=False)
                    if ascii_word(three)
                ]
                if place < BODY:
                    here += [(SKIP, a + c) for a, c in zip(run, run[2:], strict=False)]
                for token in here:
                    found[token].setdefault(number, place)
        for sort, said in ((SOUND, document.syllables), (INITIALS, [s[0] for s in document.syllables])):
            letters = "".join(said)
            for i in range(len(letters) - 2):
                if "-" not in (piece := letters[i : i + 3]):
                    found[sort, chr(int(piece, 36))].setdefault(number, TITLE)
    return dict(found)


def shards_of(made: list[Document]) -> list[bytes]:
    return list(postings.shards(tokens.keys(made)))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(documents)
def test_the_index_holds_every_token_of_every_document(made: list[Document]) -> None:
    assert decoded(shards_of(made)) == named(recomputed(made))


def test_more_documents_than_one_chunk_and_more_shards_than_the_fewest() -> None:
    dice = random.Random(3)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]
    made = [
        Document("".join(dice.choices(letters, k=5)), "", "".join(dice.choices(letters, k=60)), ("a", "b", "c"))
        for _ in range(3500)
    ]
    shards = shards_of(made)

    assert len(made) > 2 * tokens.CHUNK
    assert len(shards) > postings.FEWEST_SHARDS
    assert decoded(shards) == named(recomputed(made))


def test_encoding_in_several_goes_gives_the_same_bytes(monkeypatch: Any) -> None:
    made = [Document("专利商标", "质押融资15亿元", "知识产权" * 9, ("zhi", "shi")) for _ in range(40)]
    at_once = shards_of(made)
    monkeypatch.setattr(postings, "AT_ONCE", 50)

    assert shards_of(made) == at_once


def test_an_empty_site_has_an_empty_index() -> None:
    assert shards_of([]) == [b"\0"] * postings.FEWEST_SHARDS


def unpacked(file: File) -> bytes:
    found = re.fullmatch(rb'wanlixing\.store\.take\("([a-z0-9-]+)","([A-Za-z0-9+/=]*)"\);\n', file.content)
    assert found
    assert file.path == f"search/{found[1].decode()}.js"
    return zlib.decompress(base64.b64decode(found[2]))


def test_a_column_gives_back_every_document() -> None:
    values = [str(number) for number in range(600)]
    held = [[value] for value in values] + [[], ["7", "3"], ["3", "7"]]
    data = column(values, held)
    size = int.from_bytes(data[:4], "little")
    sets, planes = json.loads(data[4 : 4 + size]), data[4 + size :]
    codes = [planes[i] | planes[len(held) + i] << 8 for i in range(len(held))]

    assert [sorted(sets[code]) for code in codes] == [sorted(int(value) for value in one) for one in held]
    assert codes[-1] == codes[-2]


def test_a_small_column_takes_one_byte_a_document() -> None:
    data = column(["甲", "乙"], [["甲"], ["乙"], [], ["甲", "乙"]])

    assert data[4:].endswith(bytes((0, 1, 2, 3)))


def test_what_is_packed_can_be_unpacked() -> None:
    value = [
        "</script><script>alert(1)</script>",
        "\u2028",
        "<!--",
        "专利",
        "\ud800".encode("utf-16", "surrogatepass").hex(),
    ]

    assert json.loads(unpacked(payload.packed("text-0", payload.json_bytes(value))).decode("utf-16-le")) == value


def test_nothing_in_an_index_script_can_end_it_or_run() -> None:
    file = payload.packed_json("meta", ["</script><script>alert(1)</script>", "\u2028", "<!--"])

    assert b"<" not in file.content
    assert file.content.isascii()
