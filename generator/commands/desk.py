"""Commands for the office's desk: bulletins sealed, what comes of a selection, the nightly inspection."""

import re
from datetime import date
from pathlib import Path

import click

from generator.console import refuse_foreign_root, root_option, today_option
from generator.problems import ProblemsFound


@click.group()
def bulletin() -> None:
    """通报：定格表格。"""


@bulletin.command()
@root_option
@today_option
@click.argument("name")
def seal(root: Path, today: date, name: str) -> None:
    """给编号为 NAME 的通报写上数据校验码；以后表格里改了一个数，检查就会报错。"""
    from codecs import BOM_UTF8

    from generator.kinds.bulletin import Bulletin
    from generator.load import load
    from generator.publish import replace_file
    from generator.source import MAX_BYTES, decode, read_bounded

    refuse_foreign_root(root)
    site, problems = load(root.resolve(), today)
    if site is None:
        raise ProblemsFound(problems)
    found = next((e for e in site.catalogue.entries if isinstance(e.record, Bulletin) and e.record.id == name), None)
    if found is None or not isinstance(found.record, Bulletin):
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


COMMANDS = (bulletin,)
