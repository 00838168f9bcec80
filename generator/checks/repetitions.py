"""What is written twice: inside a record, and by two files about the same event; and what says nothing."""

from collections.abc import Iterator

from generator.checks.record_sources import sources
from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem, quote
from generator.model.parsers import FILLERS
from generator.site.entry import Entry
from generator.site.site import Site

#: Lists whose items are said once.
_LISTS = ("tags", "related", "sources", "values", "editions")


def said_once(site: Site) -> Iterator[Problem]:
    """No tag, related record, source or indicator stands twice (reported once), and no field holds nothing."""
    for source in sources(site):
        for name in _LISTS:
            items = source.data.get(name)
            seen: list[object] = []
            for at, item in enumerate(items if isinstance(items, list) else ()):
                said = _said(item)
                if said in seen:
                    shown = item.get("title") or item.get("name") if isinstance(item, dict) else said
                    yield Problem(source.position((name, at)), *message_for("written-twice", value=quote(shown)))
                    break
                seen.append(said)
        for steps, text in source.texts():
            if text.strip() in FILLERS:
                yield Problem(source.position(steps), *message_for("says-nothing", value=quote(text)))


def _said(item: object) -> object:
    """What an item says: without the blanks around its texts; a source is its address, whatever it is called."""
    if isinstance(item, str):
        return item.strip()
    if not isinstance(item, dict):
        return item
    return str(item["url"]).strip() if item.get("url") else {name: _said(value) for name, value in item.items()}


def sources_past(site: Site) -> Iterator[Problem]:
    """A source is older than today."""
    for entry in site.catalogue.entries:
        for at, source in enumerate(entry.record.sources):
            if source.date and source.date.first > site.today:
                report = message_for("source-later", day=source.date, today=site.today)
                yield Problem(entry.source.position(("sources", at, "date")), *report)


def events_unique(site: Site) -> Iterator[Problem]:
    """The same day and title by one unit is one event; by two units it may be."""
    first: dict[tuple[str, ...], Entry] = {}
    for entry in sorted(site.catalogue.entries, key=lambda one: one.source.path):
        record = entry.record
        if not record.event_date or not record.event_date.day:
            continue
        key = (record.kind.name, str(record.event_date), "".join(record.title.split()))
        own = (*key, record.unit)
        other = first.get(own) or first.get(key)
        first.setdefault(own, entry)
        first.setdefault(key, entry)
        if other:
            name = "same-record" if other.record.unit == record.unit else "same-event"
            yield Problem(entry.source.position(("title",)), *message_for(name, other=other.source.path))
