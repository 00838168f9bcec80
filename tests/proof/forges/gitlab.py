"""GitLab's file by gitlab-ci-local, which reads it by GitLab's schema and runs its jobs without containers."""

import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

from forge_server import TOKEN, Forge
from proof.forges.column import Column
from proof.forges.material import RECORD, faulty, record
from proof.forges.results import Results
from proof.hosted import hosted
from repositories import git

COURSE = "GitLab"
PACKAGES = ("gitlab-ci-local@4.75.1", "node@22.23.3")


class Pipelines:
    """Jobs of a column's `.gitlab-ci.yml`, and the forge to which they speak."""

    def __init__(self, tools: Path, column: Column, forge: Forge) -> None:
        self.tools, self.column, self.forge, self.count = tools, column, forge, 0

    def run(self, source: str, head: str, *jobs: str, **variables: str) -> tuple[bool, str, Path]:
        """Jobs of a pipeline that `source` starts at a commit: whether all went well, the log, the folder."""
        self.count += 1
        work = self.column.folder / f"gitlab-{self.count}"
        git(self.column.folder, "clone", "-q", str(self.column.hub), str(work))
        git(work, "fetch", "-q", "origin", "+refs/merge-requests/*:refs/remotes/origin/mr/*")
        git(work, "checkout", "-q", "-B", "main" if source != "merge_request_event" else "tougao", head)
        shutil.copytree(Path(__file__).parents[3] / ".uv", work / ".uv", symlinks=True)
        known = {
            "CI_PIPELINE_SOURCE": source,
            "CI_DEFAULT_BRANCH": "main",
            "CI_COMMIT_BRANCH": "" if source == "merge_request_event" else "main",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.column.tip,
            "CI_API_V4_URL": self.forge.surroundings["FORGE_API"],
            "CI_PROJECT_ID": self.forge.surroundings["FORGE_REPOSITORY"],
            "CI_COMMIT_SHA": head,
            **variables,
        }
        bin_ = self.tools / "node_modules" / ".bin"
        command = [str(bin_ / "node"), str(bin_ / "gitlab-ci-local"), "--force-shell-executor"]
        command += [f"--variable={key}={value}" for key, value in known.items()]
        path = {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run([*command, *jobs], cwd=work, capture_output=True, encoding="utf-8", check=False, env=path)
        log = done.stdout + done.stderr
        (self.column.folder / f"gitlab-{self.count}.log").write_text(log, encoding="utf-8")
        return done.returncode == 0, log, work


def fetched(folder: Path) -> Path:
    """The program, with the Node that it wants."""
    quiet = ["--silent", "--no-audit", "--no-fund", "--no-package-lock"]
    subprocess.run(["npm", "install", *quiet, "--prefix", str(folder), *PACKAGES], check=True)
    return folder


def drive(at: Pipelines, results: Results, course: str = COURSE) -> None:
    """A faulty request, its correction, the answer from time to time, the merge published."""
    row = partial(results.row, course)
    for what, text, wanted in (("交来有错的投稿", faulty(), "发现 1 个错误"), ("改正后再交", record(), "检查通过")):
        with row(what, "check、policy、answer") as told:
            head = at.column.submit({RECORD: text})
            at.forge.pulls = [{"number": 7, "head": {"sha": head}}]
            passed, _log, work = at.run("merge_request_event", head, "check")
            told.expect("检查的结果对", passed == (wanted == "检查通过"))
            told.expect("代码质量报告写出来了", (work / "report/codequality.json").is_file())
            told.expect("通过的有预览", (work / "preview/index.html").is_file() == passed)
            told.expect("投稿范围合规", at.run("merge_request_event", head, "policy")[0])
            answered, log, _work = at.run("schedule", at.column.tip, "answer", FORGE_TOKEN=TOKEN, ANSWER_ONLY="1")
            told.expect("评论写出来了", answered and "已答复 7" in log)
            told.expect("评论说得对", len(at.forge.comments) == 1 and wanted in at.forge.comments[0]["body"])
    with row("改法作为建议写在行上", "answer") as told:
        told.expect("可以一键采纳", any("```suggestion:-0+0\n" in one["body"] for one in at.forge.reviews))
    at.column.merge()
    with row("合并，发布到文件夹", "publish") as told:
        folder = at.column.folder / "www" / "site"
        folder.mkdir(parents=True)
        with hosted(folder) as address:
            passed, log, _work = at.run("push", at.column.tip, "publish", PUBLISH_TO=f"{folder}/", SITE_URL=address)
        told.expect("逐个文件核对一致", passed and "全部一致" in log)
        told.expect("网页在那里", (folder / "highlights/bianzao.html").is_file())
    with row("每夜巡查", "nightly") as told, hosted(folder) as address:
        given = {"FORGE_TOKEN": TOKEN, "NIGHTLY": "1", "SITE_URL": address}
        told.expect("做完了", at.run("schedule", at.column.tip, "nightly", **given)[0])
        told.expect("写进一个议题", len(at.forge.issues) == 1)
        told.expect("线上文件核对过", "全部一致" in str(at.forge.issues))
