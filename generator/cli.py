"""The command line: arguments in, problems and an exit code out.

Exit codes: 0 clean, 1 problems in the content, 2 wrong use, 3 our fault.
"""

import re
import signal
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.console import Progress, report, summary, wrong_use
from generator.fields import CHINA, SLUG
from generator.problems import Format, ProblemsFound, errors, why
from generator.scope import Scope

if TYPE_CHECKING:
    from generator.lists import Lists
    from generator.record import Kind

CLEAN, PROBLEMS, WRONG_USE, OUR_FAULT = 0, 1, 2, 3

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="站点文件夹（含 site_config.yml、content/、templates/），默认是当前文件夹。",
)
today_option = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="把这一天当作今天，用于重现以前的结果。"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wanlixing", message="万里行专栏 %(version)s")
def cli() -> None:
    """知识产权服务万里行宣传专栏：检查各地提交的记录，生成可搜索的网站和订阅源。"""


def main() -> None:
    """What the `wanlixing` command runs: one place for mistakes of ours."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("已中断。", err=True)
        sys.exit(WRONG_USE)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(WRONG_USE)
    except click.ClickException as error:
        click.echo(f"用法有误：{wrong_use(error)}", err=True)
        sys.exit(WRONG_USE)
    except ProblemsFound as found:
        report(found.problems, "text")
        sys.exit(PROBLEMS)
    except Exception as error:  # noqa: BLE001  # the last door: say so and keep the exit code
        sys.exit(_fault(error))


def _fault(error: Exception) -> int:
    """Say what went wrong that is no author's mistake; the exit code."""
    from generator.publish import PublishError, WrongTargetError
    from generator.templating import template_fault

    if isinstance(error, WrongTargetError):
        click.echo(str(error), err=True)
        return WRONG_USE
    if isinstance(error, PublishError):
        click.echo(f"没有发布：{error}", err=True)
        return OUR_FAULT
    told = template_fault(error)
    if not told:
        traceback.print_exc()
        told = f"程序出错：{error}"
    click.echo(f"没有发布，已发布的网站没有改动：{told}", err=True)
    return OUR_FAULT


def _today(given: datetime | None) -> date:
    """The only place that reads the clock."""
    return given.date() if given else datetime.now(CHINA).date()


@cli.command()
@root_option
@today_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help="发布到哪里，默认是站点文件夹下的 site。")
@click.option("--production", is_flag=True, help="正式发布：缺少政府网站必需的信息、网址不对时不发布。")
def build(root: Path, today: datetime | None, out: Path | None, production: bool) -> None:
    """生成网站并发布到 site/；内容有错时不改动已发布的网站。"""
    from generator import pipeline

    _refuse_foreign_root(root)
    target = (out or root / "site").absolute()
    with Progress() as progress:
        done = pipeline.build(root.resolve(), target, _today(today), progress, progress.wait, production=production)
    report(done.built.problems, "text")
    click.echo(summary(done, target))


@cli.command()
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="输出形式。")
@click.option("--production", is_flag=True, help="按正式发布的要求检查。")
@click.option("--diff", "differ", is_flag=True, help="显示粘贴留下的痕迹可以怎样改，不改动文件。")
@click.option("--fix", is_flag=True, help="照 --diff 显示的样子改好文件，再检查。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(  # noqa: PLR0917  # click names them
    root: Path,
    today: datetime | None,
    form: Format,
    production: bool,
    differ: bool,
    fix: bool,
    paths: tuple[Path, ...],
) -> None:
    """检查内容，一次列出全部问题；给出路径时只报告这些文件或文件夹里的问题。"""
    from generator.checking import check as check_site

    _refuse_foreign_root(root)
    scope = Scope.of(paths, root.resolve())
    if differ or fix:
        _mend(root.resolve(), scope, write=fix)
    site, problems = check_site(root.resolve(), _today(today), production)
    shown = [problem for problem in problems if scope.covers(problem.place.path)]
    report(shown, form)
    if form == "text" and not shown:
        checked = sum(scope.holds(entry.source.path) for entry in site.catalogue.entries) if site else 0
        click.echo(f"没有发现问题，共检查 {checked} 条记录。" if checked else "没有发现问题；这里没有记录。")
    sys.exit(PROBLEMS if errors(shown) else CLEAN)


def _mend(root: Path, scope: Scope, *, write: bool) -> None:
    """Show what pasting did to the files and, if asked for, undo it. On stderr: stdout is for problems."""
    from generator.mending import mended_files
    from generator.publish import replace_file

    done = 0
    for file, made in mended_files(root, scope.holds):
        done += 1
        click.echo(f"{made.difference}\n    {made.path}：{'、'.join(made.names)}", err=True)
        if write:
            replace_file(file, made.after.encode("utf-8-sig" if made.marked else "utf-8"))
    verb = "改好了" if write else "可以改"
    click.echo(f"{verb} {done} 个文件。" if done else "没有可以自动改的地方。", err=True)


