"""Whatever is submitted, a record or problems come out: random bytes, random text, damaged good records."""

import json
import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import REPOSITORY, SITES, TODAY, MakeSite

from generator.build.check import check
from generator.diagnostics.printing import show
from generator.diagnostics.problems import CODES, Problem
from generator.loading.validation import read_record
from generator.model.kinds import KINDS
from generator.text.markdown import ATTRIBUTES, TAGS, render
from generator.yaml_source.reader import Source, read_raw, read_text

#: The same examples in every run, so that a failure in CI is a failure at home.
REPEATABLE = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
COMPLETE = SITES / "complete" / "content"
#: A good record of each kind, the richest there is.
GOOD = {
    name: max(sorted((COMPLETE / kind.folder).rglob("*.yml")), key=lambda file: file.stat().st_size).read_bytes()
    for name, kind in KINDS.items()
    if any((COMPLETE / kind.folder).rglob("*.yml"))
}
for name, kind in KINDS.items():
    if name not in GOOD:
        GOOD[name] = min((REPOSITORY / "content" / kind.folder).rglob("*.yml")).read_bytes()

#: What breaks YAML, Markdown, HTML and those who read them.
SPITEFUL = [
    *(
        ":",
        ": ",
        "：",
        "- ",
        "-",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "  ",
        "#",
        " #",
        " #甲",
        "'",
        '"',
        "\\",
        "|",
        ">",
        "|\n",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!!str ",
        "!",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "?",
        "? ",
        "<<: ",
        "@",
        "`",
    ),
    *("\x00", "\x85", "\u2028", "\u202e", "\ufeff", "\ud800", "\U0001fffe", "\u3000", "𠮷", "～", "null", "~", "NO"),
    *(
        "<script>",
        "</p>",
        "![",
        "](",
        "](javascript:x)",
        "](https://u@x)",
        "**",
        "_",
        "> ",
        "# ",
        "#### ",
        "<b>",
        "&lt;",
    ),
    *(
        "title",
        "title: ",
        "id: a\n",
        "sources:\n",
        "body: |\n",
        "  ",
        "2020-13-45",
        "1e9",
        "９",
        "-1",
        '"\\0"',
        '"\\u2028"',
    ),
]
PIECES = st.sampled_from(SPITEFUL) | st.text(max_size=4) | st.sampled_from(["甲", "字" * 300, "x" * 70])
LINES = re.compile("\r\n|\r|\n")


def text_of(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").removeprefix("\ufeff")


def is_printable(text: str) -> bool:
    """No control, no surrogate, no line end, nothing that turns the text round or takes no room."""
    hidden = any("\u200b" <= sign <= "\u200f" or "\u202a" <= sign <= "\u202e" or sign == "\ufeff" for sign in text)
    return not hidden and not {unicodedata.category(sign) for sign in text} & {"Cc", "Cs", "Zl", "Zp"}


def assert_sound(problems: Sequence[Problem], raw: bytes) -> None:
    """Every problem has words and a place inside the file, and all of them can be shown."""
    lines = LINES.split(text_of(raw))
    for problem in problems:
        assert problem.code in CODES
        assert problem.message
        assert is_printable(problem.message + problem.hint)
        assert 1 <= problem.position.line <= len(lines), problem
        assert 1 <= problem.position.column <= len(lines[problem.position.line - 1]) + 1, problem
    assert sorted(sorted(problems, reverse=True)) == sorted(problems)
    for problem in problems:
        assert len(show([problem], "github").splitlines()) == 1
    json.loads(show(problems, "json").encode())
    show(problems).encode()


def assert_marks_start_values(source: Source, text: str) -> None:
    """Each key and value stands where it is said to stand."""
    lines = LINES.split(text)
    for steps, (line, column) in source.keys.items():
        rest = lines[line][column:]
        assert rest.startswith((str(steps[-1])[:1], "'", '"')), (steps, rest)
    for steps, (line, column) in source.values.items():
        value: Any = source.data
        for step in steps:
            value = value[step]
        rest = lines[line][column:]
        if value is None:
            assert column == 0 or lines[line][column - 1] in ":-,[{?" or rest[:1] in ":,}]" or rest.lstrip()[:1] in "#,"
        elif isinstance(value, str):
            assert rest[:1] in ("'", '"', "|", ">") or rest[:1] == value[:1], (steps, value, rest)
        elif isinstance(value, list):
            assert rest[:1] in ("[", "-"), (steps, rest)
        else:
            first = next(iter(value), "")
            assert rest[:1] in ("{", "'", '"', "?") or rest.startswith(str(first)[:1]), (steps, rest)


def read_all(raw: bytes, kind: str) -> list[Problem]:
    """Everything that one file goes through; its problems are sound, and there is a record or a problem."""
    source, problems = read_raw(raw, "a.yml")
    entry = None
    if source is not None:
        if not problems:
            assert_marks_start_values(source, text_of(raw))
        entry, found = read_record(KINDS[kind], source, "a", "nanjing")
        problems = problems + found
    assert problems or entry
    if entry:
        for name, _heading, text in entry.record.sections:
            for fault in render(text).faults:
                place = entry.source.line_position((name,), fault.line)
                problems = [*problems, Problem(place, fault.code, fault.message, fault.hint)]
    assert_sound(problems, raw)
    return problems


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_good_records_are_good(kind: str) -> None:
    assert read_all(GOOD[kind], kind) == []


@settings(REPEATABLE, max_examples=300)
@given(st.binary(max_size=200), st.sampled_from(sorted(KINDS)))
def test_any_bytes_are_a_record_or_problems(raw: bytes, kind: str) -> None:
    assert read_all(raw, kind)


@settings(REPEATABLE, max_examples=400)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(sorted(KINDS)))
def test_any_text_is_a_record_or_problems(text: str, kind: str) -> None:
    assert read_all(text.encode("utf-8", "surrogatepass"), kind)


