"""What `wanlixing wechat` does at the terminal: finds what is meant, reads secrets, tells each step."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep

import click

from generator.diagnostics.problems import ProblemsFound
from generator.images.decode import read_picture
from generator.images.picture import Picture
from generator.integrations.wechat.client import OFFICIAL, Client
from generator.integrations.wechat.draft import (
    Chosen,
    Parcel,
    described,
    digest_parcel,
    mark_of,
    push,
    record_parcel,
    refused,
    rehearsal,
)
from generator.integrations.wechat.sent import NAME, SentDraft, read_sent
from generator.outputs.wechat.digest import Digest
from generator.site.moved import no_record
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class PushOptions:
    """How it is to be sent: only shown, again although it was sent, to which interface."""

    dry_run: bool
    again: bool
    api: str | None


@dataclass(frozen=True, slots=True)
class Own:
    """What an editor gives in place of the first article's own."""

    cover: Path | None = None
    title: str = ""


def parcels_of(site: Site, ids: Sequence[str], digest: Digest | None, own: Own) -> list[Parcel]:
    """What is to be sent: the digest first, then the records in the order in which they were named."""
    chosen = Chosen(_cover(own.cover), own.title)
    records = []
    for record_id in ids:
        record = site.catalogue.get("*", record_id)
        if record is None:
            raise click.UsageError(no_record(site, record_id))
        records.append(record)
    found = [digest_parcel(site, digest, chosen)] if digest else []
    found += [record_parcel(site, one, Chosen() if found or n else chosen) for n, one in enumerate(records)]
    faults = list(refused(found))
    if faults:
        raise click.UsageError("公众号平台不会收：" + "".join(faults))
    return found


def push_parcels(root: Path, parcels: Sequence[Parcel], now: datetime, options: PushOptions) -> bool:
    """Make a draft of it all, or say what would be sent, or that it was sent before. Whether a draft was made."""
    base = (options.api or OFFICIAL).rstrip("/")
    if options.dry_run:
        click.echo(
            "\n\n".join(
                [*map(described, parcels), "去掉 --dry-run 就发出下面的请求，只存草稿：", *rehearsal(parcels, base)]
            )
        )
        return False
    sent, problems = read_sent(root, now)
    if sent is None:
        raise ProblemsFound(problems)
    before = sent.of(tuple(parcel.name for parcel in parcels))
    if before and not options.again:
        click.echo(_was_sent(before, mark_of(parcels)))
        return False
    made = push(parcels, _client(base), sent, click.echo)
    click.echo(f"已存入草稿箱（{made.media_id}）。请在公众号后台预览后再发表。记在 {NAME}，请一并提交。")
    return True


def _was_sent(before: SentDraft, mark: str) -> str:
    if not before.media_id:
        return f"{before.at} 发过一次，没有得到回答。请先到公众号后台的草稿箱看看，没有的话加 --again 再发。"
    changed = "内容后来改过，" if before.mark != mark else ""
    return (
        f"{before.at} 已存入草稿箱（{before.media_id}），{changed}没有再发。"
        "要再存一份的加 --again，原来的一份请在后台删去。"
    )


def _cover(file: Path | None) -> Picture | None:
    chosen, problem = read_picture(file, file.name) if file else (None, None)
    if problem:
        raise click.UsageError(f"封面{problem.message}{problem.hint}")
    return chosen


def _client(base: str) -> Client:
    """Secrets come from the environment alone, so that they stand in no history and no file."""
    appid, secret = os.environ.get("WECHAT_APPID", ""), os.environ.get("WECHAT_SECRET", "")
    if not appid or not secret:
        raise click.UsageError("请先设置环境变量 WECHAT_APPID 和 WECHAT_SECRET（公众号后台“基本配置”里有）")
    return Client(appid, secret, sleep, base)
