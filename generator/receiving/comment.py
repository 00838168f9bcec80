"""The one comment that answers a submission.

It says what a maintainer has to decide, what is wrong, what to write instead, what readers will see changed, and who
has the next step.
Made by the main branch's program of git's objects and of a report that is not trusted; every text in it stays text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.submission_policy import outside
from generator.diagnostics.problems import Problem
from generator.diagnostics.reports import fence, listed, plain, verdict
from generator.receiving.before_after import changed_texts
from generator.receiving.history import persons_in_history
from generator.receiving.reviewers import reviewers
from generator.receiving.suggestions import Suggestion, bounded, repairs, suggestions
from generator.receiving.taken import others_pictures
from generator.runtime.git_diff import between
from generator.text.pii import hidden

#: Characters of all problems, and of the policy's; forges take 65,536 of a comment, and more is to come.
_ROOM, _ROOM_FOR_POLICY = 35_000, 8_000


@dataclass(frozen=True)
class Links:
    """Addresses for the reader of a comment; each may be missing."""

    errors: str = ""
    run: str = ""
    preview: str = ""


@dataclass(frozen=True)
class Comment:
    """The comment, what the path policy has against the submission, and what a forge can offer to take over."""

    text: str
    policy: list[Problem]
    suggestions: list[Suggestion]


def comment(root: Path, base: str, head: str, problems: Sequence[Problem] | None, links: Links) -> Comment:
    """The answer to the commit `head`; `problems` is its report, or nothing if there is none. Raises GitError."""
    changes = between(root, base, head)
    beyond = outside(changes)
    shared, private = list(others_pictures(root, head, changes)), persons_in_history(root, head, base)
    found = repairs(root, head, [change.path for change in changes])
    owners = reviewers(root, base, [change.path for change in changes])
    parts = [
        # Which commit is answered, so that it is not answered again.
        f"<!-- wanlixing -->\n<!-- {head} -->\n{_links(links, beyond)}",
        *_policy([*beyond, *shared], links),
        *_private(private, links),
        *_report(problems, beyond, owners, links),
        *_block("可以直接采用的改法", (one.difference for one in found)),
        *_block("已有记录的改动前后", [changed_texts(root, base, head, changes)]),
    ]
    offered = [one for one in suggestions(root, base, head, found) if not _tells_of_persons(one)]
    return Comment(
        "\n\n".join(part.strip() for part in parts if part.strip()) + "\n", [*beyond, *shared, *private], offered
    )


def _links(links: Links, policy: Sequence[Problem]) -> str:
    how = "由投稿里的程序生成，请先核对改动，再决定要不要打开。" if policy else "下载解压后打开 index.html。"
    preview = f"[预览]({links.preview})：{how}" if links.preview else ""
    return preview + (f"[运行记录]({links.run})" if links.run else "")


def _policy(policy: Sequence[Problem], links: Links) -> Iterator[str]:
    if policy:
        yield "## 有改动要由维护者处理"
        yield from listed(policy, links.errors, _ROOM_FOR_POLICY)


def _private(private: Sequence[Problem], links: Links) -> Iterator[str]:
    """What squashing alone keeps out of the main branch."""
    if private:
        yield (
            "## 以前的提交里有个人信息\n\n请把几次提交合成一次，再强制推送到同一个分支"
            "（`git push --force-with-lease`）；或由维护者合并时选“压缩合并”（Squash），"
            "合并以后删去这个分支。直接合并会把它永远留在历史里。"
        )
        yield from listed(private, links.errors, _ROOM_FOR_POLICY)


def _report(
    problems: Sequence[Problem] | None, policy: Sequence[Problem], owners: Sequence[str], links: Links
) -> Iterator[str]:
    """A report counts only where the policy has nothing against the submission: else a stranger may have written it."""
    if problems is None:
        yield "### 检查没有完成\n\n这不是您的内容有错，请等维护者查看。"
        return
    if policy:
        yield "## 检查结果\n\n超出投稿范围的改动可能影响检查，下面的结果由维护者核对以后才算数。"
        yield "" if problems else "报告里没有问题。"
    else:
        # In a code span, so that nobody is called by the comment: the forge asks the owners by itself.
        yield verdict(problems, "由" + "、".join(f"`{owner}`" for owner in owners) if owners else "专栏编辑")
    yield from listed(problems, links.errors, _ROOM)


def _block(title: str, differences: Iterable[str]) -> Iterator[str]:
    """A difference that opens on a click; persons are masked in it, as everywhere that is read in public."""
    escaped = hidden("\n".join(one for one in differences if one))
    if escaped:
        shown = bounded(escaped)
        yield f"<details><summary>{plain(title)}</summary>\n\n{fence(shown)}diff\n{shown}\n{fence(shown)}\n\n</details>"


def _tells_of_persons(one: Suggestion) -> bool:
    return hidden("\n".join(one.lines)) != "\n".join(one.lines)
