"""Reading one YAML file: what is refused and where, what stays text, and where each value stands."""

import os
from pathlib import Path
from typing import Any

import pytest
from yardstick import within

from generator.yaml_source.builder import MAX_DEPTH, MAX_NODES
from generator.yaml_source.reader import MAX_BYTES, Source, children, read_file, read_raw, read_text
from generator.yaml_source.syntax_errors import MAX_FORBIDDEN

NAME = "content/highlights/nanjing/a.yml"
#: What a file may cost that is refused.
YARDS = 200


def read(text: str | bytes) -> tuple[Source | None, list[tuple[int, int, str]]]:
    """The source, and each problem as (line, column, code)."""
    source, problems = read_raw(text if isinstance(text, bytes) else text.encode(), NAME)
    assert all(problem.position.path == NAME and problem.message and problem.hint for problem in problems)
    return source, [(p.position.line, p.position.column, p.code) for p in problems]


def sound(text: str | bytes) -> Source:
    source, problems = read(text)
    assert source is not None
    assert problems == []
    return source


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        ("title: 标题\n".encode("gbk"), 1, 8),
        ("title: 甲\nsummary: ".encode() + b"\xff\n", 2, 10),
        (b"\xef\xbb\xbfabc\xff", 1, 4),
        ("title: 标题\n".encode("utf-16"), 1, 1),
        (b"a: \xc0\x80\n", 1, 4),
        (b"a: \xed\xa0\x80\n", 1, 4),
        (b"a: \xe6\xa0", 1, 4),
        (b"a: 1\r\nb: 2\rc: \x80", 3, 4),
    ],
)
def test_bytes_that_are_not_utf8_are_refused_where_they_stand(raw: bytes, line: int, column: int) -> None:
    assert read(raw) == (None, [(line, column, "E002")])


def test_utf16_without_a_mark_is_refused_by_its_zeros() -> None:
    source, problems = read("title: a\n".encode("utf-16-le"))

    assert source is None
    assert problems == [(1, 1, "E002")]


def test_a_byte_order_mark_at_the_start_is_accepted_and_counts_for_nothing() -> None:
    source = sound(b"\xef\xbb\xbftitle: x\n")

    assert source.data == {"title": "x"}
    assert source.keys == {("title",): (0, 0)}


@pytest.mark.parametrize(
    "sign",
    [
        *"\x00\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f",
        *"\u2028\u2029\u202a\u202d\u202e\u2066\u2069\ufdd0\ufdef\ufffe\uffff\ufeff",
        *"\U0001fffe\U0001ffff\U0010fffe\U0010ffff",
    ],
)
def test_a_character_that_no_honest_text_holds_is_refused_where_it_stands(sign: str) -> None:
    assert read(f"title: 甲\r\nsummary: 甲乙{sign}丙\n") == (None, [(2, 12, "E003")])
    assert f"U+{ord(sign):04X}" in read_raw(f"a: {sign}".encode(), NAME)[1][0].message


@pytest.mark.parametrize("sign", [*"\t \u00a0\u3000\ue000\U0001f600\U00020bb7🇨🇳“”〔〕"])
def test_an_unusual_but_honest_character_is_kept(sign: str) -> None:
    assert sound(f"title: 甲{sign}乙\n").data == {"title": f"甲{sign}乙"}


@pytest.mark.parametrize("written", [r"\0", r"\x01", r"\e", r"\N", r"\L", r"\P", r"\u202e", r"\uFFFF", r"\U0001FFFE"])
def test_what_may_not_stand_in_a_file_may_not_be_spelt_with_a_backslash(written: str) -> None:
    assert read(f'title: 甲\nnote: "乙{written}"\n')[1] == [(2, 7, "E003")]
    assert read(f'"a{written}": 甲\n')[1] == [(1, 1, "E003")]


@pytest.mark.parametrize("code", [r"\ud800", r"\U00110000", r"\q", r"\x0"])
def test_an_escape_that_means_nothing_is_a_syntax_fault(code: str) -> None:
    assert [problem[::2] for problem in read(f'title: "{code}"\n')[1]] == [(1, "E101")]


