"""Persons in commits that a later commit put right: what is taken stays in the history, in every clone."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from generator.checks.privacy import persons_in_source
from generator.diagnostics.problems import Position, Problem
from generator.runtime.git import blobs, git
from generator.text.pii import traces
from generator.yaml_source.reader import MAX_BYTES, decode
from generator.yaml_source.reader import read_text as parsed

#: Numbers of persons, and pictures that tell where somebody was.
PRIVATE = ("E601", "E602", "E603", "E604")
_RECORDS = ":(glob)content/**/*.yml"
_HINT = "个人信息不能公开；后来的提交改正了，这一次提交仍留在历史里，取得仓库的人都看得到。"


def persons_in_history(repository: Path, head: str, *known: str) -> list[Problem]:
    """What of persons stands in new commits up to `head` and no longer in `head` itself; `known` as git says `--not`.

    Raises GitError.
    """
    commits = git(repository, "rev-list", head, "--not", *known).split()
    if len(commits) < 2:
        return []
    written = _written(repository, commits, set(_blobs_of(repository, head)))
    contents = zip(written.items(), blobs(repository, written), strict=True)
    return [problem for (_blob, (commit, path)), raw in contents for problem in _persons(commit, path, raw)]


def how_to_squash(base: str) -> str:
    """How the submitter makes one commit of several."""
    return f"请把这几次提交合成一次，再推送：\n    git reset --soft {base[:12]}\n    git commit -m 投稿\n    git push"


def _blobs_of(repository: Path, head: str) -> Iterator[str]:
    for line in git(repository, "ls-tree", "-r", "-z", head, "--", "content").split("\0"):
        if line:
            yield line.partition("\t")[0].split()[2]


def _written(repository: Path, commits: list[str], kept: Collection[str]) -> dict[str, tuple[str, str]]:
    """Of each text that these commits wrote and that is not kept: its name, in which commit, at which path."""
    words = ("-c", "core.quotePath=false", "diff-tree", "--stdin", "-r", "-m", "--root", "--no-renames", "--relative")
    found, commit = {}, ""
    for line in git(repository, *words, "--", _RECORDS, given="".join(f"{one}\n" for one in commits).encode()).split(
        "\n"
    ):
        fields, _, path = line.partition("\t")
        if not path:
            commit = fields[:10]
            continue
        blob = fields.split()[3]
        if blob.strip("0") and blob not in kept:
            found[blob] = (commit, path)
    return _bounded(repository, found)


def _bounded(repository: Path, found: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Without what no check would read."""
    asked = "".join(f"{blob}\n" for blob in found).encode()
    sizes = git(repository, "cat-file", "--batch-check=%(objectsize)", given=asked).split()
    return {blob: said for (blob, said), size in zip(found.items(), sizes, strict=True) if int(size) <= MAX_BYTES}


def _persons(commit: str, path: str, raw: bytes) -> Iterator[Problem]:
    text = decode(raw, path)[0] or ""
    source = parsed(text, path)[0]
    if source:
        problems = list(persons_in_source(source, ()))
    else:
        problems = [
            Problem(
                Position(path, text.count("\n", 0, trace.start) + 1),
                trace.code,
                f"这里有{trace.name}：{trace.masked}。",
            )
            for trace in traces(text)
        ]
    for one in problems:
        if one.code in PRIVATE:
            yield replace(one, message=f"提交 {commit} 里的这个文件：{one.message}", hint=_HINT)
