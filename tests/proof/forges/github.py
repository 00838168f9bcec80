"""GitHub's workflows from a fork's faulty request to what readers see, each job by act."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from proof.forges.acting import Act, Ran
from proof.forges.material import RECORD, collection, faulty, record, withdrawal
from proof.forges.results import Results
from proof.hosted import hosted
from repositories import git

COURSE = "GitHub"
Payload = Mapping[str, Any]
#: The clock of a runner two days on: what is under embargo until today is public then.
LATER = {"LD_PRELOAD": "/usr/$LIB/faketime/libfaketime.so.1", "FAKETIME": "+2d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

#: Of `make test` all the set-up, and two files of tests: the whole takes as long as everything else together.
FEW_TESTS = {"PYTEST_ADDOPTS": "tests/test_identifiers.py tests/test_publish.py"}


def drive(act: Act, results: Results) -> None:
    """Everything, in the order in which a bureau meets it."""
    row = partial(results.row, COURSE)
    _request(act, row)
    _strangers(act, row)
    _publishing(act, row)
    _later(act, row)
    with row("打上版本标签", "release") as told:
        tag = "refs/tags/v1.0.0"
        git(act.column.hub, "update-ref", tag, "main")
        _stand_in_for_gh(act)
        given = {"GITHUB_REF": tag, "GITHUB_REF_NAME": "v1.0.0"}
        ran = act.run("push", "release.yml", {**_pushed(act), "ref": tag}, given=given)
        told.expect("在空的环境里装得上，能检查、能生成", ran.passed)
        told.expect("有源码包、安装包、依赖清单、校验值", {"whl", "gz", "json", "SHA256SUMS"} <= _released(act))


def drive_own(act: Act, results: Results, course: str) -> None:
    """A column of one's own: the same files, the program from its wheel."""
    row = partial(results.row, course)
    _request(act, row)
    _publishing(act, row)


def _request(act: Act, row: Any) -> None:
    with row("派生仓库交来有错的投稿", "check、preview、comment") as told:
        head = act.column.submit({RECORD: faulty()})
        check, preview, comment = _answered(act, head)
        told.expect("检查没有通过", not check.passed)
        told.expect("没有预览", not preview.passed and "[预览]" not in comment)
        told.expect("错误都在评论里", "发现 1 个错误" in comment and "E202" in comment)
        told.expect("写明改法", "+event_date: 2020-06-18" in comment and len(act.forge.reviews) == 1)
    with row("改正后再交", "check、preview、comment") as told:
        head = act.column.submit({RECORD: record()})
        check, preview, comment = _answered(act, head)
        told.expect("检查通过", check.passed and "检查通过" in comment)
        told.expect("预览能打开", preview.passed and "[预览](https://" in comment)
        told.expect("还是同一条评论", len(act.forge.comments) == 1)
        told.expect("写明谁复核", "`@column/editors`" in comment or "`@nanjing-reviewer`" in comment)
        told.expect("状态是通过", act.forge.statuses[-1]["state"] == "success")


def _strangers(act: Act, row: Any) -> None:
    with row("改了程序的请求", "test") as told:
        act.column.submit({"NOTES.md": "试验\n"}, number=9)
        pull = {"number": 9, "pull_request": {"number": 9, "base": {"ref": "main"}}}
        given = {"GITHUB_REF": "refs/pull/9/merge", **FEW_TESTS}
        ran = act.run("pull_request", "program.yml", pull, given=given, job="test")
        told.expect("环境装得齐，测试跑得起来", ran.passed and re.search(r"\d+ passed", ran.log))
    with row("改了工作流的投稿", "comment") as told:
        good = git(act.column.hub, "rev-parse", "refs/pull/7/head")
        head = act.column.submit({".ci/check": "#!/bin/sh\necho '[]'\n", RECORD: record()}, number=8)
        # The fake forge knows one request.
        git(act.column.hub, "update-ref", "refs/pull/7/head", head)
        act.forge.pulls = [{"number": 7, "head": {"sha": head}}]
        _comment(act, head)
        git(act.column.hub, "update-ref", "refs/pull/7/head", good)
        told.expect("不下通过的结论", "检查通过" not in act.forge.comments[-1]["body"])
        told.expect("交给维护者", act.forge.statuses[-1]["state"] == "failure")


def _answered(act: Act, head: str) -> tuple[Ran, Ran, str]:
    """Check, preview and comment, as the forge starts them one after the other; what our comment says then."""
    act.forge.pulls = [{"number": 7, "head": {"sha": head}}]
    pull = {"number": 7, "pull_request": {"number": 7, "head": {"sha": head}, "base": {"ref": "main"}}}
    ref = {"GITHUB_REF": "refs/pull/7/merge"}
    check = act.run("pull_request", "check.yml", pull, given=ref)
    preview = act.run("pull_request", "preview.yml", pull, given=ref)
    _handed_over(act, [(preview, "预览", "preview"), (check, "检查", "report")])
    for _event in ("检查完成", "预览完成"):
        ran = _comment(act, head)
        if not ran.passed:
            raise RuntimeError(ran.log[-2000:])
    return check, preview, str(act.forge.comments[-1]["body"])