@pytest.mark.parametrize(
    ("sign", "told"),
    [("\0", [(1, 1, "E002")]), ("\u202e", [(1, n, "E003") for n in range(1, MAX_FORBIDDEN + 1)])],
)
def test_a_file_full_of_what_no_text_holds_is_told_in_few_words_and_quickly(
    sign: str, told: list[tuple[int, int, str]]
) -> None:
    with within(YARDS):
        source, problems = read(sign * (MAX_BYTES // len(sign.encode())))

    assert source is None
    assert problems == told


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # tags, anchors, aliases, merge keys
        ("title: !!str 2020\n", [(1, 8, "E103")]),
        ("title: !local x\n", [(1, 8, "E103")]),
        ("title: !!python/object/apply:os.system [id]\n", [(1, 8, "E103")]),
        ("images: !!set {a}\n", [(1, 9, "E103")]),
        ("!!map\ntitle: x\n", [(1, 1, "E103")]),
        ("a: &x 1\n", [(1, 4, "E103")]),
        ("a: &x [1]\n", [(1, 4, "E103")]),
        ("a: 1\nb: *x\n", [(2, 4, "E103")]),
        ("a: &x 1\nb:\n  - *x\n", [(1, 4, "E103"), (3, 5, "E103")]),
        ("&k a: 1\n", [(1, 1, "E103")]),
        ("a: 1\n<<: {b: 2}\n", [(2, 1, "E103")]),
        ("a: &a [*a]\n", [(1, 4, "E103"), (1, 8, "E103")]),
        # directives, documents
        ("%YAML 1.1\n---\na: 1\n", [(1, 1, "E103")]),
        ("%TAG ! tag:example.org,2020:\n---\na: 1\n", [(1, 1, "E103")]),
        # keys
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "E102")]),
        ("a:\n  b: 1\n  b: 2\n", [(3, 3, "E102")]),
        ("a:\n  - b: 1\n    b: 2\n", [(3, 5, "E102")]),
        ("a: {b: 1, 'b': 2}\n", [(1, 11, "E102")]),
        ('a: 1\n"\\x61": 2\n', [(2, 1, "E102")]),
        ("a: 1\na: 2\na: 3\n", [(2, 1, "E102"), (3, 1, "E102")]),
        ("a: {x: 1}\na: {x: 1}\n", [(2, 1, "E102")]),
        ("a: {x: 1}\na: {y: 1, y: 2}\n", [(2, 1, "E102")]),
        ("a:\n  - x: {b: 1}\na:\n  - x: {b: 1}\n    x: 2\n", [(3, 1, "E102")]),
        ("a: {x: 1}\na: {'': 1, x: &y 2}\n", [(2, 1, "E102"), (2, 5, "E107"), (2, 15, "E103")]),
        ("a: {x: 1}\na: {x: 1}\nb: {x: 1}\nb: 2\n", [(2, 1, "E102"), (4, 1, "E102")]),
        ("'': 1\n", [(1, 1, "E107")]),
        ("' ': 1\n", [(1, 1, "E107")]),
        ('"a\\nb": 1\n', [(1, 1, "E107")]),
        ("字" * 61 + ": 1\n", [(1, 1, "E107")]),
        # the lost comment
        ("title: 第 1 期 #专利导航\n", [(1, 14, "E108")]),
        ("title: #专利导航\n", [(1, 8, "E108")]),
        ("tags:\n  - 甲 #乙\n  - #丙\n", [(2, 7, "E108"), (3, 5, "E108")]),
        ("tags: [甲 #乙\n  , 丙]\n", [(1, 10, "E108")]),
        ("title: 甲\n  乙\t#丙\n", [(2, 5, "E108")]),
    ],
)
def test_what_is_read_but_refused_is_told_with_its_place(text: str, problems: list[tuple[int, int, str]]) -> None:
    source, found = read(text)

    assert found == problems
    assert source is not None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", (1, 1, "E106")),
        (" \n\n", (1, 1, "E106")),
        ("# 只有注释\n", (1, 1, "E106")),
        ("---\n", (1, 1, "E106")),
        ("- a\n- b\n", (1, 1, "E106")),
        ("[a, b]\n", (1, 1, "E106")),
        ("一段文字\n", (1, 1, "E106")),
        ("'a: b'\n", (1, 1, "E106")),
        ("null\n", (1, 1, "E106")),
        ("a: 1\n---\nb: 2\n", (2, 1, "E105")),
        ("---\n---\na: 1\n", (2, 1, "E105")),
        ("a: 1\n...\n---\nb: 2\n", (3, 1, "E105")),
        ("a: 1\n...\nb: 2\n", (3, 1, "E101")),
        ("? [a]\n: b\n", (1, 3, "E107")),
        ("? {a: b}\n: c\n", (1, 3, "E107")),
        ("x:\n  [a]: c\n", (2, 3, "E107")),
        ("*a : 1\nb: 2\n", (1, 1, "E103")),
        ("%FOO bar\n---\na: 1\n", (1, 5, "E101")),
        ("title:\n\tfoo: x\n", (2, 1, "E101")),
        ("title: 甲\nsummary: \t乙: 丙\n", (2, 12, "E101")),
        ('title: 甲\nsummary: "乙\nplace: 丙\n', (2, 10, "E101")),
        ("title: 'x\n", (1, 8, "E101")),
        ("title： 甲\n", (1, 6, "E101")),
        ("# 注释\ntitle：甲\nsummary：乙\n", (2, 6, "E101")),
        ("title：甲\nsummary: 乙\n", (1, 6, "E101")),
        ("title: 甲\nsummary：乙\n", (2, 8, "E101")),
        ("sources:\n  - title：甲\n    date: 2020\n", (2, 10, "E101")),
        ("title: 甲: 乙\n", (1, 9, "E101")),
        ("title: 甲\n  place: 乙\n", (2, 8, "E101")),
        ("title: 甲\n place: 乙\nb: 1\n", (2, 7, "E101")),
        ("tags: [甲, 乙\n", (2, 1, "E101")),
        ("title: @甲\n", (1, 8, "E101")),
        ("title: `甲`\n", (1, 8, "E101")),
        ("title: %甲\n", (1, 8, "E101")),
        ("title: 甲\n乙\nplace: 丙\n", (3, 1, "E101")),
        ("tags:\n  - a\n - b\n", (3, 2, "E101")),
        ('title: "a"b"\n', (1, 11, "E101")),
        ("title: [a]b\n", (1, 11, "E101")),
        ("a: 1\r\nb: 2\rc: @\n", (3, 4, "E101")),
    ],
)
def test_what_cannot_be_read_is_told_once_with_its_place(text: str, problem: tuple[int, int, str]) -> None:
    assert read(text) == (None, [problem])