@settings(REPEATABLE, max_examples=100)
@given(st.text(max_size=100))
def test_any_text_that_is_no_bytes_is_read_too(text: str) -> None:
    _source, problems = read_text(text, "a.yml")

    assert all(problem.position.line >= 1 for problem in problems)


def damaged(draw: st.DrawFn, raw: bytes) -> bytes:
    """One blow: to bytes or to whole lines."""
    whole = draw(st.booleans())
    parts = raw.splitlines(keepends=True) if whole else [raw[n : n + 1] for n in range(len(raw))]
    start = draw(st.integers(0, len(parts)))
    end = min(len(parts), start + draw(st.integers(0, 4 if whole else 40)))
    kept, rest = parts[start:end], parts[end:]
    new = draw(PIECES).encode("utf-8", "surrogatepass") if draw(st.integers(0, 9)) else draw(st.binary(max_size=8))
    way = draw(st.sampled_from(["delete", "insert", "replace", "duplicate", "move", "indent", "cut"]))
    middle = {
        "delete": [],
        "insert": [new, *kept],
        "replace": [new],
        "duplicate": [*kept, *kept],
        "move": [],
        "indent": [draw(st.sampled_from([b" ", b"  ", b"\t"])), *kept],
        "cut": [],
    }[way]
    if way == "cut":
        rest = []
    return b"".join([*(kept if way == "move" else ()), *parts[:start], *middle, *rest])


@st.composite
def damaged_records(draw: st.DrawFn) -> tuple[str, bytes]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    raw = GOOD[kind]
    for _blow in range(draw(st.integers(1, 4))):
        raw = damaged(draw, raw)
    return kind, raw


@settings(REPEATABLE, max_examples=500)
@given(damaged_records())
def test_a_damaged_record_is_a_record_or_problems(made: tuple[str, bytes]) -> None:
    kind, raw = made
    read_all(raw, kind)


@settings(REPEATABLE, max_examples=150)
@given(damaged_records(), st.sampled_from([b"\r\n", b"\r"]))
def test_line_ends_change_no_place(made: tuple[str, bytes], end: bytes) -> None:
    kind, raw = made
    raw = raw.replace(b"\r", b"")
    places = [(p.position, p.code) for p in read_all(raw, kind)]

    assert [(p.position, p.code) for p in read_all(raw.replace(b"\n", end), kind)] == places


