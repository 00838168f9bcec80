"""Commands for those who write records: blank forms, workbooks, what editors of text need."""

import re
import sys
from datetime import date, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from generator.cli.console import moment_of, office_option, refuse_foreign_root, report, root_option, today_option
from generator.diagnostics.printing import Format
from generator.diagnostics.problems import Position, Problem, ProblemsFound, errors
from generator.model.field_types import SLUG

if TYPE_CHECKING:
    from generator.authoring.sheets.import_records import Imported
    from generator.model.record import Kind
    from generator.model.vocabularies import Lists
    from generator.site.site import Site


@click.command(short_help="写出一份可以用 Excel 填写的表格。")
@root_option
@click.option("--xlsx", is_flag=True, help="写出 Excel 表格；现在只有这一种形式。")
@click.argument("kind")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def template(root: Path, xlsx: bool, kind: str, file: Path | None) -> None:  # noqa: ARG001  # the only form so far
    """写出一份可以用 Excel 填写的表格。KIND 是种类（如 highlight 或 活动亮点）；FILE 默认是“种类.xlsx”。"""
    from generator.authoring.sheets.template import template as workbook
    from generator.authoring.write_file import write_new

    found = _kind(kind)
    target = file or Path(f"{found.label}.xlsx")
    if target.exists():
        raise click.UsageError(f"{target} 已经存在，没有改动")
    write_new(target, workbook(found, _lists(root)))
    click.echo(f"已写出 {target}，填好后运行 {sys.argv[0]} import {target}")


@click.command("import")
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="输出形式。")
@click.option("--check", "only_check", is_flag=True, help="只检查，不写文件。")
@click.option("--show", is_flag=True, help="成效汇总表：逐格列出怎样理解，不写文件。")
@click.option("--reply", type=click.Path(path_type=Path), help="成效汇总表：逐格的理解另写成 Excel，退给报送单位核对。")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), help="成效汇总表是哪天收到的；不写就是今天。")
@office_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(
    root: Path,
    today: date,
    form: Format,
    file: Path,
    *,
    only_check: bool,
    show: bool,
    reply: Path | None,
    received: datetime | None,
    office_root: Path | None,
) -> None:
    """把填好的表格变成记录文件；有错误时一个文件也不写。"""
    from generator.authoring.sheets.cells import MAX_BYTES
    from generator.authoring.sheets.declared_sheets import declared_late
    from generator.authoring.sheets.import_records import imported
    from generator.authoring.sheets.problem_groups import by_column
    from generator.loading.loader import LoadOptions, load
    from generator.yaml_source.reader import read_bounded

    refuse_foreign_root(root)
    site, reported = load(root.resolve(), today, options=LoadOptions(office_root=office_root))
    if site is None:
        raise ProblemsFound(reported)
    raw, problem = read_bounded(file, file.name, MAX_BYTES)
    if raw is None:
        raise ProblemsFound([problem] if problem else [])
    if received and received.date() > today:
        raise click.UsageError(f"收到的日期 {received:%Y-%m-%d} 在今天以后")
    made = imported(raw, file.name, site, received.date() if received else None)
    if not (made.files or made.office_files) and not errors(made.problems):
        made.problems.append(_nothing(made, file.name))
    on = received.date() if received else today
    # How late a table came in is for the office; the city's own copy does not have it.
    late = declared_late((each.path for each in made.office_files), site, on, file.name)
    report(by_column([*made.problems, *late]), form)
    if show and form == "text":
        click.echo("\n".join(one.line for one in (*made.shown, *made.totals)) or "没有成效汇总表的数。")
    if reply:
        _answer(reply, file.name, made, site)
    wrong, dry = bool(errors(made.problems)), only_check or show or reply is not None
    if not wrong and not dry:
        _write(made, root.resolve(), office_root)
    if form == "text":
        done = f"{'可以写出' if dry else '已写出'} {len(made.files) + len(made.office_files)} 个文件。"
        click.echo("有错误，一个文件也没有写。" if wrong else f"{done}{_came(made, on, given=bool(received))}")
    sys.exit(1 if wrong else 0)


def _came(made: "Imported", on: date, *, given: bool) -> str:
    """On which day a summary table will stand as received: nobody is to be late by the day of an import."""
    if not made.office_files:
        return ""
    return f"成效汇总表的收到日期写作 {on:%Y-%m-%d}{'' if given else '（今天；早收到的加 --received 日期）'}。"


