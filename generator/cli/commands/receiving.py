"""Commands for an office without a forge: hooks of its bare repository, and a folder of archives."""

import os
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator.cli.console import Progress, jobs_option, now_in_china, today_option
from generator.diagnostics.printing import show
from generator.diagnostics.problems import ProblemsFound, visible, why
from generator.runtime.git import GitError, git

#: Who pushes, as the server says it: set for each key, by gitolite, by a web server, by the system.
_USERS = ("WANLIXING_USER", "GL_USER", "REMOTE_USER", "USER", "LOGNAME")

repository_option = click.option(
    "--root",
    "repository",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="裸仓库，默认是当前文件夹。",
)


@click.group()
def receive() -> None:
    """单位自己的服务器上的裸仓库：推送时检查并答复，合到主分支以后发布。不需要代码平台。"""


@receive.command("pre-receive")
@repository_option
@today_option
@jobs_option
def pre_receive(repository: Path, today: date, jobs: int) -> None:
    """推送时由 git 运行：核对投稿范围，检查内容，有错误的不收。"""
    from generator.receiving.pushes import judge, pushes

    user = next((os.environ[name] for name in _USERS if os.environ.get(name)), "")
    try:
        answer = judge(repository.resolve(), pushes(sys.stdin), user, today, jobs)
    except GitError as error:
        raise click.UsageError(str(error)) from None
    if answer.text:
        click.echo(answer.text)
    sys.exit(0 if answer.taken else 1)


@receive.command("post-receive")
@repository_option
@today_option
@jobs_option
def post_receive(repository: Path, today: date, jobs: int) -> None:
    """推送收下以后由 git 运行：主分支有变动就生成、核对、发布。"""
    from generator.receiving.pushes import pushes, touches_main

    if touches_main(repository.resolve(), pushes(sys.stdin)):
        _publish(repository.resolve(), today, jobs, anew=False)


@receive.command("publish")
@repository_option
@today_option
@jobs_option
@click.option("--resume", is_flag=True, help="用 rollback 退回过的，从现在起重新发布。")
def publish_again(*, repository: Path, today: date, jobs: int, resume: bool) -> None:
    """把主分支重新生成并发布；请定时在每天零点以后运行，保密期满的内容这时公开。"""
    if resume:
        from generator.publishing.versions import lift
        from generator.receiving.pushes import settings

        lift(Path(settings(repository.resolve()).one("site")).absolute())
    _publish(repository.resolve(), today, jobs, anew=True)


def _publish(repository: Path, today: date, jobs: int, *, anew: bool) -> None:
    from generator.publishing.versions import PublishError
    from generator.receiving.publication import HeldError, publish_main

    try:
        with Progress() as progress:
            done = publish_main(repository, today, progress.wait, progress, jobs=jobs, anew=anew)
    except ProblemsFound as found:
        words = "已经收下，但没有发布；已发布的网站（如果有）没有改动。改正以后，会在下一次推送或每天定时发布时再发布。"
        if any(problem.code == "E501" for problem in found.problems):
            words += "\n还没有备齐政府网站必需的信息、想先试用的，由维护者运行 wanlixing receive install --draft。"
        _failed(repository, f"{show(found.problems)}\n{words}")
    except HeldError as held:
        click.echo(f"{held}。推送的内容已经收下，不用再推送。")
        sys.exit(1)
    except PublishError as error:
        words = "推送的内容已经收下，不用再推送；维护者处理好以后，会在下一次推送或每天定时发布时再发布。"
        _failed(repository, f"没有发布完：{error}\n{words}")
    except GitError as error:
        raise click.UsageError(str(error)) from None
    if done.fresh:
        click.echo(f"已发布 {done.head[:10]}（版本 {done.version}，{done.files} 个文件，逐个核对一致）。")
    else:
        click.echo(f"{done.head[:10]} 已经发布过。")


def _failed(repository: Path, words: str) -> NoReturn:
    """Say why nothing was published, to who pushed and to the maintainers."""
    from generator.receiving.notice import LOG, tell_maintainers

    click.echo(words)
    failed = tell_maintainers(repository, now_in_china(), words)
    click.echo(failed or f"维护者可以在 {repository / LOG} 里看到。")
    sys.exit(1)


