"""The search index against a plain recomputation: every pair of every document, and nothing else."""

import base64
import json
import random
from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.outputs import search
from generator.site import File
from generator.text.folding import fold, fold_codes

Postings = dict[str, dict[int, bool]]

words = st.text(st.sampled_from("专利商标权押融15亿元Aa（、 。"), max_size=30)


def value_of(file: File) -> Any:
    """What the index script hands over: `wanlixing(what,number,VALUE);`."""
    text = file.content.decode()
    assert text.startswith("wanlixing(")
    return json.loads(text[text.index(",", text.index(",") + 1) + 1 : text.rindex(")")])


def decoded(files: list[File]) -> Postings:
    """Pair to document to whether it is in the title, read as the script reads it."""
    found: Postings = {}
    for file in files:
        if not file.path.startswith("search/pair-"):
            continue
        names, sizes, data = value_of(file)
        numbers = iter(base64.b64decode(data))
        for i, size in enumerate(sizes):
            document, here = 0, {}
            for _ in range(size):
                number, shift = 0, 0
                while True:
                    byte = next(numbers)
                    number |= (byte & 127) << shift
                    shift += 7
                    if byte < 128:
                        break
                document += number >> 1
                here[document] = not number & 1
            found[names[2 * i : 2 * i + 2]] = here
        assert next(numbers, None) is None
    return found


def recomputed(documents: list[tuple[str, str]]) -> Postings:
    found: Postings = defaultdict(dict)
    for number, (title, body) in enumerate(documents):
        for in_title, text in ((True, title), (False, body)):
            for a, b in pairwise(fold(text)):
                if a.isalnum() and b.isalnum():
                    found[a + b].setdefault(number, in_title)
    return dict(found)


def made(documents: list[tuple[str, str]]) -> list[File]:
    return list(search._shards([(fold_codes(title), fold_codes(body)) for title, body in documents]))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(st.tuples(words, words), max_size=8))
def test_the_index_holds_every_pair_of_every_document(documents: list[tuple[str, str]]) -> None:
    assert decoded(made(documents)) == recomputed(documents)


def test_more_documents_than_one_chunk_and_more_shards_than_the_fewest() -> None:
    dice = random.Random(3)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]
    documents = [("".join(dice.choices(letters, k=5)), "".join(dice.choices(letters, k=60))) for _ in range(4500)]
    files = made(documents)

    assert len(documents) > 2 * search.CHUNK
    assert len(files) - 1 > search.FEWEST_SHARDS
    assert decoded(files) == recomputed(documents)


def test_every_pair_is_in_the_shard_where_the_script_looks_for_it() -> None:
    """The script's `Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)`, in plain integers."""
    for a, b in (("专", "利"), ("1", "5"), ("a", "b"), ("鿿", "一")):
        mixed = (ord(a) * 0x9E3779B1 & 0xFFFFFFFF) ^ (ord(b) * 0x85EBCA6B & 0xFFFFFFFF)
        pair = np.array([ord(a)], np.uint32), np.array([ord(b)], np.uint32)

        assert search.shard_of(*pair, 64)[0] == (mixed >> 7) % 64


def test_an_empty_site_has_an_empty_index() -> None:
    files = made([])

    assert decoded(files) == {}
    assert value_of(files[-1]) == {"documents": 0, "shards": search.FEWEST_SHARDS, "block": search.BLOCK}


def test_nothing_in_an_index_script_can_end_it_or_run() -> None:
    file = search._script("text-0", "text", 0, ["</script><script>alert(1)</script>", "\u2028", "<!--"])

    assert b"<" not in file.content
    assert "\u2028" not in file.content.decode()