@pytest.mark.parametrize("comment", ["甲 # 注释", "甲   # 注释", "甲#乙", "'甲' #乙", "甲 #", "甲 ##乙", "甲 #!乙"])
def test_a_comment_that_is_one_and_a_sign_that_is_text_are_left_alone(comment: str) -> None:
    assert sound(f"title: {comment}\n").data["title"].startswith("甲")


@pytest.mark.parametrize(
    "value",
    [
        *("NO", "no", "yes", "on", "true", "False", "12:30", "0123", "0o17", "0x1F", "1_000", "1e3", ".inf", ".NaN"),
        *("~", "null", "Null", "2020-06-18", "2020-13-45", "2020-06-18T09:30:00Z", "=", "-1", "+8", "1.50", "…"),
    ],
)
def test_what_yaml_would_convert_in_silence_stays_text(value: str) -> None:
    assert sound(f"title: {value}\ntags: [{value}]\n").data == {"title": value, "tags": [value]}


def test_nothing_behind_a_colon_is_none_and_an_empty_quotation_is_text() -> None:
    assert sound("a:\nb: ''\nc: \"\"\nd: []\ne: {}\nf:\n  -\n").data == {
        "a": None,
        "b": "",
        "c": "",
        "d": [],
        "e": {},
        "f": [None],
    }


def test_the_first_of_two_equal_keys_wins_with_its_places() -> None:
    source, problems = read("a: |\n  甲\nb: 1\na: |\n  乙\n")

    assert source is not None
    assert source.data == {"a": "甲\n", "b": "1"}
    assert (source.keys[("a",)], source.values[("a",)], source.blocks[("a",)]) == ((0, 0), (0, 3), 1)
    assert problems == [(4, 1, "E102")]


