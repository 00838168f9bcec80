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

from generator import forge_commands
from generator.console import Progress, refuse_foreign_root, report, root_option, summary, wrong_use
from generator.fields import CHINA, SLUG
from generator.problems import Format, ProblemsFound, errors, why
from generator.scope import Scope

if TYPE_CHECKING:
    from generator.lists import Lists
    from generator.site import Site

CLEAN, PROBLEMS, WRONG_USE, OUR_FAULT = 0, 1, 2, 3

today_option = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="把这一天当作今天，用于重现以前的结果。"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wanlixing", message="万里行专栏 %(version)s")
def cli() -> None:
    """知识产权服务万里行宣传专栏：检查各地提交的记录，生成可搜索的网站和订阅源。"""


for _command in forge_commands.COMMANDS:
    cli.add_command(_command)


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
    from generator.wechat_api import WechatError

    if isinstance(error, WrongTargetError):
        click.echo(str(error), err=True)
        return WRONG_USE
    if isinstance(error, PublishError):
        click.echo(f"没有发布：{error}", err=True)
        return OUR_FAULT
    if isinstance(error, WechatError):
        click.echo(f"没有建成草稿：{error}。", err=True)
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

    refuse_foreign_root(root)
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
@click.option("--changed-from", "base", default=None, help="只看和这个分支或版本相比改动过的文件，以及改动引起的错误。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(
    *, root: Path, today: datetime | None, form: Format, production: bool, base: str | None, paths: tuple[Path, ...]
) -> None:
    """检查内容，一次列出全部问题；给出路径时只报告这些文件或文件夹里的问题。"""
    from generator.checking import check as check_site

    refuse_foreign_root(root)
    if base and paths:
        raise click.UsageError("--changed-from 和路径只能给一样")
    scope = Scope.changed(base, root.resolve()) if base else Scope.of(paths, root.resolve())
    site, problems = check_site(root.resolve(), _today(today), production)
    shown = [problem for problem in problems if scope.concerns(problem)]
    report(shown, form)
    if form == "text" and not shown:
        checked = sum(scope.holds(entry.source.path) for entry in site.catalogue.entries) if site else 0
        click.echo(f"没有发现问题，共检查 {checked} 条记录。" if checked else "没有发现问题；这里没有记录。")
    sys.exit(PROBLEMS if errors(shown) else CLEAN)


@cli.command()
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口，默认 8000；0 表示任选一个空闲的。")
def serve(root: Path, port: int) -> None:
    """在本机预览网站，文件改动后自动重新生成。"""
    from generator.serve import Preview

    refuse_foreign_root(root)
    try:
        preview = Preview(root.resolve(), port, lambda: _today(None), click.echo)
    except OSError as error:
        raise click.UsageError(f"端口 {port} 用不了（{why(error)}），请换一个，例如 --port 0") from None
    # A terminal that is closed, or `kill`, ends the preview as Ctrl+C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    preview.run()


@cli.command()
@root_option
@click.argument("kind")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def new(root: Path, kind: str, file: Path | None) -> None:
    """写出一份空白模板。KIND 是种类（如 highlight 或 活动亮点）；FILE 是要新建的文件，不给就显示在屏幕上。"""
    from generator.drafts import draft
    from generator.kinds import KINDS

    found = next((k for k in KINDS.values() if kind in (k.name, k.label)), None)
    if found is None:
        choices = "、".join(f"{k.name}（{k.label}）" for k in KINDS.values())
        raise click.UsageError(f"没有“{kind}”这个种类。可选：{choices}。")
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

    write_new(file, text)
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


@cli.command()
@root_option
@today_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="从这一天起发布的，例如 2026-11-16。")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="到这一天为止，含这一天。")
@click.option("--by", type=click.Choice(["单位", "任务"]), default=None, help="按什么分组，默认照 site_config.yml。")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="写成一个网页文件；不给就把正文显示出来。")
def digest(
    *, root: Path, today: datetime | None, since: datetime, until: datetime, by: str | None, out: Path | None
) -> None:
    """把一段时间发布的记录汇成一篇公众号文章。"""
    from generator.outputs.digest import digest_article, digest_of, message
    from generator.outputs.wechat import standalone
    from generator.publish import write_new

    if until < since:
        raise click.UsageError("--until 早于 --since")
    if out and out.exists():
        raise click.UsageError(f"{out} 已经存在，没有改动")
    site = _site(root, today)
    period = digest_of(site, since.date(), until.date())
    if not period.records:
        raise click.UsageError("这段时间没有发布记录")
    made = digest_article(site, period, by or "")
    if out is None:
        click.echo(made.html)
        return
    write_new(out, standalone(site, period, made))
    click.echo(f"已写出 {out}：{made.title}，收录 {len(period.records)} 条，正文 HTML {len(made.html)} 个字符。")
    click.echo("多图文建议：" + "；".join(record.title for record in message(period)))


@cli.group()
def wechat() -> None:
    """公众号：把记录做成草稿。"""


@wechat.command()
@root_option
@today_option
@click.argument("record_id", metavar="ID")
@click.option("--dry-run", is_flag=True, help="只列出要发出的请求，什么也不发。")
@click.option("--cover", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None, help="封面图片。")
@click.option("--api", envvar="WECHAT_API", default=None, help="接口地址，例如固定 IP 的代理；默认是官方地址。")
def push(
    *, root: Path, today: datetime | None, record_id: str, dry_run: bool, cover: Path | None, api: str | None
) -> None:
    """把编号为 ID 的记录传到公众号的草稿箱（不发布）。

    公众号的 AppID 和 AppSecret 只从环境变量 WECHAT_APPID 和 WECHAT_SECRET 读取。
    """
    from generator.editor import push_record

    refuse_foreign_root(root)
    push_record(_site(root, today), record_id, dry_run=dry_run, cover=cover, api=api)


def _site(root: Path, today: datetime | None) -> "Site":
    """A sound site; with faults there is nothing to make articles of."""
    from generator.checking import check as check_site

    refuse_foreign_root(root)
    site, problems = check_site(root.resolve(), _today(today))
    if site is None or errors(problems):
        raise ProblemsFound(problems)
    return site


def _lists(root: Path) -> "Lists":
    from generator.load import load_lists

    refuse_foreign_root(root)
    lists, problems = load_lists(root.resolve())
    if lists is None:
        raise ProblemsFound(problems)
    return lists
