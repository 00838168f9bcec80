"""What a person says and sees at the terminal: common options, progress, summaries, click's English in Chinese."""

import os
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from generator.diagnostics.printing import Format, show
from generator.diagnostics.problems import Problem, errors
from generator.model.dates import CHINA
from generator.runtime.process_pool import processors
from generator.runtime.store import Store, folder_of

if TYPE_CHECKING:
    from generator.build.pipeline import Published

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    # Known before `--today`, which an example settles.
    is_eager=True,
    help="站点文件夹（含 site_config.yml、content/、templates/），默认是当前文件夹。",
)


office_option = click.option(
    "--office-root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="内部资料的文件夹；不给就照 site_config.yml 里的 office，没有写的是 content/office。",
)


def now_in_china() -> datetime:
    """The only place that reads the clock."""
    return datetime.now(CHINA)


def today_in_china() -> date:
    """The day of the clock."""
    return now_in_china().date()


def moment_of(day: date) -> datetime:
    """This moment if the day is today; of another day its beginning, so that results can be had again."""
    now = now_in_china()
    return now if day == now.date() else datetime.combine(day, time())


def today_of(root: Path) -> date:
    """Today, or the day on which an example stays."""
    from generator.loading.settings import example_day

    return example_day(root) or today_in_china()


def _today(context: click.Context, _param: click.Parameter, given: datetime | None) -> date:
    root = context.params.get("root")
    return given.date() if given else today_of(root) if root else today_in_china()


today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    callback=_today,
    help="把这一天当作今天，用于重现以前的结果。",
)


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=processors,
    show_default="处理器的个数",
    help="同时用几个进程，Linux 以外只用一个；结果不因此不同。",
)


no_cache_option = click.option("--no-cache", is_flag=True, help="全部重新读、重新做，不用以前存下的；结果不因此不同。")


def store_of(root: Path, *, no_cache: bool) -> Store | None:
    """What was kept of earlier runs for a site's folder or repository, if it may be used."""
    return None if no_cache else Store(folder_of(root.resolve()))


def refuse_foreign_root(root: Path) -> None:
    """A command that is about a site says so where there is none."""
    if not (root / "site_config.yml").exists() and not (root / "content").exists():
        raise click.UsageError("这里不是站点文件夹（没有 site_config.yml 和 content/），请用 --root 指定")


def refuse_public(root: Path, out: Path) -> None:
    """What is internal goes nowhere into the public site's folder, as the place is written and as links lead."""
    public, target = root.resolve() / "site", out.absolute()
    for place in {target, target.parent.resolve() / target.name}:
        if any(path in (public, public.with_name("site.versions")) for path in (place, *place.parents)):
            raise click.UsageError(f"{out} 在公开网站的文件夹里，内部材料请放到别处")


def report(problems: list[Problem], form: Format) -> None:
    """Problems in one of the three forms, and how many there are."""
    if form == "json" or problems:
        click.echo(show(problems, form))
    if form == "text" and problems:
        wrong = len(errors(problems))
        counts = f"共 {wrong} 个错误、{len(problems) - wrong} 个提醒。"
        click.echo(f"{counts}编号的对错例子：wanlixing explain {min(problems).code}，或网站上的 errors.html。")


def summary(done: "Published", target: Path) -> str:
    """What a build did, and how to look at it."""
    from generator.checks.production import ages
    from generator.model.kinds import KINDS

    built = done.built
    catalogue = built.site.catalogue
    counts = "，".join(f"{k.label} {len(catalogue.of(k))}" for k in KINDS.values() if catalogue.of(k))
    newest = "，".join(f"{kind.label} {days} 天前" for kind, days, _limit in ages(built.site))
    feeds = sum(file.path.startswith("feeds/") for file in built.files)
    size = sum(file.size for file in built.files) / 1_000_000
    return "\n".join(
        [
            f"已发布到 {target}（版本 {done.version.name}）",
            f"  记录 {len(catalogue)} 条：{counts or '无'}",
            f"  网页 {built.pages} 个，订阅源 {feeds} 个，文件 {len(built.files)} 个，共 {size:.1f} MB",
            f"  最近更新：{newest or '无'}",
            f"  用时 {done.seconds:.1f} 秒",
            f"  查看：wanlixing serve，或直接用浏览器打开 {target / 'index.html'}",
        ]
    )


def wrong_use(error: click.ClickException) -> str:
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
    wanted = _wanted(error.message, param.type)
    return f"{name} 的值不对{'：' if wanted else ''}{wanted}"


def _wanted(said: str, kind: "click.ParamType[Any]") -> str:
    """What to write instead: our own sentence where there is one, else by the kind of value."""
    if not said[:1].isascii():
        return said
    if isinstance(kind, click.DateTime):
        return f"请写成 {datetime(2026, 11, 22, 9, 30, tzinfo=CHINA):{kind.formats[0]}} 这样"
    if isinstance(kind, click.IntRange):
        return f"请写 {kind.min} 到 {kind.max} 的整数"
    return "没有这个文件或文件夹" if "does not exist" in said else ""


class Progress:
    """A bar in a terminal; plain lines, one a stage, in a pipe or in CI."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not os.environ.get("CI"):
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
