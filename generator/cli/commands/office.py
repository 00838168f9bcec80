"""Commands of the provincial office: what closes an edition."""

from datetime import date
from pathlib import Path

import click

from generator.cli.console import office_option, refuse_foreign_root, root_option, today_option


@click.group()
def edition() -> None:
    """届次：封存成效数字。"""


@edition.command()
@root_option
@today_option
@office_option
@click.argument("name")
def close(root: Path, today: date, office_root: Path | None, name: str) -> None:
    """封存一届的成效汇总表和台账：在内部资料里写出 frozen/NAME.yml，带校验值；以后的改动另列为更正。"""
    from generator.authoring.write_file import write_new
    from generator.build.check import check
    from generator.diagnostics.problems import ProblemsFound, errors
    from generator.loading.office import office_folder_of
    from generator.model.office.frozen_totals import as_text
    from generator.office.frozen import closing, frozen_of

    refuse_foreign_root(root)
    site, problems = check(root.resolve(), today, office_root=office_root)
    if site is None:
        raise ProblemsFound(problems)
    found = site.lists.editions.get(name)
    if found is None:
        raise click.UsageError(f"没有“{name}”这一届，可选：{'、'.join(site.lists.editions)}")
    if frozen_of(site, found):
        raise click.UsageError(f"{found.name}已经封存；数字有误请更正记录，差别会列为更正")
    if today <= found.end.last:
        raise click.UsageError(f"{found.name}到 {found.end.chinese}才结束，结束以后再封存")
    if errors(problems):
        raise ProblemsFound(problems)
    form = closing(site, found)
    if form is None:
        raise click.UsageError(f"{found.name}没有汇总表，请先在 content/lists/editions.yml 里写 host 和 table")
    path = office_folder_of(root.resolve(), office_root) / "frozen" / f"{name}.yml"
    write_new(path, as_text(form).encode())
    click.echo(f"已封存 {found.name}：{form.records} 条记录，{len(form.rows) - 1} 个单位。")
    click.echo(f"  {path}\n  SHA-256 {form.sha256}")


COMMANDS = (edition,)
