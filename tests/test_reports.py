"""Stored reports: read strictly, shown as Markdown that cannot become anything else, and for GitLab."""

import json
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from generator.diagnostics.printing import show
from generator.diagnostics.problems import Position, Problem
from generator.diagnostics.reports import MAX_COMMENT, MAX_REPORT, ReportError, plain, read_report, shown

WRONG = Problem(Position("content/a.yml", 3, 7), "E202", "缺少标题（title）。", "请加上“title: …”。")
WARNED = Problem(Position("content/a.yml", 2), "W401", "标题跳了级。")
NASTY = [
    *("[点这里](https://evil.example.org)", "![x](https://evil.example.org/x.png)", "<img src=x onerror=alert(1)>"),
    *("https://evil.example.org/a", "www.evil.example.org", "`code` **strong** _em_ ~~gone~~", "<!-- hidden -->"),
    *(
        "a\n\n# 标题\n\n- [ ] 清单",
        "| a | b |",
        "&lt;b&gt; &#64;",
        "a\\",
        "::error::x",
        "$x$",
        "[x]: https://evil.example.org",
    ),
]


class Tags(HTMLParser):
    """Which tags there are, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str) -> Tags:
    tags = Tags()
    tags.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))
    return tags


def test_a_report_is_read_as_it_was_written() -> None:
    assert read_report(show([WRONG, WARNED], "json").encode()) == [WARNED, WRONG]
    assert read_report(b"[]") == []


@pytest.mark.parametrize(
    "change",
    [
        *({"code": "E999"}, {"code": "../x"}, {"line": 0}, {"line": "1"}, {"line": True}, {"column": 10**9}),
        *({"message": None}, {"message": ["a"]}, {"hint": "长" * 5_000}, {"path": 3}),
    ],
)
def test_what_this_program_would_not_write_is_refused(change: dict[str, object]) -> None:
    item = json.loads(show([WRONG], "json"))[0] | change
    with pytest.raises(ReportError):
        read_report(json.dumps([item]).encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"{}",
        b'""',
        b"0",
        b"",
        b"{",
        b"{}x",
        b"[1]",
        b'{"a": 1}',
        b"[[]]",
        b"\xff",
        b"[" * 100_000,
        b"null",
        b" " * (MAX_REPORT + 1),
    ],
)
def test_what_is_no_report_is_refused(raw: bytes) -> None:
    with pytest.raises(ReportError):
        read_report(raw)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_of_a_stranger_becomes_markup(text: str) -> None:
    problem = Problem(Position(f"content/{text}.yml"), "E004", text, text)
    tags = rendered(shown([problem], "markdown"))

    assert tags.names <= {"h3", "p", "ul", "li", "strong", "br"}
    assert tags.text.count("".join(c if c.isprintable() else " " for c in text).replace("#", "#\u2060")) >= 2 or (
        "@" in text or "#" in text
    )


@pytest.mark.parametrize("text", ["@everyone", "#1", "a@b.example.org", "GH-1"])
def test_nobody_is_called_and_no_issue_is_linked(text: str) -> None:
    assert text not in rendered(plain(text)).text.replace("-", "") or text == "GH-1"


def test_a_summary_holds_every_problem_and_a_comment_says_how_many_are_left() -> None:
    some = [Problem(Position("content/a.yml", line), "E202", "缺少标题。", "请加上。") for line in range(1, 121)]
    many = [Problem(Position("content/a.yml", line), "E202", "缺少标题。" * 50, "请加上。") for line in range(1, 2_000)]

    assert shown(some, "markdown").count("缺少标题") == 120
    cut = shown(many, "markdown")
    assert MAX_COMMENT - 2_000 < len(cut) <= MAX_COMMENT
    assert f"还有 {1_999 - cut.count('**错误')} 个" in cut


def test_codes_lead_to_their_explanation() -> None:
    shown_ = shown([WRONG], "markdown", "https://test.example.org/errors.html")

    assert "[E202](https://test.example.org/errors.html#E202)" in shown_
    assert shown([], "markdown").startswith("### 检查通过")


def test_every_form_of_a_long_report_is_bounded() -> None:
    places = [Position(f"content/highlights/nanjing/many-{n}.yml", line) for n in range(500) for line in range(1, 51)]
    message, hint = "没有“没有的字段”这个字段。", "请删去，或改用这里的字段：" + "标题（title）、" * 25
    problems = [Problem(place, "E201", message, hint) for place in places]

    for form in ("text", "json", "github", "markdown", "gitlab"):
        assert len(shown(problems, form).encode()) <= 200_000, form


def test_gitlab_gets_its_code_quality() -> None:
    moved = Problem(Position("content/a.yml", 9), WRONG.code, WRONG.message, WRONG.hint)
    first, second = (json.loads(shown([problem], "gitlab"))[0] for problem in (WRONG, moved))

    assert first["location"] == {"path": "content/a.yml", "lines": {"begin": 3}}
    assert (first["check_name"], first["severity"]) == ("E202", "major")
    assert first["fingerprint"] == second["fingerprint"]
