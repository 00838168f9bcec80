"""The main branch of a bare repository published: built, verified, taken back if it is damaged, sent to a host."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.build import pipeline
from generator.build.pipeline import Progress, silent
from generator.publishing.deploy import host, send
from generator.publishing.remote_verify import compare
from generator.publishing.versions import PublishError, WrongTargetError, current, is_held, locked, roll_back
from generator.receiving.pushes import settings
from generator.runtime.git import GitError, commit, git
from generator.runtime.git_tree import files_of
from generator.runtime.store import Store, folder_of

#: Where the repository remembers what is published.
PUBLISHED = "refs/wanlixing/published"


class HeldError(PublishError):
    """Somebody rolled back; nothing is wrong."""


@dataclass(frozen=True)
class Outcome:
    """What is published now: the commit, the version's folder, how many files; `fresh` if it was not there before."""

    head: str
    version: str
    files: int
    fresh: bool


def publish_main(
    repository: Path,
    today: date,
    waiting: Callable[[], None],
    progress: Progress = silent,
    *,
    jobs: int = 1,
    anew: bool = False,
) -> Outcome:
    """Publish where the main branch stands. One at a time: a second one waits, then takes the newest there is.

    `anew` builds what is published once more, for a new day. Raises PublishError and ProblemsFound.
    """
    known = settings(repository)
    if not known.one("site"):
        raise PublishError("没有设置发布到哪个文件夹，请先运行 wanlixing receive install。")
    target = Path(known.one("site")).absolute()
    if is_held(target):
        raise HeldError(_held_words(target))
    with locked(repository / "wanlixing", waiting):
        head = commit(repository, f"refs/heads/{known.main}")
        if not anew and _published(repository) == head:
            return Outcome(head, "", 0, fresh=False)
        production = known.one("production") != "false"
        store = Store(folder_of(repository.resolve()))
        try:
            with files_of(repository, head) as folder:
                done = pipeline.build(
                    folder, target, today, progress, waiting, production=production, jobs=jobs, store=store
                )
        except WrongTargetError as error:
            # It is set here, no option of a hook.
            words = str(error).replace("请换一个 --out", "请换一个文件夹（git config wanlixing.site）")
            raise PublishError(words) from error
        _verify(target)
        if known.one("send"):
            _send(target.resolve(), known.one("send"), progress)
        git(repository, "update-ref", PUBLISHED, head)
    return Outcome(head, done.version.name, len(done.built.files), fresh=True)


def _held_words(target: Path) -> str:
    present = current(target)
    return (
        f"维护者已退回版本 {present.name if present else '（无）'}，暂不发布；"
        "在仓库里改回以后，由维护者运行 wanlixing receive publish --resume"
    )


def _send(version: Path, target: str, progress: Progress) -> None:
    """To the host as well; when that fails, what is published here has changed already, and it is said so."""
    try:
        send(version, host(target), lambda what, count: progress(what, count, count))
    except PublishError as error:
        raise PublishError(f"本机的网站已换成新版（版本 {version.name}），发到 {target} 没有成功：{error}") from error


def _verify(target: Path) -> None:
    """What was written is what was made; else the version before is published again."""
    _count, damaged = compare(str(target))
    if damaged:
        back = roll_back(target)
        raise PublishError(f"新的版本写坏了（{damaged[0]}），已退回版本 {back.name}。")


def _published(repository: Path) -> str:
    try:
        return commit(repository, PUBLISHED)
    except GitError:
        return ""
