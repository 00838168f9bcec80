"""Commands for who founds a column, or brings one to a newer version."""

import re
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generator.cli.console import report, root_option, today_in_china, today_of
from generator.diagnostics.problems import why

if TYPE_CHECKING:
    from generator.authoring.new_column.divisions import Division
    from generator.authoring.new_column.files import ColumnWanted, EditionWanted, ForgeName
    from generator.site.site import File

#: Names that stand in settings as they are: letters, figures and characters without a meaning in YAML.
_NAME = re.compile(r"[\w“”‘’（）()·、，—-]{2,40}")
_FORGES = ("GitHub", "GitLab", "Gitea", "Forgejo", "Gitee")
_DAY = click.DateTime(["%Y-%m-%d"])


def _named(_context: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _NAME.fullmatch(value):
        raise click.BadParameter("请写2至40个字，不用空格、冒号、引号等符号", param=param)
    return value


def _address(_context: click.Context, param: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"https://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?", value):
        raise click.BadParameter("请写以 https:// 开头的网址", param=param)
    return f"{value.rstrip('/')}/" if value else ""


def _province(context: click.Context, param: click.Parameter, value: str | None) -> "Division | None":
    """The province that is named; asked for if it is not, unless the example is wanted, which has its own."""
    from generator.authoring.new_column.divisions import divisions

    if value is None and context.params["example"]:
        return None
    value = value or click.prompt("省、自治区、直辖市")
    found = divisions().find(value.strip())
    if found is None:
        names = "、".join(one.short for one in divisions().provinces)
        raise click.BadParameter(f"区划表里没有“{value}”，可写：{names}", param=param)
    return found


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--example", is_flag=True, is_eager=True, help="写出一个编造的省，各部分都有内容，供试用；不和别的选项一起用。"
)
@click.option("--province", callback=_province, help="例如 湖南省 或 湖南；不写会问。")
@click.option("--host", callback=_named, help="主办单位全称，默认是“省名加知识产权局”。")
@click.option("--title", callback=_named, help="专栏名称，默认是“省名加知识产权服务万里行”。")
@click.option("--site-url", default="https://wanlixing.example.org/", callback=_address, help="部署地址。")
@click.option("--theme", callback=_named, help="本届活动的主题；和 --start、--end 一起写。")
@click.option("--start", type=_DAY, help="本届活动开始的日期。")
@click.option("--end", type=_DAY, help="本届活动结束的日期。")
@click.option("--forge", type=click.Choice(_FORGES, case_sensitive=False), help="记录放在哪个代码平台。")
@click.option("--forge-url", default="", callback=_address, help="代码仓库的网址。")
def init(
    *,
    folder: Path,
    example: bool,
    province: "Division | None",
    host: str | None,
    title: str | None,
    site_url: str,
    theme: str | None,
    start: datetime | None,
    end: datetime | None,
    forge: "ForgeName | None",
    forge_url: str,
) -> None:
    """在 FOLDER 里建一个本省的专栏：设置、单位名单、词表、手写页面和代码平台的文件。已有的文件一个也不改。"""
    if province is None or example:
        _example(folder)
        return
    from generator.authoring.new_column.files import ColumnWanted, column_files
    from generator.authoring.new_column.upgrade import record

    wanted = ColumnWanted(
        province=province,
        host=host or f"{province.name}知识产权局",
        title=title or f"{province.short}知识产权服务万里行",
        site_url=site_url,
        year=(start or today_in_china()).year,
        version=version("wanlixing"),
        edition=_edition(theme, start, end),
        forge=forge,
        forge_url=forge_url.rstrip("/"),
    )
    files = [*column_files(wanted), record(wanted)]
    _written(folder, files)
    _report(folder, wanted, len(files))


