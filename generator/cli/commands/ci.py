"""Commands for a forge's machinery: what a submission may touch, a stored report shown, a site sent and compared.

They belong to the command line; `cli` adds them to its own.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO

import click

from generator.cli.console import report, root_option
from generator.diagnostics.explanations import EXPLAINED
from generator.diagnostics.printing import Format
from generator.diagnostics.problems import CODES, Problem
from generator.diagnostics.reports import FORMS, MAX_REPORT, Form, ReportError, fence, read_report, shown
from generator.runtime.git import GitError
from generator.runtime.git_diff import between
from generator.yaml_source.reader import read_bounded


@click.command()
@root_option
@click.option("--changed-from", "base", required=True, help="投稿要并入的分支或版本。")
@click.option("--head", default="HEAD", help="投稿的版本，默认是现在的。")
@click.option("--unit", "units", multiple=True, help="投稿人的单位编号，可以给几个；不给时，一次只能改一个单位。")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="输出形式。")
def policy(root: Path, base: str, head: str, units: tuple[str, ...], form: Format) -> None:
    """核对投稿只改了一个单位的记录和图片，没有换掉别的记录的图片；别的改动要由维护者处理。不运行投稿里的任何东西。"""
    from generator.authoring.submission_policy import outside
    from generator.receiving.taken import others_pictures

    try:
        changes = between(root.resolve(), base, head)
        shared = list(others_pictures(root.resolve(), head, changes))
    except GitError as error:
        raise click.UsageError(str(error)) from None
    problems = [*outside(changes, units), *shared]
    report(problems, form)
    if form == "text" and not problems:
        click.echo(f"改动 {len(changes)} 个文件，都在投稿的范围内。")
    sys.exit(1 if problems else 0)


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="输出形式。")
@click.option("--index", default="", help="错误说明页的网址，写进 markdown 形式的链接。")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
def show(*, form: Form, index: str, files: tuple[IO[bytes], ...]) -> None:
    """把 check --format json 写出的报告换一种形式显示；几份报告合成一份。"""
    try:
        problems = [problem for file in files for problem in read_report(file.read(MAX_REPORT + 1))]
    except ReportError as error:
        raise click.UsageError(str(error)) from None
    click.echo(shown(problems, form, index))


@click.command(short_help="写出对投稿的答复：评论、改法、投稿范围。")
@root_option
@click.option("--changed-from", "base", required=True, help="投稿要并入的分支或版本。")
@click.option("--head", required=True, help="投稿的版本。")
@click.option("--report", "stored", type=click.Path(path_type=Path), required=True, help="check --format json 的报告。")
@click.option("--index", default="", help="错误说明页的网址。")
@click.option("--run", default="", help="运行记录的网址。")
@click.option("--preview", default="", help="预览的网址。")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def answer(*, root: Path, base: str, head: str, stored: Path, index: str, run: str, preview: str, folder: Path) -> None:
    """把对投稿的答复写进 FOLDER：评论（comment.md）、可以逐行采用的改法（suggestions.json）、投稿范围（policy.json）。

    投稿的提交只当作数据读；报告可能被投稿人改过，超出投稿范围的，报告不下结论。
    """
    from generator.authoring.write_file import write_files
    from generator.diagnostics.printing import show as in_form
    from generator.receiving.comment import Links, comment
    from generator.site.site import File

    try:
        made = comment(root.resolve(), base, head, _report_in(stored), Links(index, run, preview))
    except GitError as error:
        raise click.UsageError(str(error)) from None
    offered = [{**asdict(one), "fence": fence("\n".join(one.lines))} for one in made.suggestions]
    files = {
        "comment.md": made.text,
        "suggestions.json": json.dumps(offered, ensure_ascii=False),
        "policy.json": in_form(made.policy, "json"),
    }
    write_files([File(name, text.encode("utf-8", "replace")) for name, text in files.items()], folder)
    click.echo(f"投稿范围以外 {len(made.policy)} 处，可以逐行采用的改法 {len(made.suggestions)} 处。")


def _report_in(file: Path) -> list[Problem] | None:
    """The problems of a stored report; nothing if there is none, or none that can be believed to be one."""
    raw, _problem = read_bounded(file, file.name, MAX_REPORT)
    try:
        return read_report(raw) if raw is not None else None
    except ReportError:
        return None


@click.command(short_help="把生成好的网站发布到文件夹、主机或对象存储。")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target")
def publish(folder: Path, target: str) -> None:
    """把生成好的网站 FOLDER 发布到 TARGET：文件夹、rsync 目标（用户@主机:/文件夹）或 rclone:远端:存储桶。

    先传样式和图片，再传网页，然后是订阅源和搜索，最后删去不再有的；中途断了，再发布一次就好。
    """
    from generator.publishing.deploy import host, send

    made = send(folder.resolve(), host(target), lambda what, count: click.echo(f"· {what} {count} 个", err=True))
    click.echo(f"已发布到 {target}：{sum(len(paths) for _, paths in made.steps)} 个文件，删去 {len(made.gone)} 个。")


@click.command()
@click.option("--manifest", type=click.File("rb"), default=None, help="以这份清单为准，默认用 PLACE 自己的。")
@click.argument("place")
def verify(manifest: IO[bytes] | None, place: str) -> None:
    """核对 PLACE（网址或文件夹）上的网站，每个文件都和清单里的 SHA-256 一致。"""
    from generator.publishing.remote_verify import compare

    count, reported = compare(place, manifest.read() if manifest else None)
    for line in reported:
        click.echo(line)
    click.echo(f"共 {count} 个文件，{len(reported)} 处不一致。" if reported else f"共 {count} 个文件，全部一致。")
    sys.exit(1 if reported else 0)


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """说明编号 CODE（如 E207）错在哪里、怎样改、为什么。"""
    found = EXPLAINED.get(code.upper())
    if found is None:
        raise click.UsageError(f"没有 {code} 这个编号")
    click.echo(f"{code.upper()} {CODES[code.upper()]}\n{found.why}")
    for word, example in (("错的写法", found.wrong), ("对的写法", found.right)):
        click.echo(f"{word}：\n" + "\n".join(f"    {line}" for line in example.splitlines()))


COMMANDS = (policy, answer, show, publish, verify, explain)
