"""What feeds must say, taken from the records and not from the code that writes feeds; parsers are held against it."""

from dataclasses import dataclass
from datetime import datetime

from generator.model.record import Record
from generator.outputs.feeds.text import entry_text
from generator.outputs.wechat.article import article
from generator.site.look import look_at
from generator.site.site import Site


@dataclass(frozen=True)
class Said:
    """One entry, in plain words."""

    id: str
    title: str
    link: str
    summary: str
    content: str
    author: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...]
    cover: str
    cover_bytes: int


def said_of(site: Site, record: Record, wechat: bool = False) -> Said:
    """What the feeds say of a record; those for 公众号 editors have its title and digest for the account."""
    made = article(look_at(site), record)
    authority = site.config.feeds.authority
    unit = site.unit(record)
    theme = site.lists.term("themes", record.theme) if record.theme else None
    edition = site.lists.editions.get(record.edition or "")
    return Said(
        id=f"tag:{authority}:wechat/{record.kind.name}/{record.id}"
        if wechat
        else f"tag:{authority}:{record.kind.name}/{record.id}",
        title=record.article_title if wechat else record.title,
        link=site.url(f"wechat/{record.id}.html" if wechat else record.address),
        summary=(record.wechat.digest or record.summary) if wechat else record.summary,
        content=made.html.replace(";text-indent:-1.5em", "") if wechat else entry_text(look_at(site), record).html,
        author=(unit.name if len(unit.name) <= 16 else unit.short) if wechat else record.origin,
        published=record.publish_date,
        updated=record.updated,
        tags=tuple(
            name
            for name in (
                record.kind.label,
                unit.short,
                unit.region,
                theme.name if theme else "",
                edition.name if edition else "",
            )
            if name
        ),
        cover=site.url(made.cover.path) if made.cover else "",
        cover_bytes=made.cover.size if made.cover else 0,
    )


def all_said(site: Site) -> dict[str, Said]:
    """By id: every entry that a feed of records may have."""
    found = [said_of(site, record, wechat) for record in site.catalogue.records for wechat in (False, True)]
    return {said.id: said for said in found}