def test_nothing_of_what_a_repeated_key_holds_is_kept() -> None:
    source, _problems = read("a: 1\na:\n  b: |\n    甲\n  c: [乙]\n")

    assert source is not None
    assert source.data == {"a": "1"}
    assert (set(source.keys), set(source.values), source.blocks) == ({("a",)}, {(), ("a",)}, {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: !!str 2020\n", "“!!str”"),
        ("title: !<tag:yaml.org,2002:str> 2020\n", "“!<tag:yaml.org”"),
        ("title: !local {a: 1}\n", "“!local”"),
        ("题: &x !!str 2020\n", "“&x”"),
        ("𠮷: 甲\r\ntags: [乙, !!str 丙]\r\n", "“!!str”"),
        ("'': 1\n", "字段名是空的"),
        ("字" * 61 + ": 1\n", "字段名太长，有 61 个字，最多 60 个"),
        ('"a\\nb": 1\n', "字段名不能换行"),
        ("title: 甲\n place: 乙\n", "这一行缩进多了"),
        ("results:\n  loans: 1\n   trainings: 1\n", "这一行缩进多了"),
        ("tags:\n  - a\n   - b: c\n", "缩进"),
        ("results:\n  loans: 1\n trainings: 1\n", "缩进"),
        (" title: 甲\nplace: 乙\n", "缩进"),
        ("title: 甲: 乙\n", "值里有英文冒号加空格"),
        ("title: **甲**\n", "不能以“*”或“&”开头"),
        ("tags: - 甲\n", "列表不能和字段名写在同一行"),
        ("body: |甲\n  乙\n", "“|”或“>”后面不能有文字"),
        ("tags: [甲, , 乙]\n", "多了逗号"),
    ],
)
def test_a_fault_is_told_in_words_that_help(text: str, words: str) -> None:
    (problem,) = read_raw(text.encode(), NAME)[1]

    assert words in problem.message


def nested(depth: int) -> str:
    return "a: " + "[" * depth + "]" * depth + "\n"


def test_levels_are_counted() -> None:
    assert sound(nested(MAX_DEPTH - 1))
    assert read(nested(MAX_DEPTH)) == (None, [(1, 3 + MAX_DEPTH, "E104")])
    blocks = "".join(f"{' ' * n}k:\n" for n in range(MAX_DEPTH + 1))
    assert read(blocks) == (None, [(MAX_DEPTH + 1, MAX_DEPTH + 1, "E104")])