@cli.command()
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口，默认 8000；0 表示任选一个空闲的。")
def serve(root: Path, port: int) -> None:
    """在本机预览网站，文件改动后自动重新生成。"""
    from generator.serve import Preview

    _refuse_foreign_root(root)
    try:
        preview = Preview(root.resolve(), port, lambda: _today(None), click.echo)
    except OSError as error:
        raise click.UsageError(f"端口 {port} 用不了（{why(error)}），请换一个，例如 --port 0") from None
    # A terminal that is closed, or `kill`, ends the preview as Ctrl+C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    preview.run()


@cli.command()
@root_option
@click.option("--xlsx", is_flag=True, help="写出 Excel 表格；现在只有这一种形式。")
@click.argument("kind")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def template(root: Path, xlsx: bool, kind: str, file: Path | None) -> None:  # noqa: ARG001  # the only form so far
    """写出一份可以用 Excel 填写的表格。KIND 是种类（如 highlight 或 活动亮点）；FILE 默认是“种类.xlsx”。"""
    from generator.publish import write_new
    from generator.sheets.template import template as workbook

    found = _kind(kind)
    target = file or Path(f"{found.label}.xlsx")
    if target.exists():
        raise click.UsageError(f"{target} 已经存在，没有改动")
    write_new(target, workbook(found, _lists(root)))
    click.echo(f"已写出 {target}，填好后运行 {sys.argv[0]} import {target}")


@cli.command("import")
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="输出形式。")
@click.option("--check", "only_check", is_flag=True, help="只检查，不写文件。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(root: Path, today: datetime | None, form: Format, only_check: bool, file: Path) -> None:
    """把填好的表格变成记录文件；有错误时一个文件也不写。"""
    from generator.load import load
    from generator.publish import write_files
    from generator.sheets.cells import MAX_BYTES
    from generator.sheets.importing import imported
    from generator.source import read_bounded

    _refuse_foreign_root(root)
    site, told = load(root.resolve(), _today(today))
    if site is None:
        raise ProblemsFound(told)
    raw, problem = read_bounded(file, file.name, MAX_BYTES)
    if raw is None:
        raise ProblemsFound([problem] if problem else [])
    made = imported(raw, file.name, site)
    report(made.problems, form)
    wrong = errors(made.problems)
    if not wrong and not only_check:
        write_files(made.files, root.resolve())
    if form == "text":
        verb = "可以写出" if only_check else "已写出"
        click.echo("有错误，一个文件也没有写。" if wrong else f"{verb} {len(made.files)} 条记录。")
    sys.exit(PROBLEMS if wrong else CLEAN)


@cli.command()
@root_option
@click.argument("kind")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def new(root: Path, kind: str, file: Path | None) -> None:
    """写出一份空白模板。KIND 是种类（如 highlight 或 活动亮点）；FILE 是要新建的文件，不给就显示在屏幕上。"""
    from generator.drafts import draft

    found = _kind(kind)
    lists = _lists(root)
    text = draft(found, lists)
    if file is None:
        click.echo(text, nl=False)
        return
    if file.exists():
        raise click.UsageError(f"{file} 已经存在，没有改动")
    unit = file.resolve().parent
    if unit.name not in lists.units or unit.parent.resolve() != (root / "content" / found.folder).resolve():
        raise click.UsageError(f"{found.label}要放在 content/{found.folder}/单位/ 里，单位如 nanjing、suzhou")
    if file.suffix != ".yml" or not re.fullmatch(SLUG, file.stem):
        raise click.UsageError(
            "文件名只用小写英文字母、数字和短横线，以 .yml 结尾，例如 nanjing-2024.yml，不能叫 index 等"
        )
    from generator.publish import write_new

    write_new(file, text.encode())
    click.echo(f"已写出 {file}，填好后运行 {sys.argv[0]} check {file}")


@cli.command()
@root_option
def schema(root: Path) -> None:
    """按字段定义和词表更新 content/schema/，供编辑器补全和检查。"""
    from generator.publish import write_files
    from generator.schema import schemas

    files = schemas(_lists(root))
    write_files(files, root.resolve())
    click.echo(f"已更新 {len(files)} 个文件。")


@cli.command()
@root_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help="已发布的网站，默认是站点文件夹下的 site。")
@click.argument("version", required=False)
def rollback(root: Path, out: Path | None, version: str | None) -> None:
    """退回上一个版本；给出 VERSION 时退回那个版本。"""
    from generator.publish import roll_back

    now = roll_back((out or root / "site").absolute(), version)
    click.echo(f"已退回版本 {now.name}。")


def _refuse_foreign_root(root: Path) -> None:
    if not (root / "site_config.yml").exists() and not (root / "content").exists():
        raise click.UsageError("这里不是站点文件夹（没有 site_config.yml 和 content/），请用 --root 指定")


def _kind(name: str) -> "Kind":
    from generator.kinds import KINDS

    found = next((k for k in KINDS.values() if name in (k.name, k.label)), None)
    if found is None:
        choices = "、".join(f"{k.name}（{k.label}）" for k in KINDS.values())
        raise click.UsageError(f"没有“{name}”这个种类。可选：{choices}。")
    return found


def _lists(root: Path) -> "Lists":
    from generator.load import load_lists

    _refuse_foreign_root(root)
    lists, problems = load_lists(root.resolve())
    if lists is None:
        raise ProblemsFound(problems)
    return lists