def _nothing(made: "Imported", name: str) -> Problem:
    """What is said of a workbook that nothing can be made of."""
    if made.is_summary:
        hint = "没有填的请填好；没有收下的列（上面写了是哪一列）请照汇总表写列名，一列只写一个数。"
        return Problem(Position(name), "E701", "这份成效汇总表里没有一个数可以收下。", hint)
    hint = "请从 wanlixing template 写出的表格开始填写，一行一条记录，填好再导入。"
    return Problem(Position(name), "E701", "表格里没有可以变成记录的行。", hint)


def _write(made: "Imported", root: Path, office_root: Path | None) -> None:
    """Records into the site's folder, what units declare into the office's."""
    from generator.authoring.write_file import write_files
    from generator.loading.office import office_folder_of

    write_files(made.files, root)
    write_files(made.office_files, office_folder_of(root, office_root))


def _answer(file: Path, name: str, made: "Imported", site: "Site") -> None:
    """The workbook that goes back to whoever sent a summary table."""
    from generator.authoring.sheets.import_reply import reply
    from generator.authoring.write_file import write_new

    if file.exists():
        raise click.UsageError(f"{file} 已经存在，没有改动")
    if not made.shown:
        raise click.UsageError(f"{name} 里没有成效汇总表，没有可以退回核对的")
    write_new(
        file, reply(name, [*made.shown, *made.totals], made.problems, site.lists.units[site.config.host_unit].name)
    )
    click.echo(f"逐格核对写在 {file}，可以退给报送单位。")


@click.command()
@root_option
@office_option
@click.option("--example", is_flag=True, help="省局办公室的文件：写填好的例子，不写空白的。")
@click.argument("kind")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def new(*, root: Path, office_root: Path | None, example: bool, kind: str, file: Path | None) -> None:
    """写出一份空白模板。KIND 是种类（如 highlight 或 活动亮点）；FILE 是要新建的文件，不给就显示在屏幕上。

    省局办公室的文件：KIND 写 office/名称，如 office/contacts；只写 office 列出全部。
    """
    from generator.authoring.blank_record import draft

    if kind.partition("/")[0] == "office":
        _new_office(root, office_root, kind.partition("/")[2], file, example=example)
        return
    if example:
        raise click.UsageError("--example 只用于省局办公室的文件，例如 wanlixing new office/contacts --example")
    found = _kind(kind)
    lists = _lists(root)
    text = draft(found, lists)
    if file is None:
        click.echo(text, nl=False)
        return
    file = _placed(root, file, found, lists)
    from generator.authoring.write_file import write_new

    write_new(file, text.encode())
    rooted = "" if root == Path() else f" --root {quote(str(root))}"
    click.echo(f"已写出 {file}，填好后运行 {sys.argv[0]} check{rooted} {quote(str(file))}")


def _placed(root: Path, file: Path, kind: "Kind", lists: "Lists") -> Path:
    """Where the new record goes: FILE as it stands, or inside the column. Wrong use where no record may lie."""
    from generator.model.vocabularies import a_unit, unit_hint

    folder = (root / "content" / kind.folder).resolve()
    inside = file.resolve().parent.parent == folder
    file = file if inside else root / file
    if file.exists():
        raise click.UsageError(f"{file} 已经存在，没有改动")
    unit = file.resolve().parent
    if unit.parent != folder:
        where = root / "content" / kind.folder / a_unit(lists.units)
        raise click.UsageError(f"{kind.label}要放在 content/{kind.folder}/单位/ 里，例如 {where}/{file.name}")
    if unit.name not in lists.units:
        raise click.UsageError(f"没有“{unit.name}”这个单位。{unit_hint(unit.name, lists.units)}")
    if file.suffix != ".yml" or not re.fullmatch(SLUG, file.stem):
        name = f"{a_unit(lists.units)}-2024.yml"
        raise click.UsageError(f"文件名只用小写英文字母、数字和短横线，以 .yml 结尾，例如 {name}，不能叫 index 等")
    return file


