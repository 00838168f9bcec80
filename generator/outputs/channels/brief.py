"""A record or a digest as an office brief (信息专报): headed, in numbered parts, signed at the foot."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from generator.documents.docx import Block, Heading, Items, Paragraph, Signature, as_document, below
from generator.documents.docx_script import as_data
from generator.model.record import Record
from generator.outputs.wechat.digest import Digest, groups_of, summary, title
from generator.outputs.wechat.numbers import numbers
from generator.site.details import details_of
from generator.site.look import Look
from generator.site.site import Site
from generator.text.chinese_numerals import in_chinese
from generator.text.plain_blocks import plain_blocks

#: Stands at the head of every page.
MARK = "信息专报"


def record_brief(look: Look, record: Record) -> bytes:
    """A record as a document of the word processor."""
    return as_document(record.title, record_blocks(look, record), look.unit(record).name, mark=MARK)


def record_brief_data(look: Look, record: Record) -> str:
    """The same for the browser, which makes the document when an editor asks for it."""
    return _data(record.title, record_blocks(look, record), look.unit(record).name)


def _data(title: str, blocks: Sequence[Block], author: str) -> str:
    """As JSON that may stand in a page."""
    said = {"title": title, "author": author, "mark": MARK, "blocks": as_data(blocks)}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def record_blocks(look: Look, record: Record) -> list[Block]:
    """What it says, its parts numbered as official papers number them."""
    return below(look.config.notice, _record_blocks(look, record))


def _record_blocks(look: Look, record: Record) -> Iterator[Block]:
    yield Paragraph(record.summary)
    for line in details_of(look, record, "text"):
        yield Paragraph(f"{line.label}：{line.text}")
    for name, value in chain.from_iterable(numbers(record)):
        yield Paragraph(f"{name}：{value}")
    number = 0
    for section in record.sections:
        if section.heading:
            number += 1
            yield Heading(f"{in_chinese(number)}、{section.heading}")
        yield from plain_blocks(section.text, section.top)
    yield Heading("来源")
    yield Items(tuple(_sources(record)))
    day = record.publish_date
    yield Signature(look.unit(record).name, f"{day.year}年{day.month}月{day.day}日")


def _sources(record: Record) -> Iterator[str]:
    for source in record.sources:
        said = [source.title, source.publisher, source.date.chinese if source.date else "", source.url or ""]
        yield "，".join(filter(None, said)) + ("（据摘录整理）" if source.extent == "摘录" else "")


def digest_brief(site: Site, digest: Digest, by: str = "") -> bytes:
    """A digest as a document of the word processor."""
    return as_document(title(site, digest), digest_blocks(site, digest, by), _host(site), mark=MARK)


def digest_brief_data(site: Site, digest: Digest) -> str:
    """The same for the browser."""
    return _data(title(site, digest), digest_blocks(site, digest), _host(site))


def _host(site: Site) -> str:
    return str(site.lists.units[site.config.host_unit].name)


def digest_blocks(site: Site, digest: Digest, by: str = "") -> list[Block]:
    """All its records in groups, each with its summary, source and address: none is left out for length."""
    return below(site.config.notice, _digest_blocks(site, digest, by))


def _digest_blocks(site: Site, digest: Digest, by: str) -> Iterator[Block]:
    yield Paragraph(summary(site, digest))
    for number, (name, records) in enumerate(groups_of(site, digest, by, len(digest.all)).items(), start=1):
        yield Heading(f"{in_chinese(number)}、{name}")
        for record in records:
            yield Heading(record.title, 2)
            yield Paragraph(record.summary)
            yield Paragraph(f"来源：{record.origin}。{site.url(record.address)}")
    if digest.withdrawn:
        yield Paragraph(f"另有{digest.withdrawn}条已经撤回，转载过的请一并撤下。")
    last = digest.until
    yield Signature(_host(site), f"{last.year}年{last.month}月{last.day}日")
