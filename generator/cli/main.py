"""The command line: arguments in, problems and an exit code out.

Exit codes: 0 clean, 1 problems in the content, 2 wrong use, 3 our fault.
"""

import gc
import os
import sys
import traceback
from errno import EDQUOT, ENOSPC, EROFS

import click

from generator.cli.commands import authors, ci, columns, office, office_reports, receiving, site, wechat
from generator.cli.console import report, wrong_use
from generator.diagnostics.problems import ProblemsFound, why

PROBLEMS, WRONG_USE, OUR_FAULT = 1, 2, 3


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wanlixing", message="万里行专栏 %(version)s")
def cli() -> None:
    """知识产权服务万里行宣传专栏：检查各地提交的记录，生成可搜索的网站和订阅源。"""


for _command in (
    *site.COMMANDS,
    *columns.COMMANDS,
    *authors.COMMANDS,
    *wechat.COMMANDS,
    *ci.COMMANDS,
    *receiving.COMMANDS,
    *office.COMMANDS,
    *office_reports.COMMANDS,
):
    cli.add_command(_command)


def main() -> None:
    """What the `wanlixing` command runs."""
    # A command ends soon and leaves few rings: looking as often as by default is an eighth of a small build.
    gc.set_threshold(50_000)
    code = run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass  # Nobody reads it any more.
    except OSError as error:
        code = _fault(error)
    # Giving back ten thousand records one by one takes half a second; the system takes them all at once.
    os._exit(code)


def run() -> int:
    """One place for mistakes of ours; the exit code. Raises nothing."""
    try:
        cli.main(standalone_mode=False)
    except SystemExit as left:
        return int(left.code or 0)
    except click.exceptions.Abort:
        click.echo("已中断。", err=True)
        return WRONG_USE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return WRONG_USE
    except click.ClickException as error:
        click.echo(f"用法有误：{wrong_use(error)}", err=True)
        return WRONG_USE
    except ProblemsFound as found:
        report(found.problems, "text")
        return PROBLEMS
    except Exception as error:  # noqa: BLE001  # the last door: say so and keep the exit code
        return _fault(error)
    return 0


def _fault(error: Exception) -> int:
    """Say what went wrong that is no author's mistake; the exit code."""
    if _is(error, "publishing.versions", "WrongTargetError"):
        click.echo(str(error), err=True)
        return WRONG_USE
    if _is(error, "publishing.versions", "PublishError"):
        click.echo(f"没有发布：{error}", err=True)
        return OUR_FAULT
    if _is(error, "integrations.wechat.client", "WechatError"):
        click.echo(f"没有建成草稿：{error}。", err=True)
        return OUR_FAULT
    templates = sys.modules.get("generator.rendering.templates")
    reason = templates.template_fault(error) if templates else ""
    if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT, EROFS):
        reason = f"存放临时文件的磁盘写不进去（{why(error)}）。"
    if isinstance(error, ModuleNotFoundError) and error.name == "fcntl":
        reason = "生成、预览和发布要用 Linux 或 macOS，Windows 请在 WSL 里运行；check、new、import 不受影响。"
    if not reason:
        traceback.print_exc()
        reason = f"程序出错：{error}"
    click.echo(f"没有发布，已发布的网站没有改动：{reason}", err=True)
    return OUR_FAULT


def _is(error: Exception, module: str, name: str) -> bool:
    """Whether it is that error. What was never loaded raised nothing, and may not even be installed."""
    loaded = sys.modules.get(f"generator.{module}")
    return loaded is not None and isinstance(error, getattr(loaded, name))