def _new_office(root: Path, office_root: Path | None, name: str, file: Path | None, *, example: bool) -> None:
    """A file of the office: blank, or as an example; without a name the list of all."""
    from os.path import relpath

    from generator.authoring.office_draft import EDITION, office_draft, office_drafts
    from generator.authoring.write_file import write_new
    from generator.form_spec.json_schema import office_schema
    from generator.loading.office import apart_place, office_folder_of
    from generator.model.office import form_of

    forms = office_drafts()
    if name not in forms:
        listed = "\n".join(f"  office/{one.name}　{one.pattern}.yml：{one.about}" for one in forms.values())
        if name:
            raise click.UsageError(f"没有“office/{name}”。可选：\n{listed}")
        click.echo(listed)
        return
    form, folder, lists = forms[name], office_folder_of(root.resolve(), office_root), _lists(root)
    place = apart_place(root.resolve(), folder, file.resolve()) if file else folder / form.pattern
    if file and (name == EDITION or place.exists()):
        raise click.UsageError(
            "届次请加进 content/lists/editions.yml" if name == EDITION else f"{relpath(place)} 已经存在，没有改动"
        )
    if file and not (
        place.is_relative_to(folder) and form_of(place.relative_to(folder).with_suffix("").as_posix()) is form.model
    ):
        said = "--office-root" if office_root else "site_config.yml 里的 office；没有写的是 content/office"
        raise click.UsageError(
            f"这个文件要放在 {relpath(folder)} 里，叫 {form.pattern}.yml（星号代表编号）。"
            f"内部资料的文件夹照 {said}；放在别处的写 office: 文件夹，或者加 --office-root 文件夹"
        )
    schema_of = office_schema("editions" if name == EDITION else form.pattern)
    schema = relpath(root.resolve() / schema_of, place.parent)
    text = form.example if example else office_draft(form, lists, schema)
    if file is None:
        click.echo(text, nl=False)
        return
    write_new(place, text.encode())
    click.echo(f"已写出 {relpath(place)}，填好后运行 {sys.argv[0]} check")


@click.command()
@root_option
def schema(root: Path) -> None:
    """按字段定义和词表更新 content/schema/，供编辑器补全和检查。"""
    from generator.authoring.write_file import differing, write_files
    from generator.form_spec.json_schema import schemas

    files = differing(schemas(_lists(root)), root.resolve())
    write_files(files, root.resolve())
    click.echo(f"已更新 {len(files)} 个文件。" if files else "都是最新的，没有改动。")


@click.command()
@root_option
@today_option
@click.option("--reason", required=True, help="撤回原因。会公开，不写原来的内容和个人信息。")
@click.option("--at", type=click.DateTime(["%Y-%m-%d %H:%M"]), default=None, help="撤回时间，默认是现在。")
@click.argument("record_id", metavar="ID")
def withdraw(root: Path, today: date, reason: str, at: datetime | None, record_id: str) -> None:
    """写出撤回编号为 ID 的记录要登记的内容；不改动文件。"""
    from generator.authoring.withdrawal import withdrawal
    from generator.checks.references import referring
    from generator.loading.loader import load
    from generator.site.moved import no_record

    if not reason.strip():
        raise click.UsageError("请用 --reason 写明撤回原因：转载过的人要知道为什么撤下")
    refuse_foreign_root(root)
    site, reported = load(root.resolve(), today)
    if site is None:
        raise ProblemsFound(reported)
    entry = next((entry for entry in site.catalogue.entries if entry.record.id == record_id), None)
    if entry is None:
        raise click.UsageError(no_record(site, record_id))
    if not entry.record.kind.withdrawable:
        raise click.UsageError(f"{entry.record.kind.label}不能撤回，请写更正")
    click.echo(withdrawal(site, entry.record, at or moment_of(today), reason.strip()), nl=False)
    click.echo("把上面 items 里的一项放进 content/lists/withdrawn.yml（标题一行不放），再删去", nl=False, err=True)
    click.echo(f" {entry.source.path}。", err=True)
    if places := [str(place) for place in referring(site, entry.record)]:
        click.echo("这些地方写着它的编号，请一并删去：", err=True)
        click.echo("\n".join(f"  {place}" for place in places), err=True)


def _kind(name: str) -> "Kind":
    from generator.model.kinds import KINDS

    found = next((k for k in KINDS.values() if name in (k.name, k.label)), None)
    if found is None:
        choices = "、".join(f"{k.name}（{k.label}）" for k in KINDS.values())
        raise click.UsageError(f"没有“{name}”这个种类。可选：{choices}。")
    return found


def _lists(root: Path) -> "Lists":
    from generator.loading.loader import load_lists

    refuse_foreign_root(root)
    lists, problems = load_lists(root.resolve())
    if lists is None:
        raise ProblemsFound(problems)
    return lists


COMMANDS = (new, template, import_, schema, withdraw)
