"""Commands for editors of 公众号: digests and drafts."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import refuse_foreign_root, root_option, today_option
from generator.diagnostics.problems import ProblemsFound, errors

if TYPE_CHECKING:
    from generator.site.site import Site


@click.command()
@root_option
@today_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="从这一天起发布的，例如 2026-11-16。")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="到这一天为止，含这一天。")
@click.option("--by", type=click.Choice(["单位", "任务"]), default=None, help="按什么分组，默认照 site_config.yml。")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="写成一个网页文件；不给就把正文显示出来。")
def digest(*, root: Path, today: date, since: datetime, until: datetime, by: str | None, out: Path | None) -> None:
    """把一段时间发布的记录汇成一篇公众号文章。"""
    from generator.authoring.write_file import write_new
    from generator.outputs.wechat.digest import digest_article, digest_of, message
    from generator.outputs.wechat.pages import standalone

    if until < since:
        raise click.UsageError("--until 早于 --since")
    if out and out.exists():
        raise click.UsageError(f"{out} 已经存在，没有改动")
    site = _site(root, today)
    period = digest_of(site, since.date(), until.date())
    if not period.records:
        raise click.UsageError("这段时间没有发布记录")
    made = digest_article(site, period, by or "")
    if out is None:
        click.echo(made.html)
        return
    write_new(out, standalone(site, period, made).encode())
    click.echo(f"已写出 {out}：{made.title}，收录 {len(period.records)} 条，正文 HTML {len(made.html)} 个字符。")
    click.echo("多图文建议：" + "；".join(record.title for record in message(period)))


@click.group()
def wechat() -> None:
    """公众号：把记录做成草稿。"""


@wechat.command()
@root_option
@today_option
@click.argument("record_id", metavar="ID")
@click.option("--dry-run", is_flag=True, help="只列出要发出的请求，什么也不发。")
@click.option("--cover", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None, help="封面图片。")
@click.option("--api", envvar="WECHAT_API", default=None, help="接口地址，例如固定 IP 的代理；默认是官方地址。")
def push(*, root: Path, today: date, record_id: str, dry_run: bool, cover: Path | None, api: str | None) -> None:
    """把编号为 ID 的记录传到公众号的草稿箱（不发布）。

    公众号的 AppID 和 AppSecret 只从环境变量 WECHAT_APPID 和 WECHAT_SECRET 读取。
    """
    from generator.integrations.wechat.push_command import push_record

    refuse_foreign_root(root)
    push_record(_site(root, today), record_id, dry_run=dry_run, cover=cover, api=api)


def _site(root: Path, today: date) -> "Site":
    """A sound site; with faults there is nothing to make articles of."""
    from generator.build.check import check as check_site

    refuse_foreign_root(root)
    site, problems = check_site(root.resolve(), today)
    if site is None or errors(problems):
        raise ProblemsFound(problems)
    return site


COMMANDS = (digest, wechat)
