"""Whether a push to the office's bare repository is taken: path policy and check, answered in the pusher's terminal."""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.authoring.submission_policy import outside
from generator.build.check import check
from generator.diagnostics.printing import show
from generator.diagnostics.problems import Problem, errors
from generator.receiving.history import PRIVATE, how_to_squash, persons_in_history
from generator.receiving.suggestions import in_words, repairs
from generator.receiving.taken import others_pictures
from generator.runtime.git import GitError, commit, git, is_nothing
from generator.runtime.git_diff import between
from generator.runtime.git_tree import files_of
from generator.runtime.store import Store, folder_of

_BRANCH = "refs/heads/"
_SECTION = "wanlixing."


@dataclass(frozen=True)
class Push:
    """One name that a push moves, as git tells its hooks."""

    old: str
    new: str
    ref: str


@dataclass(frozen=True)
class Answer:
    """What the pusher reads, and whether the push is taken."""

    taken: bool
    text: str


@dataclass(frozen=True)
class Settings:
    """What `git config` of the repository says under `wanlixing`: each name with its values."""

    values: dict[str, tuple[str, ...]]

    @property
    def main(self) -> str:
        return self.one("main") or "main"

    def one(self, name: str) -> str:
        """The last value of a name, or nothing."""
        return self.values.get(name, ("",))[-1]

    def is_maintainer(self, user: str) -> bool:
        return bool(user) and user in self.values.get("maintainer", ())

    def units(self, user: str) -> tuple[str, ...]:
        """Whose records a pusher may touch; none named means any one unit."""
        return self.values.get(f"{user}.unit", ())


def settings(repository: Path) -> Settings:
    """The settings of a repository."""
    found: dict[str, tuple[str, ...]] = {}
    for line in git(repository, "config", "--list", "-z").split("\0"):
        name, _, value = line.partition("\n")
        if name.startswith(_SECTION):
            key = name.removeprefix(_SECTION)
            found[key] = (*found.get(key, ()), value)
    return Settings(found)


def in_force(known: Settings) -> Iterator[str]:
    """The settings in words, for whoever installs the hooks again."""
    yield f"主分支 {known.main} 发布到 {known.one('site')}"
    yield f"再发到主机：{known.one('send') or '不发'}"
    yield "按正式发布的要求生成" if known.one("production") != "false" else "试用（--draft），不按正式发布的要求生成"
    yield f"没有发布成时运行：{known.one('notify') or '不运行，只写进仓库的 wanlixing/publish.log'}"
    yield f"维护者：{'、'.join(known.values.get('maintainer', ())) or '还没有，谁也不能改栏目的设置'}"
    limited = (
        f"{key.removesuffix('.unit')}（{'、'.join(v)}）" for key, v in known.values.items() if key.endswith(".unit")
    )
    yield f"只能投本单位的：{'、'.join(limited) or '还没有'}；别的人一次投一个单位，哪个单位都可以"


def pushes(lines: Iterable[str]) -> list[Push]:
    """What git writes to the standard input of its hooks."""
    return [Push(*line.split(maxsplit=2)) for line in (line.strip() for line in lines) if line]


def judge(repository: Path, pushed: Iterable[Push], user: str, today: date, jobs: int) -> Answer:
    """Whether everything of a push may come in. Only the main branch is guarded; others hear what would be said."""
    known = settings(repository)
    answers = [_judge(repository, push, known, user=user, today=today, jobs=jobs) for push in pushed]
    return Answer(all(answer.taken for answer in answers), "\n".join(answer.text for answer in answers if answer.text))


def _judge(repository: Path, push: Push, known: Settings, *, user: str, today: date, jobs: int) -> Answer:
    main = f"{_BRANCH}{known.main}"
    tip = _tip(repository, main)
    if against := _against_name(repository, push, known, user, tip):
        return Answer(False, against)
    if is_nothing(push.new):
        return Answer(True, "")
    first = push.ref == main and is_nothing(push.old)
    base = push.old if push.ref == main else tip
    problems = [] if first or known.is_maintainer(user) else _policy(repository, base, push.new, known.units(user))
    problems += problems_at(repository, base, push.new, today, jobs)
    earlier = [] if first else persons_in_history(repository, push.new, "--all")
    if push.ref == main and not first and _tip(repository, main) != push.old:
        return Answer(False, "刚有别人先推送了，您的没有收下。请运行 git pull --rebase，再推送一次。")
    repaired = in_words(repairs(repository, push.new, {problem.position.path for problem in problems}))
    squash = how_to_squash(_left_at(repository, base, push.new)) if earlier else ""
    branch = "" if push.ref == main else push.ref.removeprefix(_BRANCH)
    return _answer([*problems, *earlier], "\n".join(part for part in (repaired, squash) if part), branch)


