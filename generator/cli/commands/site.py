"""Commands for a site as a whole: made, checked, looked at, taken back."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from generator.cli.console import (
    Progress,
    jobs_option,
    no_cache_option,
    office_option,
    refuse_foreign_root,
    refuse_public,
    report,
    root_option,
    store_of,
    summary,
    today_of,
    today_option,
)
from generator.cli.path_scope import PathScope
from generator.diagnostics.printing import Format
from generator.diagnostics.problems import errors, why


@click.command()
@root_option
@today_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help="发布到哪里，默认是站点文件夹下的 site。")
@jobs_option
@no_cache_option
@click.option("--production", is_flag=True, help="正式发布：缺少政府网站必需的信息、网址不对时不发布。")
@click.option("--office", is_flag=True, help="生成省局自己用的内部网站，不生成公开的；要用 --out 指定另一个文件夹。")
@office_option
def build(
    *,
    root: Path,
    today: date,
    out: Path | None,
    production: bool,
    office: bool,
    office_root: Path | None,
    jobs: int,
    no_cache: bool,
) -> None:
    """生成网站并发布到 site/；内容有错时不改动已发布的网站。"""
    from generator.build import pipeline

    refuse_foreign_root(root)
    target = (out or root / "site").absolute()
    if office:
        _build_office(root.resolve(), out, today, office_root)
        return
    with Progress() as progress:
        done = pipeline.build(
            root.resolve(),
            target,
            today,
            progress,
            progress.wait,
            production=production,
            jobs=jobs,
            office_root=office_root,
            store=store_of(root, no_cache=no_cache),
        )
    report(done.built.problems, "text")
    click.echo(summary(done, target))


def _build_office(root: Path, out: Path | None, today: date, office_root: Path | None) -> None:
    """The office's own site, in a folder that no public site shares."""
    from generator.build import pipeline

    if out is None:
        raise click.UsageError("内部网站要另放，请用 --out 指定文件夹，例如 --out ../office")
    refuse_public(root, out)
    target = out.absolute()
    with Progress() as progress:
        done = pipeline.build_office(root, target, today, progress, progress.wait, office_root=office_root)
    report(done.built.problems, "text")
    click.echo(f"内部网站已写到 {target}（{done.built.pages} 个网页），请不要公开，也不要放进公开网站的文件夹。")


@click.command()
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="输出形式。")
@click.option("--production", is_flag=True, help="按正式发布的要求检查。")
@jobs_option
@no_cache_option
@click.option("--changed-from", "base", default=None, help="只看和这个分支或版本相比改动过的文件，以及改动引起的错误。")
@click.option("--head", default=None, help="检查 git 里的这个版本，不看文件夹里的文件；--root 可以是裸仓库。")
@click.option("--diff", "differ", is_flag=True, help="显示粘贴留下的痕迹可以怎样改，不改动文件。")
@click.option("--fix", is_flag=True, help="照 --diff 显示的样子改好文件，再检查。")
@office_option
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(
    *,
    root: Path,
    today: date,
    form: Format,
    production: bool,
    base: str | None,
    head: str | None,
    differ: bool,
    fix: bool,
    office_root: Path | None,
    jobs: int,
    no_cache: bool,
    paths: tuple[Path, ...],
) -> None:
    """检查内容，一次列出全部问题；给出路径时只报告这些文件或文件夹里的问题。"""
    from generator.build.check import check as check_site

    if base and paths:
        raise click.UsageError("--changed-from 和路径只能给一样")
    if head and (paths or differ or fix):
        raise click.UsageError("--head 检查整个版本，不能和路径、--diff、--fix 一起用")
    root = root.resolve()
    scope = PathScope.changed(base, root, head) if base else PathScope.of(paths, root)
    with _site_at(root, head) as folder:
        if differ or fix:
            _autofix(folder, scope, write=fix)
        store = store_of(root, no_cache=no_cache)
        site, problems = check_site(
            folder, today, production, jobs=jobs, select=scope.select, office_root=office_root, store=store
        )
    shown = [problem for problem in problems if scope.concerns(problem)]
    report(shown, form)
    if form == "text" and not shown:
        checked = sum(scope.holds(entry.source.path) for entry in site.catalogue.entries) if site else 0
        click.echo(f"没有发现问题，共检查 {checked} 条记录。" if checked else "没有发现问题；这里没有记录。")
    if base and form == "text":
        _tell_of_shared_pictures(root, base, head)
    sys.exit(1 if errors(shown) else 0)