@receive.command()
@repository_option
@click.option("--site", type=click.Path(path_type=Path), default=None, help="网站发布到哪个文件夹；第一次要写明。")
@click.option(
    "--send", "target", default=None, help="再发到哪台主机，写法同 wanlixing publish；不再发的写空的：--send ''。"
)
@click.option(
    "--notify",
    default=None,
    help="没有发布成时运行的命令，原因写在它的标准输入，例如 'mail -s 没有发布 维护者的邮箱'。",
)
@click.option("--maintainer", "maintainers", multiple=True, help="维护者的用户名，可以改任何文件；可以给几个。")
@click.option(
    "--draft/--production",
    default=None,
    help="--draft：还没有备齐政府网站必需的信息时先试用，不按正式发布的要求生成；备齐以后用 --production。",
)
def install(
    *,
    repository: Path,
    site: Path | None,
    target: str | None,
    notify: str | None,
    maintainers: tuple[str, ...],
    draft: bool | None,
) -> None:
    """给裸仓库装上钩子，写好设置；已有别的钩子的，不覆盖。再运行一次，没有写的选项保持原样。"""
    from generator.authoring.write_file import write_program
    from generator.receiving.pushes import in_force, lines_of_hook, settings
    from generator.runtime.bytecode import keep_compiled

    root = repository.resolve()
    if not _is_bare(root):
        raise click.UsageError(f"{root} 不是裸仓库，请先运行 git init --bare -b main 文件夹")
    if site is None and not settings(root).one("site"):
        raise click.UsageError("第一次安装请用 --site 写明网站发布到哪个文件夹")
    program = Path(sys.argv[0]).resolve()
    hooks = root / git(root, "rev-parse", "--git-path", "hooks").strip()
    for stage in ("pre-receive", "post-receive"):
        if not write_program(hooks / stage, "\n".join(lines_of_hook(program, stage)) + "\n", "# wanlixing"):
            raise click.UsageError(f"{hooks / stage} 是别的钩子，请先移开")
    kept = None if draft is None else str(not draft).lower()
    values = {"site": str(site.absolute()) if site else None, "send": target, "notify": notify, "production": kept}
    for name, value in values.items():
        if value is not None:
            git(root, "config", "--replace-all", f"wanlixing.{name}", value)
    for maintainer in maintainers:
        git(root, "config", "--replace-all", "wanlixing.maintainer", maintainer, f"^{maintainer}$")
    # What is broken or without end is refused before anything of it is read.
    git(root, "config", "receive.fsckObjects", "true")
    git(root, "config", "receive.maxInputSize", "200m")
    # Who pushes may be forbidden to write there, and would wait two seconds each time.
    keep_compiled("generator.receiving.pushes", "generator.receiving.publication")
    click.echo("已装好。现在的设置：\n" + "\n".join(f"  {line}" for line in in_force(settings(root))))
    click.echo(f"限定某人只能投本单位：git -C {shlex.quote(str(root))} config --add wanlixing.用户名.unit 单位编号")


def _is_bare(root: Path) -> bool:
    try:
        return git(root, "rev-parse", "--is-bare-repository").strip() == "true"
    except GitError:
        return False


@click.command()
@click.option(
    "--root",
    "repository",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="栏目的仓库，裸仓库也可以；默认是当前文件夹。",
)
@today_option
@jobs_option
@click.option("--base", default="main", show_default=True, help="投稿加到哪个分支或版本上。")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def intake(repository: Path, today: date, jobs: int, base: str, folder: Path) -> None:
    """收下 FOLDER 里投稿表单下载的压缩包：逐个检查，没有错误的各成一个分支，答复写在压缩包旁边。"""
    from generator.receiving.intake import intake as take_in
    from generator.receiving.intake import not_looked_at

    count = 0
    try:
        for one in take_in(repository.resolve(), folder, base, today, jobs, now=now_in_china().timestamp()):
            count += one.fresh
            if one.fresh:
                click.echo(
                    f"{visible(one.name)}：{f'已收下，分支 {one.branch}' if one.branch else '没有收下，原因见答复'}"
                )
            elif one.arriving:
                click.echo(f"{visible(one.name)}：还没有复制完，这次没有看；一分钟以后再运行一次。")
    except GitError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{folder} 里读写不了：{why(error)}") from None
    click.echo(f"共 {count} 个新的压缩包。" if count else "没有新的压缩包。")
    others, folders = not_looked_at(folder)
    if others:
        click.echo(f"另有 {len(others)} 个不是 ZIP 压缩包，没有看，也没有答复：{_some(others)}。", err=True)
    if folders:
        click.echo(f"文件夹里面没有看：{_some(folders)}；里面的压缩包请移到 {folder}。", err=True)


def _some(names: list[str]) -> str:
    return "、".join(visible(name) for name in names[:10]) + ("等" if len(names) > 10 else "")


COMMANDS = (receive, intake)
