"""What `wanlixing wechat` does at the terminal: finds the record, asks the environment for secrets, tells each step."""

import os
from pathlib import Path
from time import sleep

import click

from generator.images.decode import read_picture
from generator.integrations.wechat.client import OFFICIAL, Client
from generator.integrations.wechat.draft import parcel, push, rehearsal, too_long
from generator.site.site import Site


def push_record(site: Site, record_id: str, *, dry_run: bool, cover: Path | None, api: str | None) -> None:
    """Make a draft of a record, or say what would be sent."""
    record = site.catalogue.get("*", record_id)
    if record is None:
        raise click.UsageError(f"没有编号为“{record_id}”的记录")
    chosen, problem = read_picture(cover, cover.name) if cover else (None, None)
    if problem:
        raise click.UsageError(f"封面{problem.message}{problem.hint}")
    sent = parcel(site, record, chosen)
    faults = list(too_long(sent))
    if faults:
        raise click.UsageError("公众号平台不会收：" + "".join(faults))
    base = (api or OFFICIAL).rstrip("/")
    if dry_run:
        click.echo("\n\n".join(rehearsal(sent, base)))
        return
    media_id = push(sent, _client(base), click.echo)
    click.echo(f"已存入草稿箱（{media_id}）。请在公众号后台预览后再发表。")


def _client(base: str) -> Client:
    """Secrets come from the environment alone, so that they stand in no history and no file."""
    appid, secret = os.environ.get("WECHAT_APPID", ""), os.environ.get("WECHAT_SECRET", "")
    if not appid or not secret:
        raise click.UsageError("请先设置环境变量 WECHAT_APPID 和 WECHAT_SECRET（公众号后台“基本配置”里有）")
    return Client(appid, secret, sleep, base)