def _example(folder: Path) -> None:
    """The made-up province, and what to look at in it."""
    from generator.authoring.new_column.example import example_files

    given = click.get_current_context()
    said = [name for name in given.params if given.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if more := [f"--{name.replace('_', '-')}" for name in said if name not in ("folder", "example")]:
        raise click.UsageError(f"--example 不和 {'、'.join(more)} 一起用")
    files = list(example_files())
    _written(folder, files)
    _checked(folder)
    click.echo(f"已在 {folder} 写出示例专栏，{len(files)} 个文件，内容都是编造的。接着：")
    click.echo(f"  公开网站：wanlixing serve --root {quote(str(folder))}")
    click.echo(f"  内部网站：wanlixing build --office --root {quote(str(folder))} --out {quote(f'{folder}-office')}")


def _edition(theme: str | None, start: datetime | None, end: datetime | None) -> "EditionWanted | None":
    from generator.authoring.new_column.files import EditionWanted

    if not (theme or start or end):
        return None
    if theme is None or start is None or end is None:
        raise click.UsageError("--theme、--start、--end 要一起写；还没有定的，先都不写")
    if end < start:
        raise click.UsageError("--end 早于 --start，请核对")
    return EditionWanted(theme, start.date(), end.date())


def _written(folder: Path, files: "list[File]") -> None:
    """Write all files, or none if one is there."""
    from generator.authoring.write_file import write_files

    try:
        there = [file.path for file in files if (folder / file.path).exists()]
        if there:
            shown = "、".join(there[:5]) + ("等" if len(there) > 5 else "")
            raise click.UsageError(f"{folder} 里已有 {shown}，没有改动；请换一个文件夹")
        write_files(files, folder)
    except OSError as error:
        raise click.UsageError(f"{folder} 写不进去（{why(error)}），请换一个文件夹") from None


def _report(folder: Path, wanted: "ColumnWanted", count: int) -> None:
    """What was written, whether it is sound, and what is left to do by hand."""
    _checked(folder)
    click.echo(f"已在 {folder} 建立{wanted.province.short}专栏，{count} 个文件。接着：")
    click.echo("  1. 核对 content/lists/units.yml 里的单位全称和编号（id 用在网址里，启用以后不能再改，现在可以改）、")
    click.echo("     themes.yml 里的任务名称和说明")
    click.echo("  2. 在 site_config.yml 里写部署地址和主办单位提供的信息")
    if wanted.edition is None:
        click.echo("  3. 通知印发后，在 content/lists/editions.yml 里登记本届活动")
    if wanted.forge:
        click.echo(f"放到 {wanted.forge}：程序的 wheel 文件放进 wheel/，平台上的变量和保护照 docs/forge.md 设置")
    click.echo(f"预览：wanlixing serve --root {quote(str(folder))}")


def _checked(folder: Path) -> None:
    """Say what is wrong, if anything; the schemas for editors know the column's own words."""
    from generator.authoring.write_file import write_files
    from generator.build.check import check
    from generator.form_spec.json_schema import schemas

    site, problems = check(folder.resolve(), today_of(folder))
    if site:
        write_files(schemas(site.lists), folder.resolve())
    report(problems, "text")


@click.command()
@root_option
@click.option("--diff/--names", default=True, help="逐行列出，或者只列文件名。")
def upgrade(root: Path, *, diff: bool) -> None:
    """列出程序的这个版本会把专栏的哪些文件写成另一个样子；什么也不改。有不同的，退出码是 1。"""
    from generator.authoring.new_column.upgrade import NoRecordError, differences, own_templates, remembered

    try:
        found = list(differences(root, remembered(root, version("wanlixing"))))
    except NoRecordError as error:
        raise click.UsageError(str(error)) from error
    for one in found:
        click.echo("\n".join(one.lines) if diff else one.path)
    click.echo(f"共 {len(found)} 个文件不同，什么也没有改。" if found else "与这个版本写出的相同。", err=bool(found))
    if any(one.path.startswith("content/") for one in found):
        click.echo(
            "content/ 里“-”开头的是本专栏自己写的（登记的单位、任务等），照留；只看“+”开头的要不要采用。", err=True
        )
    for name, replaced in own_templates(root):
        told = "盖住程序自带的，请对照新版本的同名文件" if replaced else "程序没有同名的文件，请核对文件夹和文件名"
        click.echo(f"templates/{name}：{told}。", err=True)
    sys.exit(bool(found))


COMMANDS = (init, upgrade)