def _against_name(repository: Path, push: Push, known: Settings, user: str, tip: str) -> str:
    """Why this name may not be moved, removed or made, whatever it leads to; nothing if it may."""
    main = f"{_BRANCH}{known.main}"
    if not push.ref.startswith(_BRANCH):
        allowed = known.is_maintainer(user) and push.ref.startswith("refs/tags/")
        return "" if allowed else "这里只收分支；标签由维护者推送。"
    if push.ref == main:
        if is_nothing(push.new):
            return "主分支不能删除。"
        rewritten = not is_nothing(push.old) and not _follows(repository, push)
        return "主分支的历史不能改写，请先运行 git pull --rebase，再推送。" if rewritten else ""
    if is_nothing(tip):
        return f"这里还没有主分支 {known.main}。建立栏目请运行：git push -u origin HEAD:{known.main}"
    lost = not is_nothing(push.old) and (is_nothing(push.new) or not _follows(repository, push))
    if lost and not _may_drop(repository, tip, push.old, known, user):
        return (
            "这个分支里有还没有合并的内容，只有维护者和登记了这个单位的人可以删除或改写它；自己的改动请另推一个分支。"
        )
    return ""


def _may_drop(repository: Path, main: str, old: str, known: Settings, user: str) -> bool:
    """Whether somebody may take away what a branch holds: nothing that main has not, or their unit's alone."""
    if known.is_maintainer(user) or not git(repository, "rev-list", "-1", old, "--not", main).strip():
        return True
    units = known.units(user)
    return bool(units) and not outside(between(repository, main, old), units)


def _answer(problems: list[Problem], advice: str, branch: str) -> Answer:
    """A branch is taken with errors, but never with what must not stay in any history."""
    wrong = len(errors(problems))
    counts = f"共 {wrong} 个错误、{len(problems) - wrong} 个提醒。" if problems else "检查通过，没有发现问题。"
    refused = wrong if not branch else any(problem.code in PRIVATE for problem in problems)
    if refused:
        after = "没有收下，请改正以后再提交、推送。"
    elif branch:
        after = f"已收到分支 {branch}；{'改好错误以后才能合并' if wrong else '合并到主分支以后发布'}。"
    else:
        after = ""
    reply = "\n".join(part for part in (show(problems), advice, counts + after) if part)
    return Answer(not refused, reply)


def problems_at(repository: Path, base: str, head: str, today: date, jobs: int) -> list[Problem]:
    """What the check says of a commit: all errors, and reminders of the files that it changes since `base`."""
    changed = {change.path for change in between(repository, base, head)}
    with files_of(repository, head) as folder:
        _site, problems = check(folder, today, jobs=jobs, store=Store(folder_of(repository.resolve())))
    return [one for one in problems if one.severity == "error" or one.position.path in changed]


def _policy(repository: Path, base: str, head: str, units: tuple[str, ...]) -> list[Problem]:
    changes = between(repository, base, head)
    return [*outside(changes, units), *others_pictures(repository, head, changes)]


def _tip(repository: Path, ref: str) -> str:
    """Where a branch stands, or git's name for nothing while it is not there."""
    try:
        return commit(repository, ref)
    except GitError:
        return "0" * 40


def _left_at(repository: Path, base: str, head: str) -> str:
    """Where a submission left the main branch."""
    return git(repository, "merge-base", base, head).strip()


def _follows(repository: Path, push: Push) -> bool:
    try:
        git(repository, "merge-base", "--is-ancestor", push.old, push.new)
    except GitError:
        return False
    return True


def touches_main(repository: Path, pushed: Iterable[Push]) -> bool:
    """Whether something has come to the main branch."""
    main = f"{_BRANCH}{settings(repository).main}"
    return any(push.ref == main and not is_nothing(push.new) for push in pushed)


def lines_of_hook(program: Path, stage: str) -> Iterator[str]:
    """The hook as a script: it hands over to this program."""
    yield "#!/bin/sh"
    yield "# wanlixing"
    # The pusher's terminal gets UTF-8, whatever the server's own language is.
    yield "export PYTHONUTF8=1 PYTHONIOENCODING=utf-8"
    yield f"exec {shlex.quote(str(program))} receive {stage}"