def _handed_over(act: Act, runs: list[tuple[Ran, str, str]]) -> None:
    """The runs and their artifacts, as the forge's API tells them."""
    act.forge.runs, act.forge.artifacts = [], {}
    for number, (ran, name, artifact) in enumerate(runs):
        url = f"https://forge.example.org/run/{ran.number}"
        act.forge.runs.append({"id": ran.number, "name": name, "status": "completed", "html_url": url})
        held = [{"id": number + 1, "name": artifact}] if (act.held / str(ran.number) / artifact).exists() else []
        act.forge.artifacts[ran.number] = held


def _comment(act: Act, head: str) -> Ran:
    run = {
        "event": "pull_request",
        "conclusion": "success",
        "head_sha": head,
        "html_url": "https://forge.example.org/run",
    }
    fork = {"head_repository": {"full_name": "bureau-2/column"}, "head_branch": "tougao"}
    payload = {"workflow_run": {**run, **fork}, "repository": {"default_branch": "main"}}
    return act.run("workflow_run", "comment.yml", payload)


def _pushed(act: Act) -> dict[str, object]:
    return {"ref": "refs/heads/main", "after": act.column.tip, "repository": {"default_branch": "main"}}


def _publish(act: Act, target: str, place: Path, given: Mapping[str, str] | None = None, configured: str = "") -> Ran:
    """Published to `target`, whose files lie at `place` and are served from there."""
    place.mkdir(parents=True, exist_ok=True)
    with hosted(place) as address:
        variables = {"PUBLISH_TO": target, "SITE_URL": address}
        secrets = {"RCLONE_CONF": configured} if configured else {}
        event = "schedule" if given else "push"
        around = {"GITHUB_REF": "refs/heads/main", **(given or {})}
        return act.run(event, "publish.yml", _pushed(act), given=around, variables=variables, secrets=secrets)


def _publishing(act: Act, row: Any) -> None:
    act.column.merge()
    address = "highlights/bianzao.html"
    with row("合并，发布到 Pages", "build、pages、verify") as told:
        ran = _publish(act, "pages", act.pages)
        told.expect("逐个文件核对一致", ran.passed and "全部一致" in ran.log)
        told.expect("网页在 Pages", (act.pages / address).is_file())
    with row("发布到文件夹（rsync）", "build、host、verify") as told:
        folder = act.home / "rsync" / "site"
        ran = _publish(act, f"{folder}/", folder)
        told.expect("逐个文件核对一致", ran.passed and "全部一致" in ran.log)
        told.expect("网页在那里", (folder / address).is_file())
    with row("发布到对象存储（rclone）", "build、host、verify") as told:
        folder = act.home / "rclone" / "site"
        ran = _publish(act, f"rclone:store:{folder}", folder, configured="[store]\ntype = local")
        told.expect("逐个文件核对一致", ran.passed and "全部一致" in ran.log)
        told.expect("网页在那里", (folder / address).is_file())


def _later(act: Act, row: Any) -> None:
    folder = act.home / "rsync" / "site"
    with row("每夜巡查", "look、report、audit") as told, hosted(folder) as address:
        given = {"GITHUB_REF": "refs/heads/main"}
        ran = act.run("schedule", "nightly.yml", _pushed(act), given=given, variables={"SITE_URL": address})
        told.expect("写进一个议题", len(act.forge.issues) == 1)
        told.expect("坏链接在议题里", "gone.example.org" in str(act.forge.issues[:1]).replace("\\", ""))
        told.expect("线上文件核对过", "全部一致" in str(act.forge.issues[:1]))
        ran = act.run("schedule", "audit.yml", _pushed(act), given=given)
        # A machine that reaches no list of vulnerabilities says so; it was asked all the same.
        told.expect("查过漏洞", re.search("No known vulnerabilities found|could not be audited", ran.log))
    with row("撤回一条记录", "build、host、verify") as told:
        act.column.change(withdrawal(act.column.main), gone=(RECORD,))
        ran = _publish(act, f"{folder}/", folder)
        told.expect("发布成功", ran.passed)
        told.expect("原网址写明已撤回", "已撤回" in (folder / "highlights/bianzao.html").read_text(encoding="utf-8"))
    with row("保密期满", "build、host、verify") as told:
        act.column.change(collection())
        page = folder / "collections/baomi.html"
        told.expect("保密期内不公开", _publish(act, f"{folder}/", folder).passed and not page.exists())
        told.expect("期满自己公开", _publish(act, f"{folder}/", folder, LATER).passed and page.exists())


def _stand_in_for_gh(act: Act) -> None:
    """GitHub's own program, which keeps what it is given to publish."""
    (act.home / "bin").mkdir(exist_ok=True)
    gh = act.home / "bin" / "gh"
    gh.write_text(f'#!/bin/sh\nmkdir -p "{act.home}/released"\ncp dist/* "{act.home}/released"\n', encoding="utf-8")
    gh.chmod(0o755)


def _released(act: Act) -> set[str]:
    return {path.name.rpartition(".")[2] for path in (act.home / "released").glob("*")}
