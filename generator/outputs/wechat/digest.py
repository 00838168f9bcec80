"""Several records as one 公众号 article: a week's on the site, any period's by `wanlixing digest`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.model.dates import CHINA
from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs.feeds.entries import Item
from generator.outputs.feeds.items import tag_of
from generator.outputs.wechat.article import MAX_AUTHOR, Article, compact, fitting, styles_of
from generator.rendering.templates import render
from generator.site.digest_weeks import WEEK, monday_of, week_name, week_of
from generator.site.site import Site
from generator.site.surroundings import PictureCard, pictures_of
from generator.text.wechat_allowlist import MAX_HTML
from generator.text.wechat_elements import for_feeds
from generator.text.wechat_html import Running

#: Articles that one message of an account takes (WX-20).
MESSAGE = 8
#: Weekly digests that stay on the site.
WEEKS = 12
#: More than this is not read on a telephone; the rest is given as a number.
LONGEST = 40
#: What was added to a week after its digest had gone out.
LATE = "上周补登"
#: Titles of articles (WX-20).
MAX_TITLE = 32
#: Some room is left for what the editor adds.
_ROOM = MAX_HTML * 9 // 10


@dataclass(frozen=True, slots=True)
class Digest:
    """The records that were published from one day to another, both included, newest first."""

    name: str
    since: date
    until: date
    records: Sequence[Record]
    #: Records of earlier weeks that came after the digest of theirs had gone out.
    late: Sequence[Record] = ()
    #: How many of its records have been withdrawn since.
    withdrawn: int = 0
    #: Whether it stands on the site.
    weekly: bool = False

    @property
    def address(self) -> str:
        return f"digest/{self.name}.html"

    @property
    def days(self) -> str:
        """`2026年11月16日至22日`; a period over the turn of a year names both."""
        first, last = (f"{day.year}年{day.month}月{day.day}日" for day in (self.since, self.until))
        if first == last:
            return first
        for same in (f"{self.since.year}年", f"{self.since.month}月"):
            if not last.startswith(same):
                break
            last = last.removeprefix(same)
        return f"{first}至{last}"

    @property
    def all(self) -> tuple[Record, ...]:
        """All records, those that came late at the end."""
        return (*self.records, *self.late)


def weekly(site: Site) -> list[Digest]:
    """The newest weeks that are over and of which there is something to tell; weeks begin on Monday."""
    weeks: dict[date, list[Record]] = {}
    for record in site.catalogue.records:
        weeks.setdefault(week_of(site, record), []).append(record)
    over = sorted((monday for monday in weeks if monday < monday_of(site.today)), reverse=True)
    return [_week(site, monday, weeks[monday]) for monday in over[:WEEKS]]


def last_week(site: Site) -> Digest:
    """The week that was over last, whether or not there is anything to tell."""
    monday = monday_of(site.today) - WEEK
    return _week(site, monday, [record for record in site.catalogue.records if week_of(site, record) == monday])


def _week(site: Site, monday: date, found: Sequence[Record]) -> Digest:
    """Split into what was published in the week and what came late."""
    until = monday + timedelta(days=6)
    late = [record for record in found if not monday <= record.publish_date.date() <= until]
    gone = [i for i in site.lists.withdrawn if i.published and monday <= i.published.date() <= until]
    rest = [record for record in found if record not in late]
    return Digest(week_name(monday), monday, until, rest, late, len(gone), weekly=True)


def digest_of(site: Site, since: date, until: date) -> Digest:
    """The digest of a period; of a whole week what stands on the site."""
    if since.weekday() == 0 and until - since == timedelta(days=6):
        return _week(site, since, [record for record in site.catalogue.records if week_of(site, record) == since])
    found = [record for record in site.catalogue.records if since <= record.publish_date.date() <= until]
    return Digest(f"{since.isoformat()}-{until.isoformat()}", since, until, found)


def title(site: Site, digest: Digest) -> str:
    """What the article is called."""
    period = "一周速递" if (digest.until - digest.since).days == 6 else "速递"
    whole = f"{site.config.title}{period}（{digest.days}）"
    # Over the turn of a year the days take so much that the platform would refuse the whole.
    return whole if len(whole) <= MAX_TITLE else f"{period}（{digest.days}）"


def summary(site: Site, digest: Digest) -> str:
    """What it holds, in one sentence: how many of each kind, from where."""
    counts = [(kind, sum(record.kind is kind for record in digest.all)) for kind in KINDS.values()]
    kinds = "、".join(f"{kind.label}{count}条" for kind, count in counts if count)
    named = {record.unit for record in digest.all}
    units = [unit.short for unit in site.lists.units.values() if unit.id in named]
    places = "、".join(units[:6]) + (f"等{len(units)}个单位" if len(units) > 6 else "")
    if not units:
        return f"{digest.days}没有新记录。"
    late = f"（含上周补登{len(digest.late)}条）" if digest.late else ""
    return f"{digest.days}发布{kinds}{late}，来自{places}。"


def message(digest: Digest) -> list[Record]:
    """At most eight records for a message of several articles: by turns from each unit, what editors publish first."""
    queues: dict[str, list[Record]] = {}
    for record in sorted(digest.all, key=lambda record: not record.kind.for_editors):
        queues.setdefault(record.unit, []).append(record)
    chosen: list[Record] = []
    while queues and len(chosen) < MESSAGE:
        for unit in list(queues):
            chosen.append(queues[unit].pop(0))
            if not queues[unit]:
                del queues[unit]
    return chosen[:MESSAGE]


def digest_article(site: Site, digest: Digest, by: str = "") -> Article:
    """The digest as an article, grouped `by` 单位 or 任务 (the settings', unless given)."""
    html, _left = _shortened(site, digest, by or site.config.wechat.digest_by)
    first = (next(pictures_of(site, record), None) for record in digest.all)
    # Those that are shown: a group shows one at most, and a long digest not every record.
    pictures = [found[1] for found in first if found and f'"{site.url(found[1].path)}"' in html]
    host = site.lists.units[site.config.host_unit]
    return Article(
        title=title(site, digest),
        digest=summary(site, digest),
        author=host.name if len(host.name) <= MAX_AUTHOR else host.short,
        source=site.url(digest.address) if digest.weekly else site.url(""),
        html=html,
        pictures=tuple(dict.fromkeys(pictures)),
        cover=pictures[0] if pictures else None,
    )


def left_out(site: Site, digest: Digest, by: str = "") -> int:
    """How many of the records the article only counts; the other forms tell of all."""
    return _shortened(site, digest, by or site.config.wechat.digest_by)[1]


def _shortened(site: Site, digest: Digest, by: str) -> tuple[str, int]:
    """With as many records as an article can hold, and how many are left."""
    count = min(len(digest.all), LONGEST)
    while True:
        html = fitting(lambda lean, count=count: _html(site, digest, by, count, lean))  # type: ignore[misc]
        if len(html) < _ROOM or count <= 1:
            return html, len(digest.all) - count
        count = count * 3 // 4


def _html(site: Site, digest: Digest, by: str, count: int, lean: bool) -> str:
    running = Running(site.style.ordinals)
    html = render(
        site,
        "wechat/digest.html",
        digest=digest,
        host=site.lists.units[site.config.host_unit].name,
        summary=summary(site, digest),
        groups=groups_of(site, digest, by, count),
        left=len(digest.all) - count,
        picture=lambda record: _picture(site, record),
        **styles_of(site.style, lean).tools(running),
    )
    return compact(html)


def groups_of(site: Site, digest: Digest, by: str = "", count: int = LONGEST) -> dict[str, list[Record]]:
    """The first `count` records by unit or task line, in the order of the lists; late ones last."""
    groups = _groups(site, digest.records[:count], by or site.config.wechat.digest_by)
    late = digest.late[: max(count - len(digest.records), 0)]
    return {**groups, LATE: list(late)} if late else groups


def _groups(site: Site, records: Iterable[Record], by: str) -> dict[str, list[Record]]:
    """By the unit's short name or the task line; what has none by its kind, last."""
    groups: dict[str, list[Record]] = {name: [] for name in _group_names(site, by)}
    for record in records:
        groups[site.unit(record).short if by == "单位" else record.theme or record.kind.label].append(record)
    return {name: found for name, found in groups.items() if found}


def _group_names(site: Site, by: str) -> Iterator[str]:
    """All names that a group can have, as the lists have them."""
    if by == "单位":
        yield from (unit.short for unit in site.lists.units.values())
    else:
        yield from site.lists.names("themes")
        yield from (kind.label for kind in KINDS.values())


def _picture(site: Site, record: Record) -> tuple[str, str] | None:
    found: Iterator[tuple[object, PictureCard]] = pictures_of(site, record)
    first = next(found, None)
    return (site.url(first[1].path), record.images[0].alt) if first else None


def digest_item(site: Site, digest: Digest) -> Item:
    """The digest as an entry of its feed: published when its week was over."""
    made = digest_article(site, digest)
    over = datetime.combine(digest.until + timedelta(days=1), time(), CHINA)
    return Item(
        id=tag_of(site, f"digest/{digest.name}"),
        title=made.title,
        address=site.url(digest.address),
        summary=made.digest,
        author=made.author,
        published=over,
        updated=max([over, *(record.updated for record in digest.all), *_withdrawals(site, digest)]),
        content=for_feeds(made.html),
        cover=made.cover,
    )


def _withdrawals(site: Site, digest: Digest) -> Iterator[datetime]:
    """When records of the week were withdrawn: the digest changed then."""
    for item in site.lists.withdrawn:
        if item.published and digest.since <= item.published.date() <= digest.until:
            yield item.date
