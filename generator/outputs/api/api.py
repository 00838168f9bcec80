"""`api/v1/`: everything that is public, as JSON in files of bounded size, with its schemas."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.model.kinds import KINDS, labelled
from generator.model.record import Kind, Record
from generator.outputs.api.file_schemas import (
    EditionOut,
    IndexOut,
    KindOut,
    ListsOut,
    RecordPage,
    TermOut,
    UnitOut,
    WithdrawnOut,
    WithdrawnPage,
)
from generator.outputs.api.forms import Item
from generator.outputs.api.schemas import (
    DETAILS,
    VERSION,
    Correction,
    Picture,
    RecordOut,
    Reference,
    Section,
    Source,
)
from generator.outputs.feeds.channel import withdrawn_address
from generator.outputs.pages.booklets import items_of
from generator.site import facets
from generator.site.site import File, Site
from generator.site.surroundings import pictures_of

ROOT = "api/v1/"
#: Records in one file.
LENGTH = 100


def api(site: Site) -> Iterator[File]:
    """`index.json`, `lists.json`, `withdrawn.json`, `schemas.json`, and the records of each kind page by page."""
    kinds = []
    for kind in KINDS.values():
        found = site.catalogue.of(kind)
        if found:
            pages = -(-len(found) // LENGTH)
            first = site.url(_path(kind, 1))
            kinds.append(KindOut(name=kind.name, label=kind.label, total=len(found), pages=pages, first=first))
            yield from _pages(site, kind, found, pages)
    yield _file(site, f"{ROOT}lists.json", _lists(site))
    yield _file(site, f"{ROOT}withdrawn.json", _withdrawn(site))
    yield _schemas()
    yield _file(
        site,
        f"{ROOT}index.json",
        IndexOut(
            version=VERSION,
            title=site.config.title,
            description=site.config.description,
            url=site.url(""),
            updated=max((record.updated for record in site.catalogue.records), default=None),
            records=len(site.catalogue),
            kinds=tuple(kinds),
            lists=site.url(f"{ROOT}lists.json"),
            schemas=site.url(f"{ROOT}schemas.json"),
            feeds=site.url("feeds.opml"),
            withdrawn=site.url(f"{ROOT}withdrawn.json"),
        ),
    )


def _path(kind: Kind, number: int) -> str:
    return f"{ROOT}{kind.folder}/page-{number}.json"


def _pages(site: Site, kind: Kind, found: Sequence[Record], pages: int) -> Iterator[File]:
    for number in range(1, pages + 1):
        shown = found[(number - 1) * LENGTH : number * LENGTH]
        page = RecordPage(
            version=VERSION,
            kind=kind.name,
            total=len(found),
            page=number,
            pages=pages,
            previous=site.url(_path(kind, number - 1)) if number > 1 else None,
            next=site.url(_path(kind, number + 1)) if number < pages else None,
            records=tuple(record_out(site, record) for record in shown),
        )
        yield _file(site, _path(kind, number), page)


def record_out(site: Site, record: Record) -> RecordOut:
    """A record in the API's own form."""
    related = [found for name in record.related if (found := site.catalogue.get("*", name))]
    return RecordOut.model_construct(
        id=record.id,
        kind=record.kind.name,
        url=site.url(record.address),
        title=record.title,
        summary=record.summary,
        unit=record.unit,
        edition=record.edition,
        further_editions=record.further_editions,
        theme=record.theme,
        tags=record.tags,
        event_date=str(record.event_date) if record.event_date else None,
        published=record.publish_date,
        updated=record.updated,
        sections=tuple(Section(field=s.field, heading=s.heading, markdown=s.text) for s in record.sections),
        pictures=tuple(_pictures(site, record)),
        sources=tuple(Source.model_validate(source) for source in record.sources),
        corrections=tuple(Correction.model_validate(correction) for correction in record.corrections),
        related=tuple(Reference(kind=r.kind.name, id=r.id, title=r.title, url=site.url(r.address)) for r in related),
        details=_details(site, record),
    )


def _details(site: Site, record: Record) -> Any:
    values = {name: getattr(record, name) for name in DETAILS[record.kind.name].model_fields if name != "kind"}
    if record.kind.record_list:
        values[record.kind.record_list.field] = [
            Item(number=n.number, title=n.item.title, case=n.item.record, note=n.item.note, region=n.region)
            for n in items_of(site, record)
        ]
    return DETAILS[record.kind.name].model_validate({"kind": record.kind.name, **values})


def _pictures(site: Site, record: Record) -> Iterator[Picture]:
    for image, card in pictures_of(site, record):
        yield Picture(
            url=site.url(card.path),
            alt=image.alt,
            caption=image.caption,
            credit=image.credit,
            width=card.width,
            height=card.height,
        )


def _lists(site: Site) -> ListsOut:
    counts = {unit: len(found) for unit, found in site.catalogue.by(facets.unit).items()}
    units = [
        UnitOut(
            id=unit.id,
            code=unit.code,
            name=unit.name,
            short=unit.short,
            level=unit.level,
            region=unit.region,
            records=counts.get(unit.id, 0),
            url=site.url(f"units/{unit.id}.html") if counts.get(unit.id) else None,
        )
        for unit in site.lists.units.values()
    ]
    themes = site.lists.terms["themes"].items if "themes" in site.lists.terms else ()
    return ListsOut(
        version=VERSION,
        units=tuple(units),
        themes=tuple(TermOut.model_validate(term) for term in themes),
        editions=tuple(EditionOut.model_validate(edition) for edition in site.lists.editions.values()),
    )


def _withdrawn(site: Site) -> WithdrawnPage:
    items = sorted(site.lists.withdrawn, key=lambda item: (item.date, item.id), reverse=True)
    records = tuple(
        WithdrawnOut(
            id=item.id,
            kind=labelled(item.kind).name,
            url=site.url(withdrawn_address(item)),
            unit=item.unit,
            date=item.date,
            reason=item.reason,
        )
        for item in items
    )
    return WithdrawnPage(version=VERSION, total=len(records), records=records)


@cache
def _schemas() -> File:
    """A JSON Schema for each form of file: the same for all sites."""
    forms: dict[str, type[BaseModel]] = {
        "index": IndexOut,
        "lists": ListsOut,
        "records": RecordPage,
        "withdrawn": WithdrawnPage,
    }
    made = {name: form.model_json_schema(mode="serialization") for name, form in forms.items()}
    text = json.dumps({"version": VERSION, **made}, ensure_ascii=False, indent=1)
    return File(f"{ROOT}schemas.json", f"{text}\n".encode())


def _file(site: Site, path: str, value: BaseModel) -> File:
    """The value; where everything is made up, behind what says so."""
    text = value.model_dump_json()
    if notice := site.config.notice:
        text = f'{{"notice":{json.dumps(notice, ensure_ascii=False)},{text[1:]}'
    return File(path, f"{text}\n".encode())
