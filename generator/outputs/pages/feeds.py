"""`feeds/index.html`, the feeds for people: how to subscribe, what each feed is, what is in it now; weekly digests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from generator.images import qr
from generator.model.record import Record
from generator.outputs.feeds.groups import feed_groups
from generator.outputs.feeds.links import ALL, DIGEST, WECHAT
from generator.outputs.wechat.digest import summary, title, weekly
from generator.rendering.templates import FeedLink, Meta, compose, newest
from generator.site.site import Page, Site

#: Titles shown of each feed.
PREVIEW = 3
_ABOUT = {
    "全部": "专栏发布的全部内容，附历年存档。",
    "栏目": "只看一类内容。",
    "单位": "只看一个单位的内容，含联合举办的活动。",
    "地区": "一个省、市范围内各单位的内容。",
    "任务": "实施方案里的一项任务。",
    "活动年度": "一届活动的全部内容。",
    "专题": "一份案例名单，和名单里已收录的案例。",
    "公众号": "给公众号编辑：标题和摘要按公众号的长度写好，链接直达排版页。",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A feed as the page shows it; the page leads to it by the name of its files."""

    link: FeedLink
    url: str
    name: str
    count: int
    changed: datetime | None
    latest: tuple[tuple[str, str], ...]


def feeds_page(site: Site) -> Iterator[Page]:
    """The page of all feeds."""
    groups: dict[str, list[Shown]] = {}
    for group in feed_groups(site):
        latest = tuple((record.title, record.address) for record in group.records[:PREVIEW])
        shown = _shown(site, group.link, len(group.records), _changed(group.records), latest)
        groups.setdefault(group.sort, []).append(shown)
    follow = site.config.wechat.follow
    digests = [(title(site, digest), digest.address, summary(site, digest)) for digest in weekly(site)]
    if digests:
        words = tuple((name, address) for name, address, _summary in digests[:PREVIEW])
        groups.setdefault("公众号", []).append(_shown(site, DIGEST, len(digests), None, words))
    yield compose(
        site,
        "feeds.html",
        address="feeds/index.html",
        section="feeds",
        title="订阅",
        meta=Meta(
            "怎样订阅本专栏：用阅读器、邮箱或公众号，按栏目、地区、任务选订阅源。",
            feeds=_own(site),
            styles=("subscribe",),
        ),
        changed=newest(site.catalogue.records),
        groups=groups,
        about=_ABOUT,
        digests=digests,
        follow=qr.svg(follow, f"公众号{site.config.wechat.account or ''}的二维码") if follow else "",
    )


def _shown(
    site: Site, link: FeedLink, count: int, changed: datetime | None, latest: tuple[tuple[str, str], ...]
) -> Shown:
    return Shown(link, site.url(f"{link.path}.rss.xml"), link.path.rpartition("/")[2], count, changed, latest)


def _own(site: Site) -> tuple[FeedLink, ...]:
    """The feeds that the page itself leads to: everything, and what editors take, if there is any."""
    return tuple(group.link for group in feed_groups(site) if group.link in (ALL, WECHAT))


def _changed(records: Iterable[Record]) -> datetime | None:
    return max((record.updated for record in records), default=None)