VALUES = st.recursive(
    st.none()
    | st.sampled_from(SPITEFUL)
    | st.text(max_size=10)
    | st.sampled_from(["2020", "是", "10", "https://x.org"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc甲", min_size=1, max_size=3), inner),
    max_leaves=6,
)


@settings(REPEATABLE, max_examples=150)
@given(st.data())
def test_any_shape_of_data_in_any_field_is_told(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    fields = sorted(KINDS[kind].model.model_fields)
    content = data.draw(st.dictionaries(st.sampled_from(fields), VALUES, max_size=5))
    entry, problems = read_record(KINDS[kind], Source("a.yml", content), "a", "nanjing")

    assert entry is None
    assert_sound(problems, b"")
    missing = [name for name in ("title", "summary") if content.get(name) is None]
    assert [name for name in missing if not any(name in p.message and p.code == "E202" for p in problems)] == []


RECORD_FILE = "content/highlights/nanjing/fuzzed.yml"


def check_site(root: Path, path: str, raw: bytes) -> list[Problem]:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    _site, problems = check(root, TODAY)
    assert problems == sorted(set(problems))
    assert_sound([problem for problem in problems if problem.position.path == path], raw)
    return problems


@settings(REPEATABLE, max_examples=40)
@given(st.binary(max_size=100) | damaged_records().map(lambda made: made[1]))
def test_a_whole_site_with_a_damaged_record_is_checked_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    root = one_site(tmp_path_factory)
    for kind in (kind.name for kind in KINDS.values() if kind.for_editors):
        path = f"content/{KINDS[kind].folder}/nanjing/fuzzed.yml"
        problems = check_site(root, path, raw)
        (root / path).unlink()
        assert {problem.position.path for problem in problems} <= {path}


@settings(REPEATABLE, max_examples=60)
@given(st.sampled_from(["themes.yml", "units.yml", "editions.yml", "../../site_config.yml"]), st.data())
def test_a_whole_site_with_a_damaged_list_is_checked_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    root = one_site(tmp_path_factory)
    file = (root / "content" / "lists" / name).resolve()
    good = file.read_bytes()
    raw = good
    for _blow in range(data.draw(st.integers(1, 3))):
        raw = damaged(data.draw, raw)  # type: ignore[arg-type]
    try:
        check_site(root, file.relative_to(root).as_posix(), raw)
    finally:
        file.write_bytes(good)


_SITES: dict[int, Path] = {}


def one_site(factory: pytest.TempPathFactory) -> Path:
    """One site without records for all examples."""
    if id(factory) not in _SITES:
        root = factory.mktemp("fuzzed") / "root"
        (root / "content" / "lists").mkdir(parents=True)
        for file in [*(SITES / "base" / "content" / "lists").iterdir(), SITES / "base" / "site_config.yml"]:
            target = root / file.relative_to(SITES / "base")
            target.write_bytes(file.read_bytes())
        shutil.copytree(REPOSITORY / "templates" / "wechat", root / "templates" / "wechat")
        _SITES[id(factory)] = root.resolve()
    return _SITES[id(factory)]


def test_the_site_of_these_tests_is_sound(make_site: MakeSite) -> None:
    assert check(make_site("complete"), TODAY)[1] == []


def assert_harmless(html: str) -> None:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for node in tree.iter():
        if node.tag == "DOCUMENT_FRAGMENT":
            continue
        assert node.tag in TAGS
        assert set(node.attrib) <= ATTRIBUTES.get(node.tag, set()) | ({"rel"} if node.tag == "a" else set())
        address = node.attrib.get("href")
        assert address is None or re.match(r"https?://[^/@\\\s]+(/|$|\?|#)", address, re.IGNORECASE)


@settings(REPEATABLE, max_examples=250)
@given(st.lists(PIECES, max_size=25).map("".join), st.integers(2, 4))
def test_no_markdown_gives_anything_active(text: str, top: int) -> None:
    text = text.encode("utf-8", "ignore").decode()
    rendered = render(text, top)

    assert_harmless(rendered.html)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for fault in rendered.faults:
        assert 0 <= fault.line < len(lines)
        assert fault.code in CODES
        assert is_printable(fault.message)


@settings(REPEATABLE, max_examples=300)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_letter_of_a_plain_text_is_lost(text: str) -> None:
    """Everything but marks of Markdown and white space is there again."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    shown = "".join(html5lib.parseFragment(render(text).html, namespaceHTMLElements=False).itertext())

    assert [word for word in words if word not in shown and "&" not in text and "```" not in text] == []


@settings(REPEATABLE, max_examples=200)
@given(st.lists(PIECES, max_size=6).map("".join), st.lists(PIECES, max_size=6).map("".join))
def test_no_title_of_a_link_and_no_info_of_a_code_block_escapes(title: str, words: str) -> None:
    title, words = (text.encode("utf-8", "ignore").decode() for text in (title, words))

    assert_harmless(render(f'[{words}](https://example.org "{title}")').html)
    assert_harmless(render(f"```{title}\n{words}\n```").html)
    assert_harmless(render(f"# {title}\n\n|{words}|{title}|\n|-|-|\n|{words}|{title}|\n").html)
