"""What pages say to search engines in the words of schema.org: articles, events, organisations, the way there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.site.derived import derived
from generator.site.site import Site, pictures_of

#: A value of schema.org with its `@type`.
Thing: TypeAlias = Mapping[str, Any]
#: Titles and addresses from the top down; the page itself comes last.
Trail: TypeAlias = Sequence[tuple[str, str]]

_MODES = {"线上": "Online", "线下": "Offline", "线上线下": "Mixed"}


def trail(site: Site, steps: Trail) -> Thing:
    """The way from the home page; a step without an address, the page itself, has only its name."""
    above = _steps(site, tuple(steps[:-1]))
    last = _step(site, len(above) + 1, *steps[-1])
    return {"@type": "BreadcrumbList", "itemListElement": [*above, last]}


@derived
def _steps(site: Site, steps: tuple[tuple[str, str], ...]) -> list[Thing]:
    """What many pages have above them."""
    found = (("首页", "index.html"), *steps)
    return [_step(site, number, name, address) for number, (name, address) in enumerate(found, start=1)]


def _step(site: Site, number: int, name: str, address: str) -> Thing:
    return _said({"@type": "ListItem", "position": number, "name": name, "item": _url(site, address)})


def about_site(site: Site) -> tuple[Thing, ...]:
    """The home page: the column, and the office that keeps it."""
    config = site.config
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site.url('search.html')}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    column = {
        "@type": "WebSite",
        "name": config.title,
        "description": config.description,
        "url": site.url(""),
        "inLanguage": config.language,
        "publisher": _host(site),
        "potentialAction": search,
    }
    return (column, _host(site))


def about_unit(site: Site, unit: Unit, steps: Trail) -> tuple[Thing, ...]:
    """The page of a bureau or park."""
    return (organisation(site, unit), trail(site, steps))


def organisation(site: Site, unit: Unit) -> Thing:
    """A bureau or park."""
    return {
        "@type": "GovernmentOrganization" if unit.level != "园区" else "Organization",
        "name": unit.name,
        "alternateName": [unit.short, *unit.aliases],
        "areaServed": unit.region,
        "url": site.url(f"units/{unit.id}.html"),
    }


def about_record(site: Site, record: Record, steps: Trail) -> tuple[Thing, ...]:
    """A record's page: the article, what it is about, and the way there."""
    return (_article(site, record), *_subject(site, record), trail(site, steps))


def _article(site: Site, record: Record) -> Thing:
    return _said(
        {
            "@type": "Article",
            "headline": record.title,
            "description": record.summary,
            "url": site.url(record.address),
            "mainEntityOfPage": site.url(record.address),
            "inLanguage": site.config.language,
            "articleSection": record.kind.label,
            "keywords": list(record.tags),
            "datePublished": record.publish_date.isoformat(),
            "dateModified": record.updated.isoformat(),
            "author": {"@type": "Organization", "name": record.origin},
            "publisher": _host(site),
            "image": [site.url(file.path) for _image, file in pictures_of(site, record)],
        }
    )


def _subject(site: Site, record: Record) -> Iterator[Thing]:
    if record.kind.event and record.event_date:
        yield _event(site, record)
    if record.kind.service:
        service = record.kind.service.of(record)
        yield _said(
            {
                "@type": "GovernmentOffice",
                "name": record.title,
                "url": site.url(record.address),
                "sameAs": service.website,
                "address": service.address or service.district,
                "telephone": service.telephone,
                "openingHours": service.hours,
                "areaServed": service.area,
                "parentOrganization": service.carrier,
            }
        )


def _event(site: Site, record: Record) -> Thing:
    event = record.event
    organisers = event.organisers or (site.unit(record).name,)
    return _said(
        {
            "@type": "Event",
            "name": record.title,
            "description": record.summary,
            "url": site.url(record.address),
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


@derived
def _host(site: Site) -> Thing:
    unit = site.lists.units[site.config.host_unit]
    return {"@type": "GovernmentOrganization", "name": site.config.government.organiser or unit.name}


def _url(site: Site, address: str) -> str | None:
    return site.url("" if address == "index.html" else address) if address else None


def _said(thing: Mapping[str, Any]) -> Thing:
    """Without what nobody has said."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], ())}
