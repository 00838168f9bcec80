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


def _sealer(root: Path) -> tuple[str, str]:
    """Who closes an edition and which version of the content it was, as git knows them; empty without git."""
    from generator.runtime.git import GitError, git

    try:
        return git(root, "config", "user.name").strip(), git(root, "rev-parse", "--short=12", "HEAD").strip()
    except GitError:
        return "", ""


@click.group()
def edition() -> None:
    """届次：封存成效数字，给各单位打包。"""


@edition.command()
@root_option
@today_option
@office_option
@click.option("--yes", "settled", is_flag=True, help="还有没核对完的也封存。")
@click.argument("name")
def close(root: Path, today: date, office_root: Path | None, name: str, *, settled: bool) -> None:
    """封存一届的成效汇总表和台账：在内部资料里写出 frozen/NAME.yml，带校验值；以后的改动另列为更正。"""
    from generator.authoring.write_file import write_new
    from generator.diagnostics.problems import ProblemsFound, errors
    from generator.loading.office import office_folder_of
    from generator.model.office.frozen_totals import as_text
    from generator.office.frozen import closing, frozen_of
    from generator.office.unsettled import unsettled

    site, found, problems = _edition(root, today, office_root, name)
    if frozen_of(site, found):
        raise click.UsageError(f"{found.name}已经封存；数字有误请更正记录，差别会列为更正")
    if today <= found.end.last:
        raise click.UsageError(f"{found.name}到 {found.end.chinese}才结束，结束以后再封存")
    if errors(problems):
        raise ProblemsFound(problems)
    waiting = list(unsettled(site, found))
    if waiting and not settled:
        listed = "\n".join(f"  {line}" for line in waiting)
        raise click.UsageError(f"只能封存一次，还有没核对完的：\n{listed}\n核对以后再来；就按现在的数封存，加 --yes")
    form = closing(site, found, *_sealer(root))
    if form is None:
        raise click.UsageError(f"{found.name}没有汇总表，请先在 content/lists/editions.yml 里写 host 和 table")
    path = office_folder_of(root.resolve(), office_root) / "frozen" / f"{name}.yml"
    write_new(path, as_text(form).encode())
    click.echo(f"已封存 {found.name}：{form.records} 条记录，{len(form.rows) - 1} 个单位。")
    click.echo(f"  {path}\n  SHA-256 {form.sha256}")


@edition.command()
@root_option
@today_option
@office_option
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="写到哪个文件夹；不能在公开网站的文件夹里。"
)
@click.option("--unit", default=None, help="只写这个单位的，例如 nanjing。")
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
@click.option("--unit", default=None, help="只要这个单位的，例如 nanjing。")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写成哪个 .xlsx 文件。")
def extract(*, root: Path, today: date, since: datetime, until: datetime, unit: str | None, out: Path) -> None:
    """按时段提取统计：这段时间里举办的活动和成效、典型案例、公开数据；只取公开的记录。"""
    from generator.authoring.write_file import write_new
    from generator.build.check import check
    from generator.diagnostics.problems import ProblemsFound
    from generator.documents.xlsx import as_workbook
    from generator.office.extract import extract as tables_of

    refuse_foreign_root(root)
    if until < since:
        raise click.UsageError("--until 早于 --since")
    if out.suffix != ".xlsx":
        raise click.UsageError("文件名要以 .xlsx 结尾")
    site, problems = check(root.resolve(), today)
    if site is None:
        raise ProblemsFound(problems)
    if unit and unit not in site.lists.units:
        raise click.UsageError(f"没有“{unit}”这个单位，编号见 content/lists/units.yml")
    tables = tables_of(site, since.date(), until.date(), unit)
    if not tables:
        click.echo("这段时间没有公开的记录，没有写文件。")
        return
    write_new(out, as_workbook(tables, site.config.title, notice=site.config.notice))
    rows = "，".join(f"{table.tab} {len(table.rows) - table.totalled} 行" for table in tables)
    click.echo(f"已写出 {out}：{rows}。")


COMMANDS = (edition, extract)
