"""The command line: arguments in, problems and an exit code out.

Exit codes: 0 clean, 1 problems in the content, 2 wrong use, 3 our fault.
"""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

import click

from generator.fields import CHINA
from generator.problems import Format, Problem, ProblemsFound, errors, show

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
        click.echo(f"用法有误：{_wrong_use(error)}", err=True)
        sys.exit(WRONG_USE)
    except ProblemsFound as found:
        _report(found.problems, "text")
        sys.exit(PROBLEMS)
    except Exception as error:  # noqa: BLE001  # the last door: say so and keep the exit code
        _our_fault(error)


def _wrong_use(error: click.ClickException) -> str:
    """What click says in English, in Chinese; `-h` tells the rest."""
    text = error.format_message()
    if isinstance(error, click.NoSuchOption):
        text = f"没有选项 {error.option_name}"
    elif isinstance(error, click.BadParameter) and error.param:
        text = _bad_value(error, error.param)
    elif text.startswith("No such command"):
        text = f"没有 {text.split(chr(39))[1]} 这个命令"
    return f"{text.rstrip('。')}。加 -h 查看用法。"


def _bad_value(error: click.BadParameter, param: click.Parameter) -> str:
    name = param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name
    if isinstance(error, click.MissingParameter):
        return f"缺少 {name}"
    if isinstance(param.type, click.Choice):
        return f"{name} 只能是 {'、'.join(param.type.choices)}"
    return f"{name} 的值不对"


def _our_fault(error: Exception) -> None:
    from generator.publish import PublishError, WrongTargetError

    if isinstance(error, WrongTargetError):
        click.echo(str(error), err=True)
        sys.exit(WRONG_USE)
    if isinstance(error, PublishError):
        click.echo(f"没有发布：{error}", err=True)
    else:
        import traceback

        traceback.print_exc()
        click.echo(f"程序出错，已发布的网站没有改动：{error}", err=True)
    sys.exit(OUR_FAULT)


def _today(given: datetime | None) -> date:
    """The only place that reads the clock."""
    return given.date() if given else datetime.now(CHINA).date()


@cli.command()
@root_option
@today_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help="发布到哪里，默认是站点文件夹下的 site。")
def build(root: Path, today: datetime | None, out: Path | None) -> None:
    """生成网站并发布到 site/；内容有错时不改动已发布的网站。"""
    from generator import pipeline

    target = (out or root / "site").absolute()
    with _Progress() as progress:
        done = pipeline.build(root.resolve(), target, _today(today), progress, progress.wait)
    _report(done.built.problems, "text")
    click.echo(_summary(done, target))


@cli.command()
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="输出形式。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(root: Path, today: datetime | None, form: Format, paths: tuple[Path, ...]) -> None:
    """检查内容，一次列出全部问题；给出路径时只报告这些文件或文件夹里的问题。"""
    from generator.checking import check as check_site

    site, problems = check_site(root.resolve(), _today(today))
    # Without sound settings and lists no record could be checked: that must not look like all clear.
    shown = _within(problems, root.resolve(), paths) if site else problems
    _report(shown, form)
    if form == "text" and not shown:
        click.echo(f"没有发现问题，共检查 {len(site.catalogue) if site else 0} 条记录。")
    sys.exit(PROBLEMS if errors(shown) else CLEAN)


@cli.command()
@root_option
@click.option("--port", default=8000, show_default=True, help="端口；0 表示任选一个空闲的。")
@click.option("--once", is_flag=True, hidden=True, help="只生成一次，不监看文件（供测试用）。")
def serve(root: Path, port: int, once: bool) -> None:
    """在本机预览网站，文件改动后自动重新生成。"""
    from generator.serve import serve as serve_site

    serve_site(root.resolve(), port, lambda: _today(None), click.echo, watch=not once)


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
    text = draft(found, _lists(root))
    if file is None:
        click.echo(text, nl=False)
        return
    if file.exists():
        raise click.UsageError(f"{file} 已经存在，没有改动。")
    from generator.publish import write_new

    write_new(file, text)
    click.echo(f"已写出 {file}，填好后运行 wanlixing check {file}")


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


def _lists(root: Path) -> Any:
    from generator.load import load_lists

    lists, problems = load_lists(root.resolve())
    if lists is None:
        raise ProblemsFound(problems)
    return lists


def _within(problems: list[Problem], root: Path, paths: tuple[Path, ...]) -> list[Problem]:
    """The problems that lie in one of the paths; paths are taken from where the person stands."""
    if not paths:
        return problems
    names = []
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有 {path} 这个文件或文件夹")
        try:
            names.append(path.resolve().relative_to(root).as_posix())
        except ValueError:
            raise click.UsageError(f"{path} 不在站点文件夹里。") from None
    return [
        p for p in problems if any(p.place.path == n or p.place.path.startswith(f"{n}/") or n == "." for n in names)
    ]


def _report(problems: list[Problem], form: Format) -> None:
    if form == "json" or problems:
        click.echo(show(problems, form))
    if form == "text" and problems:
        wrong = len(errors(problems))
        click.echo(f"共 {wrong} 个错误、{len(problems) - wrong} 个提醒。")


def _summary(done: Any, target: Path) -> str:
    from generator.kinds import KINDS

    built = done.built
    catalogue = built.site.catalogue
    counts = "，".join(
        f"{k.label} {len(catalogue.of_kind(k.name))}" for k in KINDS.values() if catalogue.of_kind(k.name)
    )
    feeds = sum(file.path.startswith("feeds/") for file in built.files)
    size = sum(len(file.content) for file in built.files) / 1_000_000
    return "\n".join(
        [
            f"已发布到 {target}（版本 {done.version.name}）",
            f"  记录 {len(catalogue)} 条：{counts or '无'}",
            f"  网页 {built.pages} 个，订阅源 {feeds} 个，文件 {len(built.files)} 个，共 {size:.1f} MB",
            f"  用时 {done.seconds:.1f} 秒",
            f"  查看：wanlixing serve，或直接用浏览器打开 {target / 'index.html'}",
        ]
    )


class _Progress:
    """A bar in a terminal; plain lines, one a stage, in a pipe or in CI."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._stage:
            self._stage = what
            if self._bar:
                self._task = self._bar.add_task(what, total=total or None)
            else:
                click.echo(f"· {what}", err=True)
        if self._bar and total:
            self._bar.update(self._task, completed=done, total=total)

    def wait(self) -> None:
        """Another build holds the lock."""
        click.echo("另一个生成任务正在写入，等它完成……", err=True)