def test_nodes_are_counted() -> None:
    assert sound("a:\n" + "- b\n" * (MAX_NODES - 2))
    assert read("a:\n" + "- b\n" * (MAX_NODES - 1)) == (None, [(MAX_NODES, 3, "E104")])


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "a: " + "{a: " * 7_500,
        "a: " + "[{b: " * 6_000 + "1" + "}]" * 6_000,
        "- " * 50_000,
        "? " * 50_000,
        "a:\n" + "  - b: {c: [d, e]}\n" * 8_000,
        "a: [" + "x, " * 80_000 + "]",
        "{" + "a, " * 80_000 + "}",
        "\n".join(f"k{n}: &a{n} !t v" for n in range(12_000)),
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(5_000)),
        "a: " + "&" + "x" * 200_000 + " 1",
        "x" * 200_000 + ": 1",
        'a: "' + "\\n" * 100_000,
        "".join(f"%TAG !{n}! tag:x,2020:\n" for n in range(8_000)) + "---\na: 1",
    ],
    ids=lambda text: text[:12],
)
def test_a_bomb_of_any_make_is_refused_within_a_moment(text: str) -> None:
    with within(YARDS):
        source, problems = read_raw(text.encode(), NAME)

    assert problems
    assert source is None or problems[0].code in ("E103", "E107")
    assert all(len(problem.message) < 200 for problem in problems)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_that_editors_know_gives_the_right_line(end: str) -> None:
    source = sound(end.join(["title: 甲", "", "# 注释", "body: |", "  乙", "  丙", "tags:", "  - 丁", ""]))

    assert source.data == {"title": "甲", "body": "乙\n丙\n", "tags": ["丁"]}
    assert str(source.position(("tags", 0))) == f"{NAME}:8:5"
    assert str(source.key_position(("tags",))) == f"{NAME}:7:1"
    assert str(source.line_position(("body",), 1)) == f"{NAME}:6:1"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("南京市\n  知识产权局", "南京市知识产权局"),
        (">\n  南京市\n  知识产权局\n", "南京市知识产权局\n"),
        ("'南京市\n  知识产权局'", "南京市知识产权局"),
        ('"南京市\n  知识产权局"', "南京市知识产权局"),
        ("举办，\n  三家", "举办，三家"),
        ("叫做\n  “万里行”\n  的", "叫做“万里行”的"),
        ("𠮷林\n  𠮷林", "𠮷林𠮷林"),
        ("南京 IP\n  centre 好", "南京 IP centre 好"),
        ("one\n  two", "one two"),
        ("张三 李四", "张三 李四"),
        ("|\n  南京市\n  知识产权局\n", "南京市\n知识产权局\n"),
    ],
)
def test_folding_puts_no_space_between_chinese_characters(written: str, expected: str) -> None:
    assert sound(f"title: {written}").data == {"title": expected}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("body: |\n  甲\n  乙\n", {0: 2, 1: 3}),
        ("body: |\n\n\n  甲\n\n  乙\n", {0: 4, 2: 6}),
        ("body: |\n  　　\n  甲\n", {0: 3}),
        ("body: |-  # 注释\n  甲\n  乙\n", {0: 2, 1: 3}),
        ("body:\n  |\n  甲\n  乙\n", {0: 3, 1: 4}),
        ("body: |2\n    甲\n  乙\n", {0: 2, 1: 3}),
        ("body: |+\n  甲\n\n\nx: 1\n", {0: 2}),
    ],
)
def test_a_line_of_a_literal_text_has_its_own_place(text: str, lines: dict[int, int]) -> None:
    source = sound(text)
    written = text.split("\n")

    for line, expected in lines.items():
        place = source.line_position(("body",), line)
        assert (place.line, place.column) == (expected, 1)
        assert source.data["body"].split("\n")[line].strip() == written[expected - 1].strip()


@pytest.mark.parametrize("written", [">\n  甲\n  乙\n", "甲\n  乙\n", "'甲\n  乙'\n"])
def test_a_line_of_any_other_text_stands_where_the_text_begins(written: str) -> None:
    assert str(sound(f"a: 1\nbody: {written}").line_position(("body",), 1)) == f"{NAME}:2:7"


def test_the_place_of_what_is_not_there_is_that_of_what_is_around_it() -> None:
    source = sound("a: 1\nimages:\n  - file: x\n    alt:\n")

    assert str(source.position(("images", 0, "credit"))) == f"{NAME}:3:5"
    assert str(source.position(("images", 7))) == f"{NAME}:3:3"
    assert str(source.position(("nothing", 0))) == f"{NAME}:1:1"
    assert str(source.position()) == f"{NAME}:1:1"
    assert str(source.key_position(("images", 0, "alt"))) == f"{NAME}:4:5"
    assert str(source.key_position(("images", 0, "credit"))) == f"{NAME}:3:5"


def steps_of(data: Any, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [steps, *(inner for key, value in items for inner in steps_of(value, (*steps, key)))]


def test_everything_in_the_data_has_a_place() -> None:
    source = sound("a: 1\nb: [x, {c: 'd'}]\ne:\n- f: |\n    g\n  h: \"i\"\n-\n")

    assert source.values == {
        (): (0, 0),
        ("a",): (0, 3),
        ("b",): (1, 3),
        ("b", 0): (1, 4),
        ("b", 1): (1, 7),
        ("b", 1, "c"): (1, 11),
        ("e",): (3, 0),
        ("e", 0): (3, 2),
        ("e", 0, "f"): (3, 5),
        ("e", 0, "h"): (5, 5),
        ("e", 1): (6, 1),
    }
    assert set(source.values) == set(steps_of(source.data))
    assert source.keys == {
        ("a",): (0, 0),
        ("b",): (1, 0),
        ("b", 1, "c"): (1, 8),
        ("e",): (2, 0),
        ("e", 0, "f"): (3, 2),
        ("e", 0, "h"): (5, 2),
    }


def refusal(file: Path, name: str = "a.yml") -> tuple[str, str]:
    source, problems = read_file(file, name)
    assert source is None
    (problem,) = problems
    return str(problem.position), problem.code


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"a: 1\n".ljust(MAX_BYTES, b"#"))
    assert read_file(file, "a.yml")[0]

    file.write_bytes(b"a: 1\n".ljust(MAX_BYTES + 1, b"#"))
    assert refusal(file) == ("a.yml:1:1", "E005")


