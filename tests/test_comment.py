"""The comment on a submission: what changes for readers, who is next, nothing of persons, no markup of strangers."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from places import MakeSite
from repositories import commit, git

from generator.diagnostics.problems import Position, Problem
from generator.receiving.comment import Comment, Links, comment
from generator.receiving.reviewers import reviewers

RECORD = "content/highlights/nanjing/bianzao.yml"
OWNERS = """\
# 维护者
*                     @column/maintainers
/content/*/nanjing/   @column/editors @nanjing-reviewer
/content/*/suzhou/    suzhou@example.org
[一节]
docs/*                @writers
*.md                  @readers
/content/lists/
"""


@pytest.fixture
def column(make_site: MakeSite, highlight: str) -> Path:
    """A column with a record and owners, as a repository."""
    root = make_site("", {RECORD: highlight, ".github/CODEOWNERS": OWNERS})
    commit(root, "the column")
    return root


def answered(
    root: Path,
    files: Mapping[str, str],
    problems: list[Problem] | None = None,
    links: Links = Links(),  # noqa: B008
) -> Comment:
    base = git(root, "rev-parse", "HEAD")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    head = commit(root, "投稿")
    return comment(root, base, head, problems if problems is not None else [], links)


def test_a_changed_record_shows_its_sentences_before_and_after(column: Path, highlight: str) -> None:
    changed = highlight.replace("三家银行", "四家银行").replace("第二段文字", "第二段新的文字")
    said = answered(column, {RECORD: changed}).text
    assert "-摘要：试验市知识产权局举办一场银企对接会，三家银行到场。\n" in said
    assert "+摘要：试验市知识产权局举办一场银企对接会，四家银行到场。\n" in said
    assert "-正文：第二段文字，**重点**在这里。\n+正文：第二段新的文字，**重点**在这里。\n" in said
    assert "第一段文字" not in said


def test_a_new_record_has_no_before(column: Path, highlight: str) -> None:
    said = answered(column, {"content/highlights/nanjing/xin.yml": highlight}).text
    assert "改动前后" not in said
    assert "可以直接采用" not in said


def test_owners_are_told_and_nobody_is_called(column: Path, highlight: str) -> None:
    said = answered(column, {RECORD: highlight.replace("三家", "四家")}).text
    assert "下一步：由`@column/editors`、`@nanjing-reviewer`复核后合并" in said


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        (RECORD, ["@column/editors", "@nanjing-reviewer"]),
        ("content/images/suzhou/a.jpg", ["suzhou@example.org"]),
        ("content/images/wuxi/a.jpg", ["@column/maintainers"]),
        ("content/a/b/nanjing/c.yml", ["@column/maintainers"]),
        ("docs/office.txt", ["@writers"]),
        ("docs/inner/office.txt", ["@column/maintainers"]),
        ("docs/forge.md", ["@readers"]),
        ("content/lists/units.yml", []),
    ],
)
def test_owners_are_found_as_forges_find_them(column: Path, path: str, owners: list[str]) -> None:
    assert reviewers(column, "HEAD", [path]) == owners


def test_gitea_reads_its_owners_as_regular_expressions_that_all_hold(make_site: MakeSite) -> None:
    lines = ".* @column/maintainers\ncontent/[^/]+/nanjing/.* @nanjing-reviewer\n* @nobody\n!content/.* @program\n"
    root = make_site("", {".gitea/CODEOWNERS": lines})
    commit(root, "the column")
    assert reviewers(root, "HEAD", [RECORD]) == ["@column/maintainers", "@nanjing-reviewer"]
    assert reviewers(root, "HEAD", ["Makefile"]) == ["@column/maintainers", "@program"]


def test_without_owners_the_editor_is_next(make_site: MakeSite, highlight: str) -> None:
    root = make_site()
    commit(root, "the column")
    assert "下一步：专栏编辑复核后合并" in answered(root, {RECORD: highlight}).text


def test_a_preview_made_by_a_strangers_program_is_not_recommended(column: Path, highlight: str) -> None:
    links = Links(preview="https://forge.example.org/p")
    good = answered(column, {RECORD: highlight.replace("三家", "四家")}, links=links).text
    assert "[预览](https://forge.example.org/p)：下载解压后打开" in good
    evil = answered(column, {"generator/cli/main.py": "raise SystemExit"}, links=links).text
    assert "[预览](https://forge.example.org/p)：由投稿里的程序生成，请先核对改动" in evil
    assert "检查通过" not in evil


def test_persons_are_masked_wherever_the_submission_is_quoted(column: Path, highlight: str) -> None:
    phone = "13851234567"
    changed = highlight.replace("三家银行到场。", f"联系人 ，电话{phone}。。")
    made = answered(column, {RECORD: changed})
    assert "可以直接采用" in made.text
    assert "改动前后" in made.text
    assert phone not in made.text
    assert not any(phone in line for one in made.suggestions for line in one.lines)


def test_numbers_of_earlier_commits_and_changed_pictures_are_the_maintainers_to_decide(
    column: Path, highlight: str
) -> None:
    base = git(column, "rev-parse", "HEAD")
    (column / RECORD).write_text(highlight.replace("三家银行到场", "电话13851234567"), encoding="utf-8")
    commit(column, "一")
    (column / RECORD).write_text(highlight.replace("三家", "四家"), encoding="utf-8")
    made = comment(column, base, commit(column, "二"), [], Links())
    assert "## 以前的提交里有个人信息" in made.text
    assert "13851234567" not in made.text
    assert [problem.code for problem in made.policy] == ["E602"]

    picture = "content/images/nanjing/kaimu.jpg"
    answered(column, {picture: "old", "content/highlights/nanjing/b.yml": "images:\n  - file: kaimu.jpg\n"})
    made = answered(column, {picture: "new"})
    assert "别的记录正在用这张图片" in made.text.replace("\\", "")
    assert [problem.code for problem in made.policy] == ["E006"]


def test_no_line_of_a_submission_closes_the_block_that_shows_it(column: Path, highlight: str) -> None:
    changed = highlight.replace("第一段文字。", "第一段 ，文字。\n\n  `````\n\n  </details> @everyone").replace(
        "三家", "四家"
    )
    made = answered(column, {RECORD: changed})
    assert made.text.count("\n``````diff\n") == 1
    assert made.text.count("\n``````\n") == 1
    assert made.text.index("</details> @everyone") < made.text.index("\n``````\n")


def test_a_suggestion_stands_only_where_the_submission_wrote(column: Path, highlight: str) -> None:
    wrong = highlight.replace("第一段文字。", "第一段文字 ，在这里。。")
    answered(column, {RECORD: wrong})
    # The slip was there before: it is told, but a forge would refuse it on a line that did not change.
    made = answered(column, {RECORD: wrong.replace("三家", "四家")})
    assert "可以直接采用" in made.text
    assert made.suggestions == []


def test_a_file_of_lines_without_end_is_not_compared_line_by_line(column: Path, highlight: str) -> None:
    lines = "\n".join(f"  {n % 150}{' ，' if n % 2 else ''}字" for n in range(14_000))
    made = answered(column, {RECORD: highlight.replace("  第一段文字。", lines)})
    assert "太长，改法没有逐行列出" in made.text
    assert "内容太长，请看平台上的改动" in made.text
    assert made.suggestions == []


def test_a_report_without_end_leaves_room_for_all_else(column: Path, highlight: str) -> None:
    problems = [Problem(Position(RECORD, n), "E203", "应当是一段文字。" * 20) for n in range(1, 2000)]
    made = answered(column, {RECORD: highlight.replace("三家银行", "四 家银行" * 2000)}, problems)
    assert len(made.text) < 60_000
    assert "个，请看检查的运行记录" in made.text
    assert "改动前后" in made.text
