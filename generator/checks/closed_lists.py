"""What a collection declares of its cases adds up: industries, regions, years."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics.problems import Problem, quote
from generator.model.kinds.case import CASE, Case
from generator.model.kinds.collection import COLLECTION, Collection, Item
from generator.site.entry import Entry
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class _Division:
    """One way in which a collection divides its cases: what is declared, and where each item belongs."""

    field: str
    item_field: str
    word: str
    shares: Sequence[tuple[str, int | None]]
    values: Sequence[str | None]


def closed_lists_add_up(site: Site) -> Iterator[Problem]:
    """Every case belongs to a declared industry, region and year, and their numbers make the whole."""
    for entry in site.catalogue.entries_of(COLLECTION):
        record = entry.record
        cases = [_case(site, item) for item in record.items]
        divisions = (_industries(record, cases), _regions(site, record, cases))
        for division in divisions:
            if division.shares:
                yield from _declared(entry, record, division)
                yield from _belonging(entry, record, division)
                yield from _counted(entry, record, division)
        yield from _regions_known(site, entry, record)
        yield from _years(entry, record, cases)


def _case(site: Site, item: Item) -> Case | None:
    return CASE.own(site.catalogue.read(CASE.name, item.record)) if item.record else None


def _industries(record: Collection, cases: Sequence[Case | None]) -> _Division:
    pairs = zip(record.items, cases, strict=True)
    values = [item.industry or (case.industry if case else None) for item, case in pairs]
    shares = [(share.name, share.count) for share in record.industries]
    return _Division("industries", "industry", "行业", shares, values)


def _regions(site: Site, record: Collection, cases: Sequence[Case | None]) -> _Division:
    pairs = zip(record.items, cases, strict=True)
    values = [item.region or (site.unit(case).region if case else None) for item, case in pairs]
    shares = [(credit.region, credit.count) for credit in record.credits]
    return _Division("credits", "region", "地区", shares, values)


def _declared(entry: Entry, record: Collection, division: _Division) -> Iterator[Problem]:
    """Each name once; the declared numbers make the total."""
    seen: set[str] = set()
    for number, (name, _count) in enumerate(division.shares):
        if name in seen:
            place = entry.source.position((division.field, number))
            yield Problem(place, "E310", f"{division.word}{quote(name)}写了两次。", "请合并成一项。")
        seen.add(name)
    counts = [count for _name, count in division.shares if count is not None]
    whole = len(counts) == len(division.shares)
    if sum(counts) > record.total or (whole and sum(counts) != record.total):
        message = f"各{division.word}的件数合计 {sum(counts)} 件，与应有件数 {record.total} 件不符。"
        yield Problem(
            entry.source.position((division.field,)), "E308", message, "请核对各项件数（count）和应有件数（total）。"
        )


def _belonging(entry: Entry, record: Collection, division: _Division) -> Iterator[Problem]:
    """Every listed case says where it belongs, and belongs to what was declared."""
    names = list(dict.fromkeys(name for name, _count in division.shares))
    for number, (item, value) in enumerate(zip(record.items, division.values, strict=True)):
        place = entry.source.position(("items", number))
        if value is None:
            message = f"{quote(item.title)}没有写属于哪个{division.word}。"
            hint = f"专题写明了所含{division.word}；请给这一件加上 {division.item_field}，可选：{'、'.join(names)}。"
            yield Problem(place, "E308", message, hint)
        elif value not in names:
            message = f"{quote(item.title)}的{division.word}是{quote(value)}，不在专题写明的{division.word}里。"
            hint = f"可选：{'、'.join(names)}；确属这个{division.word}的，请在 {division.field} 里补上。"
            yield Problem(place, "E308", message, hint)


def _counted(entry: Entry, record: Collection, division: _Division) -> Iterator[Problem]:
    """No more cases than declared; when the list is whole, exactly as many, and at least one."""
    found = Counter(division.values)
    whole = len(record.items) == record.total
    for number, (name, count) in enumerate(division.shares):
        place = entry.source.position((division.field, number))
        listed = found[name]
        if count is not None and (listed > count or (whole and listed != count)):
            message = f"{quote(name)}写明 {count} 件，名单里有 {listed} 件。"
            yield Problem(place, "E308", message, f"请核对件数和名单里各件的{division.word}。")
        elif count is None and whole and not listed:
            message = f"名单已经齐全，却没有一件属于{quote(name)}。"
            yield Problem(place, "E308", message, f"请核对名单里各件的{division.word}，或删去这一项。")


def _regions_known(site: Site, entry: Entry, record: Collection) -> Iterator[Problem]:
    regions = site.lists.regions
    written = [(("credits", n, "region"), credit.region) for n, credit in enumerate(record.credits)]
    written += [(("items", n, "region"), item.region) for n, item in enumerate(record.items) if item.region]
    for steps, region in written:
        if region not in regions:
            hint = f"请写单位名单里的所属地区，可选：{'、'.join([*regions][:30])}。"
            yield Problem(entry.source.position(steps), "E304", f"单位名单里没有{quote(region)}这个地区。", hint)


def _years(entry: Entry, record: Collection, cases: Sequence[Case | None]) -> Iterator[Problem]:
    """Every case lies in the years of the collection."""
    span = record.years
    if span is None:
        return
    if span.last < span.first:
        message = f"截止年份 {span.last} 早于起始年份 {span.first}。"
        yield Problem(entry.source.position(("years",)), "E308", message, "请核对 first 和 last 两个年份。")
    for number, (item, case) in enumerate(zip(record.items, cases, strict=True)):
        year = item.year or (case.event_date.year if case and case.event_date else None)
        if year is None:
            message = f"{quote(item.title)}没有写年份。"
            hint = f"专题写明了案例的年份；请给这一件加上 year，在 {span.first} 至 {span.last} 之间。"
            yield Problem(entry.source.position(("items", number)), "E308", message, hint)
        elif not span.first <= year <= span.last:
            message = f"{quote(item.title)}的年份是 {year}，不在专题写明的 {span.first} 至 {span.last} 年之间。"
            hint = "请核对这一件的年份和专题的 years。"
            yield Problem(entry.source.position(("items", number)), "E308", message, hint)