def _tell_of_shared_pictures(root: Path, base: str, head: str | None) -> None:
    """What a maintainer will have to decide, told to who can still choose another name."""
    from generator.receiving.taken import others_pictures
    from generator.runtime.git_diff import between, since

    changes = between(root, base, head) if head else since(root, base)
    for problem in others_pictures(root, head or "", changes):
        click.echo(f"{problem.position.path}：{problem.message}{problem.hint}", err=True)


@contextmanager
def _site_at(root: Path, head: str | None) -> Iterator[Path]:
    """The site's folder: the one that is given, or what a commit holds."""
    if head is None:
        refuse_foreign_root(root)
        yield root
        return
    from generator.runtime.git import GitError
    from generator.runtime.git_tree import files_of

    try:
        with files_of(root, head) as folder:
            refuse_foreign_root(folder)
            yield folder
    except GitError as error:
        raise click.UsageError(str(error)) from None


def _autofix(root: Path, scope: PathScope, *, write: bool) -> None:
    """Show what pasting did to the files and, if asked for, undo it. On stderr: stdout is for problems."""
    from generator.authoring.autofix import fixed_files
    from generator.authoring.write_file import replace_file

    done = 0
    for file, made in fixed_files(root, scope.holds):
        done += 1
        click.echo(f"{made.difference}\n    {made.path}：{'、'.join(made.names)}", err=True)
        if write:
            replace_file(file, made.after.encode("utf-8-sig" if made.marked else "utf-8"))
    verb = "改好了" if write else "可以改"
    click.echo(f"{verb} {done} 个文件。" if done else "没有可以自动改的地方。", err=True)


@click.command()
@root_option
@jobs_option
@no_cache_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口，默认 8000；0 表示任选一个空闲的。")
def serve(*, root: Path, port: int, jobs: int, no_cache: bool) -> None:
    """在本机预览网站，文件改动后打开的页面自动更新，并显示有什么问题。"""
    from generator.preview.server import Preview

    refuse_foreign_root(root)
    try:
        preview = Preview(
            root.resolve(),
            port,
            lambda: today_of(root),
            click.echo,
            jobs=jobs,
            store=store_of(root, no_cache=no_cache),
        )
    except OSError as error:
        raise click.UsageError(f"端口 {port} 用不了（{why(error)}），请换一个，例如 --port 0") from None
    # A terminal that is closed, or `kill`, ends the preview as Ctrl+C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    preview.run()


@click.command()
@root_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help="已发布的网站，默认是站点文件夹下的 site。")
@click.argument("version", required=False)
def rollback(root: Path, out: Path | None, version: str | None) -> None:
    """退回上一个版本；给出 VERSION 时退回那个版本。"""
    from generator.publishing.versions import hold, roll_back

    target = (out or root / "site").absolute()
    now = roll_back(target, version)
    hold(target)
    click.echo(
        f"已退回版本 {now.name}。裸仓库的推送和定时发布不再换掉它，直到 wanlixing receive publish --resume；"
        "自己运行 wanlixing build 会换成最新的内容。请同时在仓库里改回（git revert）。"
    )


@click.command()
@root_option
@today_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help="发布到哪里，默认是文件夹下的 site。")
def portal(root: Path, today: date, out: Path | None) -> None:
    """把几个专栏合成一个门户：按 portal.yml 读取各专栏已发布的内容，一处搜索、一处订阅。"""
    from generator.portal.build import join_columns

    target = (out or root / "site").absolute()
    with Progress() as progress:
        done = join_columns(root.resolve(), target, today, progress, progress.wait)
    click.echo(f"已发布到 {target}（版本 {done.version.name}），文件 {done.files} 个")
    for column in done.columns:
        click.echo(f"  {column.place.short}：{len(column.records)} 条")


COMMANDS = (build, check, serve, rollback, portal)
