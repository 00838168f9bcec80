"""What pages say to search engines in the words of schema.org: articles, events, organisations, the way there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from generator.model.record import Kind, Record
from generator.model.vocabularies import Unit
from generator.rendering.templates import FeedLink, Meta
from generator.site.surroundings import Surroundings, pictures_of

#: A value of schema.org with its `@type`.
Thing: TypeAlias = Mapping[str, Any]
#: Titles and addresses from the top down; the page itself comes last.
Trail: TypeAlias = Sequence[tuple[str, str]]

_MODES = {"线上": "Online", "线下": "Offline", "线上线下": "Mixed"}


def trail(around: Surroundings, steps: Trail) -> Thing:
    """The way from the home page; a step without an address, the page itself, has only its name."""
    above = _steps(around, steps[:-1])
    last = _step(around, len(above) + 1, *steps[-1])
    return {"@type": "BreadcrumbList", "itemListElement": [*above, last]}


def below_home(
    around: Surroundings,
    title: str,
    description: str,
    column: Kind | None = None,
    feeds: tuple[FeedLink, ...] = (),
    *,
    styles: tuple[str, ...] = ("pages",),
) -> Meta:
    """What a page with nothing but the home page above it says of itself."""
    return Meta(description, column, feeds=feeds, styles=styles, graph=(trail(around, [(title, "")]),))


def _steps(around: Surroundings, steps: Trail) -> list[Thing]:
    """What many pages have above them."""
    found = (("首页", "index.html"), *steps)
    return [_step(around, number, name, address) for number, (name, address) in enumerate(found, start=1)]


def _step(around: Surroundings, number: int, name: str, address: str) -> Thing:
    return _said({"@type": "ListItem", "position": number, "name": name, "item": _url(around, address)})


def about_site(around: Surroundings) -> tuple[Thing, ...]:
    """The home page: the column, and the office that keeps it."""
    config = around.config
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{around.url('search.html')}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    column = {
        "@type": "WebSite",
        "name": config.title,
        "description": config.description,
        "url": around.url(""),
        "inLanguage": config.language,
        "publisher": _host(around),
        "potentialAction": search,
    }
    return (column, _host(around))


def about_unit(around: Surroundings, unit: Unit, steps: Trail) -> tuple[Thing, ...]:
    """The page of a bureau or park."""
    return (organisation(around, unit), trail(around, steps))


def organisation(around: Surroundings, unit: Unit) -> Thing:
    """A bureau or park."""
    return {
        "@type": "GovernmentOrganization" if unit.level != "园区" else "Organization",
        "name": unit.name,
        "alternateName": [unit.short, *unit.aliases],
        "areaServed": unit.region,
        "url": around.url(f"units/{unit.id}.html"),
    }


def about_record(around: Surroundings, record: Record, steps: Trail) -> tuple[Thing, ...]:
    """A record's page: the article, what it is about, and the way there."""
    return (_article(around, record), *_subject(around, record), trail(around, steps))


def _article(around: Surroundings, record: Record) -> Thing:
    return _said(
        {
            "@type": "Article",
            "headline": record.title,
            "description": record.summary,
            "url": around.url(record.address),
            "mainEntityOfPage": around.url(record.address),
            "inLanguage": around.config.language,
            "articleSection": record.kind.label,
            "keywords": list(record.tags),
            "datePublished": record.publish_date.isoformat(),
            "dateModified": record.updated.isoformat(),
            "author": {"@type": "Organization", "name": record.origin},
            "publisher": _host(around),
            "image": [around.url(file.path) for _image, file in pictures_of(around, record)],
        }
    )


def _subject(around: Surroundings, record: Record) -> Iterator[Thing]:
    if record.kind.event and record.event_date:
        yield _event(around, record)
    if record.kind.service:
        service = record.kind.service.of(record)
        yield _said(
            {
                "@type": "GovernmentOffice",
                "name": record.title,
                "url": around.url(record.address),
                "sameAs": service.website,
                "address": service.address or service.district,
                "telephone": service.telephone,
                "openingHours": service.hours,
                "areaServed": service.area,
                "parentOrganization": service.carrier,
            }
        )


def _event(around: Surroundings, record: Record) -> Thing:
    event = record.event
    organisers = event.organisers or (around.unit(record).name,)
    return _said(
        {
            "@type": "Event",
            "name": record.title,
            "description": record.summary,
            "url": around.url(record.address),
            "startDate": str(record.event_date),
            "endDate": str(event.end) if event.end else None,
            "eventStatus": f"https://schema.org/Event{'Cancelled' if event.cancelled else 'Scheduled'}",
            "eventAttendanceMode": f"https://schema.org/{_MODES[event.mode]}EventAttendanceMode"
            if event.mode
            else None,
            "location": {"@type": "Place", "name": event.venue, "address": event.venue} if event.venue else None,
            "organizer": [{"@type": "Organization", "name": name} for name in organisers],
        }
    )


def _host(around: Surroundings) -> Thing:
    unit = around.units[around.config.host_unit]
    return {"@type": "GovernmentOrganization", "name": around.config.government.organiser or unit.name}


def _url(around: Surroundings, address: str) -> str | None:
    return around.url("" if address == "index.html" else address) if address else None


def _said(thing: Mapping[str, Any]) -> Thing:
    """Without what nobody has said."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], ())}
