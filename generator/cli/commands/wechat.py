"""Commands for editors of 公众号: digests and drafts."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import refuse_foreign_root, root_option, today_option
from generator.diagnostics.problems import ProblemsFound, errors

if TYPE_CHECKING:
    from generator.model.record import Record
    from generator.outputs.wechat.digest import Digest
    from generator.site.site import Site


FORMS = ("公众号", "专报", "邮件", "纯文本")
#: What a file is by its ending, where no form is named.
ENDINGS = {".docx": "专报", ".txt": "纯文本"}


@click.command()
@root_option
@today_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), default=None, help="从这一天起发布的；不给就是上一周。")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), default=None, help="到这一天为止，含这一天。")
@click.option("--by", type=click.Choice(["单位", "任务"]), default=None, help="按什么分组，默认照 site_config.yml。")
@click.option(
    "--form",
    type=click.Choice(FORMS),
    default=None,
    help="公众号文章、专报（docx）、邮件（HTML）、纯文本；不给就看 --out，没有 --out 的是纯文本。",
)
@click.option("--out", type=click.Path(path_type=Path), default=None, help="写成一个文件；不给就把文字显示出来。")
@click.option("--seal", is_flag=True, help="登记这一周的速递已经发出：以后补登的列入下一期。")
def digest(
    *,
    root: Path,
    today: date,
    since: datetime | None,
    until: datetime | None,
    by: str | None,
    form: str | None,
    out: Path | None,
    seal: bool,
) -> None:
    """把一段时间发布的记录汇成一篇，默认是上一周。"""
    from generator.authoring.write_file import write_new
    from generator.outputs.wechat.digest import left_out, message, title

    if out and out.exists():
        raise click.UsageError(f"{out} 已经存在，没有改动")
    form = form or (ENDINGS.get(out.suffix, "公众号") if out else "纯文本")
    if form == "专报" and out is None:
        raise click.UsageError("信息专报是 docx 文件，请用 --out 写明文件名")
    site = _site(root, today)
    period = _period(site, since, until)
    if not period.all:
        click.echo(f"{period.days}没有新记录。")
        return
    content = _written(site, period, form, by or "", alone=out is not None)
    if out:
        write_new(out, content)
        click.echo(f"已写出 {out}：{title(site, period)}，收录 {len(period.all)} 条。")
        click.echo("多图文建议：" + "；".join(record.title for record in message(period)))
    else:
        click.echo(content.decode(), nl=False)
    if form == "公众号" and (left := left_out(site, period, by or "")):
        click.echo(
            f"公众号文章只列最新的 {len(period.all) - left} 条，另外 {left} 条只写条数；专报、邮件、纯文本全部列出。",
            err=True,
        )
    if seal:
        _seal(root, site, period, datetime.combine(today, time()))
    elif period.weekly and not any(sent.id == period.name for sent in site.lists.digests):
        click.echo("发出以后请加 --seal 再运行一次：这一期从此不变，以后补登的列入下一期。", err=True)


def _period(site: "Site", since: datetime | None, until: datetime | None) -> "Digest":
    """The period that is asked for; the week that was over last, if none is."""
    from generator.outputs.wechat.digest import digest_of, last_week

    if since is None and until is None:
        return last_week(site)
    if since is None:
        raise click.UsageError("请用 --since 写明从哪一天起")
    first, last = since, until or since + timedelta(days=6)
    if last < first:
        raise click.UsageError("--until 早于 --since")
    return digest_of(site, first.date(), last.date())


def _written(site: "Site", period: "Digest", form: str, by: str, *, alone: bool) -> bytes:
    """The digest in a form; as an article the page to copy from, if it stands `alone` in a file."""
    from generator.outputs.channels.brief import digest_brief
    from generator.outputs.channels.digest_forms import digest_email, digest_text
    from generator.outputs.wechat.digest import digest_article
    from generator.outputs.wechat.pages import standalone

    if form == "专报":
        return digest_brief(site, period, by)
    if form == "邮件":
        return digest_email(site, period, by).encode()
    if form == "纯文本":
        return digest_text(site, period, by).encode()
    made = digest_article(site, period, by)
    return standalone(site, period, made).encode() if alone else f"{made.html}\n".encode()


SHARED = {"专报": ".docx", "海报": ".png", "二维码": ".png", "微博": ".txt", "头条": ".txt"}


@click.command()
@root_option
@today_option
@click.argument("record_id", metavar="ID")
@click.option("--form", type=click.Choice(list(SHARED)), required=True, help="做成什么。")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="写到哪个文件；文字可以不给，直接显示出来。")
def share(*, root: Path, today: date, record_id: str, form: str, out: Path | None) -> None:
    """把编号为 ID 的记录做成信息专报（docx）、海报、二维码，或微博、头条的文字。"""
    from generator.authoring.write_file import write_new
    from generator.outputs.channels.record_forms import FOLDED, TOUTIAO, WEIBO, counted
    from generator.site.moved import no_record

    site = _site(root, today)
    record = site.catalogue.get("*", record_id)
    if record is None:
        raise click.UsageError(no_record(site, record_id))
    content = _shared(site, record, form)
    if SHARED[form] != ".txt" or out:
        place = out or Path(f"{record_id}-{form}{SHARED[form]}")
        if place.exists():
            raise click.UsageError(f"{place} 已经存在，没有改动")
        write_new(place, content)
        click.echo(f"已写出 {place}", err=True)
    else:
        click.echo(content.decode(), nl=False)
    if form == "微博":
        click.echo(f"{counted(content.decode(), WEIBO)}；超过{FOLDED}字的部分会折叠。", err=True)
    elif form == "头条":
        click.echo(f"{counted(content.decode(), TOUTIAO)}（微头条；发文章没有这个限制）。", err=True)


def _shared(site: "Site", record: "Record", form: str) -> bytes:
    from generator.images import paint, qr
    from generator.images.drawings import POSTER
    from generator.outputs.channels.brief import record_brief
    from generator.outputs.channels.record_forms import poster_words, toutiao_text, weibo_text
    from generator.site.look import look_at

    look = look_at(site)
    if form == "专报":
        return record_brief(look, record)
    if form == "海报":
        return paint.png(POSTER, poster_words(look, record), site.url(record.address))
    if form == "二维码":
        return qr.png(site.url(record.address))
    if form == "微博":
        return f"{weibo_text(look, record)}\n".encode()
    return toutiao_text(look, record).encode()


@click.group()
def wechat() -> None:
    """公众号：把记录做成草稿。"""


@wechat.command()
@root_option
@today_option
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--digest", "with_digest", is_flag=True, help="上一周的速递；后面再写编号的，合成一条多图文。")
@click.option("--title", default=None, help="另写标题（第一篇的），不改记录；不超过 32 个字。")
@click.option("--dry-run", is_flag=True, help="只说明要发什么，列出请求，什么也不发。")
@click.option("--again", is_flag=True, help="已经存过草稿的，再存一份。")
@click.option("--cover", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None, help="封面图片。")
@click.option("--api", envvar="WECHAT_API", default=None, help="接口地址，例如固定 IP 的代理；默认是官方地址。")
def push(
    *,
    root: Path,
    today: date,
    ids: tuple[str, ...],
    with_digest: bool,
    title: str | None,
    dry_run: bool,
    again: bool,
    cover: Path | None,
    api: str | None,
) -> None:
    """把记录（一条或几条）或上一周的速递传到公众号的草稿箱（不发布）。

    公众号的 AppID 和 AppSecret 只从环境变量 WECHAT_APPID 和 WECHAT_SECRET 读取。
    """
    from generator.integrations.wechat.push_command import Own, PushOptions, parcels_of, push_parcels
    from generator.outputs.wechat.digest import last_week

    if not ids and not with_digest:
        raise click.UsageError("请写明记录的编号，或加 --digest")
    site = _site(root, today)
    period = last_week(site) if with_digest else None
    if period and not period.all:
        click.echo(f"{period.days}没有新记录。")
        return
    parcels = parcels_of(site, ids, period, Own(cover, (title or "").strip()))
    now = datetime.combine(today, time())
    made = push_parcels(root.resolve(), parcels, now, PushOptions(dry_run, again, api))
    if made and period:
        _seal(root, site, period, now)


def _seal(root: Path, site: "Site", period: "Digest", now: datetime) -> None:
    """Write down what the digest held that has gone out."""
    from generator.authoring.sent_digests import sealed
    from generator.authoring.write_file import replace_file

    place = root.resolve() / "content" / "lists" / "digests.yml"
    replace_file(place, sealed(site, period, now).encode())
    click.echo(f"已在 {place} 登记，请一并提交。", err=True)


def _site(root: Path, today: date) -> "Site":
    """A sound site; with faults there is nothing to make articles of."""
    from generator.build.check import check as check_site

    refuse_foreign_root(root)
    site, problems = check_site(root.resolve(), today)
    if site is None or errors(problems):
        raise ProblemsFound(problems)
    return site


COMMANDS = (digest, share, wechat)