def test_what_is_not_a_regular_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("a: 1\n")
    (tmp_path / "link.yml").symlink_to("real.yml")
    (tmp_path / "dangling.yml").symlink_to("nowhere.yml")
    (tmp_path / "device.yml").symlink_to("/dev/zero")
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")

    names = ["link.yml", "dangling.yml", "device.yml", "folder.yml", "pipe.yml", "missing.yml"]
    assert [refusal(tmp_path / name) for name in names] == [("a.yml:1:1", "E001")] * 6
    assert refusal(Path("/dev/zero")) == ("a.yml:1:1", "E001")


def test_what_lies_there_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "link.yml").symlink_to("folder.yml")
    os.mkfifo(tmp_path / "pipe.yml")
    words = {"folder.yml": "文件夹", "link.yml": "链接", "pipe.yml": "不是普通文件", "missing.yml": "没有这个文件"}

    for name, word in words.items():
        (problem,) = read_file(tmp_path / name, name)[1]
        assert word in problem.message
        assert problem.hint


def test_a_file_in_a_linked_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yml").write_text("a: 1\n")
    (tmp_path / "root" / "content").mkdir(parents=True)
    (tmp_path / "root" / "content" / "nanjing").symlink_to(outside)

    assert read_file(outside / "a.yml", "outside/a.yml")[0]
    file = tmp_path / "root" / "content" / "nanjing" / "a.yml"
    assert refusal(file, "content/nanjing/a.yml") == ("content/nanjing/a.yml:1:1", "E001")


def test_a_folder_is_listed_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yml", ".hidden", "甲.yml", "A.yml"):
        (tmp_path / name).touch()

    assert [path.name for path in children(tmp_path)] == ["A.yml", "a.yml", "b.yml", "甲.yml"]
    assert children(tmp_path / "a.yml") == []
    assert children(tmp_path / "nothing") == []


def test_a_joiner_inside_an_emoji_is_no_invisible_character() -> None:
    source, problems = read_text("title: 一家人👨‍👩‍👧\n", "x.yml")

    assert problems == []
    assert source is not None
    assert read_text("title: 知\u200d识\n", "x.yml")[1][0].code == "E003"


def test_a_missing_space_behind_the_colon_is_told_where_it_is_missing() -> None:
    problem = read_text("title: 甲\ntheme:金融\nunit: 乙\n", "x.yml")[1][0]

    assert (problem.position.line, problem.code) == (2, "E101")
    assert "冒号后面缺一个空格" in problem.message


@pytest.mark.parametrize("space", ["\u3000", "\u00a0"])
def test_a_wide_space_before_a_field_is_no_part_of_its_name(space: str) -> None:
    problem = read_text(f"results:\n{space * 2}loans: 3\n", "x.yml")[1][0]

    assert (problem.position.line, problem.code, "全角空格" in problem.message) == (2, "E107", True)


def test_all_lines_with_a_slip_are_told_at_once_at_their_places() -> None:
    first = "title：甲\nsummary: 乙\ntheme：丙\nbody: |\n  place：正文里的不算\n"
    text = f"{first}place:丁\nsources:\n\t- title: 戊\ntags：[己]\n"
    source, problems = read_text(text, "a.yml")

    assert source is None
    assert [(p.code, p.position.line) for p in problems] == [("E101", n) for n in (1, 3, 6, 8, 9)]


def test_a_single_slip_is_told_as_before() -> None:
    _source, (told,) = read_text("title: 甲\nsummary：乙\ntheme: 丙\n", "a.yml")

    assert (told.code, told.position.line) == ("E101", 2)
