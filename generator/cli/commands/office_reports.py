"""Commands for the office's reports: bulletins sealed, what comes of a selection, the nightly inspection."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from generator.cli.console import office_option, refuse_foreign_root, root_option, today_option
from generator.diagnostics.problems import Problem, ProblemsFound, errors

if TYPE_CHECKING:
    from generator.site.site import Site


def _read(root: Path, today: date, office_root: Path | None = None) -> tuple["Site", list[Problem]]:
    from generator.loading.loader import LoadOptions, load

    refuse_foreign_root(root)
    site, problems = load(root.resolve(), today, options=LoadOptions(office_root=office_root))
    if site is None:
        raise ProblemsFound(problems)
    return site, problems


@click.group()
def bulletin() -> None:
    """通报：定格表格。"""


@bulletin.command("new")
@root_option
@today_option
@click.option("--series", required=True, help="系列编号，例如 zhuanli-chanpin-beian；已有的系列接着编期号。")
@click.option("--edition", default=None, help="把这一届成效汇总表今天的数字填进去，例如 2020。")
@office_option
@click.argument("name")
def bulletin_new(
    *, root: Path, today: date, series: str, edition: str | None, office_root: Path | None, name: str
) -> None:
    """新建编号为 NAME 的一期通报：照上一期的表，各单位先写“未报”；给出 --edition 时填上成效汇总表的数字。"""
    from generator.authoring.sheets.yaml_writer import written
    from generator.authoring.write_file import write_new
    from generator.model.field_types import SLUG
    from generator.model.kinds.bulletin import BULLETIN
    from generator.office.frozen import sealed_table
    from generator.office.summary_table import summary_table
    from generator.office_site.bulletin_drafts import following, of_table

    if not re.fullmatch(SLUG, name) or not re.fullmatch(SLUG, series):
        raise click.UsageError("编号只用小写英文字母、数字和短横线，例如 beian-2023-01")
    site, _problems = _read(root, today, office_root)
    records = [entry.record for entry in site.catalogue.entries_of(BULLETIN) if entry.record.series == series]
    last = max(records, key=lambda record: record.number, default=None)
    found = site.lists.editions.get(edition or "")
    table = summary_table(site, found) if found else None
    if edition and table is None:
        raise click.UsageError(f"没有“{edition}”这一届，或者它没有成效汇总表")
    if found and found.publish != "分单位":
        how = "要公开各单位的数，请先在 content/lists/editions.yml 里写 publish: 分单位"
        raise click.UsageError(f"{found.name}的成效只公开到“{found.publish}”，通报逐个列出单位；{how}")
    if table:
        made = of_table(sealed_table(site, table), series, last.number + 1 if last else 1, today)
    elif last:
        made = following(last, today)
    else:
        raise click.UsageError(f"系列“{series}”还没有通报可以照着做；第一期请用 wanlixing new 通报，或加 --edition")
    path = f"content/{BULLETIN.folder}/{site.config.host_unit}/{name}.yml"
    file = root.resolve() / path
    if file.exists():
        raise click.UsageError(f"{path} 已经存在，没有改动")
    write_new(file, written(made, f"# yaml-language-server: $schema=../../schema/{BULLETIN.name}.json").encode())
    click.echo(f"已写出 {path}（第 {made['number']} 期），填好空着的几项，核对以后运行 wanlixing bulletin seal {name}")


@bulletin.command()
@root_option
@today_option
@click.argument("name")
def seal(root: Path, today: date, name: str) -> None:
    """给编号为 NAME 的通报写上数据校验码；以后表格里改了一个数，检查就会报错。"""
    from codecs import BOM_UTF8

    from generator.authoring.write_file import replace_file
    from generator.model.kinds.bulletin import BULLETIN
    from generator.yaml_source.reader import MAX_BYTES, decode, read_bounded

    site, _problems = _read(root, today)
    found = next((entry for entry in site.catalogue.entries_of(BULLETIN) if entry.record.id == name), None)
    if found is None:
        raise click.UsageError(f"没有编号为“{name}”的通报，或者它有错误（先运行 wanlixing check）")
    record, proper = found.record, found.record.proper_seal
    if record.seal == proper:
        click.echo(f"{found.source.path} 已有校验码 {proper}，数据没有改动。")
        return
    if record.seal and not record.corrections:
        raise click.UsageError("已有校验码，数据却改动过：请先在 corrections 里写明更正了什么，再写新的校验码")
    file = root.resolve() / found.source.path
    raw, _problem = read_bounded(file, found.source.path, MAX_BYTES)
    text = decode(raw or b"", found.source.path)[0] or ""
    end = "\r\n" if "\r\n" in text else "\n"
    kept = re.sub(r"(?m)^seal:.*(\r?\n|\Z)", "", text).rstrip("\r\n")
    made = f"{kept}{end}seal: '{proper}'{end}".encode()
    replace_file(file, BOM_UTF8 + made if (raw or b"").startswith(BOM_UTF8) else made)
    click.echo(f"已写上校验码 {proper}：{found.source.path}")


@click.group()
def selection() -> None:
    """评选：从选票到结果。"""


@selection.command("result")
@root_option
@today_option
@click.option("--replace", is_flag=True, help="专题文件已有时改写它，例如保密期过了要补上案例。")
@office_option
@click.argument("name")
def selection_result(root: Path, today: date, replace: bool, office_root: Path | None, name: str) -> None:
    """把编号为 NAME 的评选结果写成保密期内的专题；缺选票、有并列要合议时不写。"""
    from generator.authoring.sheets.yaml_writer import written
    from generator.authoring.write_file import replace_file, write_new
    from generator.loading.validation import read_record
    from generator.model.kinds.collection import COLLECTION
    from generator.office.selections import result, selections
    from generator.yaml_source.reader import read_text as parsed

    site, problems = _read(root, today, office_root)
    if wrong := [problem for problem in errors(problems) if problem.position.path.startswith(f"{site.office.place}/")]:
        raise ProblemsFound(wrong)
    outcome = next((found for found in selections(site) if found.id == name), None)
    if outcome is None:
        raise click.UsageError(f"没有编号为“{name}”的评选（{site.office.place}/selections/{name}/selection.yml）")
    for line in outcome.remarks:
        click.echo(f"提醒：{line}", err=True)
    if outcome.open:
        click.echo("\n".join(["还不能出结果：", *(f"  {line}" for line in outcome.open)]))
        sys.exit(1)
    unit = outcome.form.unit
    path = f"content/{COLLECTION.folder}/{unit}/{name}.yml"
    text = written(result(site, outcome), f"# yaml-language-server: $schema=../../schema/{COLLECTION.name}.json")
    source, reported = parsed(text, path)
    _entry, more = read_record(COLLECTION, source, name, unit) if source else (None, [])
    if reported or more:
        raise ProblemsFound([*reported, *more])
    file = root.resolve() / path
    if file.exists() and not replace:
        raise click.UsageError(f"{path} 已经存在，没有改动；要改写请加 --replace")
    (replace_file if file.exists() else write_new)(file, text.encode())
    click.echo(f"已写出 {path}：{outcome.form.places} 件，保密至 {outcome.form.embargo_until}。")
    click.echo(
        "选票和得分没有写进去。请运行 wanlixing check 核对；保密期过了再运行一次，加 --replace，补上案例的链接。"
    )


@click.command()
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="输出形式。")
@office_option
def inspect(root: Path, today: date, form: str, office_root: Path | None) -> None:
    """巡查：栏目多久没更新、失效链接、用语、到期未复核。有不合格的，退出码是 1。"""
    from generator.build.check import check
    from generator.office_site.inspection import as_json, as_markdown, as_text
    from generator.office_site.inspection import inspect as look

    refuse_foreign_root(root)
    site, problems = check(root.resolve(), today, office_root=office_root)
    if site is None:
        raise ProblemsFound(problems)
    found = look(site, problems)
    click.echo({"json": as_json, "markdown": as_markdown, "text": as_text}[form](found))
    sys.exit(1 if found.failed else 0)


@click.command()
@root_option
@today_option
@office_option
@click.argument("report_file", metavar="FILE", type=click.File("rb"))
def links(root: Path, today: date, office_root: Path | None, report_file: IO[bytes]) -> None:
    """把链接检查的报告 FILE（lychee --format json）写成内部资料里的 links.yml，供巡查使用。"""
    from generator.authoring.sheets.yaml_writer import written
    from generator.authoring.write_file import replace_file, write_new
    from generator.loading.office import office_folder_of
    from generator.office_site.link_check_import import MAX_REPORT, LinkReportError, link_run

    refuse_foreign_root(root)
    try:
        made = link_run(report_file.read(MAX_REPORT + 1), today)
    except LinkReportError as error:
        raise click.UsageError(str(error)) from None
    file = office_folder_of(root.resolve(), office_root) / "links.yml"
    (replace_file if file.exists() else write_new)(
        file, written(made, "# 由 wanlixing links 写出，不用手改。").encode()
    )
    click.echo(f"检查了 {made['total']} 个链接，失效 {len(made.get('dead', []))} 个，已写进 {file}。")


COMMANDS = (bulletin, selection, inspect, links)
