"""Gitea's and Forgejo's workflows by act, from which their own runner is made; git over HTTP with a token."""

from functools import partial
from typing import Any

from git_server import private
from proof.forges.acting import Act, Ran
from proof.forges.material import RECORD, faulty, record
from proof.forges.results import Results
from proof.hosted import hosted

COURSE = "Gitea、Forgejo"


def drive(act: Act, results: Results, course: str = COURSE) -> None:
    """A faulty request answered, its correction, the merge published, the nightly look."""
    with private(act.column.folder) as address:
        given = {"GITHUB_SERVER_URL": address, "GITHUB_REPOSITORY": "bureau/column", "GITEA_ACTIONS": "true"}
        run = partial(_run, act, given)
        row = partial(results.row, course)
        with row("派生仓库交来有错的投稿", "check、answer") as told:
            head = act.column.submit({RECORD: faulty()})
            act.forge.pulls = [{"number": 7, "head": {"sha": head}}]
            told.expect("检查没有通过", not run("pull_request", "check.yml").passed)
            told.expect("评论写出来了", run("pull_request_target", "answer.yml").passed)
            told.expect("错误和改法都在评论里", "E202" in _said(act) and "+event_date: 2020-06-18" in _said(act))
        with row("改正后再交", "check、answer") as told:
            head = act.column.submit({RECORD: record()})
            act.forge.pulls = [{"number": 7, "head": {"sha": head}}]
            told.expect("检查通过，有预览", run("pull_request", "check.yml").passed)
            told.expect("预览交出来了", any(act.held.glob("*/preview/index.html")))
            told.expect("定时补上答复", run("schedule", "answer.yml").passed and "检查通过" in _said(act))
            told.expect("还是同一条评论", len(act.forge.comments) == 1)
        act.column.merge()
        folder = act.home / "www" / "site"
        folder.mkdir(parents=True)
        with hosted(folder) as site:
            with row("合并，发布到文件夹", "publish") as told:
                ran = run("push", "publish.yml", PUBLISH_TO=f"{folder}/", SITE_URL=site)
                told.expect("逐个文件核对一致", ran.passed and "全部一致" in ran.log)
                told.expect("网页在那里", (folder / "highlights/bianzao.html").is_file())
            with row("每夜巡查", "look") as told:
                told.expect("做完了", run("schedule", "nightly.yml", SITE_URL=site).passed)
                told.expect("写进一个议题", len(act.forge.issues) == 1)
                told.expect("线上文件核对过", "全部一致" in str(act.forge.issues))


def _run(act: Act, given: dict[str, str], event: str, name: str, **variables: str) -> Ran:
    pull: dict[str, Any] = {"number": 7, "base": {"ref": "main"}}
    payload = {"number": 7, "pull_request": pull, "repository": {"default_branch": "main"}}
    return act.run(event, name, payload, given={**given, "GITHUB_REF": "refs/heads/main"}, variables=variables)


def _said(act: Act) -> str:
    return str(act.forge.comments[-1]["body"])
