"""Commands of the provincial office: what closes an edition."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import office_option, refuse_foreign_root, refuse_public, root_option, today_option

if TYPE_CHECKING:
    from generator.diagnostics.problems import Problem
    from generator.model.editions import Edition
    from generator.site.site import Site


#: A name of a person has no more signs.
_NAME = 40


def _edition(root: Path, today: date, office_root: Path | None, name: str) -> tuple["Site", "Edition", list["Problem"]]:
    """The site as it was checked, and the edition that is meant."""
    from generator.build.check import check
    from generator.diagnostics.problems import ProblemsFound

    refuse_foreign_root(root)
    site, problems = check(root.resolve(), today, office_root=office_root)
    if site is None:
        raise ProblemsFound(problems)
    found = site.lists.editions.get(name)
    if found is None:
        raise click.UsageError(f"没有“{name}”这一届，可选：{'、'.join(site.lists.editions)}")
    return site, found, problems


def _sealer(root: Path) -> str:
    """Who closes an edition if nobody is named, as git knows them; empty without git."""
    from generator.runtime.git import GitError, git

    try:
        return git(root, "config", "user.name").strip()[:_NAME]
    except GitError:
        return ""


def _version(root: Path, folder: Path) -> str:
    """The commit that holds what is counted; refused where it does not, empty without git."""
    from generator.runtime.saved_state import saved_version, unsaved

    content = root / "content"
    waiting = [*unsaved(root, content), *([] if folder.is_relative_to(content) else unsaved(folder, folder))]
    if waiting:
        listed = "\n".join(f"  {line}" for line in waiting[:10])
        more = f"\n  ……共 {len(waiting)} 个文件" if len(waiting) > 10 else ""
        raise click.UsageError(
            f"封存要写明是哪个版本的内容，这些文件还没有提交：\n{listed}{more}\n请先 git add、git commit"
        )
    return saved_version(root, content)


def _confirm(site: "Site", edition: "Edition", who: str) -> None:
    """What is open is to be seen by whoever seals, and by whom the paper will say that it was sealed."""
    from generator.office.unsettled import unsettled

    waiting = list(unsettled(site, edition))
    if waiting:
        listed = "\n".join(f"  {line}" for line in waiting)
        signed = f"封存人写作“{who}”，要写别人加 --by 姓名。" if who else "封存人用 --by 姓名 写明。"
        raise click.UsageError(
            f"只能封存一次，还有没核对完的：\n{listed}\n核对以后再来；就按现在的数封存，加 --yes。{signed}"
        )


@click.group()
def edition() -> None:
    """届次：封存成效数字，给各单位打包。"""


@edition.command()
@root_option
@today_option
@office_option
@click.option("--yes", "settled", is_flag=True, help="还有没核对完的也封存。")
@click.option("--by", default="", help="封存人的姓名；不写就是 git 里的用户名。")
@click.argument("name")
def close(root: Path, today: date, office_root: Path | None, name: str, *, settled: bool, by: str) -> None:
    """封存一届的成效汇总表和台账：在内部资料里写出 frozen/NAME.yml，带校验值；以后的改动另列为更正。"""
    from generator.authoring.write_file import write_new
    from generator.diagnostics.problems import ProblemsFound, errors
    from generator.loading.office import office_folder_of
    from generator.model.office.frozen_totals import as_text
    from generator.office.frozen import closing, frozen_of

    if len(by) > _NAME:
        raise click.UsageError(f"--by 写姓名，不超过{_NAME}个字")
    site, found, problems = _edition(root, today, office_root, name)
    if frozen_of(site, found):
        raise click.UsageError(f"{found.name}已经封存；数字有误请更正记录，差别会列为更正")
    if today <= found.end.last:
        raise click.UsageError(f"{found.name}到 {found.end.chinese}才结束，结束以后再封存")
    if errors(problems):
        raise ProblemsFound(problems)
    folder, who = office_folder_of(root.resolve(), office_root), by.strip() or _sealer(root)
    version = _version(root.resolve(), folder)
    if not settled:
        _confirm(site, found, who)
    form = closing(site, found, who, version)
    if form is None:
        raise click.UsageError(f"{found.name}没有汇总表，请先在 content/lists/editions.yml 里写 host 和 table")
    path = folder / "frozen" / f"{name}.yml"
    write_new(path, as_text(form).encode())
    click.echo(f"已封存 {found.name}：{form.records} 条记录，{len(form.rows) - 1} 个单位。")
    click.echo(f"  封存人：{who or '没有写明'}；内容的版本：{version or '没有版本记录'}")
    click.echo(f"  {path}\n  SHA-256 {form.sha256}")


@edition.command()
@root_option
@today_option
@office_option
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="写到哪个文件夹；不能在公开网站的文件夹里。"
)
@click.option("--unit", default=None, help="只写这个单位的，写单位编号（id）。")
@click.argument("name")
def pack(*, root: Path, today: date, office_root: Path | None, out: Path, unit: str | None, name: str) -> None:
    """给每个单位打一个包：它的台账、期限、填报表、空的汇总表、总结提纲、催报函，没有别的单位的内容。"""
    from generator.authoring.sheets.template import template
    from generator.authoring.write_file import write_files
    from generator.diagnostics.problems import ProblemsFound, errors
    from generator.model.kinds import KINDS
    from generator.office_site.unit_packs import packs

    refuse_public(root, out)
    site, found, problems = _edition(root, today, office_root, name)
    if errors(problems):
        raise ProblemsFound(problems)
    event = next(kind for kind in KINDS.values() if kind.event and kind.event.counted)
    made = [
        file
        for file in packs(site, found, template(event, site.lists))
        if unit in (None, file.path[len(name) + 1 : -4])
    ]
    if not made:
        raise click.UsageError(
            f"{found.name}的台账里没有这个单位" if unit else f"{found.name}没有台账，请先写 host 和 rules"
        )
    write_files(made, out)
    click.echo(f"已写出 {len(made)} 个包到 {out}。内部材料，请只发给各自的单位。")


@click.command()
@root_option
@today_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="从这一天起。")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="到这一天为止，含这一天。")
@click.option("--unit", default=None, help="只要这个单位的，写单位编号（id）。")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="写成哪个文件：.xlsx 是表，.docx 是半年报那样的文稿。"
)
def extract(*, root: Path, today: date, since: datetime, until: datetime, unit: str | None, out: Path) -> None:
    """按时段提取统计，写成表或半年报那样的文稿：活动和成效、典型案例、公开数据；只取公开的记录。"""
    from generator.authoring.write_file import write_new
    from generator.build.check import check
    from generator.diagnostics.problems import ProblemsFound
    from generator.documents.xlsx import as_workbook
    from generator.office.extract import extract as tables_of
    from generator.office_site.period_paper import period_document

    refuse_foreign_root(root)
    if until < since:
        raise click.UsageError("--until 早于 --since")
    if out.suffix not in (".xlsx", ".docx"):
        raise click.UsageError("文件名要以 .xlsx 或 .docx 结尾")
    site, problems = check(root.resolve(), today)
    if site is None:
        raise ProblemsFound(problems)
    if unit and unit not in site.lists.units:
        raise click.UsageError(f"没有“{unit}”这个单位，编号见 content/lists/units.yml")
    tables = tables_of(site, since.date(), until.date(), unit)
    if not tables:
        click.echo("这段时间没有公开的记录，没有写文件。")
        return
    if out.suffix == ".docx":
        write_new(out, period_document(site, since.date(), until.date(), unit))
        click.echo(f"已写出 {out}，“（请填写）”的地方请补写。")
        return
    write_new(out, as_workbook(tables, site.config.title, notice=site.config.notice))
    rows = "，".join(f"{table.tab} {len(table.rows) - table.totalled} 行" for table in tables)
    click.echo(f"已写出 {out}：{rows}。")


COMMANDS = (edition, extract)
