"""What a submission would lay over something that is not its own: another record's file, another record's picture.

A unit amends its own record under the same id, and sends an archive again; both are the same record by their words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics.problems import Position, Problem, visible
from generator.receiving.before_after import difference, lines_of
from generator.runtime.git import GitError, blobs, git
from generator.runtime.git_diff import GONE, Change
from generator.text.pii import hidden

BRANCHES = "refs/heads/tougao/"
#: Other texts are places, dates and themes, which different records share.
_SENTENCE_ENDS = ("。", "！", "？", "；")


@dataclass(frozen=True)
class _There:
    """A file that lies where the submission brings another one."""

    path: str
    raw: bytes
    #: The branch of a submission that waits, or nothing for the main branch.
    branch: str
    archive: str

    @property
    def place(self) -> str:
        """Where it lies, as people call it."""
        if not self.branch:
            return "已发布"
        return f"已收下、在分支 {self.branch} 里" + (f"（压缩包 {self.archive}）" if self.archive else "")


@dataclass(frozen=True)
class Taken:
    """Why the submission can't be taken, and which records it amends, both in words."""

    refused: str
    amended: str


def taken(repository: Path, start: str, files: Mapping[str, bytes]) -> Taken:
    """What of these files is somebody else's already, on the main branch or with a submission that waits."""
    refused, amended = [], []
    for there in _differing(repository, start, files):
        new = files[there.path]
        if not there.path.endswith(".yml"):
            state = f"refs/heads/{there.branch}" if there.branch else start
            users = sorted(set(users_of(repository, state, there.path)) - set(files))
            refused += [_picture_words(there, users)] if users else []
        elif _is_same_record(there.path, there.raw, new):
            amended.append(_amendment(there, new))
        else:
            refused.append(_id_words(there, new))
    return Taken("\n".join(dict.fromkeys(refused)), "\n".join(dict.fromkeys(amended)))


def users_of(repository: Path, state: str, picture: str) -> list[str]:
    """The records of a commit that show a picture; without a commit those of the working folder."""
    folder, _, name = picture.rpartition("/")
    unit = folder.rpartition("/")[2]
    pattern = rf"(^|[^A-Za-z0-9_-]){re.escape(name)}($|[^A-Za-z0-9_-])"
    try:
        where = (state or "--untracked", "--", f":(glob)content/*/{unit}/*.yml")
        found = git(repository, "grep", "-l", "-z", "-E", "-e", pattern, *where)
    except GitError:
        # So git says that nothing is found.
        return []
    return [line.partition(":")[2] if state else line for line in found.split("\0") if line]


def others_pictures(repository: Path, head: str, changes: Iterable[Change]) -> Iterator[Problem]:
    """Pictures that a submission changes while records that it leaves as they are show them."""
    changes = list(changes)
    for change in changes:
        if change.path.startswith("content/images/") and GONE not in (change.before, change.after):
            users = sorted(set(users_of(repository, head, change.path)) - {one.path for one in changes})
            if users:
                hint = "请给新图片换一个文件名，记录里也改成新名字；确要换掉那张图片的，由维护者处理。"
                message = f"别的记录正在用这张图片：{'、'.join(users)}。"
                yield Problem(Position(change.path), "E006", message, hint)


def written_down(archives: Mapping[str, str]) -> str:
    """Which archive brought which file, as a commit's message keeps it."""
    return "\n".join(f"{path} {visible(name)}" for path, name in sorted(archives.items()))


def archives_of(repository: Path, state: str) -> dict[str, str]:
    """Which archive brought which file to the branch of a submission."""
    lines = git(repository, "log", "-1", "--format=%b", state, "--").splitlines()
    return {path: name for path, _, name in (line.partition(" ") for line in lines) if path.startswith("content/")}


def _differing(repository: Path, start: str, files: Mapping[str, bytes]) -> Iterator[_There]:
    """Every file that lies at a path of the submission with other bytes; what main has got since is not a branch's."""
    waiting = git(repository, "for-each-ref", "--format=%(refname)", f"--no-merged={start}", BRANCHES).split()
    asked = [(state, path) for state in (start, *waiting) for path in sorted(files)]
    given = "".join(f"{state}:{path}\n" for state, path in asked).encode()
    said = git(repository, "cat-file", "--batch-check=%(objecttype) %(objectname)", given=given).splitlines()
    names = {one: line.removeprefix("blob ") for one, line in zip(asked, said, strict=True) if line.startswith("blob ")}
    for ((state, path), name), raw in zip(names.items(), blobs(repository, names.values()), strict=True):
        if raw == files[path]:
            continue
        if state == start:
            yield _There(path, raw, "", "")
        elif name != names.get((start, path)) and git(repository, "rev-list", "-1", f"{start}..{state}", "--", path):
            archive = archives_of(repository, state).get(path, "")
            yield _There(path, raw, state.removeprefix("refs/heads/"), archive)


def _is_same_record(path: str, old: bytes, new: bytes) -> bool:
    """Whether the new text is the old record amended: it keeps the title or most sentences, or tells of it."""
    was, now = _told(path, old), _told(path, new)
    kept = 2 * len(was & now) > len(was)
    return kept or title_of(path, old) == title_of(path, new) or _corrections(path, new) > _corrections(path, old)


def _corrections(path: str, raw: bytes) -> int:
    return sum("更正说明" in line.partition("：")[0] for line in lines_of(path, raw))


def _told(path: str, raw: bytes) -> set[str]:
    return {text for line in lines_of(path, raw) if (text := line.partition("：")[2]).endswith(_SENTENCE_ENDS)}


def title_of(path: str, raw: bytes) -> str:
    """What readers call a record: its title, or the first of its texts."""
    lines = list(lines_of(path, raw))
    return next((line for line in lines if line.startswith("标题：")), *lines[:1] or [""]).partition("：")[2]


def _id_words(there: _There, new: bytes) -> str:
    old_title, new_title = title_of(there.path, there.raw), title_of(there.path, new)
    return (
        f"{there.path}：这个编号已经有记录用了，是《{visible(old_title)}》，{there.place}；交来的《{visible(new_title)}》是另一件事。"
        "请换一个编号（就是文件名）再交。确是改正那一条的，请保留原来的标题，或在 corrections 里写明改了什么。"
    )


def _picture_words(there: _There, users: Iterable[str]) -> str:
    return (
        f"{there.path}：这个图片名已经有别的记录用了（{'、'.join(users)}，{there.place}），图片却不同。"
        "请给图片换一个文件名，记录里也改成新名字，再交。"
    )


def _amendment(there: _There, new: bytes) -> str:
    title = visible(title_of(there.path, there.raw))
    lines = "\n".join(difference(there.path, there.raw, new))
    return f"将改动这一条记录：{there.path}《{title}》，{there.place}。\n{hidden(lines)}".rstrip()
